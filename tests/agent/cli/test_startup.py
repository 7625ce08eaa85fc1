"""``agent --help`` is instant, because nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = {"torch", "docker", "transformers", "rich", "numpy", "tokenizers", "git", "jinja2"}


@pytest.mark.parametrize("module", ["agent.cli.main", "agent.cli.solve", "agent.cli.model", "agent.app"])
def test_nothing_heavy_is_imported(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert HEAVY.isdisjoint(output.split())


@pytest.mark.parametrize("arguments", [["--help"], ["solve", "--help"]])
def test_help_takes_less_than_300_ms(arguments: list[str]) -> None:
    """The best of five: other work on the machine is not ours."""
    durations_s = []
    for _ in range(5):
        started_s = time.perf_counter()
        subprocess.run([sys.executable, "-m", "agent.cli.main", *arguments], capture_output=True, check=True)
        durations_s.append(time.perf_counter() - started_s)
    assert min(durations_s) < 0.3
