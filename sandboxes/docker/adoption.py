"""Going on with the sandbox of a process that died: its container is found by its labels, or what is left is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandboxes.base import REPOSITORY, SandboxPolicy
from sandboxes.docker.containers import LABEL, ROLE, remove_container, remove_volume
from sandboxes.docker.engine import engine_errors
from sandboxes.docker.sandbox import DockerSandbox
from sandboxes.docker.volume import RepositoryVolume
from sandboxes.docker.way_out import NetworkLog, reopen_egress
from sandboxes.errors import SandboxLost
from sandboxes.repository import BaseRepository

if TYPE_CHECKING:
    from docker import DockerClient


def adopt_docker_sandbox(
    policy: SandboxPolicy,
    base: BaseRepository,
    run_id: str,
    client: DockerClient,
    *,
    network_log: NetworkLog | None = None,
) -> DockerSandbox | None:
    """The sandbox of run ``run_id``, if its container still runs commands; None when it is lost.

    The caller holds the run's lock: no other process works with the sandbox.

    Raises:
        SandboxLost: the engine does not answer.
    """
    with engine_errors("the sandbox of the run cannot be looked for"):
        found = client.api.containers(filters={"label": [f"{LABEL}.run={run_id}"], "status": "running"})
        for item in found:
            if item["Labels"].get(ROLE) == "collector":
                remove_container(client, item["Id"])
    for item in found:
        volume = next((mount.get("Name") for mount in item["Mounts"] if mount["Destination"] == REPOSITORY), None)
        if item["Labels"].get(ROLE) == "sandbox" and volume is not None:
            owned = {name: value for name, value in item["Labels"].items() if name.startswith(f"{LABEL}.")}
            owned.pop(ROLE)
            egress = reopen_egress(policy, item["Mounts"], network_log)
            repository = RepositoryVolume(client, volume, base, policy, owned)
            sandbox = DockerSandbox(item["Id"], repository, owns_client=False, egress=egress)
            try:
                sandbox.recall_memory_kills()
            except SandboxLost:
                sandbox.close()
            else:
                return sandbox
    discard_run(client, run_id)
    return None


def discard_run(client: DockerClient, run_id: str) -> None:
    """Remove every container and volume of a run: those labelled ``run_id``, or with it and a dash before more.

    Raises:
        SandboxLost: the engine does not answer.
    """
    filters = {"label": [f"{LABEL}.run"]}
    with engine_errors("the remains of the run cannot be removed"):
        for item in client.api.containers(all=True, filters=filters):
            if _is_of(item["Labels"][f"{LABEL}.run"], run_id):
                remove_container(client, item["Id"])
        for item in client.api.volumes(filters=filters)["Volumes"] or []:
            if _is_of(item["Labels"][f"{LABEL}.run"], run_id):
                remove_volume(client, item["Name"])


def _is_of(label: str, run_id: str) -> bool:
    return label == run_id or label.startswith(f"{run_id}-")
