"""Suites by name: what a user calls a suite, and where its tasks come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from evals.task_folder import Suite, load_suite

SUITES: Final[Mapping[str, str]] = {
    "handmade": "24 small projects with one bug each, written by hand",
}
SUITE_FOLDER: Final = Path(__file__).parent / "suites"


def open_suite(name: str, *, note: Callable[[str], None] = lambda _: None) -> Suite:
    """The suite that a user calls ``name``: one of ``SUITES``, or a folder. A folder of that name comes first.

    Args:
        name: what the user says.
        note: is told what takes long, one line each.

    Raises:
        UserError: there is no such suite, or it cannot be made here.
    """
    path = Path(name)
    if path.exists() or name not in SUITES:
        return load_suite(path)
    return load_suite(SUITE_FOLDER / name)
