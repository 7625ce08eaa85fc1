"""What ``agent eval swebench make`` does: rows of our own from releases on a package index, with their images built here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from agent.cli.eval_places import PlaceOptions, instance_images
from agent.errors import BadInput, UserError
from agent.instance_engines import instance_engine
from agent.progress import print_line
from evals.catalogue import SUITE_FOLDER
from evals.swebench.released import released_row, with_lists
from evals.swebench.rows import Row
from sandboxes.errors import SandboxError


class MakeOptions(PlaceOptions):
    """The options of ``agent eval swebench make``, as they were given."""

    output: Path
    names: str | None


def make_and_write(options: MakeOptions) -> int:
    """Make the rows and write them as JSON lines; 44 when one could not be made.

    Raises:
        UserError: no engine answers, there is no such release, or the file cannot be written.
    """
    folders = list(_folders(options.names))
    images, engine = instance_images(options, _note), instance_engine()
    rows: list[Row] = []
    for folder in folders:
        try:
            row = released_row(folder)
            ready = images.ready(row)
            listed = with_lists(ready, partial(engine.open, ready.image))
        except (SandboxError, UserError) as error:
            _note(f"{folder.name}: left out: {' '.join(str(error).split())}")
            continue
        # Image and script are found again wherever the rows are used.
        rows.append(listed.model_copy(update={"image": "", "eval_script": ""}))
        _note(f"{folder.name}: {len(listed.FAIL_TO_PASS)} to fix, {len(listed.PASS_TO_PASS)} to keep")
    try:
        options.output.write_text("".join(row.model_dump_json() + "\n" for row in rows), "utf-8")
    except OSError as error:
        raise BadInput(f"{options.output} cannot be written: {error.strerror}") from error
    print_line(sys.stdout, f"{len(rows)} of {len(folders)} rows are in {options.output}")
    return 0 if len(rows) == len(folders) else 44


def _folders(names: str | None) -> Iterator[Path]:
    known = {path.name: path for path in sorted((SUITE_FOLDER / "pypi").iterdir()) if (path / "release.json").is_file()}
    wanted = list(known) if names is None else names.split(",")
    for name in wanted:
        if name not in known:
            raise BadInput(f"the suite pypi has no task {name}: agent eval list pypi")
        yield known[name]


def _note(text: str) -> None:
    print_line(sys.stderr, text)
