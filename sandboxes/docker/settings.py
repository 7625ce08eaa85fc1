"""A policy as the settings of a container: pure, the one place where confinement is spelled out.

There is no way to pass further engine options: what is not here cannot be asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.egress import proxy_environment
from sandboxes.errors import SandboxUnavailable

HOME = "/home/agent"
MARKS = "/run/marks"
"""Where commands of calls leave their marks. Only the keeper's user can list it."""
ROOT_CAPABILITIES = ("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID")
"""What root may do in tier ``compat``: with files and users of the container, and nothing beyond it."""

_MIB = 1 << 20
# A PID 1 that ignores the end of children: the kernel then takes them away by itself. Where env is too old (coreutils before
# 8.31) they stay as zombies.
LONE_KEEPER = """
env --ignore-signal=CHLD true 2>/dev/null && exec env --ignore-signal=CHLD sleep "$1"
exec sleep "$1"
"""


Settings = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mounts:
    """What a container sees besides its image: volumes or host folders (``source -> (target, mode)``) and tmpfs.

    ``mirrors``: volumes that are there at a second place, too; the engine fills an empty one with what the image has there.

    ``capabilities`` are for one container of our own that hands a volume over; a sandbox has none.
    """

    binds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    mirrors: Mapping[str, str] = field(default_factory=dict)
    tmpfs: Mapping[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()


def writable_folders(policy: SandboxPolicy) -> dict[str, str]:
    """In-memory folders: /tmp, the home folder and a small one for marks. They count as memory, so together
    they stay under half of the limit.

    Inodes are capped too: empty files cost memory without filling the size.
    """
    uid, gid = user_ids(policy)
    memory = policy.limits.memory_bytes
    common = "rw,exec,nosuid,nodev"
    folders = {
        "/tmp": f"{common},size={memory // 4},nr_inodes={inodes(memory // 4)},mode=1777",
        HOME: f"{common},size={memory // 8},nr_inodes={inodes(memory // 8)},uid={uid},gid={gid},mode=700",
        MARKS: f"rw,noexec,nosuid,nodev,size={memory // 64},nr_inodes={inodes(memory // 64)},mode=1733",
    }
    if policy.tier == "compat":
        del folders[HOME]  # the image's own home is kept: it may hold what the image is for
    return folders


def inodes(size_bytes: int) -> int:
    """How many files a tmpfs of that size may hold: one per 4 KiB, at most 100 000."""
    return max(1000, min(100_000, size_bytes // 4096))


def container_settings(
    policy: SandboxPolicy, mounts: Mounts, labels: Mapping[str, str], *, cpus: int
) -> dict[str, Any]:
    """Keyword arguments of the SDK's ``containers.create``.

    The keeper (PID 1 and its ``sleep``) is uid 0 without capabilities: commands run as another uid and cannot end it. In tier
    ``compat``, where they may be root, it is PID 1 alone, which no process of the container can kill.

    Args:
        policy: what is allowed.
        mounts: volumes and tmpfs.
        labels: by which the reaper knows whose container this is.
        cpus: how many the engine has; it refuses a limit above that.
    """
    limits = policy.limits
    lifetime = str(int(limits.run_s))
    is_strict = policy.tier == "strict"
    return {
        "image": policy.image,
        "command": ["sleep", lifetime] if is_strict else ["sh", "-c", LONE_KEEPER, "keeper", lifetime],
        "entrypoint": [],
        "user": "0:0",
        "init": is_strict,
        "network_mode": "none",
        "cap_drop": ["ALL"],
        "cap_add": [*mounts.capabilities, *(() if is_strict else ROOT_CAPABILITIES)],
        "security_opt": ["no-new-privileges", f"seccomp={seccomp_profile()}"],
        "read_only": is_strict,
        "volumes": [
            *(f"{source}:{target}:{mode}" for source, (target, mode) in mounts.binds.items()),
            *(f"{source}:{target}:rw" for source, target in mounts.mirrors.items()),
        ],
        "tmpfs": dict(mounts.tmpfs),
        "working_dir": "/",
        "ipc_mode": "private",
        "shm_size": 64 * _MIB,
        "log_config": {"type": "none", "config": {}},
        "auto_remove": True,
        "labels": {**policy.labels, **labels},
        "environment": {
            **({"HOME": HOME} if is_strict else {}),
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            "PYTHONDONTWRITEBYTECODE": "1",
            **policy.environment,
            **(proxy_environment() if policy.reaches_out else {}),
        },
        **({"runtime": policy.runtime} if policy.runtime else {}),
        **_resource_limits(limits, cpus),
    }


def _resource_limits(limits: Limits, cpus: int) -> Settings:
    def ulimit(name: str, value: int) -> dict[str, Any]:
        return {"Name": name, "Soft": value, "Hard": value}

    return {
        "mem_limit": limits.memory_bytes,
        "memswap_limit": limits.memory_bytes,
        "nano_cpus": int(min(limits.cpus, cpus) * 1e9),
        "pids_limit": limits.pids,
        "ulimits": [ulimit("nofile", 4096), ulimit("core", 0), ulimit("fsize", limits.file_bytes)],
    }


def user_ids(policy: SandboxPolicy) -> tuple[int, int]:
    """``uid:gid`` of the policy's user as numbers.

    Raises:
        SandboxUnavailable: not two numbers, or root in the strict tier: root's processes could not be told from the keeper's.
    """
    uid, _, gid = policy.user.partition(":")
    if not (uid.isdecimal() and gid.isdecimal()):
        raise SandboxUnavailable(f"the user of a sandbox must be UID:GID, not {policy.user!r}")
    if int(uid) == 0 and policy.tier == "strict":
        raise SandboxUnavailable(f"the user of a sandbox must not be root in the strict tier, as {policy.user!r} is")
    if policy.tier == "compat" and policy.reaches_out:
        raise SandboxUnavailable("a sandbox of the compat tier has no network: no hosts can be allowed")
    return int(uid), int(gid)


def seccomp_profile() -> str:
    """The filter of system calls as JSON text (the SDK takes the text; a path would be refused only at start)."""
    return resources.files("sandboxes.docker").joinpath("seccomp.json").read_text("utf-8")
