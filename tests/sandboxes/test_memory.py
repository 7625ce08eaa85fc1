from __future__ import annotations

from collections.abc import MutableMapping, Sequence

import pytest

from sandboxes.base import ExecResult
from sandboxes.memory import MemorySandbox
from tests.sandboxes.conformance import FILES, FileConformance, OpenRecoverable, OpenSandbox, RecoveryConformance


class TestMemorySandbox(FileConformance):
    @pytest.fixture
    def open_sandbox(self) -> OpenSandbox:
        return MemorySandbox


class TestRecovery(RecoveryConformance):
    @pytest.fixture
    def open_recoverable(self) -> OpenRecoverable:
        def answer(command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
            return ExecResult(0 if command[0] == "true" else 127, b"")

        return lambda files: MemorySandbox(files, answer)


def test_commands_are_answered_by_the_function() -> None:
    def answer(command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
        files["src/a.py"] = stdin
        return ExecResult(3, " ".join(command).encode())

    sandbox = MemorySandbox(FILES, answer)
    assert sandbox.exec(["do", "it"], stdin=b"new\n") == ExecResult(3, b"do it")
    assert sandbox.read_file("src/a.py") == b"new\n"


def test_a_deleted_file_is_in_the_change() -> None:
    sandbox = MemorySandbox(FILES)
    del sandbox.files["README.md"]
    assert b"deleted file mode 100644" in sandbox.change()


def test_files_outside_the_repository_are_not_in_the_change() -> None:
    sandbox = MemorySandbox(FILES)
    sandbox.write_file("/tmp/x", b"1")
    sandbox.write_file("../home/agent/y", b"1")
    assert sandbox.read_file("/home/agent/y") == b"1"
    assert sandbox.change() == b""


def test_deeper_ignore_rules_win() -> None:
    sandbox = MemorySandbox({".gitignore": b"*.txt\n", "sub/.gitignore": b"!kept.txt\n"})
    sandbox.write_file("sub/kept.txt", b"1\n")
    sandbox.write_file("sub/other.txt", b"1\n")
    assert b"kept.txt" in sandbox.change()
    assert b"other.txt" not in sandbox.change()
