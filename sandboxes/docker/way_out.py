"""The proxy of a sandbox joined with its container: started for policies that name hosts, and for no others."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sandboxes.base import SandboxPolicy
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import run
from sandboxes.docker.egress import Egress, NetworkRequest, folder_of
from sandboxes.docker.engine import engine_errors
from sandboxes.errors import SandboxUnavailable

if TYPE_CHECKING:
    from docker import DockerClient

logger = logging.getLogger(__name__)

_START_TIMEOUT_S: Final = 10.0
_LISTENS: Final = "import socket; socket.create_connection(('127.0.0.1', 3128), 1).close()"

NetworkLog = Callable[[NetworkRequest], None]


def open_egress(policy: SandboxPolicy, log: NetworkLog | None) -> Egress | None:
    """The proxy of a sandbox, allowing what the model may reach; None when the policy names no host at all."""
    return _egress(policy, log, None) if policy.reaches_out else None


def reopen_egress(policy: SandboxPolicy, mounts: list[dict[str, str]], log: NetworkLog | None) -> Egress | None:
    """The proxy of a sandbox that is taken over, in the folder that its container has mounted."""
    folder = folder_of(mounts)
    return _egress(policy, log, folder) if policy.reaches_out and folder is not None else None


def _egress(policy: SandboxPolicy, log: NetworkLog | None, folder: Path | None) -> Egress:
    egress = Egress(log or _to_program_log, folder)
    egress.allow(policy.allowed_hosts)
    return egress


def start_forwarder(client: DockerClient, container: str, image: str) -> None:
    """Start what carries a local port of the container to the proxy's socket; it is the keeper's, and no sweep ends it.

    Raises:
        SandboxUnavailable: the image has no Python 3.
    """
    script = resources.files("sandboxes.docker").joinpath("forwarder.py").read_text("utf-8")
    with engine_errors("the way out of the sandbox cannot be opened", SandboxUnavailable):
        argv = ["python3", "-c", script]
        exec_id = client.api.exec_create(container, argv, user="0:0", workdir="/", stdout=False, stderr=False)["Id"]
        client.api.exec_start(exec_id, detach=True)
    deadline_s = time.monotonic() + _START_TIMEOUT_S
    while run(client, container, Command(["python3", "-c", _LISTENS], user="0:0", timeout_s=5)).exit_code:
        if time.monotonic() > deadline_s:
            raise SandboxUnavailable(f"hosts can only be allowed in images that have Python 3, and {image} has none")
        time.sleep(0.1)


def _to_program_log(request: NetworkRequest) -> None:
    logger.info("out of the sandbox: %s", request)
