"""One trial of a terminal task: an agent's phase in a container of the task's image, the end of all its processes, the verifier.

A task with steps goes through this once for each. The order of the phases, the places of files and the reading of rewards are
Harbor's. Meant to differ: unless ``keep_processes`` is set nothing that the agent started lives when the tests come in,
what the tests run with is put back, and tests that leave no reward are a failure of the agent.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from evals.agents import Solution
from evals.runner import Stopped
from evals.terminal.artifacts import collect, write_artifacts
from evals.terminal.configuration import CollectHook, Healthcheck
from evals.terminal.judging import StageRewards, judge_stages
from evals.terminal.phases import ROOT, Assignment, Place, TerminalAgent, as_root, tail
from evals.terminal.separate import verify_separately
from evals.terminal.stages import Stage, stages_of
from evals.terminal.states import Origin, save_state
from evals.terminal.support import Terms, filled_variables
from evals.terminal.tampering import repairs_of
from evals.terminal.task_directory import TerminalTask, folder_archive
from evals.terminal.tidying import TAMPERING, renew, tidy
from evals.terminal.verifying import Judged, Verification, verify
from evals.verdict import Verdict
from sandboxes.errors import SandboxLost, SandboxUnavailable

UNLIMITED_S: Final = 4 * 3600.0
"""How long an agent may take for which its task sets no limit."""

_MACHINE_FAILED: Final = frozenset({"sandbox_lost", "internal_error"})
_MAKE_AGENT_FOLDERS: Final = "mkdir -p /logs/agent /logs/artifacts && chmod 777 /logs/agent /logs/artifacts"
CHANGES: Final = "changes.json"
"""In the folder of a stage: what its agent left other than it is in the image."""

_CLEAR_TESTS: Final = "rm -rf /tests /logs/verifier /solution"


class MachineFailed(Exception):
    """The machine failed while the agent ran, which says nothing of the agent."""

    def __init__(self, cause: str, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Trial:
    """What is run: a task, on what terms, with the image's user and folder; logs go into ``folder``. ``number`` is the attempt's.

    ``keep_processes``: the agent's processes live on while the tests run, as in Harbor; for tasks whose result is a service.
    ``saves`` is the image's name where the container is to be kept after the agent's phase, to be judged again.
    """

    task: TerminalTask
    terms: Terms
    folder: Path
    image_user: str = ""
    image_workdir: str = "/"
    keep_processes: bool = False
    timeout_multiplier: float = 1.0
    number: int = 1
    saves: str | None = None

    @property
    def workdir(self) -> str:
        """Where commands begin."""
        return self.task.configuration.environment.workdir or self.image_workdir

    def agent_timeout_s(self, stage: Stage) -> float:
        """The agent's time, stretched."""
        return (stage.agent.timeout_sec or UNLIMITED_S) * self.timeout_multiplier

    def verifier_timeout_s(self, stage: Stage) -> float:
        """The verifier's time, stretched."""
        return stage.verifier.timeout_sec * self.timeout_multiplier

    def has_network(self, stage: Stage, phase: Literal["agent", "verifier"]) -> bool:
        """Whether a phase has the network."""
        mode = stage.network[0 if phase == "agent" else 1]
        return self.terms.network == "task" and mode == "public"

    def user(self, named: str | int | None) -> str:
        """Who a phase's commands run as: whom the task names, or the image's user."""
        return str(named) if named is not None else self.image_user or ROOT

    def variables(self, *tables: Mapping[str, str]) -> dict[str, str]:
        """The environment's variables and those of tables, filled in."""
        merged = dict(self.task.configuration.environment.env)
        for table in tables:
            merged.update(table)
        return filled_variables(merged, self.terms.variables)

    def stage_folder(self, stage: Stage) -> Path:
        """Where the record of a stage goes."""
        return self.folder / "steps" / stage.name if stage.name else self.folder


@dataclass(frozen=True, slots=True)
class Phases:
    """What came of a trial, with the seconds of its two phases, and how the agent fared, in each stage."""

    verdict: Verdict
    note: str = ""
    agent_s: float = 0.0
    verifier_s: float = 0.0
    solutions: tuple[Solution, ...] = ()
    stages: tuple[StageRewards, ...] = ()


@dataclass(slots=True)
class _Progress:
    """What has been run of a trial."""

    notes: list[str] = field(default_factory=list)
    solutions: list[Solution] = field(default_factory=list)
    stages: list[StageRewards] = field(default_factory=list)
    agent_s: float = 0.0
    verifier_s: float = 0.0


def run_trial(
    trial: Trial, place: Place, agent: TerminalAgent, should_stop: Callable[[], bool] = lambda: False
) -> Phases:
    """Run both phases of each stage; the logs are in the trial's folder afterwards.

    Raises:
        SandboxError, MachineFailed: the machine failed, which says nothing of the agent.
        Stopped: the run was interrupted.
    """
    (trial.folder / "agent").mkdir(parents=True, exist_ok=True)
    as_root(place.main, _MAKE_AGENT_FOLDERS)
    if (check := trial.task.configuration.environment.healthcheck) is not None:
        _wait_until_healthy(trial, place, check)
    progress = _Progress()
    for stage in stages_of(trial.task):
        reached = _run_stage(trial, stage, place, agent, should_stop, progress)
        progress.stages.append(reached)
        if not reached.goes_on(stage.min_reward):
            break
    verdict = judge_stages(progress.stages, trial.task.configuration.multi_step_reward_strategy, trial.folder)
    note = "; ".join(dict.fromkeys(filter(None, progress.notes)))
    return Phases(
        verdict,
        note,
        round(progress.agent_s, 3),
        round(progress.verifier_s, 3),
        tuple(progress.solutions),
        tuple(progress.stages),
    )


def _run_stage(
    trial: Trial,
    stage: Stage,
    place: Place,
    agent: TerminalAgent,
    should_stop: Callable[[], bool],
    progress: _Progress,
) -> StageRewards:
    """One stage: what it needs, the agent, the tests."""
    folder = trial.stage_folder(stage)
    folder.mkdir(parents=True, exist_ok=True)
    if stage.name:
        _prepare(trial, stage, place)
    place.main.set_network(on=trial.has_network(stage, "agent"))
    start_s = time.monotonic()
    solution = agent.act(_assignment(trial, stage, folder), place.main, should_stop)
    progress.agent_s += time.monotonic() - start_s
    if solution.status == "interrupted" or should_stop():
        raise Stopped
    if solution.status in _MACHINE_FAILED:
        raise MachineFailed(str(solution.status), solution.detail)
    progress.solutions.append(solution)
    progress.notes.append(solution.note)
    start_s = time.monotonic()
    judged, note = _judge(trial, stage, place, folder)
    progress.verifier_s += time.monotonic() - start_s
    progress.notes.append(note)
    return StageRewards(stage.name, judged.rewards, judged.problem)


def _prepare(trial: Trial, stage: Stage, place: Place) -> None:
    """What a step brings along: its files, its set-up, its check of health. The last step's tests are gone before."""
    as_root(place.main, _CLEAR_TESTS)
    if stage.workdir is not None:
        place.main.put_archive(trial.workdir, folder_archive(stage.workdir))
        if (stage.workdir / "setup.sh").is_file():
            ran = place.main.exec(
                ["sh", "-c", "exec bash setup.sh"],
                user=trial.user(stage.agent.user),
                workdir=trial.workdir,
                environment=trial.variables(),
                timeout_s=trial.agent_timeout_s(stage),
                max_output_bytes=1 << 20,
            )
            if ran.exit_code:
                raise SandboxUnavailable(f"the set-up of step {stage.name} fails: {tail(ran)}")
    if stage.healthcheck is not None:
        _wait_until_healthy(trial, place, stage.healthcheck)


def _assignment(trial: Trial, stage: Stage, folder: Path) -> Assignment:
    return Assignment(
        task=trial.task.name,
        number=trial.number,
        stage=stage.name,
        instruction=stage.instruction,
        solution=stage.solution,
        user=trial.user(stage.agent.user),
        workdir=trial.workdir,
        environment=trial.variables(),
        solution_environment=trial.variables(trial.task.configuration.solution.env),
        timeout_s=trial.agent_timeout_s(stage),
        folder=folder,
        keeps_processes=trial.keep_processes,
    )


def _judge(trial: Trial, stage: Stage, place: Place, folder: Path) -> tuple[Judged, str]:
    """What the tests say, and a note on what was done before them."""
    main = place.main
    notes = [_run_hooks(trial, stage.collect, place, main_service=True)]
    if not trial.keep_processes:
        main.stop()
    changes = main.changes()
    (folder / CHANGES).write_text(json.dumps(changes) + "\n", "utf-8")
    if trial.saves is not None:
        origin = Origin(trial.saves, trial.image_user, trial.image_workdir)
        save_state(main, origin, trial.task, folder)
    repairs = repairs_of(changes, trial.workdir)
    if not renew(main, repairs, restart=not trial.keep_processes):
        return Judged(problem=TAMPERING), ""
    notes.append(_run_hooks(trial, stage.collect, place, main_service=False))
    if stage.separate is None:
        notes.append(tidy(main, repairs))
    collected = collect(stage.artifacts, place)
    write_artifacts(collected, folder)
    if stage.separate is not None:
        judged = verify_separately(separate_verification_of(trial, stage, folder), stage.separate, place, collected)
    else:
        main.set_network(on=trial.has_network(stage, "verifier"))
        judged = verify(verification_of(trial, stage, folder), main)
    return judged, "; ".join(filter(None, notes))


def verification_of(trial: Trial, stage: Stage, folder: Path) -> Verification:
    """The tests of a stage as they are run in the agent's own container."""
    return Verification(
        tests=stage.tests,
        user=trial.user(stage.verifier.user),
        workdir=trial.workdir,
        environment=trial.variables(stage.verifier.env),
        timeout_s=trial.verifier_timeout_s(stage),
        folder=folder,
    )


def separate_verification_of(trial: Trial, stage: Stage, folder: Path) -> Verification:
    """The tests of a stage as they are run in an environment of their own: an empty user is that of its image."""
    own = stage.separate.environment.env if stage.separate else {}
    return replace(
        verification_of(trial, stage, folder),
        user="" if stage.verifier.user is None else str(stage.verifier.user),
        environment=filled_variables({**own, **stage.verifier.env}, trial.terms.variables),
    )


def _run_hooks(trial: Trial, hooks: tuple[CollectHook, ...], place: Place, *, main_service: bool) -> str:
    """Run the hooks of the agent's container, or of its services. One that fails is told, and keeps nothing from running."""
    failed = []
    for hook in hooks:
        container = place.container(hook.service)
        if (hook.service == "main") != main_service or container is None:
            continue
        try:
            ran = container.exec(
                ["sh", "-c", hook.command],
                user=trial.user(hook.user) if main_service else str(hook.user or ROOT),
                workdir=trial.workdir if main_service else "/",
                environment=trial.variables() if main_service else {},
                timeout_s=hook.timeout_sec,
                max_output_bytes=4096,
            )
        except SandboxLost as error:
            failed.append(f"a collect hook in {hook.service} cannot be run: {error}")
            continue
        if ran.exit_code:
            failed.append(f"a collect hook in {hook.service} ended with exit code {ran.exit_code}")
    return "; ".join(failed)


def _wait_until_healthy(trial: Trial, place: Place, check: Healthcheck) -> None:
    """Run the check until it succeeds.

    Raises:
        SandboxUnavailable: it fails as often as it may.
    """
    start_s, failures = time.monotonic(), 0
    while True:
        ran = place.main.exec(
            ["sh", "-c", check.command],
            user=trial.image_user or ROOT,
            workdir=trial.workdir,
            environment=trial.variables(),
            timeout_s=check.timeout_sec,
            max_output_bytes=4096,
        )
        if ran.exit_code == 0:
            return
        starting = time.monotonic() - start_s < check.start_period_sec
        failures += not starting
        if failures >= check.retries:
            raise SandboxUnavailable(f"the task's environment does not become healthy: {tail(ran)}")
        time.sleep(check.start_interval_sec if starting else check.interval_sec)
