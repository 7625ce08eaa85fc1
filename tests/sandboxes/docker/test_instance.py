from __future__ import annotations

import pytest
from docker import DockerClient

from sandboxes.docker.instance import open_instance
from sandboxes.errors import SandboxLost, SandboxUnavailable
from tests.sandboxes.docker.conftest import SMALL

pytestmark = pytest.mark.docker


def test_commands_run_as_root_without_a_network_and_within_bounds(engine: DockerClient, image: str) -> None:
    with open_instance(engine, image, SMALL) as instance:
        script = "id -u; cat; ls /sys/class/net; cat /proc/self/status | grep NoNewPrivs"
        result = instance.exec(["sh", "-c", script], stdin=b"in\n", workdir="/", timeout_s=20, max_output_bytes=1 << 16)
        assert result.output.split() == [b"0", b"in", b"lo", b"NoNewPrivs:", b"1"]
        slow = instance.exec(["sleep", "30"], workdir="/", timeout_s=0.5, max_output_bytes=100)
        assert slow.timed_out
        settings = engine.api.inspect_container(instance._container)["HostConfig"]
        assert (settings["Memory"], settings["PidsLimit"]) == (SMALL.memory_bytes, SMALL.pids)
        assert not settings["Privileged"]
    with pytest.raises(SandboxLost):
        instance.exec(["true"], workdir="/", timeout_s=5, max_output_bytes=100)


def test_an_image_that_is_not_there(engine: DockerClient) -> None:
    with pytest.raises(SandboxUnavailable, match="no-such-image"):
        open_instance(engine, "no-such-image:1", SMALL)
