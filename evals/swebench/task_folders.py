"""The task folders of harness 5: ``tasks/INSTANCE/`` with task.yaml, tests.json, the patches and eval.sh, read as rows.

Images are not built here; ``Dockerfile`` and ``test_assets`` are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from evals.swebench.markers import END, START

_FILES: Final = {
    "problem_statement": "problem_statement.md",
    "hints_text": "hints.md",
    "patch": "gold.patch",
    "test_patch": "test.patch",
    "eval_script": "eval.sh",
}
_REQUIRED: Final = ("instance_id", "repo", "version", "base_commit", "split", "image", "log_parser", "eval_type")
_DEPRECATED: Final = "deprecated"


def is_task_repository(folder: Path) -> bool:
    """Whether a folder holds task folders."""
    return (folder / "tasks").is_dir()


def read_task_folders(folder: Path, split: str) -> Iterator[dict[str, Any]]:
    """The columns of each task of a split.

    Raises:
        ValueError: a task is not whole, or it is not as the official checks want it; the message names it.
        OSError: a file cannot be read.
    """
    for path in sorted(path for path in (folder / "tasks").iterdir() if path.is_dir()):
        columns = read_task_folder(path)
        if columns["split"] == split:
            yield columns


def read_task_folder(path: Path) -> dict[str, Any]:
    """The columns of one task.

    Raises:
        ValueError: as ``read_task_folders``.
        OSError: a file cannot be read.
    """
    try:
        description = yaml.safe_load((path / "task.yaml").read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: task.yaml is no YAML") from error
    if not isinstance(description, dict):
        raise ValueError(f"{path.name}: task.yaml is no mapping")
    columns = {str(name): value for name, value in description.items()}
    columns |= json.loads((path / "tests.json").read_text("utf-8"))
    columns |= {column: _text(path / name) for column, name in _FILES.items()}
    if objection := _objection(path.name, columns):
        raise ValueError(f"{path.name}: {objection}")
    return columns


def expected_image(instance_id: str) -> str:
    """The official name of an instance's image."""
    return f"swebench/sweb.eval.x86_64.{instance_id}:latest".lower().replace("__", "_1776_")


def _objection(name: str, columns: dict[str, Any]) -> str:
    """What the official checks say against a task, or nothing."""
    missing = [column for column in _REQUIRED if not columns.get(column)]
    if missing:
        return f"task.yaml lacks {', '.join(missing)}"
    if columns["instance_id"] != name:
        return f"the folder is not called {columns['instance_id']}"
    if columns["image"] != expected_image(name):
        return f"the image is not {expected_image(name)}"
    if not columns.get("FAIL_TO_PASS") and columns["split"] != _DEPRECATED:
        return "FAIL_TO_PASS is empty"
    if START not in columns["eval_script"] or END not in columns["eval_script"]:
        return "eval.sh lacks a marker of the tests' output"
    no_patch = [column for column in ("patch", "test_patch") if not _looks_like_a_patch(columns[column])]
    return f"{_FILES[no_patch[0]]} is no patch" if no_patch else ""


def _looks_like_a_patch(text: str) -> bool:
    return any(line.startswith(("diff --git ", "--- ")) for line in text.splitlines())


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
