from __future__ import annotations

import gc
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from docker import DockerClient

from sandboxes.base import SandboxPolicy
from sandboxes.docker.containers import LABEL, Owner, ownership, reap_orphans, this_process
from sandboxes.docker.engine import connect
from sandboxes.docker.sandbox import open_docker_sandbox
from sandboxes.errors import SandboxUnavailable
from tests.sandboxes.conformance import FILES
from tests.sandboxes.repositories import make_base

pytestmark = pytest.mark.docker

LEAVE_BEHIND = """
import sys
from pathlib import Path
from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.sandbox import open_docker_sandbox
from tests.sandboxes.repositories import make_base
policy = SandboxPolicy(sys.argv[1], limits=Limits(memory_bytes=128 << 20))
sandbox = open_docker_sandbox(policy, make_base(Path(sys.argv[2]), {"a": b"1"}), run_id=sys.argv[3])
print(sandbox.container, flush=True)
sys.stdin.read()
"""


def ours(client: DockerClient, run_id: str) -> list[str]:
    filters = {"label": [f"{LABEL}.run={run_id}"]}
    containers = [item["Id"] for item in client.api.containers(all=True, filters=filters)]
    return containers + [item["Name"] for item in client.api.volumes(filters=filters)["Volumes"] or []]


def test_close_leaves_nothing(policy: SandboxPolicy, engine: DockerClient, tmp_path: Path) -> None:
    sandbox = open_docker_sandbox(policy, make_base(tmp_path, FILES), run_id="close-test")
    assert len(ours(engine, "close-test")) == 2
    sandbox.change()
    sandbox.close()
    assert ours(engine, "close-test") == []


def test_an_orphan_is_reaped_and_a_living_ones_sandbox_is_not(
    policy: SandboxPolicy, engine: DockerClient, tmp_path: Path
) -> None:
    with open_docker_sandbox(policy, make_base(tmp_path / "alive", FILES), run_id="living-test") as living:
        argv = [sys.executable, "-c", LEAVE_BEHIND, policy.image, str(tmp_path / "dead"), "orphan-test"]
        child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
        assert child.stdout is not None
        assert child.stdout.readline()
        reap_orphans(engine)
        assert len(ours(engine, "orphan-test")) == 2
        child.kill()
        child.communicate()
        assert reap_orphans(engine) >= 2
        assert ours(engine, "orphan-test") == []
        assert living.exec(["echo", "alive"]).output == b"alive\n"


def test_no_such_image_says_what_to_do(policy: SandboxPolicy, engine: DockerClient, tmp_path: Path) -> None:
    missing = replace(policy, image="throughline-no-such-image:1")
    with pytest.raises(SandboxUnavailable, match=r"no image throughline-no-such-image:1.*agent doctor --fix"):
        open_docker_sandbox(missing, make_base(tmp_path, FILES), run_id="missing-test")
    assert ours(engine, "missing-test") == []


def test_root_is_refused(policy: SandboxPolicy, engine: DockerClient, tmp_path: Path) -> None:
    with pytest.raises(SandboxUnavailable, match="must not be root in the strict tier"):
        open_docker_sandbox(replace(policy, user="0:0"), make_base(tmp_path, FILES))


def test_an_image_without_the_repository_folder_serves_too(
    policy: SandboxPolicy, engine: DockerClient, tmp_path: Path
) -> None:
    other = replace(policy, user="1234:1234")
    with open_docker_sandbox(other, make_base(tmp_path, FILES)) as sandbox:
        assert sandbox.exec(["bash", "-c", "id -u; git status --short; touch new $HOME/x"]).output == b"1234\n"
        assert b"b/new" in sandbox.change()


def test_an_image_without_the_tools_is_refused_in_words(
    policy: SandboxPolicy, engine: DockerClient, tmp_path: Path
) -> None:
    container = engine.containers.create(policy.image, ["true"])
    try:
        engine.images.get(policy.image)
        exported = tmp_path / "empty.tar"
        subprocess.run(["tar", "-cf", str(exported), "-T", "/dev/null"], check=True)
        engine.api.import_image_from_file(str(exported), repository="throughline-test-empty", tag="1")
        with pytest.raises(SandboxUnavailable):
            open_docker_sandbox(
                replace(policy, image="throughline-test-empty:1"), make_base(tmp_path / "b", FILES), run_id="empty-test"
            )
        assert ours(engine, "empty-test") == []
    finally:
        container.remove(force=True)
        engine.images.remove("throughline-test-empty:1")


def test_an_owner_is_dead_only_when_that_is_certain() -> None:
    here = this_process()
    assert Owner.parse(str(here)) == here
    assert not here.is_dead(here)
    assert replace(here, start="1").is_dead(here)
    assert replace(here, boot="earlier").is_dead(here)
    assert not replace(here, boot="other", machine="other").is_dead(here)
    assert not replace(here, namespace="other", pid=1, start="1").is_dead(here)
    assert Owner.parse("nonsense") is None
    assert f"{LABEL}.owner" in ownership(SandboxPolicy("x"), "run")


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # the SDK leaves a socket that did not connect
def test_an_engine_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
    with pytest.raises(SandboxUnavailable, match=r"no Docker engine answers .*scripts/setup"):
        connect()
    gc.collect()
