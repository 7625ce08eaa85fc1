"""The stages of a task: each of its steps, or the whole of one without steps, with what it takes over from the task. Pure.

How steps inherit, which tests they have and where a verifier of its own comes from is as in Harbor (0.24).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evals.terminal.configuration import (
    Agent,
    Artifact,
    CollectHook,
    Environment,
    Healthcheck,
    NetworkMode,
    TaskConfiguration,
    TaskStep,
    Verifier,
)
from evals.terminal.task_directory import COMPOSE_FILES, TEST, TerminalTask, read_text

PUBLISHED: Final = "/logs/artifacts"
"""What an agent puts here is collected in any case."""


@dataclass(frozen=True, slots=True)
class SeparateVerifier:
    """Where tests run that want an environment of their own: its settings, and the folder that it is built from.

    ``has_tests``: its image has ``/tests`` already.
    """

    environment: Environment
    folder: Path
    has_tests: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. ``name`` is empty for a task without steps; ``tests`` are folders that are laid one over the other."""

    name: str
    instruction: str
    solution: Path
    tests: tuple[Path, ...]
    agent: Agent
    verifier: Verifier
    network: tuple[NetworkMode, NetworkMode]
    """In the agent's phase, and in the verifier's."""

    separate: SeparateVerifier | None = None
    collect: tuple[CollectHook, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    workdir: Path | None = None
    healthcheck: Healthcheck | None = None
    min_reward: float | dict[str, float] | None = None


def stages_of(task: TerminalTask) -> tuple[Stage, ...]:
    """The stages of a task, in order.

    Raises:
        BadInput: an instruction cannot be read.
    """
    configuration = task.configuration
    if not configuration.steps:
        return (_stage(task, None, task.instruction),)
    return tuple(
        _stage(task, step, read_text(task.folder / "steps" / step.name / "instruction.md"))
        for step in configuration.steps
    )


def _stage(task: TerminalTask, step: TaskStep | None, instruction: str) -> Stage:
    configuration = task.configuration
    folder = task.folder / "steps" / step.name if step else task.folder
    agent, verifier = _agent(configuration, step), _verifier(configuration, step)
    own_tests = (folder / "tests",) if step and (folder / "tests").is_dir() else ()
    separate = _separate(task, step)
    environment = configuration.environment.network_mode
    verifier_environment = separate.environment.network_mode if separate else environment
    return Stage(
        name=step.name if step else "",
        instruction=instruction,
        solution=folder / "solution",
        tests=((task.tests,) if task.tests.is_dir() else ()) + own_tests,
        agent=agent,
        verifier=verifier,
        network=(agent.network_mode or environment, verifier.network_mode or verifier_environment),
        separate=separate,
        collect=configuration.verifier.collect + (step.verifier.collect if step and step.verifier else ()),
        artifacts=_artifacts(configuration.artifacts + (step.artifacts if step else ())),
        workdir=folder / "workdir" if step and (folder / "workdir").is_dir() else None,
        healthcheck=step.healthcheck if step else None,
        min_reward=step.min_reward if step else None,
    )


def _agent(configuration: TaskConfiguration, step: TaskStep | None) -> Agent:
    own = {name: getattr(step.agent, name) for name in step.agent.model_fields_set} if step and step.agent else {}
    return configuration.agent.model_copy(update={name: value for name, value in own.items() if value is not None})


def _verifier(configuration: TaskConfiguration, step: TaskStep | None) -> Verifier:
    if step is None or step.verifier is None:
        return configuration.verifier
    own = {name: getattr(step.verifier, name) for name in step.verifier.model_fields_set}
    own["env"] = {**configuration.verifier.env, **step.verifier.env}
    return configuration.verifier.model_copy(update={name: value for name, value in own.items() if value is not None})


def _separate(task: TerminalTask, step: TaskStep | None) -> SeparateVerifier | None:
    """Where a verifier of its own comes from; None where tests run in the agent's container."""
    configuration = task.configuration
    own = step.verifier if step else None
    decides = own if own and (own.environment_mode or own.environment) else configuration.verifier
    if not decides.is_separate:
        return None
    settings = (own.environment if own else None) or configuration.verifier.environment or configuration.environment
    places = [(configuration.verifier.environment, task.tests)]
    if step is not None:
        places.insert(0, (own.environment if own else None, task.folder / "steps" / step.name / "tests"))
    for environment, folder in places:
        if environment is not None and environment.docker_image:
            return SeparateVerifier(
                settings.model_copy(update={"docker_image": environment.docker_image}), folder, has_tests=True
            )
        if any((folder / name).is_file() for name in ("Dockerfile", *COMPOSE_FILES)):
            return SeparateVerifier(settings.model_copy(update={"docker_image": None}), folder, has_tests=True)
    image = configuration.environment.docker_image
    return SeparateVerifier(settings.model_copy(update={"docker_image": image}), task.environment, has_tests=False)


def _artifacts(named: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """What is collected: the folder for it comes first unless it is named."""
    is_named = any(each.source.rstrip("/") == PUBLISHED and (each.service or "main") == "main" for each in named)
    return named if is_named else (Artifact(source=PUBLISHED), *named)


def has_test_script(stage: Stage) -> bool:
    """Whether there is something to run as the tests, as far as files here tell."""
    has_own = any((folder / TEST).is_file() for folder in stage.tests)
    return has_own or (stage.separate is not None and stage.separate.has_tests)
