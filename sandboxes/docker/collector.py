"""Takes the change of a repository out of its volume: git runs over the model's files, but in a container of its own.

The host only gets the bytes of the patch, which stay untrusted (``agent/patch.py`` judges them).
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from importlib import resources

from sandboxes.base import REPOSITORY, ExecResult
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import run
from sandboxes.docker.containers import ROLE, remove_container, start_container
from sandboxes.docker.engine import engine_errors
from sandboxes.docker.settings import Mounts, inodes, user_ids
from sandboxes.docker.volume import RepositoryVolume
from sandboxes.errors import EngineSilent, SandboxFileError, SandboxLost, SandboxUnavailable

logger = logging.getLogger(__name__)

COLLECT_TIMEOUT_S = 300.0
LARGEST_FILE = 4
"""A file larger than this part of the patch's limit is left out, so that it does not cost the rest of the patch."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A git patch, and the files that are too large or unreadable and so are not in it."""

    patch: bytes
    left_out: tuple[str, ...]


class Collector:
    """A container beside the sandbox's, started when it is first needed and kept until ``close``.

    git runs as the sandbox's own user: files that this user made for itself alone must be readable. It shares neither
    processes nor memory with the sandbox, and mounts the volume read-only.
    """

    def __init__(self, volume: RepositoryVolume) -> None:
        self._volume = volume
        self._container: str | None = None

    def patch(self, *, max_bytes: int) -> bytes:
        """The change of the volume since its base.

        Raises:
            SandboxFileError: the patch is larger than ``max_bytes``.
            SandboxLost: the engine does not answer, or git failed on the files.
        """
        volume = self._volume
        script = resources.files("sandboxes.docker").joinpath("collect.sh").read_text("utf-8")
        object_format = "" if volume.base.object_format == "sha1" else volume.base.object_format
        result = self._run(
            Command(
                ["sh", "-c", script, "collect", volume.base.commit, object_format, str(max_bytes // LARGEST_FILE)],
                user=volume.policy.user,
                timeout_s=COLLECT_TIMEOUT_S,
                max_output_bytes=max_bytes,
            )
        )
        if result.timed_out or result.exit_code:
            reason = "it took too long" if result.timed_out else result.output[-500:].decode("utf-8", "replace")
            raise SandboxLost(f"the change cannot be taken out of the sandbox: {reason}")
        if result.omitted_bytes:
            size_bytes = len(result.output) + result.omitted_bytes
            raise SandboxFileError(f"the change is larger than {max_bytes} bytes ({size_bytes} bytes)")
        return result.output

    def collect(self, *, max_bytes: int) -> Collected:
        """As ``patch``, with the names of what is not in it."""
        patch = self.patch(max_bytes=max_bytes)
        listing = Command(["head", "-c", "100000", "/scratch/left_out"], user=self._volume.policy.user)
        names = self._run(listing).output.split(b"\0")
        return Collected(patch, tuple(os.fsdecode(name) for name in names if name))

    def close(self) -> None:
        """Remove the container. May be called twice."""
        if self._container is not None:
            container, self._container = self._container, None
            remove_container(self._volume.client, container)

    def _run(self, command: Command) -> ExecResult:
        """Run a command in the container; one that has ended meanwhile is replaced, once."""
        if self._container is not None:
            try:
                return run(self._volume.client, self._container, command)
            except EngineSilent:
                raise
            except SandboxLost as error:
                logger.info("replacing the collector: %s", error)
                with engine_errors("the collector cannot be replaced"):
                    self.close()
        try:
            volume = self._volume
            labels = {**volume.labels, ROLE: "collector"}
            self._container = start_container(volume.client, volume.policy, _mounts(volume), labels)
        except SandboxUnavailable as error:
            raise SandboxLost(str(error)) from error
        return run(self._volume.client, self._container, command)


def _mounts(volume: RepositoryVolume) -> Mounts:
    scratch_bytes = volume.policy.limits.memory_bytes // 2
    objects = str((volume.base.folder / "objects").resolve())
    uid, gid = user_ids(volume.policy)
    options = f"rw,nosuid,nodev,noexec,size={scratch_bytes},nr_inodes={inodes(scratch_bytes)},uid={uid},gid={gid}"
    return Mounts(binds={volume.name: (REPOSITORY, "ro"), objects: ("/base", "ro")}, tmpfs={"/scratch": options})
