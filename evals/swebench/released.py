"""Rows of our own: released bugs of the suite ``pypi`` in SWE-bench's columns, with the lists of tests found out by running them.

The repository is a source distribution that is fetched when the image is built; nothing of the packages is part of this project.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from agent.errors import BadInput
from evals.pypi import fetch_release, read_bug, with_fix
from evals.swebench.execution import Container, Script, evaluation_script, execute
from evals.swebench.grading import read_statuses
from evals.swebench.parsers.base import PASSED, XFAIL, Statuses
from evals.swebench.rows import Row
from evals.swebench.sources import commit_files
from sandboxes.git_patch import git_patch

TIMEOUT_S: Final = 600.0
_ENVIRONMENT: Final = {
    "python": "3.11",
    "packages": "pytest",
    "install": "python -m pip install -e .",
    "test_cmd": "pytest -rA -p no:cacheprovider",
}


def released_row(folder: Path) -> Row:
    """The row of a folder of the suite ``pypi``, its lists of tests still empty.

    Raises:
        UserError: a release cannot be fetched, or is not the one that is pinned.
    """
    bug = read_bug(folder)
    base, fixed = (fetch_release(bug.package, release) for release in (bug.base, bug.fix))
    before = {bug.hidden_test: base[bug.hidden_test]} if bug.hidden_test in base else {}
    with TemporaryDirectory(prefix="throughline-released-") as storage:
        commit = commit_files(base, Path(storage)).commit
    name = bug.package.lower()
    columns: dict[str, Any] = {
        "instance_id": f"{name}__{folder.name}",
        "repo": f"{name}/{name}",
        "version": bug.base.version,
        "base_commit": commit,
        "problem_statement": (folder / "issue.md").read_text("utf-8"),
        "patch": _text(git_patch(base, with_fix(base, fixed))),
        "test_patch": _text(git_patch(before, {bug.hidden_test: fixed[bug.hidden_test]})),
        "log_parser": "parse_log_pytest",
        "install_config": {**_ENVIRONMENT, "source": {"package": bug.package, **bug.base.model_dump()}},
        "FAIL_TO_PASS": [],
        "PASS_TO_PASS": [],
    }
    return Row.model_validate(columns)


def with_lists(row: Row, open_container: Callable[[], Container]) -> Row:
    """The row with its lists: its tests run without the solution and with it, in a container of its image each.

    Raises:
        BadInput: the solution makes no test pass, or the tests do not run.
        SandboxError: a container cannot be had.
    """
    before = _statuses(row, b"", open_container)
    after = _statuses(row, row.patch.encode("utf-8", "surrogateescape"), open_container)
    passing = sorted(test for test, status in after.items() if status in (PASSED, XFAIL))
    fixed = [test for test in passing if before.get(test) not in (PASSED, XFAIL)]
    if not fixed:
        raise BadInput(f"{row.instance_id}: the solution makes no test pass")
    kept = [test for test in passing if test not in set(fixed)]
    return row.model_copy(update={"FAIL_TO_PASS": tuple(fixed), "PASS_TO_PASS": tuple(kept)})


def _statuses(row: Row, patch: bytes, open_container: Callable[[], Container]) -> Statuses:
    with closing(open_container()) as container:
        executed = execute(container, patch, Script(evaluation_script(row), TIMEOUT_S))
    statuses = executed.reason or read_statuses(row, (executed.output or b"").decode("utf-8", "replace"))
    if isinstance(statuses, str):
        raise BadInput(f"{row.instance_id}: {statuses}")
    return statuses


def _text(patch: bytes) -> str:
    return patch.decode("utf-8", "surrogateescape")
