"""A row of a data set as a task of an evaluation. Nothing here fetches or runs anything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from agent.errors import BadInput
from evals.suite import Suite
from evals.swebench.dialects import DIALECTS
from evals.swebench.execution import DEFAULT_TIMEOUT_S
from evals.swebench.rows import Row, read_rows
from evals.swebench.task_folders import is_task_repository

_SUFFIXES: Final = frozenset({".jsonl", ".json", ".parquet"})


@dataclass(frozen=True, slots=True)
class InstanceTask:
    """An instance; ``timeout_s`` is for its tests."""

    row: Row
    timeout_s: float = DEFAULT_TIMEOUT_S

    @property
    def name(self) -> str:
        """The id of the instance."""
        return self.row.instance_id

    @property
    def issue(self) -> str:
        """The problem statement; hints are not shown."""
        return self.row.problem_statement

    @property
    def fix(self) -> bytes | None:
        """The reference solution."""
        return self.row.patch.encode("utf-8", "surrogateescape") if self.row.patch else None

    @property
    def family(self) -> str:
        """The repository."""
        return self.row.repo

    def digest(self) -> str:
        """SHA-256 in hex of the row."""
        return hashlib.sha256(self.row.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()

    def with_timeout(self, multiplier: float) -> InstanceTask:
        """The same task with another time limit."""
        return replace(self, timeout_s=self.timeout_s * multiplier)


def find_rows(name: str) -> tuple[Path, str] | None:
    """Path and dialect, where ``name`` is a data set: a file, or a folder of parquet or of task folders; None otherwise.

    ``DIALECT:PATH`` says whose columns they are; without it they are SWE-bench's.
    """
    dialect, colon, rest = name.partition(":")
    path = Path(rest if colon and dialect in DIALECTS else name)
    dialect = dialect if colon and dialect in DIALECTS else "swe-bench"
    if path.is_file() and path.suffix in _SUFFIXES:
        return path, dialect
    if path.is_dir() and (is_task_repository(path) or any(path.glob("*.parquet"))):
        return path, dialect
    return None


def load_instances(path: Path, dialect: str, *, split: str = "test") -> Suite:
    """Read a data set as a suite.

    Raises:
        UserError: it cannot be read, or it holds no row.
    """
    rows = read_rows(path, split=split, dialect=dialect)
    if not rows:
        raise BadInput(f"{path} holds no row")
    return Suite(path, tuple(InstanceTask(row) for row in sorted(rows, key=lambda row: row.instance_id)))
