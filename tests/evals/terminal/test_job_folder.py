from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agent.errors import BadInput
from evals.results import AttemptResult, RunRecord
from evals.terminal.job_folder import write_job
from tests.evals.terminal.tasks import CONFIGURATION, write_task


def run_folder(folder: Path) -> Path:
    """A run with a resolved, an unresolved and an unjudged attempt, and an error of the machine."""
    suite = folder / "suite"
    for name in ("a", "b", "c", "d"):
        package = f'{CONFIGURATION}\n[task]\nname = "org/{name}"\n' if name == "a" else CONFIGURATION
        write_task(suite / name, configuration=package)
    configuration = {"suite": str(suite), "format": "terminal", "agent": "gold", "timeout_multiplier": 1.0}
    rewards: dict[str, str | None] = {"a": "1", "b": "0", "c": None, "d": None}
    with RunRecord(folder / "out", configuration) as record:
        for name, reward in rewards.items():
            tried = record.attempt_folder(name)
            (tried / "verifier").mkdir()
            if reward is not None:
                (tried / "verifier" / "reward.txt").write_text(reward, "utf-8")
            record.append(
                AttemptResult(
                    task=name,
                    digest="d",
                    agent="gold",
                    outcome="resolved" if reward == "1" else "error" if name == "d" else "unresolved",
                    reason="why",
                    cause="sandbox_lost" if name == "d" else "",
                    solve_s=2.0,
                    scoring_s=1.0,
                    wall_s=4.0,
                    folder=str(tried.relative_to(folder / "out")),
                    ended="2026-01-01T00:00:10+00:00",
                )
            )
    return folder / "out"


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def test_a_run_becomes_a_job_with_a_folder_for_each_trial(tmp_path: Path) -> None:
    assert write_job(run_folder(tmp_path), tmp_path / "job", version="1") == 4
    trials = {path.parent.name.partition("__")[0]: path.parent for path in (tmp_path / "job").glob("*/result.json")}
    assert sorted(trials) == ["a", "b", "c", "d"]
    first = read(trials["a"] / "result.json")
    assert first["task_name"] == "org/a"
    assert first["agent_info"] == {"name": "oracle", "version": "1"}
    assert first["verifier_result"] == {"rewards": {"reward": 1.0}}
    assert first["exception_info"] is None
    assert first["started_at"] == "2026-01-01T00:00:06+00:00"
    assert first["verifier"] == {"started_at": "2026-01-01T00:00:09+00:00", "finished_at": "2026-01-01T00:00:10+00:00"}
    assert (trials["a"] / "verifier" / "reward.txt").read_text("utf-8") == "1"
    assert read(trials["a"] / "config.json")["task"]["path"] == str(tmp_path / "suite" / "a")
    kinds = {name: (read(trials[name] / "result.json")["exception_info"] or {}).get("exception_type") for name in "bcd"}
    assert kinds == {"b": None, "c": "RewardFileNotFoundError", "d": "sandbox_lost"}


def test_locks_name_the_tasks_with_harbor_s_digest(tmp_path: Path) -> None:
    out = run_folder(tmp_path)
    (tmp_path / "suite" / "a" / "environment" / "left.pyc").write_bytes(b"ignored")
    (tmp_path / "suite" / "a" / "notes").write_text("ignored", "utf-8")
    write_job(out, tmp_path / "job", version="1")
    lock = read(tmp_path / "job" / "lock.json")
    assert [trial["task"]["name"] for trial in lock["trials"]] == ["a", "b", "c", "d"]
    # The digest of the same folder by harbor 0.24, harbor.publisher.packager.Packager.compute_content_hash.
    assert (
        lock["trials"][1]["task"]["digest"] == "sha256:a19e68ff5b0826c402348c3aeee33732df3e68c4be9f0e4e441be6026155677b"
    )
    assert lock["trials"][0]["task"]["digest"] != lock["trials"][1]["task"]["digest"]


def test_the_job_counts_as_harbor_does(tmp_path: Path) -> None:
    write_job(run_folder(tmp_path), tmp_path / "job", version="1")
    result = read(tmp_path / "job" / "result.json")
    assert (result["n_total_trials"], result["stats"]["n_errored_trials"]) == (4, 2)
    (statistics,) = result["stats"]["evals"].values()
    assert list(result["stats"]["evals"]) == ["oracle__suite"]
    assert (statistics["n_trials"], statistics["n_errors"], statistics["metrics"]) == (2, 2, [{"mean": 0.25}])
    assert read(tmp_path / "job" / "config.json")["datasets"] == [{"path": str(tmp_path / "suite")}]


def test_nothing_is_written_over_and_other_folders_are_refused(tmp_path: Path) -> None:
    out = run_folder(tmp_path)
    write_job(out, tmp_path / "job", version="1")
    with pytest.raises(BadInput, match="is there already"):
        write_job(out, tmp_path / "job", version="1")
    with pytest.raises(BadInput, match="this is no run folder"):
        write_job(tmp_path, tmp_path / "other", version="1")
    (out / "config.json").write_text("{}", "utf-8")
    with pytest.raises(BadInput, match="holds no run of terminal tasks"):
        write_job(out, tmp_path / "other", version="1")
