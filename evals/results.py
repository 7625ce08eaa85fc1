"""The record of an evaluation: one line an attempt, on the disk when it is written, so that nothing is ever run twice.

A run folder holds ``config.json`` (what is evaluated), ``results.jsonl`` and ``attempts/TASK/NUMBER/``; a number counts tries,
so that an attempt after an error of the machine has a folder of its own.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import BadInput, Misconfigured
from agent.limits import EndingKind
from agent.outcome import Status
from evals.verdict import Outcome

CONFIGURATION: Final = "config.json"
RESULTS: Final = "results.jsonl"
ATTEMPTS: Final = "attempts"
PATCH: Final = "patch.diff"
SCORE: Final = "score.json"
_NOT_COMPARED: Final = frozenset({"versions", "platform", "suite"})


class Tokens(BaseModel):
    """Tokens of an attempt: prompt tokens computed, prompt tokens whose state was kept, sampled tokens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    computed: int = 0
    reused: int = 0
    thinking: int = 0
    answer: int = 0


class AttemptResult(BaseModel):
    """What came of one attempt. ``folder`` is relative to the run folder; times are by the wall clock.

    ``attempt`` counts from 1; ``cause`` is the kind of an error of the machine; ``waiting_s`` is how much of ``wall_s`` went into
    waiting for the model's other users.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str
    attempt: int = Field(default=1, ge=1)
    digest: str
    family: str = ""
    agent: str
    outcome: Outcome
    reason: str = ""
    cause: str = ""
    note: str = ""
    status: Status | None = None
    ending: EndingKind | None = None
    passed_tests: int = 0
    tests: int = 0
    dropped: tuple[str, ...] = ()
    patch_bytes: int = 0
    steps: int = 0
    tokens: Tokens = Field(default_factory=Tokens)
    decode_s: float = 0.0
    solve_s: float = 0.0
    scoring_s: float = 0.0
    waiting_s: float = 0.0
    wall_s: float = 0.0
    folder: str = ""
    ended: str = ""


class RunRecord:
    """The run folder of one evaluation, open for writing by this process alone. A context manager."""

    def __init__(self, folder: Path, configuration: dict[str, Any]) -> None:
        """Open a new run folder, or one of an evaluation of the same configuration.

        Raises:
            Misconfigured: it cannot be written, another process writes it, or it holds another evaluation.
        """
        self.folder = folder
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._stream = os.open(folder / RESULTS, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        except OSError as error:
            raise Misconfigured(f"the run folder {folder} cannot be written: {error.strerror}") from error
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _configure(folder, configuration)
            self.results = read_results(folder)
            os.ftruncate(self._stream, _whole_bytes(folder))
        except BlockingIOError as error:
            self.close()
            raise Misconfigured(f"another evaluation writes to {folder}") from error
        except BaseException:
            self.close()
            raise

    def append(self, result: AttemptResult) -> None:
        """Add a result; it is on the disk when this returns. Safe to call from several threads."""
        line = result.model_dump_json().encode("utf-8") + b"\n"
        with self._lock:
            while line:
                line = line[os.write(self._stream, line) :]
            os.fsync(self._stream)
            self.results.append(result)

    def attempt_folder(self, task: str) -> Path:
        """Make an empty folder for the next attempt at a task. Safe to call from several threads."""
        tried = self.folder / ATTEMPTS / task
        with self._lock:
            numbers = [int(path.name) for path in tried.iterdir() if path.name.isdecimal()] if tried.is_dir() else []
            folder = tried / f"{max(numbers, default=0) + 1:02d}"
            folder.mkdir(parents=True)
        return folder

    def close(self) -> None:
        """Let others write. May be called twice."""
        if self._stream >= 0:
            os.close(self._stream)
        self._stream = -1

    def __enter__(self) -> RunRecord:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_results(folder: Path) -> list[AttemptResult]:
    """The results of a run folder, in the order in which they came. A torn last line, as a crash leaves it, is left out.

    Raises:
        BadInput: there are none, or a line is damaged.
    """
    path = folder / RESULTS
    try:
        content = path.read_bytes()[: _whole_bytes(folder)]
    except OSError as error:
        raise BadInput(f"no results in {folder}: {error.strerror}") from error
    results = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            results.append(AttemptResult.model_validate_json(line))
        except ValidationError as error:
            raise BadInput(f"line {number} of {path} is damaged") from error
    return results


def final_results(results: Iterable[AttemptResult]) -> dict[tuple[str, int], AttemptResult]:
    """The result that counts for each task and attempt: the last one, but an error never hides a score of the same task.

    What belongs to an older state of a task's folder does not count once there is a result of a newer one.
    """
    final: dict[tuple[str, int], AttemptResult] = {}
    digests: dict[str, str] = {}
    for result in results:
        key = (result.task, result.attempt)
        before = final.get(key, result)
        if result.outcome != "error" or before.outcome == "error" or before.digest != result.digest:
            final[key] = result
        digests[result.task] = result.digest
    return {key: result for key, result in final.items() if result.digest == digests[result.task]}


def _whole_bytes(folder: Path) -> int:
    return (folder / RESULTS).read_bytes().rfind(b"\n") + 1


def _configure(folder: Path, configuration: dict[str, Any]) -> None:
    """Write down what is evaluated, or compare with what was written down."""
    path = folder / CONFIGURATION
    text = json.dumps(configuration, indent=2, sort_keys=True) + "\n"
    if not path.exists():
        draft = path.with_name(f".{path.name}.new")
        draft.write_text(text, "utf-8")
        draft.replace(path)
        return
    try:
        before = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise Misconfigured(f"{path} is damaged: name another run folder") from error
    compared = {*before, *configuration} - _NOT_COMPARED
    different = sorted(key for key in compared if before.get(key) != configuration.get(key))
    if different:
        raise Misconfigured(f"{folder} holds an evaluation with another {' and '.join(different)}: name another folder")
