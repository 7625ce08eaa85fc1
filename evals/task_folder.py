"""A task as a folder, and a suite as a folder of task folders.

A task folder holds ``repo/`` (the files of the repository), ``issue.md``, ``hidden_test.py``, and where there are any
``fix.patch`` (a reference solution) and ``task.json``. Nothing here runs a task.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import BadInput
from evals.hidden_tests import defined_tests
from evals.suite import Suite

DEFAULT_TEST_TIMEOUT_S: Final = 60.0
_REPOSITORY, _ISSUE, _HIDDEN_TEST, _FIX, _SETTINGS = "repo", "issue.md", "hidden_test.py", "fix.patch", "task.json"
_CACHES: Final = frozenset({"__pycache__", ".pytest_cache"})
"""What a run of the tests leaves behind in ``repo/``; it is no part of the task."""


class TaskSettings(BaseModel):
    """Content of ``task.json``; all of it may be left out.

    ``hidden_tests`` is how many deciding tests the hidden file holds, parametrised ones counted singly; without it every test
    function that the file defines must have run. ``ignored_tests`` do not decide: tests that do not pass with the reference
    solution either, ``test_x``, ``TestY::test_x`` or with parameters. ``timeout_s`` is for the hidden tests as a whole.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: str = ""
    seed: int | None = None
    hidden_tests: int | None = Field(default=None, ge=1)
    ignored_tests: tuple[str, ...] = ()
    timeout_s: float = Field(default=DEFAULT_TEST_TIMEOUT_S, gt=0)


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it lies in its folder; the files of the repository are read when they are needed."""

    name: str
    repository: Path
    issue: str
    hidden_test: str
    fix: bytes | None = None
    settings: TaskSettings = field(default_factory=TaskSettings)

    @property
    def family(self) -> str:
        """What it is counted with, empty for nothing."""
        return self.settings.family

    def files(self) -> dict[str, bytes]:
        """Content of the repository's files by path."""
        return {str(path.relative_to(self.repository)): _content(path) for path in repository_files(self.repository)}

    def digest(self) -> str:
        """SHA-256 in hex of what a result depends on: files, issue, hidden tests and settings."""
        texts = (self.issue, self.hidden_test, self.settings.model_dump_json())
        parts = [part for path, content in self.files().items() for part in (os.fsencode(path), content)]
        digest = hashlib.sha256()
        for part in (*parts, *(text.encode() for text in texts)):
            digest.update(b"%d:" % len(part) + part)
        return digest.hexdigest()

    def with_timeout(self, multiplier: float) -> Task:
        """The same task with another time limit for its hidden tests."""
        settings = self.settings.model_copy(update={"timeout_s": self.settings.timeout_s * multiplier})
        return replace(self, settings=settings)


def load_suite(folder: Path) -> Suite:
    """Read a suite, or a single task folder as a suite of one. Folders whose name begins with a dot are left out.

    Raises:
        BadInput: there is no such folder, it holds no task, or one of its tasks is not whole.
    """
    if not folder.is_dir():
        raise BadInput(f"no such suite folder: {folder}")
    if (folder / _ISSUE).is_file():
        return Suite(folder, (load_task(folder),))
    folders = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise BadInput(f"no task in {folder}: a suite is a folder of task folders")
    return Suite(folder, tuple(load_task(path) for path in folders))


def load_task(folder: Path) -> Task:
    """Read a task folder.

    Raises:
        BadInput: something in it is missing or cannot be read; the message names it.
    """
    repository = folder / _REPOSITORY
    if not repository.is_dir() or not repository_files(repository):
        raise BadInput(f"the task {folder} has no repository: the folder {_REPOSITORY}/ is missing or empty")
    if (repository / ".git").exists():
        raise BadInput(
            f"the task {folder} has a git repository in {_REPOSITORY}/: plain files are wanted, without .git"
        )
    fix, hidden_test = folder / _FIX, _text(folder / _HIDDEN_TEST)
    _check_tests(hidden_test, folder / _HIDDEN_TEST)
    return Task(
        name=folder.resolve().name,
        repository=repository,
        issue=_text(folder / _ISSUE),
        hidden_test=hidden_test,
        fix=_bytes(fix) if fix.exists() else None,
        settings=_settings(folder / _SETTINGS),
    )


def write_task(
    folder: Path, files: Mapping[str, bytes], issue: str, hidden_test: str, *, fix: bytes | None, settings: TaskSettings
) -> None:
    """Write a task folder.

    Raises:
        BadInput: it is there already.
    """
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise BadInput(f"the task folder {folder} is there already") from error
    for name, content in files.items():
        path = folder / _REPOSITORY / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / _ISSUE).write_text(issue, "utf-8")
    (folder / _HIDDEN_TEST).write_text(hidden_test, "utf-8")
    if fix is not None:
        (folder / _FIX).write_bytes(fix)
    settings_json = json.dumps(settings.model_dump(mode="json", exclude_defaults=True), indent=2)
    (folder / _SETTINGS).write_text(settings_json + "\n", "utf-8")


def repository_files(repository: Path) -> list[Path]:
    """Files and links of a task's ``repo/`` folder, in order, without the caches of test runs."""
    return sorted(_walk(repository.iterdir()))


def _walk(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_symlink() or not path.is_dir():
            yield path
        elif path.name not in _CACHES:
            yield from _walk(path.iterdir())


def _check_tests(hidden_test: str, path: Path) -> None:
    try:
        functions = defined_tests(hidden_test)
    except (SyntaxError, ValueError) as error:
        raise BadInput(f"{path} is not Python: {error}") from error
    if not functions:
        raise BadInput(f"{path} defines no test: functions test_... or classes Test... are wanted")


def _content(path: Path) -> bytes:
    """Content of a file, or what a link says."""
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def _settings(path: Path) -> TaskSettings:
    if not path.exists():
        return TaskSettings()
    try:
        return TaskSettings.model_validate_json(_bytes(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "top"
        raise BadInput(f"{path} is not valid at {place}: {first['msg']}") from error


def _text(path: Path) -> str:
    try:
        text = _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 text") from error
    if not text.strip():
        raise BadInput(f"{path} is empty")
    return text


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"the task {path.parent} is not whole: {path.name} is missing") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
