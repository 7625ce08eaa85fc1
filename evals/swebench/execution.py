"""Runs the tests of an instance on a patch, as SWE-bench's official harness does, in a container of the instance's image.

The order of the attempts to apply a patch, the evaluation script and the files that are left behind are those of harness 5.0.2. One
difference is meant: a saved report counts only for the patch that it was made with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from evals.swebench.grading import instance_report
from evals.swebench.markers import END, EXIT_CODE
from evals.swebench.predictions import Prediction
from evals.swebench.report import REPORT, RUN_LOG, TEST_OUTPUT
from evals.swebench.rows import Row
from sandboxes.base import ExecResult
from sandboxes.errors import SandboxError

PATCH: Final = "patch.diff"
SCRIPT: Final = "eval.sh"
TESTBED: Final = "/testbed"
DEFAULT_TIMEOUT_S: Final = 1800.0
_PATCH_FILE: Final = "/tmp/patch.diff"
_SCRIPT_FILE: Final = "/eval.sh"
_STEP_TIMEOUT_S: Final = 300.0
_MAX_LOG_BYTES: Final = 64 << 20
_APPLY: Final = (
    ("git", "apply", "--verbose", _PATCH_FILE),
    ("git", "apply", "--verbose", "--3way", _PATCH_FILE),
    ("git", "apply", "--verbose", "--reject", _PATCH_FILE),
    ("patch", "--batch", "--forward", "--fuzz=5", "-p1", "-i", _PATCH_FILE),
)
_RESET: Final = ("sh", "-c", "git checkout -- . ; git clean -fd")
_IS_APPLIED: Final = ("git", "apply", "--check", "--reverse", _PATCH_FILE)
_VARIABLE: Final = "SWEBENCH_TEST_EXIT_CODE"


class Container(Protocol):
    """Where an instance's tests run; root's commands, and gone when it is closed."""

    def exec(
        self, command: Sequence[str], *, stdin: bytes = b"", workdir: str, timeout_s: float, max_output_bytes: int
    ) -> ExecResult:
        """Run a command and wait.

        Raises:
            SandboxLost: the container is gone.
        """

    def close(self) -> None:
        """End and remove it."""


@dataclass(frozen=True, slots=True)
class Instance:
    """What is run: a row, a patch for it, and the folder that gets the logs."""

    row: Row
    prediction: Prediction
    folder: Path

    def is_done(self) -> bool:
        """Whether the folder holds a report that was made with this patch."""
        patch = self.folder / PATCH
        return (self.folder / REPORT).is_file() and patch.is_file() and patch.read_bytes() == _patch_of(self.prediction)


def run_instance(
    instance: Instance, open_container: Callable[[str], Container], *, timeout_s: float = DEFAULT_TIMEOUT_S
) -> str:
    """Run and grade one instance; the log, the script, the patch and the report are in its folder afterwards.

    Returns:
        Empty, or why there is no report: the patch does not apply, the tests did not end, the machine failed.
    """
    row, folder = instance.row, instance.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in (REPORT, TEST_OUTPUT, RUN_LOG):
        (folder / name).unlink(missing_ok=True)
    (folder / PATCH).write_bytes(_patch_of(instance.prediction))
    (folder / SCRIPT).write_text(evaluation_script(row), "utf-8")
    reason, log = _run(instance, open_container, timeout_s)
    (folder / RUN_LOG).write_text("\n".join(log) + "\n", "utf-8")
    if not reason:
        output = (folder / TEST_OUTPUT).read_text("utf-8", "replace")
        report = instance_report(row, instance.prediction, output)
        draft = folder / f".{REPORT}.new"
        draft.write_text(json.dumps(report, indent=4), "utf-8")
        draft.replace(folder / REPORT)
    return reason


def evaluation_script(row: Row) -> str:
    """The row's script, made to record the exit code of the tests behind the end of their output."""
    lines = [line for line in row.eval_script.strip().split("\n") if line not in ("#!/bin/bash", "set -uxo pipefail")]
    marked = next((index for index, line in enumerate(lines) if END in line), None)
    if marked is not None:
        lines[marked : marked + 1] = [f"{_VARIABLE}=$?", lines[marked], f'echo "{EXIT_CODE}: ${_VARIABLE}"']
    return "\n".join(["#!/bin/bash", "set -uxo pipefail", *lines]) + "\n"


def _run(
    instance: Instance, open_container: Callable[[str], Container], timeout_s: float
) -> tuple[str, tuple[str, ...]]:
    """Why there is nothing to grade, or nothing; and the log of the run."""
    script = Script((instance.folder / SCRIPT).read_text("utf-8"), timeout_s)
    try:
        container = open_container(instance.row.image)
        try:
            executed = execute(container, _patch_of(instance.prediction), script)
        finally:
            container.close()
    except SandboxError as error:
        reason = f"{type(error).__name__}: {error}"
        return reason, (reason,)
    if executed.output is not None:
        (instance.folder / TEST_OUTPUT).write_bytes(executed.output)
    return executed.reason, executed.log


@dataclass(frozen=True, slots=True)
class Executed:
    """How the tests of a patch ran. ``output`` is None when the patch does not apply; ``kept`` is the file that was asked for."""

    log: tuple[str, ...]
    output: bytes | None = None
    timed_out: bool = False
    kept: bytes = b""

    @property
    def reason(self) -> str:
        """Why there is nothing to grade, or nothing."""
        if self.output is None:
            return "the patch does not apply"
        return "the tests did not end in time" if self.timed_out else ""


@dataclass(frozen=True, slots=True)
class Script:
    """What runs once the patch is there: its text, its time limit, and a file that is read when it is over."""

    text: str
    timeout_s: float
    keep: str = ""
    max_kept_bytes: int = 0


def execute(container: Container, patch: bytes, script: Script) -> Executed:
    """Apply a patch as the official harness does, run a script and read what it left. An empty patch is none.

    Raises:
        SandboxError: the container is gone.
    """
    log: list[str] = []
    _write(container, _PATCH_FILE, patch)
    if patch and not _apply(container, log):
        return Executed(tuple(log))
    _write(container, _SCRIPT_FILE, script.text.encode("utf-8", "surrogateescape"))
    ran = container.exec(
        ["/bin/bash", _SCRIPT_FILE], workdir=TESTBED, timeout_s=script.timeout_s, max_output_bytes=_MAX_LOG_BYTES
    )
    output = ran.output
    if ran.timed_out:
        output += f"\n\nTimeout error: {script.timeout_s:.0f} seconds exceeded.".encode()
    log.append(f"Test runtime: {ran.duration_s:.2f} seconds")
    kept = _read(container, script.keep, script.max_kept_bytes) if script.keep else b""
    return Executed(tuple(log), output, ran.timed_out, kept)


def _apply(container: Container, log: list[str]) -> bool:
    """Apply the patch in one of four ways, each on a clean tree; whether that worked."""
    said = ""
    for number, command in enumerate(_APPLY):
        if number:
            _step(container, _RESET)
        applied = _step(container, command)
        said = applied.output.decode("utf-8", "replace")
        if applied.exit_code == 0:
            log.append(f">>>>> Applied Patch:\n{said}")
            return True
        log.append(f"Failed to apply patch to container: {' '.join(command[:-1])}")
    if _step(container, _IS_APPLIED).exit_code == 0:
        log.append(">>>>> Applied Patch: it is there already")
        return True
    log.append(f">>>>> Patch Apply Failed:\n{said}")
    return False


def _step(container: Container, command: Sequence[str]) -> ExecResult:
    return container.exec(command, workdir=TESTBED, timeout_s=_STEP_TIMEOUT_S, max_output_bytes=1 << 20)


def _write(container: Container, path: str, content: bytes) -> None:
    container.exec(
        ["sh", "-c", 'exec cat >"$1"', "write", path],
        stdin=content,
        workdir="/",
        timeout_s=_STEP_TIMEOUT_S,
        max_output_bytes=4096,
    )


def _read(container: Container, path: str, max_bytes: int) -> bytes:
    """The file, as far as it can be read."""
    return container.exec(["cat", path], workdir="/", timeout_s=_STEP_TIMEOUT_S, max_output_bytes=max_bytes).output


def _patch_of(prediction: Prediction) -> bytes:
    return (prediction.model_patch or "").encode("utf-8", "surrogateescape")
