"""A throw-away container of an image that somebody else made for one task, in which tests run as its own root.

It is no sandbox: nothing of a model runs here but a patch under test, the image's own users and folders are kept, and it
holds no repository of ours. The network is off unless it is asked for; memory, processors and processes are bounded. Its
keeper is process 1, which nothing in it can kill.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sandboxes.base import ExecResult, Limits, SandboxPolicy
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import run
from sandboxes.docker.containers import ownership, remove_container
from sandboxes.docker.engine import engine_errors
from sandboxes.docker.settings import LONE_KEEPER
from sandboxes.errors import SandboxError, SandboxUnavailable

if TYPE_CHECKING:
    from docker import DockerClient

logger = logging.getLogger(__name__)

INSTANCE_LIMITS = Limits(memory_bytes=8 << 30, cpus=4.0, pids=4096, run_s=6 * 3600.0)
_ROOT = "0:0"


class InstanceContainer:
    """Runs commands as root until it is closed. Made by ``open_instance``; a context manager that closes itself."""

    def __init__(self, client: DockerClient, container: str) -> None:
        self._client = client
        self._container = container

    def exec(
        self, command: Sequence[str], *, stdin: bytes = b"", workdir: str, timeout_s: float, max_output_bytes: int
    ) -> ExecResult:
        """Run a command and wait for its end or its timeout.

        Raises:
            SandboxLost: the container is gone or the engine does not answer.
        """
        return run(
            self._client,
            self._container,
            Command(
                command, _ROOT, stdin=stdin, workdir=workdir, timeout_s=timeout_s, max_output_bytes=max_output_bytes
            ),
        )

    def close(self) -> None:
        """End and remove it. An engine that does not answer is logged."""
        try:
            with engine_errors("the container cannot be removed"):
                remove_container(self._client, self._container)
        except SandboxError as error:
            logger.warning("%s; agent doctor --fix removes what is left behind", error)

    def __enter__(self) -> InstanceContainer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_instance(
    client: DockerClient, image: str, limits: Limits = INSTANCE_LIMITS, *, networked: bool = False
) -> InstanceContainer:
    """Start a container of ``image`` that waits for commands.

    Raises:
        SandboxUnavailable: the engine refuses.
    """
    labels = ownership(SandboxPolicy(image, limits=limits), f"instance-{secrets.token_hex(6)}")
    with engine_errors(f"a container of {image} cannot be started", SandboxUnavailable):
        cpus = min(limits.cpus, int(client.info()["NCPU"]))
        container = client.containers.create(
            image,
            command=["sh", "-c", LONE_KEEPER, "keeper", str(int(limits.run_s))],
            entrypoint=[],
            user=_ROOT,
            network_mode="bridge" if networked else "none",
            security_opt=["no-new-privileges"],
            mem_limit=limits.memory_bytes,
            memswap_limit=limits.memory_bytes,
            nano_cpus=int(cpus * 1e9),
            pids_limit=limits.pids,
            labels=labels,
            auto_remove=True,
        )
        try:
            container.start()
        except BaseException:
            remove_container(client, str(container.id))
            raise
        return InstanceContainer(client, str(container.id))
