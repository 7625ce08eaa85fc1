from __future__ import annotations

from typing import Any

from agent.deadline import SandboxUntil
from sandboxes.base import ExecResult, Sandbox
from sandboxes.memory import MemorySandbox


class Timed(MemorySandbox):
    """Remembers how long a command may take."""

    def __init__(self) -> None:
        super().__init__({"a.py": b"x\n"})
        self.timeout_s = 0.0

    def exec(self, command: Any, *, timeout_s: float = 120.0, **_: Any) -> ExecResult:
        self.timeout_s = timeout_s
        return ExecResult(0, b"")


def allowed_s(asked_s: float, *, left_s: float) -> float:
    timed = Timed()
    SandboxUntil(timed, 100.0, now_s=lambda: 100.0 - left_s).exec(["true"], timeout_s=asked_s)
    return timed.timeout_s


def test_a_command_gets_no_more_than_what_is_left() -> None:
    assert allowed_s(3600.0, left_s=40.0) == 40.0
    assert allowed_s(20.0, left_s=40.0) == 20.0


def test_a_command_always_gets_a_moment() -> None:
    assert allowed_s(20.0, left_s=-5.0) == 1.0


def test_files_are_the_sandboxs_own() -> None:
    sandbox: Sandbox = SandboxUntil(MemorySandbox({"a.py": b"x\n"}), 0.0)
    sandbox.write_file("/repo/a.py", b"y\n")
    assert sandbox.read_file("/repo/a.py") == b"y\n"
    assert b"+y" in sandbox.change()
