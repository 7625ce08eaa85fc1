"""The engine as terminal tasks need it: what the machine has, images built from folders and reused, containers of them.

Nothing is pulled: an image that a Dockerfile builds on has to be there. Images are built by the classic builder.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.containers import ownership, remove_network
from sandboxes.docker.engine import connect, engine_errors
from sandboxes.docker.image import has_image
from sandboxes.docker.task_container import TaskContainer, open_task_container
from sandboxes.docker.task_stack import TaskStack, open_task_stack
from sandboxes.errors import SandboxLost, SandboxUnavailable
from sandboxes.services import Service

if TYPE_CHECKING:
    from docker import DockerClient


_LONG_S: Final = 30 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What commands in containers of an image begin with. An empty user is root.

    ``has_entrypoint``: it wants a program of its own to be started first, which containers here do not do.
    """

    user: str
    workdir: str
    has_entrypoint: bool


class BuildFailed(SandboxUnavailable):
    """A Dockerfile did not become an image; the message ends with what the builder said last."""


class TaskEngine:
    """Connected on construction; threads may share it."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            SandboxUnavailable: no engine answers.
            SandboxLost: it stopped answering.
        """
        from sandboxes.docker.containers import reap_orphans

        self._client: DockerClient = connect()
        reap_orphans(self._client)
        with engine_errors("the engine does not say what it has", SandboxUnavailable):
            facts = self._client.info()
        self._guard = threading.Lock()
        self._network = ""
        self._cpus, self._memory_bytes = int(facts["NCPU"]), int(facts["MemTotal"])

    @property
    def cpus(self) -> int:
        """Processors of the engine's machine."""
        return self._cpus

    @property
    def memory_bytes(self) -> int:
        """Memory of the engine's machine."""
        return self._memory_bytes

    def close(self) -> None:
        """Remove the network, if there was one; with what still uses it, it stays for later runs to remove."""
        with self._guard, suppress(SandboxLost), engine_errors("the network cannot be removed"):
            if self._network:
                remove_network(self._client, self._network)
            self._network = ""

    def has_image(self, name: str) -> bool:
        """Whether the engine holds an image.

        Raises:
            SandboxUnavailable: the engine does not answer.
        """
        return has_image(self._client, name)

    def facts(self, image: str) -> ImageFacts:
        """What an image says of itself.

        Raises:
            SandboxUnavailable: there is none, or the engine does not answer.
        """
        with engine_errors(f"cannot look at image {image}", SandboxUnavailable):
            found = self._client.images.get(image)
        configuration = found.attrs.get("Config") or {}
        return ImageFacts(
            user=configuration.get("User") or "",
            workdir=configuration.get("WorkingDir") or "/",
            has_entrypoint=bool(configuration.get("Entrypoint")),
        )

    def build(
        self, context: Path, name: str, *, networked: bool, timeout_s: float, dockerfile: str = "Dockerfile"
    ) -> None:
        """Build a Dockerfile of the folder ``context`` as ``name``, with or without a network.

        Raises:
            BuildFailed: a step failed, or it took too long.
            SandboxUnavailable: the engine does not answer.
        """
        deadline_s = time.monotonic() + timeout_s
        last = ""
        with engine_errors(f"{name} cannot be built", BuildFailed):
            said = self._client.api.build(
                path=str(context),
                tag=name,
                dockerfile=dockerfile,
                rm=True,
                forcerm=True,
                pull=False,
                decode=True,
                network_mode=self._way_out() if networked else "none",
                timeout=max(1, round(timeout_s)),
            )
            for message in said:
                if "error" in message:
                    raise BuildFailed(
                        f"its image cannot be built: {' '.join(str(message['error']).split())} {last}"[:1000]
                    )
                last = " ".join(str(message.get("stream", "")).split())[:300] or last
                if time.monotonic() > deadline_s:
                    raise BuildFailed(f"its image was not built within {timeout_s:.0f} s; the last was: {last}")
        if not self.has_image(name):
            raise BuildFailed(f"its image was not built; the last was: {last}")

    def open_stack(
        self,
        image: str,
        limits: Limits,
        services: Sequence[Service],
        *,
        main: Service | None,
        networked: tuple[bool, bool],
    ) -> TaskStack:
        """Start services and, at the end, the agent's container; see ``open_task_stack``.

        Raises:
            SandboxUnavailable: the engine refuses, or a service does not get ready.
        """
        ways = [self._way_out() if each else None for each in networked]
        return open_task_stack(self._client, image, limits, services, main=main, networks=(ways[0], ways[1]))

    def open(self, image: str, limits: Limits, *, networked: bool, original: str | None = None) -> TaskContainer:
        """Start a container; ``networked``: it can have a network at all, and begins with it.

        ``original`` is the image that a saved container came from: files are put back from it.

        Raises:
            SandboxUnavailable: the engine refuses.
        """
        return open_task_container(
            self._client, image, limits, network=self._way_out() if networked else None, original=original
        )

    def _way_out(self) -> str:
        """The network of this process, made when it is first wanted: with a way out, and none from container to container.

        Raises:
            SandboxUnavailable: the engine refuses.
        """
        with self._guard, engine_errors("a network for tasks cannot be made", SandboxUnavailable):
            if not self._network:
                limits = Limits(run_s=_LONG_S)
                name = f"throughline-{secrets.token_hex(6)}"
                labels = ownership(SandboxPolicy("", limits=limits), name)
                options = {"com.docker.network.bridge.enable_icc": "false"}
                self._client.networks.create(name, driver="bridge", options=options, labels=labels)
                self._network = name
            return self._network
