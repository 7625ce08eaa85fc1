"""What ``agent eval images`` does once its options are read: which images tasks expect, which can be made here, and making them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agent.cleaning import escape_for_terminal
from agent.cli.eval_places import PlaceOptions, instance_images
from agent.errors import BadInput
from agent.instance_engines import release_images
from evals.swebench.images import Images
from evals.swebench.instance_task import InstanceTask, find_rows, load_instances
from evals.terminal.dockerfile import dockerfile_needs
from evals.terminal.task_directory import read_dockerfile, read_tasks
from sandboxes.errors import SandboxError

EXIT_SANDBOX: Final = 44
ALL: Final = "all"


class ImagesOptions(PlaceOptions):
    """The options of ``agent eval images``, as they were given."""

    suite: str | None
    make: str | None


@dataclass(frozen=True, slots=True)
class Expected:
    """An image that tasks expect, under the name that users pick it by. ``make`` is None where it is there or cannot be had."""

    name: str
    standing: str
    make: Callable[[], str] | None = None


def images_as_text(options: ImagesOptions, note: Callable[[str], None]) -> tuple[str, int]:
    """The images, after those that are wanted have been made; and the exit code: 44 when one could not be made.

    Raises:
        UserError: no engine answers, or no such image is expected.
    """
    expected = list(_expected(options, note))
    wanted = _wanted(options.make, expected)
    standings = {image.name: image.standing for image in expected}
    failed = 0
    for image in expected:
        if image.name not in wanted or image.make is None:
            continue
        try:
            standings[image.name] = image.make()
        except (SandboxError, OSError) as error:
            standings[image.name] = f"unsupported here: {' '.join(str(error).split())[:300]}"
            failed += 1
    width = max(len(name) for name in standings)
    lines = [f"{name:<{width}}  {standing}" for name, standing in standings.items()]
    counts: dict[str, int] = {}
    for standing in standings.values():
        kind = standing.partition(":")[0].partition(",")[0]
        counts[kind] = counts.get(kind, 0) + 1
    summary = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return escape_for_terminal("\n".join([*lines, summary, ""])), EXIT_SANDBOX if failed else 0


def _wanted(make: str | None, expected: list[Expected]) -> set[str]:
    names = {image.name for image in expected}
    if make is None:
        return set()
    if make == ALL:
        return names
    wanted = set(make.split(","))
    if unknown := sorted(wanted - names):
        raise BadInput(f"nothing expects an image for {', '.join(unknown)}: agent eval images lists what does")
    return wanted


def _expected(options: ImagesOptions, note: Callable[[str], None]) -> list[Expected]:
    if options.suite is None:
        return _named(dict.fromkeys(release_images(note).names), note)
    if (rows := find_rows(options.suite)) is not None:
        images = instance_images(options, note)
        tasks = load_instances(*rows).tasks
        return [_instance(task, images) for task in tasks if isinstance(task, InstanceTask)]
    return _named(_terminal_bases(Path(options.suite)), note)


def _named(names: Mapping[str, int | None], note: Callable[[str], None]) -> list[Expected]:
    """Images by name; the number of tasks that build on one, where that is known."""
    making = release_images(note)

    def image(name: str, tasks: int | None) -> Expected:
        behind = f", for {tasks} tasks" if tasks else ""
        about = making.names.get(name)
        if making.has(name):
            return Expected(name, f"here{behind}{f': {about}' if about else ''}")
        if about is None:
            return Expected(name, f"unsupported here{behind}: no Debian release stands for it, and nothing is pulled")

        def make() -> str:
            making.make(name)
            return f"here{behind}{f': {about}' if about else ''}"

        return Expected(name, f"can be made{behind}{f': {about}' if about else ''}", make)

    return [image(name, tasks) for name, tasks in names.items()]


def _terminal_bases(folder: Path) -> dict[str, int | None]:
    """The images that the Dockerfiles of terminal tasks build on, and how many tasks each."""
    counts: dict[str, int | None] = {}
    for task in read_tasks(folder):
        for image in dockerfile_needs(read_dockerfile(task.environment) or "").images:
            counts[image] = (counts.get(image) or 0) + 1
    if not counts:
        raise BadInput(f"{folder} is no data set of SWE-bench, and none of its tasks has a Dockerfile")
    return dict(sorted(counts.items()))


def _instance(task: InstanceTask, images: Images) -> Expected:
    def make() -> str:
        return f"here: {images.ready(task.row).image}"

    if reason := images.missing(task.row):
        return Expected(task.name, f"unsupported here: {reason}")
    if held := images.held(task.row):
        return Expected(task.name, f"here: {held}")
    return Expected(task.name, f"can be made: {images.plan(task.row)}", make)
