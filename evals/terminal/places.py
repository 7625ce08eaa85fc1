"""Where a trial takes place: images found or built, and the containers that are opened for it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

from evals.terminal.compose import ComposedService, Composition
from evals.terminal.configuration import Environment
from evals.terminal.execution import Trial
from evals.terminal.phases import Container, OpenedVerifier, Place
from evals.terminal.stages import SeparateVerifier, Stage, stages_of
from evals.terminal.support import Machine, Terms, plan_image
from evals.terminal.task_directory import folder_digest
from sandboxes.base import Limits
from sandboxes.errors import SandboxUnavailable
from sandboxes.services import Service

DEFAULT_MEMORY_BYTES: Final = 2 << 30
DEFAULT_CPUS: Final = 1.0
PIDS: Final = 4096
_MARGIN_S: Final = 3600.0


class Facts(Protocol):
    """What an image says of itself."""

    @property
    def user(self) -> str:
        """Whose commands run in it unless another is named; empty is root."""

    @property
    def workdir(self) -> str:
        """Where commands begin."""

    @property
    def has_entrypoint(self) -> bool:
        """Whether it wants a program of its own to be started first."""


class Closing(Container, Protocol):
    """A container that can be ended."""

    def close(self) -> None:
        """End and remove it."""


class Stack(Protocol):
    """The agent's container and its services, which can be ended together."""

    @property
    def main(self) -> Container:
        """The agent's."""

    @property
    def services(self) -> Mapping[str, Container]:
        """The others by name."""

    def close(self) -> None:
        """End and remove all."""


class Engine(Machine, Protocol):
    """Where images and containers come from; threads share it."""

    def facts(self, image: str) -> Facts:
        """What an image says of itself. Raises SandboxUnavailable."""

    def build(
        self, context: Path, name: str, *, networked: bool, timeout_s: float, dockerfile: str = "Dockerfile"
    ) -> None:
        """Build a folder's Dockerfile. Raises SandboxUnavailable."""

    def open_stack(
        self,
        image: str,
        limits: Limits,
        services: Sequence[Service],
        *,
        main: Service | None,
        networked: tuple[bool, bool],
    ) -> Stack:
        """Start services and the agent's container beside them. Raises SandboxUnavailable."""

    def open(self, image: str, limits: Limits, *, networked: bool, original: str | None = None) -> Closing:
        """Start a container; ``original`` is the image that a saved one came from. Raises SandboxUnavailable."""


@dataclass(frozen=True, slots=True)
class Means:
    """The engine, and on what terms it is used."""

    engine: Engine
    terms: Terms
    timeout_multiplier: float = 1.0
    building: Lock = field(default_factory=Lock)


def image_name(folder: Path, file: str = "Dockerfile") -> str:
    """What the image of a folder's Dockerfile is called: the digest of the build context."""
    digest = folder_digest(folder)
    named = digest if file == "Dockerfile" else hashlib.sha256(f"{digest} {file}".encode()).hexdigest()
    return f"throughline-task:{named[:12]}"


@contextmanager
def open_place(trial: Trial, image: str, means: Means, composition: Composition | None) -> Iterator[Place]:
    """The containers of a trial, ended with the block.

    Raises:
        SandboxUnavailable: the engine refuses.
    """
    stages = stages_of(trial.task)
    networked = any(trial.has_network(stage, "agent") for stage in stages) or any(
        trial.has_network(stage, "verifier") for stage in stages if stage.separate is None
    )
    limits = limits_of(trial.task.configuration.environment, _phases_s(trial, stages), means.engine)
    open_verifier = open_verifier_of(trial, stages, means)
    if composition is None:
        with closing(means.engine.open(image, limits, networked=networked)) as main:
            yield Place(main, open_verifier=open_verifier)
        return
    services = [_with_image(each, means) for each in composition.services]
    public = means.terms.network == "task" and trial.task.configuration.environment.network_mode == "public"
    own = composition.main.service if composition.main else None
    stack = means.engine.open_stack(image, limits, services, main=own, networked=(networked, public))
    with closing(stack):
        yield Place(stack.main, stack.services, open_verifier)


def _with_image(composed: ComposedService, means: Means) -> Service:
    """A service with an image that the engine holds, which is built now where that is asked for."""
    service, environment = composed.service, Environment(docker_image=composed.service.image or None)
    if composed.context is None:
        return service
    return replace(service, image=_image(environment, composed.context, means, file=composed.dockerfile))


def open_verifier_of(
    trial: Trial, stages: Sequence[Stage], means: Means
) -> Callable[[SeparateVerifier], AbstractContextManager[OpenedVerifier]]:
    """What opens containers for verifiers with an environment of their own. It raises SandboxUnavailable."""
    networked = any(trial.has_network(stage, "verifier") for stage in stages if stage.separate)

    @contextmanager
    def open_verifier(separate: SeparateVerifier) -> Iterator[OpenedVerifier]:
        image, facts = image_of(separate.environment, separate.folder, means)
        limits = limits_of(separate.environment, _phases_s(trial, stages), means.engine)
        with closing(means.engine.open(image, limits, networked=networked)) as container:
            yield OpenedVerifier(container, facts.user, facts.workdir)

    return open_verifier


def _phases_s(trial: Trial, stages: Sequence[Stage]) -> float:
    return sum(trial.agent_timeout_s(stage) + trial.verifier_timeout_s(stage) for stage in stages)


def image_of(environment: Environment, folder: Path, means: Means, *, file: str = "Dockerfile") -> tuple[str, Facts]:
    """The image that the engine holds, or that is built now, and what it says of itself.

    Raises:
        SandboxUnavailable: there is none, or it is of no use here.
    """
    image = _image(environment, folder, means, file=file)
    facts = means.engine.facts(image)
    if facts.has_entrypoint:
        raise SandboxUnavailable("its image has an ENTRYPOINT, and none is started here")
    return image, facts


def _image(environment: Environment, folder: Path, means: Means, *, file: str) -> str:
    planned = plan_image(environment.docker_image, folder, means.engine, file=file)
    if isinstance(planned, str):
        raise SandboxUnavailable(planned)
    if planned.held is not None:
        return planned.held
    name = image_name(folder, file)
    # Builds share caches and processors: one at a time.
    with means.building:
        if not means.engine.has_image(name):
            networked = means.terms.network == "task"
            timeout_s = environment.build_timeout_sec * means.timeout_multiplier
            means.engine.build(folder, name, networked=networked, timeout_s=timeout_s, dockerfile=file)
    return name


def limits_of(environment: Environment, phases_s: float, machine: Machine) -> Limits:
    """What a container may use, whose phases take so long at most."""
    wanted = environment.memory_mb << 20 if environment.memory_mb else DEFAULT_MEMORY_BYTES
    return Limits(
        memory_bytes=min(wanted, machine.memory_bytes),
        cpus=min(environment.cpus or DEFAULT_CPUS, machine.cpus),
        pids=PIDS,
        run_s=phases_s + _MARGIN_S,
    )
