"""A process is killed in the middle of a call, and another goes on with its sandbox."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docker import DockerClient

from sandboxes.base import CallMarks, SandboxPolicy
from sandboxes.docker.adoption import adopt_docker_sandbox
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import NotStarted, run
from sandboxes.docker.containers import LABEL, reap_orphans
from sandboxes.docker.sandbox import DockerSandbox
from sandboxes.repository import BaseRepository
from tests.sandboxes.repositories import make_base

pytestmark = pytest.mark.docker

ROOT = Path(__file__).parents[3]
CHILD = """
import fcntl, sys
from pathlib import Path
from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.sandbox import open_docker_sandbox
from sandboxes.repository import BaseRepository
image, storage, commit, tree, run_id, script = sys.argv[1:]
folder = Path(storage)
lock = folder / "lock"
file = lock.open("w")
fcntl.flock(file, fcntl.LOCK_EX)
policy = SandboxPolicy(image, limits=Limits(memory_bytes=128 << 20, run_s=600))
base = BaseRepository(folder / "base.git", folder / "base.bundle", commit, tree)
sandbox = open_docker_sandbox(policy, base, run_id=run_id, lock=lock)
sandbox.begin_call("1-0")
print("ready", flush=True)
if script:
    sandbox.exec(["bash", "-c", script])
sys.stdin.read()
"""


class Dead:
    """A sandbox whose process was killed ``after_s`` seconds after it had begun ``script``."""

    def __init__(self, folder: Path, policy: SandboxPolicy, run_id: str) -> None:
        self.run_id = run_id
        self.policy = policy
        self.base: BaseRepository = make_base(folder, {"a.py": b"x = 1\n"})
        self.storage = self.base.folder.parent

    def begin(self, script: str, *, after_s: float) -> None:
        argv = [sys.executable, "-c", CHILD, self.policy.image, str(self.storage), self.base.commit, self.base.tree]
        child = subprocess.Popen([*argv, self.run_id, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(after_s)
        child.kill()
        child.communicate()

    def adopt(self, client: DockerClient) -> DockerSandbox | None:
        return adopt_docker_sandbox(self.policy, self.base, self.run_id, client)


@pytest.fixture
def dead(tmp_path: Path, policy: SandboxPolicy) -> Dead:
    return Dead(tmp_path, policy, f"adopt-{tmp_path.name}")


@pytest.mark.parametrize(
    ("script", "after_s", "marks"),
    [
        ("", 0.0, CallMarks()),
        ("echo done >late; exit 3", 1.0, CallMarks(commands=(3,))),
        ("sleep 2; echo done >late; exit 4", 0.7, CallMarks(commands=(4,))),
        ("sleep 500", 0.7, CallMarks(commands=(None,))),
        ("kill -9 -1", 1.0, CallMarks(commands=(None,))),
    ],
    ids=["not begun", "ended before", "ended meanwhile", "still running", "killed"],
)
def test_the_outcome_of_the_call_is_known(
    dead: Dead, engine: DockerClient, script: str, after_s: float, marks: CallMarks
) -> None:
    dead.begin(script, after_s=after_s)
    sandbox = dead.adopt(engine)
    assert sandbox is not None
    with sandbox:
        assert sandbox.settle_call("1-0", wait_s=6 if "echo" in script else 1) == marks
        assert (b"late" in sandbox.change()) == ("echo" in script)
        processes = sandbox.exec(["bash", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]).output
        assert b"sleep 500" not in processes


def test_what_was_settled_cannot_begin_any_more(dead: Dead, engine: DockerClient) -> None:
    dead.begin("", after_s=0)
    sandbox = dead.adopt(engine)
    assert sandbox is not None
    with sandbox:
        assert sandbox.settle_call("1-0", wait_s=1) == CallMarks()
        late = Command(["touch", "late"], dead.policy.user, workdir="/repo", mark="/run/marks/1-0.1.x")
        with pytest.raises(NotStarted):
            run(engine, sandbox.container, late)
        assert sandbox.change() == b""


def test_an_adopted_sandbox_is_not_reaped_while_its_lock_is_held(dead: Dead, engine: DockerClient) -> None:
    dead.begin("", after_s=0)
    with (dead.storage / "lock").open("r") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        reap_orphans(engine)
        sandbox = dead.adopt(engine)
        assert sandbox is not None
        assert sandbox.exec(["echo", "alive"]).output == b"alive\n"
    reap_orphans(engine)
    assert dead.adopt(engine) is None


def test_what_cannot_be_adopted_is_removed(dead: Dead, engine: DockerClient) -> None:
    dead.begin("", after_s=0)
    filters = {"label": [f"{LABEL}.run={dead.run_id}"]}
    engine.api.kill(engine.api.containers(filters=filters)[0]["Id"])
    assert dead.adopt(engine) is None
    assert engine.api.volumes(filters=filters)["Volumes"] in (None, [])
