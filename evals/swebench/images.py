"""The image of an instance: the official one where the engine holds it or can pull it, otherwise one that is built here.

What is built is named after all that goes into it, stays in the engine and is used again. What cannot be had is *unsupported
here*, and said so with the reason; it is never scored.
"""

from __future__ import annotations

import hashlib
import shlex
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final, Protocol

from agent.errors import UserError
from evals.swebench.environments import Environment, Environments
from evals.swebench.rows import Row
from evals.swebench.script import make_script
from evals.swebench.sources import Source, find_mirror, take_from_distribution, take_from_mirror
from evals.swebench.task_folders import expected_image
from sandboxes.errors import SandboxError, SandboxUnavailable

BUILD_TIMEOUT_S: Final = 3000.0
_SCRIPTS: Final = ("build.sh", "activate.sh")
_DOCKERFILE: Final = """FROM {base}
RUN python3 -m venv /opt/uv && /opt/uv/bin/pip install --quiet uv
COPY activate.sh /opt/miniconda3/bin/activate
COPY build.sh environment/settings.sh /build/
RUN bash /build/build.sh environment
COPY repository.git /testbed/.git
COPY settings.sh /build/
RUN bash /build/build.sh repository && rm -rf /build
ENV PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /testbed
"""


class Unsupported(SandboxUnavailable):
    """An instance cannot be run on this machine; the message says why."""


class ImageEngine(Protocol):
    """What holds, pulls and builds images."""

    def has_image(self, name: str) -> bool:
        """Whether it holds an image. Raises SandboxUnavailable."""

    def pull(self, name: str) -> str:
        """Pull an image; why it cannot be had, or nothing."""

    def build(self, context: Path, name: str, *, timeout_s: float) -> None:
        """Build the Dockerfile of a folder, with a network. Raises SandboxUnavailable."""


class PythonImages(Protocol):
    """Images that have a release of Python with what building takes."""

    def offered(self, python: str) -> str | None:
        """The release that stands for a wanted one, the same or the next that can be had; None where there is none."""

    def ensure(self, python: str) -> str:
        """Name of the image with an offered release, which is made if need be. Raises SandboxUnavailable."""


@dataclass(frozen=True, slots=True)
class Images:
    """Finds, pulls and builds the images of instances. Threads share it; builds come one after the other.

    ``note`` is told what takes long, one line each.
    """

    engine: ImageEngine
    pythons: PythonImages
    environments: Environments
    mirror: Path | None = None
    pull: bool = False
    note: Callable[[str], None] = lambda _: None
    _building: Lock = field(default_factory=Lock)
    _ready: dict[str, Row] = field(default_factory=dict)

    def missing(self, row: Row) -> str:
        """Why an instance cannot be run here as far as that is known without building anything, or nothing."""
        if (reason := self._ungradable(row)) or self.held(row) or self.pull:
            return reason
        environment = self.environments.of(row)
        if environment is None:
            return f"the engine does not hold {_official(row)[0]}, and nothing says what its environment is made of"
        if self.pythons.offered(environment.python) is None:
            return f"its environment wants Python {environment.python}, which cannot be had here"
        if find_mirror(self.mirror, row) is None and environment.source is None:
            return (
                f"the engine does not hold {_official(row)[0]}, and there is no mirror of {row.repo} to build it from"
            )
        return ""

    def plan(self, row: Row) -> str:
        """How the image of an instance that is not missing would be had."""
        environment = self.environments.of(row)
        if self.pull or environment is None:
            return f"pulled as {_official(row)[0]}"
        python = self.pythons.offered(environment.python) or ""
        mirror = find_mirror(self.mirror, row)
        source = environment.source
        origin = str(mirror) if mirror or source is None else f"{source.package} {source.version}"
        return f"built of {origin} with Python {python}{_instead(environment, python)}"

    def ready(self, row: Row) -> Row:
        """The row with an image that the engine holds, and with a script.

        Raises:
            Unsupported: there is none and none can be made.
        """
        with self._building:
            if row.instance_id not in self._ready:
                self._ready[row.instance_id] = self._made_ready(row)
            return self._ready[row.instance_id]

    def _made_ready(self, row: Row) -> Row:
        if reason := self._ungradable(row):
            raise Unsupported(reason)
        image = self.held(row) or self._pulled(row) or self._built(row)
        script = row.eval_script
        if not script:
            environment = self.environments.of(row)
            assert environment is not None
            script = make_script(row, environment)
        return row.model_copy(update={"image": image, "eval_script": script})

    def _ungradable(self, row: Row) -> str:
        """What the row itself lacks, or nothing."""
        if not row.eval_script and self.environments.of(row) is None:
            return "the row has no eval_script, and nothing says how its tests are run"
        return "" if row.log_parser else "the row names no log parser"

    def held(self, row: Row) -> str:
        """The official image of an instance that the engine holds, or nothing."""
        return next((name for name in _official(row) if self.engine.has_image(name)), "")

    def _pulled(self, row: Row) -> str:
        if not self.pull:
            return ""
        for name in _official(row):
            self.note(f"pulling {name}")
            if not (reason := self.engine.pull(name)):
                return name
            self.note(reason)
        return ""

    def _built(self, row: Row) -> str:
        if reason := self.missing(row):
            raise Unsupported(reason)
        environment = self.environments.of(row)
        if environment is None:
            raise Unsupported(f"none of {', '.join(_official(row))} can be had")
        python = self.pythons.offered(environment.python)
        assert python is not None
        try:
            with TemporaryDirectory(prefix="throughline-instance-") as storage:
                source = _take(self.mirror, row, environment, Path(storage))
                context = Path(storage) / "context"
                _write_context(context, self.pythons.ensure(python), python, environment, source)
                name = f"throughline-instance:{_digest(context, source)}"
                if not self.engine.has_image(name):
                    instead = _instead(environment, python)
                    self.note(f"building the image of {row.instance_id} with Python {python}{instead}")
                    self.engine.build(context, name, timeout_s=BUILD_TIMEOUT_S)
        except (SandboxError, UserError, OSError) as error:
            raise Unsupported(" ".join(str(error).split())) from error
        return name


def _instead(environment: Environment, python: str) -> str:
    """What to add where another version of Python than the wanted one is used."""
    wanted = ".".join(environment.python.split(".")[:2])
    return "" if wanted == python else f" in place of {wanted}"


def _official(row: Row) -> tuple[str, ...]:
    """The names that an instance's image may have, in order."""
    names = (row.image, expected_image(row.instance_id), f"sweb.eval.x86_64.{row.instance_id.lower()}:latest")
    return tuple(dict.fromkeys(name for name in names if name))


def _take(mirror: Path | None, row: Row, environment: Environment, storage: Path) -> Source:
    if found := find_mirror(mirror, row):
        return take_from_mirror(found, row, storage)
    assert environment.source is not None
    return take_from_distribution(environment.source, storage)


def _write_context(context: Path, base: str, python: str, environment: Environment, source: Source) -> None:
    """What the image is built from: a Dockerfile, two scripts, settings for both steps, and the repository."""
    (context / "environment").mkdir(parents=True)
    for name in _SCRIPTS:
        text = resources.files("evals.swebench").joinpath(name).read_text("utf-8")
        (context / name).write_text(text, "utf-8")
    (context / "Dockerfile").write_text(_DOCKERFILE.format(base=base), "utf-8")
    # The first step does not see what differs between instances of one version, so that the engine keeps it.
    first = _settings(python, environment, packages=[*environment.packages, *environment.pip_packages])
    (context / "environment" / "settings.sh").write_text(first, "utf-8")
    (context / "settings.sh").write_text(_settings(python, environment, version=source.version), "utf-8")
    shutil.move(source.git_folder, context / "repository.git")


def _settings(python: str, environment: Environment, *, packages: Iterable[str] = (), version: str = "") -> str:
    wanted = [f"uv_install {shlex.join(packages)}"] if packages else []
    files = environment.requirements
    test = " ".join(shlex.quote(path) for path in files)
    required = (
        [f'for file in {test}; do if [ -f "$file" ]; then uv_install -r "$file"; break; fi; done'] if files else []
    )
    second = bool(version)
    return "\n".join(
        [
            f"PYTHON={shlex.quote(python)}",
            f"EXCLUDE_NEWER={shlex.quote(environment.exclude_newer)}",
            f"VERSION={shlex.quote(version)}",
            _function("packages", wanted),
            _function("requirements", required if second else []),
            _function("pre_install", environment.pre_install if second else ()),
            _function("install", environment.install if second else ()),
            "",
        ]
    )


def _function(name: str, commands: Iterable[str]) -> str:
    return "\n".join([f"{name}() {{", "  :", *commands, "}"])


def _digest(context: Path, source: Source) -> str:
    """What goes into the image, as hex digits; of the repository its commit."""
    digest = hashlib.sha256(source.commit.encode())
    for path in sorted(path for path in context.rglob("*") if path.is_file() and "repository.git" not in path.parts):
        content = path.read_bytes()
        digest.update(b"%s %d\n" % (path.relative_to(context).as_posix().encode(), len(content)) + content)
    return digest.hexdigest()[:12]
