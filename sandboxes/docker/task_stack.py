"""The containers of a task with services: the agent's, and those beside it on a network of the trial that leads nowhere else.

Made through the engine's API alone. Everything has the owner's labels, so that what a dead process left is found and removed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.containers import ownership, remove_container, remove_network, remove_volume
from sandboxes.docker.engine import engine_errors
from sandboxes.docker.task_container import TaskContainer, open_task_container
from sandboxes.errors import SandboxError, SandboxUnavailable
from sandboxes.services import Health, Service

if TYPE_CHECKING:
    from docker import DockerClient

logger = logging.getLogger(__name__)

READY_S: Final = 300.0
"""How long services may take until all that is waited for has come about."""

_NANOSECONDS: Final = 1_000_000_000
_DEFAULT_MEMORY_BYTES: Final = 2 << 30
_PAUSE_S: Final = 0.2


@dataclass(slots=True)
class TaskStack:
    """Made by ``open_task_stack``; whoever opens it closes it."""

    main: TaskContainer
    services: Mapping[str, TaskContainer]
    undo: ExitStack

    def close(self) -> None:
        """End and remove everything. An engine that does not answer is logged."""
        try:
            self.undo.close()
        except SandboxError as error:
            logger.warning("%s; agent doctor --fix removes what is left behind", error)


def open_task_stack(
    client: DockerClient,
    image: str,
    limits: Limits,
    services: Sequence[Service],
    *,
    main: Service | None,
    networks: tuple[str | None, str | None],
) -> TaskStack:
    """Start services one after the other, each when what it waits for is there, and the agent's container at the end.

    Args:
        client: the engine.
        image: of the agent's container.
        limits: of it.
        services: in an order in which they can be started.
        main: what a compose file says of the agent's container.
        networks: the network that the agent's container can have besides, and that which services have; None for none.

    Raises:
        SandboxUnavailable: the engine refuses, or a service does not get ready.
    """
    labels = ownership(SandboxPolicy(image, limits=limits), f"stack-{time.time_ns():x}")
    trial = labels["throughline.run"]
    with ExitStack() as undo, engine_errors("the task's services cannot be started", SandboxUnavailable):
        network = client.networks.create(trial, driver="bridge", internal=True, labels=labels)
        undo.callback(remove_network, client, str(network.id))
        for volume in {name for each in (*services, *([main] if main else [])) for name, _, _ in each.volumes}:
            client.volumes.create(_volume(trial, volume), labels=labels)
            undo.callback(remove_volume, client, _volume(trial, volume))
        started: dict[str, TaskContainer] = {}
        deadline_s = time.monotonic() + READY_S
        for service in services:
            _wait_for(client, service, started, deadline_s)
            started[service.name] = _start(client, service, (trial, labels, limits), network=networks[1])
            undo.callback(started[service.name].close)
        if main is not None:
            _wait_for(client, main, started, deadline_s)
        extra = _settings(client, main or Service("main", image), trial)
        container = open_task_container(client, image, limits, network=networks[0], extra=extra)
        undo.callback(container.close)
        return TaskStack(container, started, undo.pop_all())


def _start(
    client: DockerClient, service: Service, trial: tuple[str, Mapping[str, str], Limits], *, network: str | None
) -> TaskContainer:
    """Start one service."""
    name, labels, limits = trial
    memory = service.memory_bytes or _DEFAULT_MEMORY_BYTES
    settings = _settings(client, service, name) | {
        "init": True,
        "labels": dict(labels),
        "security_opt": ["no-new-privileges"],
        "mem_limit": memory,
        "memswap_limit": memory,
        "nano_cpus": int((service.cpus or limits.cpus) * 1e9),
        "pids_limit": limits.pids,
        "command": list(service.command) if service.command is not None else None,
        "entrypoint": list(service.entrypoint) if service.entrypoint is not None else None,
        "user": service.user,
        "working_dir": service.workdir,
    }
    container = client.containers.create(service.image, **settings)
    try:
        if network is not None:
            client.api.connect_container_to_network(str(container.id), network)
        container.start()
    except BaseException:
        remove_container(client, str(container.id))
        raise
    return TaskContainer(client, str(container.id), service.image, (), network=network)


def _settings(client: DockerClient, service: Service, trial: str) -> dict[str, Any]:
    """What the agent's container and the others have in common: the network with names, variables, volumes."""
    endpoint = client.api.create_endpoint_config(aliases=list(service.aliases or (service.name,)))
    binds = {_volume(trial, name): {"bind": place, "mode": "ro" if ro else "rw"} for name, place, ro in service.volumes}
    settings: dict[str, Any] = {
        "network": trial,
        "networking_config": {trial: endpoint},
        "environment": dict(service.environment),
        "volumes": binds,
        "hostname": service.hostname or service.name,
    }
    if service.tmpfs:
        settings["tmpfs"] = {place.partition(":")[0]: place.partition(":")[2] for place in service.tmpfs}
    if service.health is not None:
        settings["healthcheck"] = _health(service.health)
    return settings


def _health(health: Health) -> dict[str, Any]:
    return {
        "test": list(health.test),
        "interval": int(health.interval_s * _NANOSECONDS),
        "timeout": int(health.timeout_s * _NANOSECONDS),
        "start_period": int(health.start_period_s * _NANOSECONDS),
        "retries": health.retries,
    }


def _wait_for(client: DockerClient, service: Service, started: Mapping[str, TaskContainer], deadline_s: float) -> None:
    """Wait until what a service waits for has come about.

    Raises:
        SandboxUnavailable: it cannot any more, or it takes too long.
    """
    for name, wanted in service.waits_for.items():
        while True:
            state = client.api.inspect_container(started[name].identity)["State"]
            health = (state.get("Health") or {}).get("Status", "none")
            over = not state["Running"] and state["Status"] == "exited"
            if wanted == "completed" and over and state["ExitCode"] == 0:
                break
            if over:
                raise SandboxUnavailable(f"service {name} ended with exit code {state['ExitCode']}")
            if state["Running"] and (wanted == "started" or (wanted == "healthy" and health == "healthy")):
                break
            if health == "unhealthy" or time.monotonic() > deadline_s:
                raise SandboxUnavailable(f"service {name} does not get ready ({health})")
            time.sleep(_PAUSE_S)


def _volume(trial: str, name: str) -> str:
    return f"throughline-{trial}-{''.join(character if character.isalnum() else '-' for character in name)}"
