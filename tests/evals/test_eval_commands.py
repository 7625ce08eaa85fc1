"""The reading commands of ``agent eval``, on results made in memory."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.eval import evaluate
from agent.errors import BadInput
from evals.agents import reference_agent
from tests.evals.running import EDIT, SUBMIT, model_agent, run_suite
from tests.evals.suites import FIX, write_suite


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    """Two run folders: a model that solves both tasks, and nothing done."""
    suite = write_suite(tmp_path / "suite", "a", "b")
    run_suite(suite, tmp_path / "model", model_agent(EDIT, SUBMIT))
    run_suite(suite, tmp_path / "noop", reference_agent("noop", suite))
    return tmp_path / "model", tmp_path / "noop"


def invoke(*arguments: object) -> str:
    result = CliRunner().invoke(evaluate, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_list(tmp_path: Path) -> None:
    assert "handmade" in invoke("list")
    write_suite(tmp_path / "suite", "a", "b")
    assert invoke("list", tmp_path / "suite").endswith("b  boundary        gold  The total is wrong.\n2 tasks\n")
    assert "24 tasks" in invoke("list", "handmade")


def test_show(runs: tuple[Path, Path]) -> None:
    text = invoke("show", runs[0], "a")
    assert "outcome   resolved" in text
    assert "3 of 3 hidden tests passed" in text
    assert "step 1/2" in text
    assert text.endswith("+    return sum(prices)\n\n") or "+    return sum(prices)" in text
    assert invoke("show", runs[0], "a", "--patch") == FIX.decode()
    assert "(no patch)" in invoke("show", runs[1], "a")
    with pytest.raises(BadInput, match=r"no attempt 2 at a .* its tasks are a, b"):
        invoke("show", runs[0], "a", "--attempt", 2)


def test_report(runs: tuple[Path, Path]) -> None:
    assert invoke("report", runs[0]).startswith("solved    2 of 2    100.0%")
    assert json.loads(invoke("report", runs[1], "--json"))["score"]["value"] == 0.0


def test_compare(runs: tuple[Path, Path], tmp_path: Path) -> None:
    text = invoke("compare", runs[1], runs[0])
    assert "difference  +100.0 points" in text
    assert "p = 0.5000" in text
    found = json.loads(invoke("compare", *runs, "--json"))
    assert [flip["task"] for flip in found["lost"]] == ["a", "b"]
    (tmp_path / "suite" / "b" / "issue.md").write_text("Another.\n", "utf-8")
    suite = write_suite(tmp_path / "suite", "c")
    run_suite(suite, tmp_path / "new", reference_agent("gold", suite))
    with pytest.raises(BadInput, match="1 tasks are not the same in both"):
        invoke("compare", runs[0], tmp_path / "new")


def test_export(runs: tuple[Path, Path], tmp_path: Path) -> None:
    lines = [json.loads(line) for line in invoke("export", runs[0]).splitlines()]
    assert [line["instance_id"] for line in lines] == ["a", "b"]
    assert {line["model_patch"] for line in lines} == {FIX.decode()}
    assert set(lines[0]) == {"instance_id", "model_name_or_path", "model_patch"}
    invoke("export", runs[0], "--format", "csv", "-o", tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["task"], row["outcome"], row["steps"]) for row in rows] == [
        ("a", "resolved", "2"),
        ("b", "resolved", "2"),
    ]
    assert json.loads(invoke("export", runs[1], "--format", "results").splitlines()[1])["task"] == "b"
    with pytest.raises(BadInput, match="no result of attempt 3"):
        invoke("export", runs[0], "--attempt", 3)
