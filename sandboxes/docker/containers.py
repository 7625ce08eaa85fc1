"""Containers and volumes by policy: made, started, removed, and labelled with their owner so that orphans can be told.

An owner is a running process of this machine: the label names its machine, boot, process id and start time.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sandboxes.base import SandboxPolicy
from sandboxes.docker.egress import folder_of, remove_folder
from sandboxes.docker.engine import engine_errors
from sandboxes.docker.saved import reap_saved
from sandboxes.docker.settings import Mounts, container_settings
from sandboxes.errors import SandboxLost, SandboxUnavailable

if TYPE_CHECKING:
    from docker import DockerClient

LABEL = "throughline"
"""Prefix of all labels; ``throughline.owner`` marks everything that is ours."""

ROLE = f"{LABEL}.role"
"""Label of a container: ``sandbox`` or ``collector``."""

OVERDUE_S = 3600.0
"""What has outlived its own deadline by this much is an orphan, whoever made it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that made something."""

    machine: str
    boot: str
    namespace: str
    pid: int
    start: str

    def __str__(self) -> str:
        return "/".join((self.machine, self.boot, self.namespace, str(self.pid), self.start))

    @classmethod
    def parse(cls, label: str) -> Owner | None:
        """The owner that a label names; None when it is not such a label."""
        parts = label.split("/")
        if len(parts) != 5 or not parts[3].isdecimal():
            return None
        return cls(parts[0], parts[1], parts[2], int(parts[3]), parts[4])

    def is_dead(self, here: Owner) -> bool:
        """Whether it has certainly ended, judged from process ``here``: another machine's cannot be judged."""
        if self.machine != here.machine:
            return False
        if self.boot != here.boot:
            return True
        return self.namespace == here.namespace and _start_of(self.pid) != self.start


def this_process() -> Owner:
    """The owner label of the process that asks."""
    namespace = ""
    with contextlib.suppress(OSError):
        namespace = Path("/proc/self/ns/pid").readlink().name
    pid = os.getpid()
    return Owner(_text("/etc/machine-id"), _text("/proc/sys/kernel/random/boot_id"), namespace, pid, _start_of(pid))


def _start_of(pid: int) -> str:
    """When process ``pid`` started, in clock ticks since boot; empty when there is none."""
    # The name, in parentheses, may hold anything: fields count from its end.
    return (_text(f"/proc/{pid}/stat").rpartition(")")[2].split() or [""] * 20)[19]


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def ownership(policy: SandboxPolicy, run_id: str, lock: Path | None = None) -> dict[str, str]:
    """Labels of everything that one sandbox makes.

    ``lock`` is a file that whoever works with the sandbox holds locked: by it a process that goes on with the sandbox
    of a dead one is known as its owner, since labels cannot be changed.
    """
    return {
        f"{LABEL}.owner": str(this_process()),
        f"{LABEL}.run": run_id,
        f"{LABEL}.deadline": str(int(time.time() + policy.limits.run_s)),
        **({f"{LABEL}.lock": str(lock.resolve())} if lock else {}),
    }


def start_container(client: DockerClient, policy: SandboxPolicy, mounts: Mounts, labels: Mapping[str, str]) -> str:
    """Create and start a container; its id.

    Raises:
        SandboxUnavailable: no such image, or the engine refuses.
    """
    from docker.errors import ImageNotFound

    with engine_errors("the sandbox cannot be started", SandboxUnavailable):
        settings = container_settings(policy, mounts, labels, cpus=int(client.info()["NCPU"]))
        try:
            container = client.containers.create(**settings)
        except ImageNotFound as error:
            hint = f"no image {policy.image} in the Docker engine: agent doctor --fix builds the default image"
            raise SandboxUnavailable(hint) from error
        try:
            container.start()
        except BaseException:
            # A container that never ran is not auto-removed.
            remove_container(client, str(container.id))
            raise
        return str(container.id)


@contextlib.contextmanager
def started_container(
    client: DockerClient, policy: SandboxPolicy, mounts: Mounts, labels: Mapping[str, str]
) -> Iterator[str]:
    """A container for the length of a ``with`` block. Where it cannot be started the sandbox counts as lost."""
    try:
        container = start_container(client, policy, mounts, labels)
    except SandboxUnavailable as error:
        raise SandboxLost(str(error)) from error
    try:
        yield container
    finally:
        remove_container(client, container)


def remove_container(client: DockerClient, container: str) -> None:
    """End and remove a container; what is gone already is fine."""
    from docker.errors import APIError, NotFound

    try:
        client.api.remove_container(container, force=True, v=True)
    except NotFound:
        return
    except APIError as error:
        if error.status_code != 409:  # 409: its auto-removal is under way
            raise


def create_volume(client: DockerClient, name: str, labels: Mapping[str, str], size_bytes: int) -> bool:
    """Create a volume; whether it is held to ``size_bytes``, which takes a file system of the engine's with project quotas.

    Raises:
        docker.errors.APIError: the engine refuses.
    """
    from docker.errors import APIError

    try:
        client.volumes.create(name, driver_opts={"size": str(size_bytes)}, labels=dict(labels))
    except APIError as error:
        if "quota" not in str(error.explanation):
            raise
    else:
        return True
    client.volumes.create(name, labels=dict(labels))
    return False


def remove_volume(client: DockerClient, volume: str) -> None:
    """Remove a volume, waiting for a container that is just being removed to let go of it."""
    from docker.errors import APIError, NotFound

    for attempt in range(50):
        try:
            client.api.remove_volume(volume, force=True)
        except NotFound:
            return
        except APIError as error:
            if error.status_code != 409 or attempt == 49:
                raise
            time.sleep(0.1)
        else:
            return


def remove_network(client: DockerClient, network: str) -> bool:
    """Remove a network; False when it is gone already, or a container is still in it."""
    from docker.errors import APIError

    try:
        client.api.remove_network(network)
    except APIError as error:
        if error.status_code not in (403, 404, 409):
            raise
        return False
    return True


def reap_orphans(client: DockerClient) -> int:
    """Remove containers, volumes and networks whose owner has died or whose deadline is long past; how many were removed.

    Never those of a living process. Saved containers go when the file that knows them is gone.

    Raises:
        SandboxLost: the engine does not answer.
    """
    here, now_s = this_process(), time.time()
    filters = {"label": [f"{LABEL}.owner"]}
    with engine_errors("orphaned sandboxes cannot be removed"):
        containers = [
            item
            for item in client.api.containers(all=True, filters=filters)
            if _is_orphan(item.get("Labels") or {}, here, now_s)
        ]
        volumes = [
            item["Name"]
            for item in client.api.volumes(filters=filters)["Volumes"] or []
            if _is_orphan(item.get("Labels") or {}, here, now_s)
        ]
        for container in containers:
            remove_container(client, container["Id"])
            remove_folder(folder_of(container["Mounts"]))
        for volume in volumes:
            remove_volume(client, volume)
        networks = [
            remove_network(client, item["Id"])
            for item in client.api.networks(filters=filters)
            if _is_orphan(item.get("Labels") or {}, here, now_s)
        ]
    return len(containers) + len(volumes) + sum(networks) + reap_saved(client, here.machine)


def _is_orphan(labels: Mapping[str, str], here: Owner, now_s: float) -> bool:
    owner = Owner.parse(labels.get(f"{LABEL}.owner", ""))
    deadline = labels.get(f"{LABEL}.deadline", "")
    overdue = deadline.isdecimal() and now_s > int(deadline) + OVERDUE_S
    if overdue or owner is None or not owner.is_dead(here):
        return overdue
    return not _is_locked(labels.get(f"{LABEL}.lock", ""))


def _is_locked(path: str) -> bool:
    """Whether a process holds the file locked."""
    if not path:
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
