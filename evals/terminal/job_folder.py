"""A run folder of terminal tasks written as a job folder of Harbor (0.24): a folder a trial, with what its viewer and tools read.

Nothing runs. What is in a trial's folder is ``trial_folder.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from agent.errors import BadInput
from evals.results import CONFIGURATION, AttemptResult, final_results, read_results
from evals.terminal.trial_folder import Job, trial_lock, write_json, write_trial

FORMAT: Final = "terminal"
_NEVER: Final = "1970-01-01T00:00:00+00:00"


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
    described = Job(job, identity, Path(configuration["suite"]), configuration)
    trials = [write_trial(described, out, result, version) for result in results]
    write_json(job / "config.json", _job_configuration(described, results))
    write_json(job / "lock.json", _job_lock(trials))
    write_json(job / "result.json", _job_result(described, trials))
    return len(trials)


def _configuration(out: Path) -> dict[str, Any]:
    try:
        configuration: dict[str, Any] = json.loads((out / CONFIGURATION).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"no {CONFIGURATION} in {out}: this is no run folder") from error
    if configuration.get("format") != FORMAT:
        raise BadInput(f"{out} holds no run of terminal tasks")
    return configuration


def _job_configuration(job: Job, results: Sequence[AttemptResult]) -> dict[str, Any]:
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


def _job_lock(trials: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the trials were made of. Attempts here have no number that run at a time: it may change between calls."""
    return {
        "schema_version": 3,
        "created_at": max((trial["finished_at"] for trial in trials), default=_NEVER),
        "harbor": {"version": None},
        "n_concurrent_trials": 1,
        "retry": {},
        "trials": [trial_lock(trial) for trial in trials],
    }


def _job_result(job: Job, trials: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
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
    finished = max((trial["finished_at"] for trial in trials), default=_NEVER)
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
