"""An attempt written as a trial folder of Harbor (0.24): logs, artifacts, trajectory, configuration, lock and result.

Times of the phases are counted back from the end of the attempt: of each, only its length is recorded.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from pathspec import GitIgnoreSpec

from agent.errors import BadInput
from evals.atif import TRAJECTORY, has_run, trajectory_of
from evals.results import AttemptResult
from evals.terminal.artifacts import ARTIFACTS
from evals.terminal.configuration import TaskConfiguration, parse_configuration
from evals.terminal.reward import read_rewards
from evals.terminal.verifying import VERIFIER

_AGENTS: Final = {"gold": "oracle", "noop": "nop", "model": "throughline"}
_NAME_CHARACTERS: Final = 32
_AGENT: Final = "agent"
_IMAGES: Final = "images"
_PACKED: Final = ("task.toml", "instruction.md", "README.md", "trajectory.json")
_PACKED_FOLDERS: Final = ("environment", "tests", "solution", "steps")
_IGNORED: Final = ("__pycache__/", "*.pyc", ".DS_Store", "*.swp", "*.swo", "*~")


@dataclass(frozen=True, slots=True)
class Job:
    """A job folder that is being written, and the run that it comes from."""

    folder: Path
    identity: str
    suite: Path
    configuration: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the job is called."""
        return self.folder.name

    @property
    def dataset(self) -> str:
        """What the suite is called."""
        return self.suite.name

    def task(self, name: str) -> Path:
        """The folder of a task."""
        return self.suite if (self.suite / "task.toml").is_file() else self.suite / name

    @property
    def agent(self) -> str:
        """What the agent is called: reference agents as in Harbor."""
        name = str(self.configuration["agent"])
        return _AGENTS.get(name, name)

    @property
    def model(self) -> str | None:
        """The model's name; None where none ran."""
        described = self.configuration.get("model")
        return str(described["name"]) if described else None

    @property
    def multiplier(self) -> float:
        """What time limits were multiplied by."""
        return float(self.configuration["timeout_multiplier"])


def write_trial(job: Job, out: Path, result: AttemptResult, version: str) -> dict[str, Any]:
    """Write the folder of one attempt; its result, as it is in ``result.json``."""
    identity = uuid5(NAMESPACE_URL, f"{job.identity}/{result.folder}")
    name = f"{result.task[:_NAME_CHARACTERS]}__{identity.hex[:7]}"
    folder, attempt = job.folder / name, out / result.folder
    configuration = _task_configuration(job.task(result.task))
    _copy_phases(attempt, folder, version)
    steps = [step.name for step in configuration.steps] if configuration else []
    for step in steps:
        if (attempt / "steps" / step).is_dir():
            _copy_phases(attempt / "steps" / step, folder / "steps" / step, version)
    rewards, exception = _rewards(folder, result)
    if exception is not None:
        (folder / "exception.txt").write_text(f"{exception['exception_type']}: {result.reason}\n", "utf-8")
    agent = {"name": job.agent, **({"model_name": job.model} if job.model else {})}
    trial: dict[str, Any] = {
        "id": str(identity),
        "task_name": configuration.task.name if configuration and configuration.task else result.task,
        "trial_name": name,
        "trial_uri": folder.resolve().as_uri(),
        "task_id": {"path": str(job.task(result.task))},
        "source": job.dataset,
        "task_checksum": result.digest,
        "config": {
            "task": {"path": str(job.task(result.task)), "source": job.dataset},
            "trial_name": name,
            "trials_dir": str(job.folder.resolve()),
            "timeout_multiplier": job.multiplier,
            "agent": agent,
            "job_id": job.identity,
        },
        "agent_info": {
            "name": job.agent,
            "version": version,
            **({"model_info": {"name": job.model}} if job.model else {}),
        },
        "agent_result": _spent(result) if result.steps else None,
        "verifier_result": None if rewards is None else {"rewards": rewards},
        "verifier_environment_mode": None if steps else _mode(configuration),
        "exception_info": exception,
        **_times(result),
        "step_results": [_step(folder, step) for step in steps if (folder / "steps" / step).is_dir()] or None,
    }
    write_json(folder / "config.json", trial["config"])
    write_json(folder / "lock.json", trial_lock(trial))
    write_json(folder / "result.json", trial)
    said = "; ".join(part for part in (result.outcome, result.reason, result.note) if part)
    (folder / "trial.log").write_text(f"{said}\n", "utf-8")
    return trial


def trial_lock(trial: Mapping[str, Any]) -> dict[str, Any]:
    """What a trial was made of; the digest of its task is Harbor's, of the folder as it is now."""
    task = Path(trial["task_id"]["path"])
    configuration = _task_configuration(task)
    package = configuration.task if configuration else None
    return {
        "schema_version": 2,
        "task": {
            "name": task.name,
            "version": package.version if package else None,
            "type": "local",
            "digest": f"sha256:{package_digest(task)}",
            "source": trial["source"],
            "path": str(task),
        },
        "timeout_multiplier": trial["config"]["timeout_multiplier"],
        "agent": trial["config"]["agent"],
        "environment": {},
        "verifier": {"environment_mode": trial["verifier_environment_mode"]},
    }


def package_digest(task: Path) -> str:
    """The digest of a task's files as Harbor publishes them, or of nothing where it is gone."""
    found = [task / name for name in _PACKED]
    found += [path for name in _PACKED_FOLDERS for path in (task / name).rglob("*")]
    ignore = task / ".gitignore"
    lines = ignore.read_text("utf-8").splitlines() if ignore.is_file() else _IGNORED
    ignored = GitIgnoreSpec.from_lines(lines)
    names = sorted(path.relative_to(task).as_posix() for path in found if path.is_file())
    digest = hashlib.sha256()
    for name in names:
        if not ignored.match_file(name):
            digest.update(f"{name}\0{hashlib.sha256((task / name).read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write an object."""
    path.write_text(json.dumps(content, indent=4) + "\n", "utf-8")


def _copy_phases(source: Path, target: Path, version: str) -> None:
    """The logs of both phases and the artifacts; a recorded run as a trajectory, with its images."""
    for part in (_AGENT, VERIFIER):
        (target / part).mkdir(parents=True, exist_ok=True)
        for path in sorted((source / part).iterdir()) if (source / part).is_dir() else ():
            if path.is_file() and not path.is_symlink():
                shutil.copyfile(path, target / part / path.name)
    if (source / ARTIFACTS).is_dir():
        shutil.copytree(source / ARTIFACTS, target / ARTIFACTS, symlinks=True, dirs_exist_ok=True)
    if not has_run(source):
        return
    try:
        trajectory = trajectory_of(source, version=version)
    except BadInput as error:
        (target / _AGENT / "no_trajectory.txt").write_text(f"{error}\n", "utf-8")
        return
    write_json(target / _AGENT / TRAJECTORY, trajectory)
    if (source / _IMAGES).is_dir():
        shutil.copytree(source / _IMAGES, target / _AGENT / _IMAGES, dirs_exist_ok=True)


def _task_configuration(task: Path) -> TaskConfiguration | None:
    try:
        return parse_configuration((task / "task.toml").read_text("utf-8"), strict=False)[0]
    except (OSError, ValueError):
        return None


def _mode(configuration: TaskConfiguration | None) -> str:
    return "separate" if configuration is not None and configuration.verifier.is_separate else "shared"


def _spent(result: AttemptResult) -> dict[str, Any]:
    tokens = result.tokens
    return {
        "n_input_tokens": tokens.computed + tokens.reused,
        "n_cache_tokens": tokens.reused,
        "n_output_tokens": tokens.thinking + tokens.answer,
        "metadata": {"steps": result.steps, "ending": result.ending},
    }


def _step(folder: Path, name: str) -> dict[str, Any]:
    try:
        rewards = _read(folder / "steps" / name / VERIFIER)
    except ValueError:
        return {"step_name": name}
    return {"step_name": name, "verifier_result": {"rewards": rewards}}


def _read(folder: Path) -> dict[str, float]:
    files = [folder / name for name in ("reward.json", "reward.txt")]
    contents = [path.read_bytes() if path.is_file() else None for path in files]
    return read_rewards(contents[0], contents[1])


def _rewards(folder: Path, result: AttemptResult) -> tuple[dict[str, float] | None, dict[str, Any] | None]:
    """The rewards, or what Harbor would have raised."""
    kind = "RewardFileNotFoundError"
    if result.outcome == "error":
        kind = result.cause or "error"
    else:
        try:
            return _read(folder / VERIFIER), None
        except ValueError:
            found = any((folder / VERIFIER / name).is_file() for name in ("reward.json", "reward.txt"))
            kind = "VerifierOutputParseError" if found else kind
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
