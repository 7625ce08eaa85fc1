"""What a terminal task needs of a machine, and why this one cannot run it. Pure: the machine is asked through a value.

What cannot be run here is unsupported: it is named with the reason, and never scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol

from agent.errors import BadInput
from evals.terminal.compose import Composition, read_composition
from evals.terminal.configuration import Environment, NetworkMode, TaskConfiguration
from evals.terminal.dockerfile import dockerfile_needs
from evals.terminal.stages import Stage, has_test_script, stages_of
from evals.terminal.task_directory import COMPOSE_FILES, TerminalTask, read_dockerfile

Network = Literal["task", "none"]
"""Whether phases have the network that the task says, or none at all."""

_VARIABLE: Final = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


class Machine(Protocol):
    """What there is, and which images the engine holds."""

    @property
    def cpus(self) -> int:
        """Processors."""

    @property
    def memory_bytes(self) -> int:
        """Memory."""

    def has_image(self, name: str) -> bool:
        """Whether the engine holds an image."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the user allows: the network, and values of the variables that a task asks the host for.

    ``bounded``: a task that wants more processors or memory than there are gets what there is.
    """

    network: Network = "task"
    variables: Mapping[str, str] = field(default_factory=dict)
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class PlannedImage:
    """The image of a task: a name that the engine holds, or None when its Dockerfile is to be built."""

    held: str | None


def plan_image(named: str | None, folder: Path, machine: Machine, *, file: str = "Dockerfile") -> PlannedImage | str:
    """Where an image comes from that has a name or a folder to build it from, or why there is none."""
    if named is not None and machine.has_image(named):
        return PlannedImage(named)
    dockerfile = read_dockerfile(folder, file)
    if dockerfile is None:
        return f"the engine does not hold {named}, and there is no Dockerfile"
    needs = dockerfile_needs(dockerfile)
    if needs.buildkit:
        return f"its Dockerfile needs BuildKit ({', '.join(needs.buildkit)}), and images are built without it"
    missing = [image for image in needs.images if not machine.has_image(image)]
    return (
        f"the engine does not hold {', '.join(missing)}, which its Dockerfile builds on"
        if missing
        else PlannedImage(None)
    )


def unsupported(task: TerminalTask, machine: Machine, terms: Terms) -> tuple[str, ...]:
    """Every reason why the task cannot be run here; none when it can."""
    reasons = [
        *_structure(task, terms),
        *_hardware(task.configuration.environment, machine, terms),
        *_phases(task, terms),
    ]
    if not reasons:
        reasons += _images(task, machine, terms)
    return tuple(reasons)


def network_of(configuration: TaskConfiguration, phase: Literal["agent", "verifier"]) -> NetworkMode:
    """What the task says of the network in a phase."""
    own = configuration.agent.network_mode if phase == "agent" else configuration.verifier.network_mode
    return own or configuration.environment.network_mode


def filled_variables(variables: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """``${NAME}`` and ``${NAME:-default}`` filled in from ``given`` alone: the host's own environment is not read.

    Raises:
        KeyError: one has no value; its argument is the name.
    """

    def value(found: re.Match[str]) -> str:
        name, default = found[1], found[2]
        return given[name] if name in given or default is None else default

    return {name: _VARIABLE.sub(value, text) for name, text in variables.items()}


def composition_of(task: TerminalTask, terms: Terms) -> Composition | None:
    """The services of a task; None where it has no compose file.

    Raises:
        BadInput: the file is no compose file.
    """
    return read_composition(task.environment, terms.variables)


def _structure(task: TerminalTask, terms: Terms) -> Iterator[str]:
    configuration = task.configuration
    try:
        composition = composition_of(task, terms)
    except BadInput as error:
        yield str(error)
        return
    services_there = composition.names if composition else frozenset()
    yield from composition.reasons if composition else ()
    for stage in stages_of(task):
        if not has_test_script(stage):
            yield f"step {stage.name} has no test.sh"
        if stage.separate and any((stage.separate.folder / name).is_file() for name in COMPOSE_FILES):
            yield "its verifier's environment is made by compose"
        for service in sorted({named for named in services_of(stage) if named not in services_there}):
            yield f"there is no service {service}"
    if configuration.environment.mcp_servers:
        yield "it has MCP servers"


def services_of(stage: Stage) -> set[str]:
    """The services whose files or commands a stage asks for, besides the agent's container."""
    named = [each.service for each in stage.artifacts] + [each.service for each in stage.collect]
    return {service for service in named if service not in (None, "main")}


def _images(task: TerminalTask, machine: Machine, terms: Terms) -> Iterator[str]:
    composition = composition_of(task, terms)
    main = composition.main if composition else None
    folder, file = (main.context, main.dockerfile) if main and main.context else (task.environment, "Dockerfile")
    planned = plan_image(task.configuration.environment.docker_image, folder, machine, file=file)
    if isinstance(planned, str):
        yield planned
    for each in composition.services if composition else ():
        planned = plan_image(each.service.image or None, each.context or task.folder, machine, file=each.dockerfile)
        if isinstance(planned, str):
            yield f"service {each.service.name}: {planned}"
    separate = [stage.separate for stage in stages_of(task) if stage.separate]
    for named, folder in dict.fromkeys((each.environment.docker_image, each.folder) for each in separate):
        planned = plan_image(named, folder, machine)
        if isinstance(planned, str):
            yield f"its verifier: {planned}"


def _hardware(environment: Environment, machine: Machine, terms: Terms) -> Iterator[str]:
    if environment.os != "linux":
        yield f"it runs on {environment.os}"
    if environment.gpus or environment.tpu is not None:
        yield "it needs an accelerator"
    if terms.bounded:
        return
    if environment.cpus is not None and environment.cpus > machine.cpus:
        yield f"it needs {environment.cpus:g} processors of {machine.cpus}"
    if environment.memory_mb is not None and environment.memory_mb << 20 > machine.memory_bytes:
        yield f"it needs {environment.memory_mb} MiB of memory of {machine.memory_bytes >> 20}"


def _phases(task: TerminalTask, terms: Terms) -> Iterator[str]:
    configuration = task.configuration
    stages = stages_of(task)
    modes = {configuration.environment.network_mode, *(mode for stage in stages for mode in stage.network)}
    if terms.network == "task" and "allowlist" in modes:
        yield "its network is a list of hosts"
    separate = [stage.separate.environment.env for stage in stages if stage.separate]
    verifiers = [stage.verifier.env for stage in stages]
    for variables in (configuration.environment.env, configuration.solution.env, *verifiers, *separate):
        try:
            filled_variables(variables, terms.variables)
        except KeyError as error:
            yield f"it needs the variable {error.args[0]} (--variable {error.args[0]}=VALUE)"
