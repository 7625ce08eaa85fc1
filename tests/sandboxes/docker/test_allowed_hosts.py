"""A sandbox that may reach one host: it reaches that and no other, by no other way, and less once the set-up is over."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docker import DockerClient

from sandboxes.base import SandboxPolicy
from sandboxes.docker.containers import reap_orphans
from sandboxes.docker.egress import NetworkRequest
from sandboxes.docker.sandbox import DockerSandbox, open_docker_sandbox
from sandboxes.network import AllowedHost
from tests.sandboxes.docker.test_egress import port
from tests.sandboxes.repositories import make_base

__all__ = ["port"]

pytestmark = pytest.mark.docker

FETCH = """
import sys, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=10).read().decode())
except OSError as error:
    print(error)
"""


@pytest.fixture
def requests() -> list[NetworkRequest]:
    return []


@pytest.fixture
def sandbox(
    policy: SandboxPolicy, port: int, tmp_path: Path, requests: list[NetworkRequest]
) -> Iterator[DockerSandbox]:
    wide = replace(policy, setup_hosts=(AllowedHost("127.0.0.1", (port,)),), allowed_hosts=(AllowedHost("127.0.0.9"),))
    with open_docker_sandbox(wide, make_base(tmp_path, {"a": b"1\n"}), network_log=requests.append) as sandbox:
        yield sandbox


def fetch(sandbox: DockerSandbox, url: str) -> str:
    # Python sends what is local past every proxy: a variable of the container that the test takes out.
    environment = {"no_proxy": "", "NO_PROXY": ""}
    return sandbox.exec(["python3", "-c", FETCH, url], timeout_s=30, environment=environment).output.decode()


def test_the_set_up_may_reach_more_than_the_model(
    sandbox: DockerSandbox, port: int, requests: list[NetworkRequest]
) -> None:
    assert "403" in fetch(sandbox, f"http://127.0.0.1:{port}/before")
    with sandbox.setup_phase():
        assert fetch(sandbox, f"http://127.0.0.1:{port}/during").startswith("/during")
        assert "403" in fetch(sandbox, "http://example.org/")
        sandbox.exec(["bash", "-c", "setsid sleep 543 >/dev/null 2>&1 &"])
    assert "403" in fetch(sandbox, f"http://127.0.0.1:{port}/after")
    assert [request.outcome for request in requests] == ["refused", "connected", "refused", "refused"]
    processes = sandbox.exec(["bash", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]).output
    assert b"sleep 543" not in processes


def test_there_is_no_other_way_out(sandbox: DockerSandbox, port: int) -> None:
    assert sandbox.exec(["ls", "/sys/class/net"]).output.split() == [b"lo"]
    direct = f"import socket; socket.create_connection(('127.0.0.1', {port}), 3)"
    assert sandbox.exec(["python3", "-c", direct]).exit_code == 1
    lookup = "import socket; socket.getaddrinfo('secret.exfil.example', 80)"
    assert sandbox.exec(["python3", "-c", lookup], timeout_s=30).exit_code == 1


def test_a_sweep_does_not_close_the_way_out(sandbox: DockerSandbox, port: int) -> None:
    sandbox.exec(["bash", "-c", "kill -9 -1"])
    sandbox.end_processes()
    with sandbox.setup_phase():
        assert fetch(sandbox, f"http://127.0.0.1:{port}/swept").startswith("/swept")


def test_the_socket_cannot_be_replaced(sandbox: DockerSandbox) -> None:
    result = sandbox.exec(["bash", "-c", "rm /run/egress/proxy.sock; touch /run/egress/x"])
    assert result.output.count(b"Read-only file system") == 2


LEAVE_BEHIND = """
import sys
from pathlib import Path
from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.sandbox import open_docker_sandbox
from sandboxes.network import AllowedHost
from tests.sandboxes.repositories import make_base
policy = SandboxPolicy(sys.argv[1], limits=Limits(memory_bytes=128 << 20), allowed_hosts=(AllowedHost("pypi.org"),))
sandbox = open_docker_sandbox(policy, make_base(Path(sys.argv[2]), {"a": b"1"}))
print(sandbox._egress.folder, flush=True)
sys.stdin.read()
"""


def test_a_dead_ones_socket_is_removed_with_its_sandbox(
    policy: SandboxPolicy, engine: DockerClient, tmp_path: Path
) -> None:
    argv = [sys.executable, "-c", LEAVE_BEHIND, policy.image, str(tmp_path)]
    child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    assert child.stdout is not None
    folder = Path(child.stdout.readline().decode().strip())
    assert (folder / "proxy.sock").exists()
    child.kill()
    child.communicate()
    reap_orphans(engine)
    assert not folder.parent.exists()
