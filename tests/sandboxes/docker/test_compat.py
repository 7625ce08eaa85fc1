"""The whole conformance suite once more in tier ``compat``, as root: what benchmark images need."""

from __future__ import annotations

import pytest

from sandboxes.base import SandboxPolicy
from sandboxes.docker.sandbox import DockerSandbox
from tests.sandboxes.abuse import AbuseConformance, output
from tests.sandboxes.conformance import CommandConformance, FileConformance, OpenRecoverable, RecoveryConformance
from tests.sandboxes.docker.conftest import SMALL, OpenDockerSandbox

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def policy(image: str) -> SandboxPolicy:
    return SandboxPolicy(image, limits=SMALL, tier="compat", user="0:0")


class TestFiles(FileConformance):
    pass


class TestCommands(CommandConformance):
    pass


class TestAbuse(AbuseConformance):
    pass


class TestRecovery(RecoveryConformance):
    @pytest.fixture
    def open_recoverable(self, open_sandbox: OpenDockerSandbox) -> OpenRecoverable:
        return open_sandbox


def test_root_may_change_what_is_the_images(shared_sandbox: DockerSandbox) -> None:
    script = "id -u; echo x >>/etc/passwd; touch /usr/bin/new; chown 1000 /tmp; su -s /bin/sh daemon -c 'id -u'"
    assert output(shared_sandbox, script) == "0\n1\n"


def test_root_can_do_nothing_beyond_its_container(shared_sandbox: DockerSandbox) -> None:
    for script in (
        "mount -t tmpfs x /mnt",
        "mknod /tmp/sda b 8 0",
        "ip link set lo down",
        "chroot / true",
        "swapoff -a",
    ):
        assert shared_sandbox.exec(["bash", "-c", script]).exit_code != 0
    assert output(shared_sandbox, "ls /sys/class/net") == "lo\n"


def test_root_cannot_end_the_keeper(shared_sandbox: DockerSandbox) -> None:
    shared_sandbox.exec(["bash", "-c", "kill -9 1; kill -9 -1"])
    assert output(shared_sandbox, "echo alive") == "alive\n"


def test_a_sweep_ends_processes_of_every_user(shared_sandbox: DockerSandbox) -> None:
    output(
        shared_sandbox,
        "su -s /bin/sh daemon -c 'setsid sleep 654 >/dev/null 2>&1 &'; setsid sleep 654 >/dev/null 2>&1 &",
    )
    shared_sandbox.end_processes()
    assert "sleep 654" not in output(shared_sandbox, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
