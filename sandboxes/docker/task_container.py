"""A throw-away container of a terminal task: an agent's phase and the verifier's, one after the other, in the same file system.

It is no sandbox of ours: the image's users and folders are kept, commands may be root's, and there may be a network. Between
the phases it can be stopped and started again, which leaves no process of the first.
"""

from __future__ import annotations

import io
import json
import logging
import posixpath
import secrets
import tarfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sandboxes.base import ExecResult, Limits, SandboxPolicy
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import run
from sandboxes.docker.containers import ownership, remove_container, this_process
from sandboxes.docker.engine import engine_errors
from sandboxes.docker.saved import MACHINE, STATE
from sandboxes.docker.task_sandbox import TaskSandbox
from sandboxes.errors import SandboxError, SandboxLost, SandboxUnavailable

if TYPE_CHECKING:
    from docker import DockerClient

logger = logging.getLogger(__name__)

_HOSTNAME: Final = "main"
"""The same in every container: prompts of shells show it, and a replay is compared with them."""

_SETTLING_S: Final = 0.1
"""How long after a start what takes the keeper's place has become visible as what it is."""

_SETTLED_S: Final = 5.0
_PAUSE: Final = "sleep 600"
# The first process, which nothing in the container can kill, whoever's it is. It takes in what others leave. One line, with the
# system's own programs.
_KEEPER: Final = (
    f"PATH=/usr/bin:/bin; end=$(($(date +%s) + {{seconds}})); "
    f"while [ $(date +%s) -lt $end ]; do {_PAUSE} & wait $!; done"
)


class TaskContainer:
    """Made by ``open_task_container``; whoever opens it closes it."""

    def __init__(
        self, client: DockerClient, container: str, original: str, keeper: tuple[str, ...], *, network: str | None
    ) -> None:
        self._client = client
        self._container = container
        self._original = original
        self._keeper = keeper
        self._network = network
        self._has_network = network is not None

    @property
    def identity(self) -> str:
        """The id of the container at the engine."""
        return self._container

    def exec(
        self,
        command: Sequence[str],
        *,
        user: str,
        workdir: str,
        environment: Mapping[str, str],
        timeout_s: float,
        max_output_bytes: int,
    ) -> ExecResult:
        """Run a command as a user of the image and wait for its end or its timeout.

        Raises:
            SandboxLost: the container is gone or the engine does not answer.
        """
        wanted = Command(
            command,
            user,
            workdir=workdir,
            environment=environment,
            timeout_s=timeout_s,
            max_output_bytes=max_output_bytes,
        )
        return run(self._client, self._container, wanted)

    def sandbox(self, *, user: str, environment: Mapping[str, str]) -> TaskSandbox:
        """The container as the tools of an agent see it, whose commands are ``user``'s."""
        return TaskSandbox(self._client, self._container, user, environment)

    def put_archive(self, folder: str, archive: bytes) -> None:
        """Unpack a tar into a folder that is there. The engine does it: no program of the image takes part.

        Raises:
            SandboxLost: it cannot be done.
        """
        with engine_errors(f"files cannot be put into {folder}"):
            if not self._client.api.put_archive(self._container, folder, archive):
                raise SandboxLost(f"files cannot be put into {folder}")

    def read_file(self, path: str, *, max_bytes: int) -> bytes | None:
        """A regular file, by the engine; None when there is none, or it is a link, or larger than ``max_bytes``.

        Raises:
            SandboxLost: the engine does not answer.
        """
        from docker.errors import NotFound

        with engine_errors(f"{path} cannot be read"):
            try:
                chunks, _ = self._client.api.get_archive(self._container, path)
            except NotFound:
                return None
            packed = bytearray()
            for chunk in chunks:
                packed += chunk
                if len(packed) > max_bytes + (64 << 10):
                    chunks.close()
                    return None
        try:
            with tarfile.open(fileobj=io.BytesIO(bytes(packed))) as archive:
                member = archive.next()
                if member is None or not member.isreg() or member.size > max_bytes:
                    return None
                stream = archive.extractfile(member)
                return stream.read() if stream else None
        except tarfile.TarError:
            return None

    def changes(self) -> tuple[tuple[str, int], ...]:
        """Paths that are not as in the image: 0 changed, 1 new, 2 gone. The engine tells, and no program of the image.

        Raises:
            SandboxLost: it does not answer.
        """
        with engine_errors("the container's changes cannot be listed"):
            return tuple(
                (str(item["Path"]), int(item["Kind"])) for item in self._client.api.diff(self._container) or ()
            )

    def put_back(self, paths: Sequence[str]) -> None:
        """Make files, links or folders what they are in the image. The engine does it.

        Raises:
            SandboxLost: it cannot be done.
        """
        with engine_errors("files of the image cannot be put back"):
            labels = self._client.api.inspect_container(self._container)["Config"]["Labels"]
            pristine = self._client.api.create_container(self._original, "-", labels=labels)["Id"]
            try:
                for path in paths:
                    chunks, _ = self._client.api.get_archive(pristine, path)
                    self._client.api.put_archive(self._container, posixpath.dirname(path), b"".join(chunks))
            finally:
                remove_container(self._client, pristine)

    def save(self, known_to: Path) -> str:
        """Keep the files as an image for as long as the file ``known_to`` is there; its id.

        Raises:
            SandboxLost: it cannot be done.
        """
        labels = {STATE: str(known_to.resolve()), MACHINE: this_process().machine}
        changes = [f"LABEL {name}={json.dumps(value)}" for name, value in labels.items()]
        with engine_errors("the container cannot be saved"):
            kept = self._client.api.commit(self._container, pause=False, changes="\n".join(changes))
        return str(kept["Id"])

    def stop(self) -> None:
        """Kill everything in it. Files stay; what lay in memory (``/dev/shm``) does not.

        Raises:
            SandboxLost: the engine does not do it.
        """
        from docker.errors import APIError

        with engine_errors("the container cannot be stopped"):
            try:
                self._client.api.kill(self._container)
            except APIError as error:
                if error.status_code != 409:  # 409: it has ended already
                    raise
            self._client.api.wait(self._container, timeout=60)

    def start(self) -> int:
        """Start it again with nothing but the keeper; how many other processes there are.

        The engine writes ``/etc/hosts`` anew. More than 0 means that what the keeper is made of has been replaced.

        Raises:
            SandboxLost: it does not start again.
        """
        with engine_errors("the container does not start again"):
            self._client.api.start(self._container)
            others, deadline_s = 1, time.monotonic() + _SETTLED_S
            # On a busy machine the keeper may not have come to its pause yet.
            while others and time.monotonic() < deadline_s:
                time.sleep(_SETTLING_S)
                listed = self._client.api.top(self._container)["Processes"] or []
                others = sum(" ".join(str(process[-1]).split()) not in self._keeper for process in listed)
        return others

    def set_network(self, *, on: bool) -> None:
        """Give it the network, or take it away.

        Raises:
            SandboxLost: the engine does not do it, or the container was made without.
        """
        if on == self._has_network:
            return
        if self._network is None:
            raise SandboxLost("a container that was made without a network cannot get one")
        with engine_errors("the network cannot be changed"):
            if on:
                self._client.api.connect_container_to_network(self._container, self._network)
            else:
                self._client.api.disconnect_container_from_network(self._container, self._network, force=True)
        self._has_network = on

    def close(self) -> None:
        """End and remove it. An engine that does not answer is logged."""
        try:
            with engine_errors("the container cannot be removed"):
                remove_container(self._client, self._container)
        except SandboxError as error:
            logger.warning("%s; agent doctor --fix removes what is left behind", error)


def open_task_container(
    client: DockerClient,
    image: str,
    limits: Limits,
    *,
    network: str | None,
    original: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> TaskContainer:
    """Start a container that waits for commands.

    Args:
        client: the engine.
        image: what is in it.
        limits: what it may use.
        network: the network that it can have, and begins with; None for none.
        original: the image that a saved one came from.
        extra: further settings, for one beside services: with a ``network`` it is in that one at any time.

    Raises:
        SandboxUnavailable: the engine refuses.
    """
    labels = ownership(SandboxPolicy(image, limits=limits), f"task-{secrets.token_hex(6)}")
    script = _KEEPER.format(seconds=int(limits.run_s))
    keeper = (f"/bin/sh -c {script}", _PAUSE)
    beside = extra is not None and "network" in extra
    with engine_errors(f"a container of {image} cannot be started", SandboxUnavailable):
        settings: dict[str, Any] = {
            "command": ["/bin/sh", "-c", script],
            "entrypoint": [],
            "user": "0:0",
            "security_opt": ["no-new-privileges"],
            "mem_limit": limits.memory_bytes,
            "memswap_limit": limits.memory_bytes,
            "nano_cpus": int(min(limits.cpus, int(client.info()["NCPU"])) * 1e9),
            "pids_limit": limits.pids,
            "hostname": _HOSTNAME,
            "labels": labels,
            **({} if beside else {"network_mode": network or "none"}),
            **(extra or {}),
        }
        container = client.containers.create(image, **settings)
        try:
            if beside and network is not None:
                client.api.connect_container_to_network(str(container.id), network)
            container.start()
        except BaseException:
            remove_container(client, str(container.id))
            raise
        return TaskContainer(client, str(container.id), original or image, keeper, network=network)
