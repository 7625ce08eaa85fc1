"""The suites that come with the product measure: solutions pass, nothing and cheats do not. In real sandboxes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals.validate import read_validation

pytestmark = [pytest.mark.docker, pytest.mark.slow]
ROOT = Path(__file__).parents[2]


def agent_eval(cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "agent.cli.main", "eval", *arguments]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)


@pytest.mark.parametrize(
    ("suite", "count"),
    [("pocket:6@70", 6), pytest.param("pypi", 19, marks=pytest.mark.network)],
)
def test_a_suite_is_fit_to_measure_with(suite: str, count: int, tmp_path: Path) -> None:
    kept = tmp_path / "validation.json"
    validated = agent_eval(tmp_path / "cache", "validate", suite, "--workers", "2", "-o", str(kept))
    assert validated.returncode == 0, validated.stderr
    for agent, deed in (("gold", "solve"), ("noop", "fail"), ("hacker", "fail")):
        assert f"{agent}: {count} of {count} {deed}, as they must" in validated.stdout
    assert read_validation(kept).unfit() == {}


def test_a_run_is_killed_goes_on_and_is_reported(tmp_path: Path) -> None:
    """Kill -9 at any moment loses nothing that has a score, and the same command finishes the rest."""
    arguments = ["run", "handmade", "--agent", "gold", "--limit", "6", "--attempts", "2", "--workers", "2"]
    arguments += ["--out", str(tmp_path / "out")]
    for seconds in (3.0, 5.0):
        command = [sys.executable, "-m", "agent.cli.main", "eval", *arguments]
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
    finished = agent_eval(tmp_path / "cache", *arguments)
    assert finished.returncode == 0, finished.stderr
    assert "solved   12 of 12  attempts at 6 tasks" in finished.stdout
    lines = (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 12
    noop = agent_eval(
        tmp_path / "cache", "run", "handmade", "--agent", "noop", "--limit", "6", "--out", str(tmp_path / "noop")
    )
    assert "solved    0 of 6" in noop.stdout
    compared = agent_eval(tmp_path / "cache", "compare", str(tmp_path / "noop"), str(tmp_path / "out"))
    assert "difference  +100.0 points" in compared.stdout
    assert "p = 0.0312" in compared.stdout
