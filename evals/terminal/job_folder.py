"""A run folder of terminal tasks written as a job folder of Harbor (0.24): a folder a trial, with what its viewer and tools read.

Nothing runs. Left out are ``lock.json`` and trajectories; times of the phases are counted back from the end of each attempt.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from agent.errors import BadInput
from evals.results import CONFIGURATION, AttemptResult, final_results, read_results
from evals.terminal.configuration import parse_configuration
from evals.terminal.reward import read_rewards

FORMAT: Final = "terminal"
_AGENTS: Final = {"gold": "oracle", "noop": "nop"}
_NAME_CHARACTERS: Final = 32
_PARTS: Final = ("agent", "verifier")


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    folder: Path
    identity: str
    suite: Path
    configuration: Mapping[str, Any]

    @property
    def dataset(self) -> str:
        return self.suite.name

    def task(self, name: str) -> Path:
        return self.suite if (self.suite / "task.toml").is_file() else self.suite / name

    @property
    def agent(self) -> str:
        name = str(self.configuration["agent"])
        return _AGENTS.get(name, name)

    @property
    def multiplier(self) -> float:
        return float(self.configuration["timeout_multiplier"])


def write_job(out: Path, job: Path, *, version: str) -> int:
    """Write ``job`` from run folder ``out``; how many trials it has. ``version`` is that of the agent.

    Raises:
        BadInput: ``out`` holds no run of terminal tasks, or ``job`` is there already.
    """
    configuration = _configuration(out)
    results = sorted(final_results(read_results(out)).values(), key=lambda result: (result.task, result.attempt))
    try:
        job.mkdir(parents=True)
    except FileExistsError as error:
        raise BadInput(f"{job} is there already: name another folder") from error
    identity = str(uuid5(NAMESPACE_URL, f"{out.resolve().as_uri()}#{results[0].ended if results else ''}"))
    described = _Job(job.name, job, identity, Path(configuration["suite"]), configuration)
    trials = [_write_trial(described, out, result, version) for result in results]
    _write(job / "config.json", _job_configuration(described, results))
    _write(job / "result.json", _job_result(described, trials))
    return len(trials)


def _configuration(out: Path) -> dict[str, Any]:
    try:
        configuration: dict[str, Any] = json.loads((out / CONFIGURATION).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"no {CONFIGURATION} in {out}: this is no run folder") from error
    if configuration.get("format") != FORMAT:
        raise BadInput(f"{out} holds no run of terminal tasks")
    return configuration


def _write_trial(job: _Job, out: Path, result: AttemptResult, version: str) -> dict[str, Any]:
    identity = uuid5(NAMESPACE_URL, f"{job.identity}/{result.folder}")
    name = f"{result.task[:_NAME_CHARACTERS]}__{identity.hex[:7]}"
    folder = job.folder / name
    for part in _PARTS:
        (folder / part).mkdir(parents=True)
        kept = out / result.folder / part
        for path in sorted(kept.iterdir()) if kept.is_dir() else ():
            if path.is_file() and not path.is_symlink():
                shutil.copyfile(path, folder / part / path.name)
    rewards, exception = _rewards(folder, result)
    if exception is not None:
        (folder / "exception.txt").write_text(f"{exception['exception_type']}: {result.reason}\n", "utf-8")
    trial_configuration = {
        "task": {"path": str(job.task(result.task)), "source": job.dataset},
        "trial_name": name,
        "trials_dir": str(job.folder.resolve()),
        "timeout_multiplier": job.multiplier,
        "agent": {"name": job.agent},
        "job_id": job.identity,
    }
    trial: dict[str, Any] = {
        "id": str(identity),
        "task_name": _task_name(job, result.task),
        "trial_name": name,
        "trial_uri": folder.resolve().as_uri(),
        "task_id": {"path": str(job.task(result.task))},
        "source": job.dataset,
        "task_checksum": result.digest,
        "config": trial_configuration,
        "agent_info": {"name": job.agent, "version": version},
        "verifier_result": None if rewards is None else {"rewards": rewards},
        "verifier_environment_mode": "shared",
        "exception_info": exception,
        **_times(result),
    }
    _write(folder / "config.json", trial_configuration)
    _write(folder / "result.json", trial)
    said = "; ".join(part for part in (result.outcome, result.reason, result.note) if part)
    (folder / "trial.log").write_text(f"{said}\n", "utf-8")
    return trial


def _task_name(job: _Job, name: str) -> str:
    """The name under which a task is published, where it has one and is still there."""
    try:
        text = (job.task(name) / "task.toml").read_text("utf-8")
        package = parse_configuration(text, strict=False)[0].task
    except (OSError, ValueError):
        return name
    return package.name if package else name


def _rewards(folder: Path, result: AttemptResult) -> tuple[dict[str, float] | None, dict[str, Any] | None]:
    """The rewards, or what Harbor would have raised."""
    files = [folder / "verifier" / name for name in ("reward.json", "reward.txt")]
    kind = "RewardFileNotFoundError"
    if result.outcome == "error":
        kind = result.cause or "error"
    else:
        contents = [path.read_bytes() if path.is_file() else None for path in files]
        try:
            return read_rewards(contents[0], contents[1]), None
        except ValueError:
            kind = kind if contents == [None, None] else "VerifierOutputParseError"
    exception = {
        "exception_type": kind,
        "exception_message": result.reason,
        "exception_traceback": "",
        "occurred_at": result.ended,
    }
    return None, exception


def _times(result: AttemptResult) -> dict[str, Any]:
    finished = datetime.fromisoformat(result.ended)
    verifier = finished - timedelta(seconds=result.scoring_s)
    agent = verifier - timedelta(seconds=result.solve_s)
    started = min(agent, finished - timedelta(seconds=result.wall_s))

    def phase(begin: datetime, end: datetime) -> dict[str, str]:
        return {"started_at": begin.isoformat(), "finished_at": end.isoformat()}

    return {
        "started_at": started.isoformat(),
        "finished_at": finished.isoformat(),
        "environment_setup": phase(started, agent),
        "agent_execution": phase(agent, verifier),
        "verifier": phase(verifier, finished),
    }


def _job_configuration(job: _Job, results: Sequence[AttemptResult]) -> dict[str, Any]:
    is_task = (job.suite / "task.toml").is_file()
    return {
        "job_name": job.name,
        "jobs_dir": str(job.folder.resolve().parent),
        "n_attempts": max((result.attempt for result in results), default=1),
        "timeout_multiplier": job.multiplier,
        "agents": [{"name": job.agent}],
        "tasks": [{"path": str(job.suite)}] if is_task else [],
        "datasets": [] if is_task else [{"path": str(job.suite)}],
    }


def _job_result(job: _Job, trials: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts as Harbor makes them: in its mean, a trial that ended in an error counts 0."""
    rewards: dict[str, dict[str, list[str]]] = {}
    exceptions: dict[str, list[str]] = {}
    values = []
    for trial in trials:
        found = (trial["verifier_result"] or {}).get("rewards", {})
        values.append(found.get("reward", 0.0))
        for name, value in found.items():
            rewards.setdefault(name, {}).setdefault(str(value), []).append(trial["trial_name"])
        if trial["exception_info"] is not None:
            exceptions.setdefault(trial["exception_info"]["exception_type"], []).append(trial["trial_name"])
    errors = sum(map(len, exceptions.values()))
    finished = max((trial["finished_at"] for trial in trials), default="1970-01-01T00:00:00+00:00")
    statistics = {
        "n_trials": len(trials) - errors,
        "n_errors": errors,
        "metrics": [{"mean": sum(values) / len(values)}] if values else [],
        "pass_at_k": {},
        "reward_stats": rewards,
        "exception_stats": exceptions,
    }
    return {
        "id": job.identity,
        "started_at": min((trial["started_at"] for trial in trials), default=finished),
        "updated_at": finished,
        "finished_at": finished,
        "n_total_trials": len(trials),
        "stats": {
            "n_completed_trials": len(trials),
            "n_errored_trials": errors,
            "evals": {f"{job.agent}__{job.dataset}": statistics} if trials else {},
        },
    }


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=4) + "\n", "utf-8")
