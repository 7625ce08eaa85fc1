"""The shell as the model meets it: what it is told, without processes."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

import pytest
from pydantic import ValidationError

from sandboxes.base import ExecResult
from sandboxes.memory import MemorySandbox
from tools.bash import Bash, BashArguments, render_result
from tools.truncation import HEAD_BYTES, TAIL_BYTES


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (ExecResult(0, b"a\nb\n"), "a\nb"),
        (ExecResult(0, b"a\n\n\n"), "a"),
        (ExecResult(0, b"  a\n"), "  a"),
        (ExecResult(0, b""), "[no output]"),
        (ExecResult(0, b"\n"), "[no output]"),
        (ExecResult(1, b"wrong\n"), "wrong\n[exit code 1]"),
        (ExecResult(2, b""), "[exit code 2]"),
        (ExecResult(124, b"so far\n", timed_out=True), "so far\n[stopped after 2.5 s, with all its children]"),
        (ExecResult(124, b""), "[exit code 124]"),
        (ExecResult(137, b"", out_of_memory=True), "[killed: out of memory]"),
        (ExecResult(137, b""), "[exit code 137]"),
        (ExecResult(0, b"gr\xc3\xb6\xc3\x9fe \xff\n"), "größe \\xff"),
    ],
)
def test_what_the_model_reads(result: ExecResult, text: str) -> None:
    assert render_result(result, timeout_s=2.5) == text


def outputs(*results: ExecResult) -> MemorySandbox:
    coming = iter(results)

    def answer(command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
        return next(coming)

    return MemorySandbox({}, answer)


def run(bash: Bash, sandbox: MemorySandbox) -> str:
    return bash.run(BashArguments(command="make"), sandbox).text


def test_output_that_fits_is_shown_whole_and_kept_nowhere() -> None:
    fits = b"x" * (HEAD_BYTES + TAIL_BYTES)
    sandbox = outputs(ExecResult(0, fits))
    assert run(Bash(), sandbox) == fits.decode()
    assert sandbox.files == {}


def test_long_output_is_kept_in_a_file_that_the_model_is_told_of() -> None:
    long = b"".join(b"line %d\n" % number for number in range(5000))
    sandbox = outputs(ExecResult(0, b"short\n"), ExecResult(3, long))
    bash = Bash()
    run(bash, sandbox)
    text = run(bash, sandbox)
    assert text.startswith("line 0\nline 1\n")
    assert text.endswith("line 4998\nline 4999\n[exit code 3]")
    assert len(text) < HEAD_BYTES + TAIL_BYTES + 200
    assert f"of {len(long)} bytes left out; all of it is in /tmp/outputs/0002.txt ...]" in text
    assert sandbox.read_file("/tmp/outputs/0002.txt") == long


def test_a_file_that_lacks_the_middle_is_not_called_whole() -> None:
    sandbox = outputs(ExecResult(0, b"x\n" * 50_000, omitted_bytes=7))
    text = run(Bash(), sandbox)
    assert "all of it" not in text
    assert "the first and last 5 MiB are in /tmp/outputs/0001.txt" in text


def test_only_exit_code_0_is_no_error() -> None:
    sandbox = outputs(ExecResult(0, b"ok"), ExecResult(1, b"ok"))
    bash = Bash()
    assert [bash.run(BashArguments(command="make"), sandbox).is_error for _ in range(2)] == [False, True]


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"command": ""},
        {"command": "ls", "timeout": 0},
        {"command": "ls", "timeout": 3601},
        {"command": "ls", "x": 1},
    ],
)
def test_arguments_are_checked(arguments: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BashArguments.model_validate(arguments)
