"""Takes the change of a repository out of its volume: git runs over the model's files, but in a container of its own.

The host only gets the bytes of the patch, which stay untrusted (``agent/patch.py`` judges them).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import resources

from sandboxes.base import REPOSITORY
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import run
from sandboxes.docker.containers import started_container
from sandboxes.docker.settings import Mounts, inodes, user_ids
from sandboxes.docker.volume import RepositoryVolume
from sandboxes.errors import SandboxFileError, SandboxLost

COLLECT_TIMEOUT_S = 300.0
LARGEST_FILE = 4
"""A file larger than this part of the patch's limit is left out, so that it does not cost the rest of the patch."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A git patch, and the files that are too large or unreadable and so are not in it."""

    patch: bytes
    left_out: tuple[str, ...]


def collect_patch(volume: RepositoryVolume, *, max_bytes: int) -> Collected:
    """The change of ``volume`` since its base.

    git runs as the sandbox's own user: files that this user made for itself alone must be readable. It shares neither
    processes nor memory with the sandbox, and mounts the volume read-only.

    Raises:
        SandboxFileError: the patch is larger than ``max_bytes``.
        SandboxLost: the engine does not answer, or git failed on the files.
    """
    script = resources.files("sandboxes.docker").joinpath("collect.sh").read_text("utf-8")
    object_format = "" if volume.base.object_format == "sha1" else volume.base.object_format
    collect = Command(
        ["sh", "-c", script, "collect", volume.base.commit, object_format, str(max_bytes // LARGEST_FILE)],
        user=volume.policy.user,
        timeout_s=COLLECT_TIMEOUT_S,
        max_output_bytes=max_bytes,
    )
    listing = Command(["head", "-c", "100000", "/scratch/left_out"], user=volume.policy.user)
    with started_container(volume.client, volume.policy, _mounts(volume), volume.labels) as container:
        result = run(volume.client, container, collect)
        names = run(volume.client, container, listing).output.split(b"\0")
    if result.timed_out or result.exit_code:
        reason = "it took too long" if result.timed_out else result.output[-500:].decode("utf-8", "replace")
        raise SandboxLost(f"the change cannot be taken out of the sandbox: {reason}")
    if result.omitted_bytes:
        size_bytes = len(result.output) + result.omitted_bytes
        raise SandboxFileError(f"the change is larger than {max_bytes} bytes ({size_bytes} bytes)")
    return Collected(result.output, tuple(os.fsdecode(name) for name in names if name))


def _mounts(volume: RepositoryVolume) -> Mounts:
    scratch_bytes = volume.policy.limits.memory_bytes // 2
    objects = str((volume.base.folder / "objects").resolve())
    uid, gid = user_ids(volume.policy.user)
    options = f"rw,nosuid,nodev,noexec,size={scratch_bytes},nr_inodes={inodes(scratch_bytes)},uid={uid},gid={gid}"
    return Mounts(binds={volume.name: (REPOSITORY, "ro"), objects: ("/base", "ro")}, tmpfs={"/scratch": options})
