"""The engine as instances of SWE-bench need it: images that are held, pulled or built, containers and sandboxes of them.

Tests run in throw-away containers of the image as it is; an agent works in a sandbox whose repository has one commit and lies
where the image has its own, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sandboxes.base import Limits, Sandbox, SandboxPolicy
from sandboxes.docker.engine import connect, engine_errors
from sandboxes.docker.image import has_image
from sandboxes.docker.instance import INSTANCE_LIMITS, InstanceContainer, open_instance
from sandboxes.docker.sandbox import open_docker_sandbox
from sandboxes.docker.task_engine import TaskEngine
from sandboxes.errors import SandboxUnavailable
from sandboxes.repository import BaseRepository

if TYPE_CHECKING:
    from docker import DockerClient

PULL_TIMEOUT_S: Final = 1800
_ROOT: Final = "0:0"
_USUAL_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True)
class InstanceTerms:
    """What containers of instances may use; ``networked`` is for tests alone, an agent never has a network."""

    limits: Limits = field(default_factory=lambda: INSTANCE_LIMITS)
    agent_limits: Limits = field(default_factory=lambda: Limits(memory_bytes=4 << 30, pids=1024))
    networked: bool = False


class InstanceEngine:
    """Connected on construction; threads may share it."""

    def __init__(self, terms: InstanceTerms | None = None) -> None:
        """Connect.

        Raises:
            SandboxUnavailable: no engine answers.
            SandboxLost: it stopped answering.
        """
        self._builder = TaskEngine()
        self._client: DockerClient = connect()
        self._terms = terms or InstanceTerms()

    def has_image(self, name: str) -> bool:
        """Whether the engine holds an image.

        Raises:
            SandboxUnavailable: the engine does not answer.
        """
        return has_image(self._client, name)

    def image_id(self, name: str) -> str:
        """The engine's own digest of an image.

        Raises:
            SandboxUnavailable: there is none, or the engine does not answer.
        """
        with engine_errors(f"cannot look at image {name}", SandboxUnavailable):
            return str(self._client.images.get(name).id)

    def pull(self, name: str) -> str:
        """Pull an image; why it cannot be had, or nothing."""
        from docker.errors import DockerException

        try:
            self._client.images.pull(name)
        except (DockerException, OSError) as error:
            return f"{name} cannot be pulled: {' '.join(str(error).split())[:200]}"
        return ""

    def build(self, context: Path, name: str, *, timeout_s: float) -> None:
        """Build the Dockerfile of a folder, with a network of its own: no other container is in it.

        Raises:
            BuildFailed: a step failed, or it took too long.
            SandboxUnavailable: the engine does not answer.
        """
        try:
            self._builder.build(context, name, networked=True, timeout_s=timeout_s)
        finally:
            self._builder.close()

    def open(self, image: str) -> InstanceContainer:
        """Start a container for tests.

        Raises:
            SandboxUnavailable: the engine refuses.
        """
        return open_instance(self._client, image, self._terms.limits, networked=self._terms.networked)

    def opener(self, image: str, base: BaseRepository, place: str, programs: str) -> Callable[[], Sandbox]:
        """What opens sandboxes for an agent: root's, as in such images, without network.

        Args:
            image: whose files and programs it has.
            base: the repository.
            place: where the image has its repository.
            programs: a folder of programs that comes first in the path.

        Raises:
            SandboxUnavailable: there is no such image, or the engine does not answer.
        """
        with engine_errors(f"cannot look at image {image}", SandboxUnavailable):
            settings = (self._client.images.get(image).attrs.get("Config") or {}).get("Env") or []
        path = next((setting[5:] for setting in settings if setting.startswith("PATH=")), _USUAL_PATH)
        policy = SandboxPolicy(
            image,
            limits=self._terms.agent_limits,
            user=_ROOT,
            tier="compat",
            mirrored_at=place,
            environment={"PATH": f"{programs}:{path}"},
        )
        return lambda: open_docker_sandbox(policy, base, client=self._client)
