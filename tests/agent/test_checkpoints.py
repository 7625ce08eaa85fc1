"""When the change of a repository is kept, and what is kept of what was kept before."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.checkpoints import KeptCheckpoints
from agent.trajectory import Trajectory
from sandboxes.errors import SandboxLost
from sandboxes.memory import MemorySandbox
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
    for call in (view, ToolCall("git_diff", {}), ToolCall("submit", {}), MalformedCall("unclosed", "m", "r")):
        assert checkpoints.after(call) is None
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
