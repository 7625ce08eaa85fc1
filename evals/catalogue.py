"""Suites by name: what a user calls a suite, and where its tasks come from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from evals.pocket import PocketTasks, make_pocket_suite
from evals.pypi import make_suite
from evals.suite import Suite
from evals.swebench.instance_task import find_rows, load_instances
from evals.task_folder import load_suite

SUITES: Final[Mapping[str, str]] = {
    "handmade": "24 small projects with one bug each, written by hand",
    "pocket": "generated tasks of the embedded model's families: pocket:COUNT@FIRST (100@0), from a source checkout",
    "pypi": "19 real bugs of released pure-Python packages, fetched from a package index",
}
SUITE_FOLDER: Final = Path(__file__).parent / "suites"


def open_suite(name: str, *, note: Callable[[str], None] = lambda _: None) -> Suite:
    """The suite that a user calls ``name``: one of ``SUITES``, a folder, or a data set. What is on the disk comes first.

    Args:
        name: what the user says.
        note: is told what takes long, one line each.

    Raises:
        UserError: there is no such suite, or it cannot be made here.
    """
    if (rows := find_rows(name)) is not None:
        return load_instances(*rows)
    if Path(name).exists():
        return load_suite(Path(name))
    if (tasks := PocketTasks.parse(name)) is not None:
        return load_suite(make_pocket_suite(tasks, suite_storage(os.environ), note=note))
    if name == "pypi":
        source = SUITE_FOLDER / name
        return load_suite(make_suite(source, suite_storage(os.environ) / f"pypi-{_digest(source)}", note=note))
    return load_suite(SUITE_FOLDER / name if name in SUITES else Path(name))


def suite_storage(environment: Mapping[str, str]) -> Path:
    """Where suites that are made are kept: below the XDG cache directory (https://specifications.freedesktop.org/basedir-spec/)."""
    cache = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache, "throughline", "suites")


def _digest(folder: Path) -> str:
    """Content of a folder as hex digits."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(b"%s %d\n" % (path.relative_to(folder).as_posix().encode(), len(content)) + content)
    return digest.hexdigest()[:12]
