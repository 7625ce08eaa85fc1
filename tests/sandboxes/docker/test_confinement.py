"""One test, one escape: it passes when the kernel or the engine denies it."""

from __future__ import annotations

import json

import pytest
from docker import DockerClient

from sandboxes.docker.sandbox import DockerSandbox

pytestmark = pytest.mark.docker

DENIED_CALLS = """
import ctypes, errno, json, platform
libc = ctypes.CDLL(None, use_errno=True)
numbers = {
    "x86_64": dict(io_uring_setup=425, ptrace=101, unshare=272, userfaultfd=323, bpf=321, process_vm_readv=310,
                   mount=165, keyctl=250, perf_event_open=298, open_by_handle_at=304, setns=308, kexec_load=246),
    "aarch64": dict(io_uring_setup=425, ptrace=117, unshare=97, userfaultfd=282, bpf=280, process_vm_readv=270,
                    mount=40, keyctl=219, perf_event_open=241, open_by_handle_at=265, setns=268, kexec_load=104),
}[platform.machine()]
answers = {}
for name, number in numbers.items():
    answers[name] = errno.errorcode[ctypes.get_errno()] if libc.syscall(number, 0, 0, 0, 0, 0) == -1 else "done"
print(json.dumps(answers))
"""


def output(sandbox: DockerSandbox, script: str) -> str:
    return sandbox.exec(["bash", "-c", script]).output.decode()


def test_commands_run_as_a_user_without_capabilities(shared_sandbox: DockerSandbox) -> None:
    assert output(shared_sandbox, "id -u; id -g; id -G") == "1000\n1000\n1000\n"
    status = output(shared_sandbox, "cat /proc/self/status")
    for line in ("CapPrm:\t0000000000000000", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000"):
        assert line in status
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status


def test_only_four_folders_can_be_written(shared_sandbox: DockerSandbox) -> None:
    writable = output(
        shared_sandbox,
        "for f in /*/ /usr/bin /etc/x /var/tmp /run $HOME; do touch $f/probe 2>/dev/null && echo $f; done",
    )
    assert sorted(writable.split()) == sorted(["/repo/", "/tmp/", "/home/agent"])
    assert "Read-only file system" in output(shared_sandbox, "touch /probe 2>&1; touch /etc/passwd 2>&1")


@pytest.mark.parametrize(
    "target", ["('192.0.2.1', 80)", "('127.0.0.1', 2375)", "('172.17.0.1', 22)", "('example.org', 80)"]
)
def test_the_network_is_unreachable(shared_sandbox: DockerSandbox, target: str) -> None:
    script = f"import socket; socket.create_connection({target}, timeout=3)"
    result = shared_sandbox.exec(["python3", "-c", script], timeout_s=20)
    assert result.exit_code == 1
    assert not result.timed_out
    assert output(shared_sandbox, "ls /sys/class/net").split() == ["lo"]


def test_calls_that_widen_the_attack_surface_are_denied(shared_sandbox: DockerSandbox) -> None:
    answers = json.loads(output(shared_sandbox, f"python3 - <<'EOF'\n{DENIED_CALLS}\nEOF"))
    assert set(answers.values()) == {"EPERM"}


def test_ordinary_programs_are_not(shared_sandbox: DockerSandbox) -> None:
    script = (
        "import threading, subprocess, tempfile, multiprocessing as m, asyncio, socket\n"
        "t = threading.Thread(target=print); t.start(); t.join()\n"
        "m.get_context('fork').Pool(2).map(abs, [1, 2])\n"
        "a, b = socket.socketpair(); s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()\n"
        "asyncio.run(asyncio.sleep(0)); subprocess.run(['true'], check=True)\n"
    )
    assert shared_sandbox.exec(["python3", "-W", "error", "-c", script]).exit_code == 0


def test_the_keeper_cannot_be_ended(shared_sandbox: DockerSandbox) -> None:
    shared_sandbox.exec(["bash", "-c", "kill -9 1; kill -9 -1"])
    assert output(shared_sandbox, "echo alive") == "alive\n"


def test_the_environment_holds_nothing_of_the_host(shared_sandbox: DockerSandbox) -> None:
    names = {line.partition("=")[0] for line in output(shared_sandbox, "env").splitlines()}
    assert names <= {
        "PATH",
        "HOME",
        "LANG",
        "TERM",
        "PYTHONDONTWRITEBYTECODE",
        "HOSTNAME",
        "PWD",
        "OLDPWD",
        "SHLVL",
        "_",
    }


def test_the_engine_holds_what_was_asked_for(shared_sandbox: DockerSandbox, engine: DockerClient) -> None:
    inspected = engine.api.inspect_container(shared_sandbox.container)
    host = inspected["HostConfig"]
    expected = {
        "NetworkMode": "none", "Privileged": False, "ReadonlyRootfs": True, "CapDrop": ["ALL"], "AutoRemove": True,
        "Memory": 256 << 20, "MemorySwap": 256 << 20, "PidsLimit": 64, "NanoCpus": 10**9, "Init": True,
        "IpcMode": "private", "PublishAllPorts": False, "VolumesFrom": None, "PidMode": "", "UsernsMode": "",
    }  # fmt: skip
    assert {key: host[key] for key in expected} == expected
    assert not host["CapAdd"]
    assert not host["Devices"]
    assert not host["PortBindings"]
    assert host["LogConfig"]["Type"] == "none"
    assert host["SecurityOpt"][0] == "no-new-privileges"
    assert [mount["Destination"] for mount in inspected["Mounts"]] == ["/repo"]
    assert [mount["Type"] for mount in inspected["Mounts"]] == ["volume"]


def test_a_fork_bomb_left_behind_is_swept_when_it_is_in_the_way(shared_sandbox: DockerSandbox) -> None:
    script = "from subprocess import *\nwhile True: Popen(['sleep', '777'], stdout=DEVNULL, stderr=DEVNULL)"
    assert b"temporarily unavailable" in shared_sandbox.exec(["python3", "-c", script]).output
    assert shared_sandbox.exec(["echo", "still here"]).output == b"still here\n"
