"""When the change of a repository is kept, and what is kept of what was kept before."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from pathlib import Path

import pytest

from agent.checkpoints import KeptCheckpoints
from agent.scripted import ScriptedModel, SpokenTurn
from agent.solve import solve
from agent.trajectory import Trajectory
from sandboxes.base import ExecResult
from sandboxes.errors import SandboxLost
from sandboxes.memory import MemorySandbox
from tests.agent.test_resume import CHAT, call, replacing, request_in
from vocabulary.messages import MalformedCall, ToolCall

EDIT = ToolCall("bash", {"command": "make"})


class Clocked(MemorySandbox):
    """A checkpoint of it takes ``cost_s`` on its clock."""

    cost_s = 0.0
    now_s = 100.0

    def checkpoint(self, *, max_bytes: int = 50 << 20) -> bytes:
        self.now_s += self.cost_s
        return super().checkpoint(max_bytes=max_bytes)


@pytest.fixture
def trajectory(tmp_path: Path) -> Trajectory:
    return Trajectory(tmp_path / "run")


def kept(trajectory: Trajectory) -> list[bytes]:
    return sorted(path.read_bytes() for path in trajectory.folder.glob("checkpoint-*.diff"))


def test_calls_that_change_nothing_are_not_followed_by_one(trajectory: Trajectory) -> None:
    checkpoints = KeptCheckpoints(MemorySandbox({}), trajectory)
    view = ToolCall("str_replace_editor", {"command": "view", "path": "/repo"})
    for each in (view, ToolCall("git_diff", {}), ToolCall("submit", {}), MalformedCall("unclosed", "m", "r")):
        assert checkpoints.after(each) is None
    assert kept(trajectory) == []


def test_the_newest_two_are_kept(trajectory: Trajectory) -> None:
    sandbox = MemorySandbox({"a": b"0\n"})
    checkpoints = KeptCheckpoints(sandbox, trajectory)
    names = []
    for number in (b"1", b"2", b"2", b"3", b"1"):
        sandbox.write_file("a", number + b"\n")
        names.append(checkpoints.after(EDIT))
    assert names[1] == names[2]
    assert names[0] == names[4]
    assert {str(name) for name in names[3:]} == {path.name for path in trajectory.folder.glob("checkpoint-*.diff")}


def test_a_slow_one_makes_the_next_wait(trajectory: Trajectory) -> None:
    sandbox = Clocked({})
    checkpoints = KeptCheckpoints(sandbox, trajectory, now_s=lambda: sandbox.now_s)
    sandbox.cost_s = 0.4
    assert all(checkpoints.after(EDIT) for _ in range(3))
    sandbox.cost_s = 2.0
    assert checkpoints.after(EDIT)
    sandbox.now_s += 19.0
    assert checkpoints.after(EDIT) is None
    sandbox.now_s += 1.5
    assert checkpoints.after(EDIT)


def test_a_lost_sandbox_costs_the_checkpoint_alone(trajectory: Trajectory) -> None:
    class Lost(MemorySandbox):
        def checkpoint(self, *, max_bytes: int = 50 << 20) -> bytes:
            raise SandboxLost("gone")

    assert KeptCheckpoints(Lost({}), trajectory).after(EDIT) is None


def test_the_newest_is_there_when_the_sandbox_is_lost(trajectory: Trajectory) -> None:
    sandbox = MemorySandbox({"a": b"0\n"})
    checkpoints = KeptCheckpoints(sandbox, trajectory)
    assert checkpoints.newest() is None
    sandbox.write_file("a", b"1\n")
    name = checkpoints.after(EDIT)
    assert checkpoints.newest() == sandbox.change()
    later = KeptCheckpoints(MemorySandbox({}), trajectory, kept=name)
    assert later.newest() == sandbox.change()


def test_a_run_that_loses_its_sandbox_hands_out_the_change_as_it_was_last_kept(tmp_path: Path) -> None:
    """As with an engine that dies: neither the next command nor the change can be had."""

    class Dying(MemorySandbox):
        is_dead = False

        def change(self, *, max_bytes: int = 50 << 20) -> bytes:
            if self.is_dead:
                raise SandboxLost("the engine does not answer")
            return super().change(max_bytes=max_bytes)

    def die(command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
        sandbox.is_dead = True
        raise SandboxLost("the engine does not answer")

    sandbox = Dying({"a.py": b"x = 1\n"}, die)
    (tmp_path / "run" / "base").mkdir(parents=True)
    turns = [SpokenTurn(calls=(replacing("a.py", "x = 1", "x = 2"),)), SpokenTurn(calls=(call("bash", command="die"),))]
    result = solve(request_in(tmp_path / "run"), ScriptedModel(turns, CHAT), lambda: sandbox)
    assert (result.status, result.exit_code) == ("sandbox_lost", 44)
    assert b"+x = 2" in result.patch
    assert "the patch is the change as it was last kept" in str(result.failure_cause)
