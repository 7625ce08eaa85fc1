"""``agent eval`` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli.main import main
from tests.evals.suites import write_suite

ROOT = Path(__file__).parents[3]


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["eval", *map(str, arguments)])


def test_wrong_input_is_one_line_and_an_exit_code(tmp_path: Path) -> None:
    write_suite(tmp_path / "suite", "a")
    out = tmp_path / "out"
    for arguments, code in (
        (("run", tmp_path / "nowhere", "--out", out), 42),
        (("run", tmp_path / "suite", "--out", out, "--agent", "nobody"), 42),
        (("run", tmp_path / "suite", "--out", out, "--filter", "z*", "--agent", "gold"), 42),
        (("run", tmp_path / "suite", "--out", out, "--model", "no-such-model"), 52),
        (("run", tmp_path / "suite"), 2),
        (("report", out), 42),
        (("validate", tmp_path / "nowhere"), 42),
    ):
        result = invoke(*arguments)
        assert result.exit_code == code, arguments
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("agent: ")


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "agent.cli.main", "eval", *map(str, arguments)]
    return subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.docker
def test_from_a_suite_to_a_report(tmp_path: Path) -> None:
    write_suite(tmp_path / "suite", "a", "b", "c")
    out = tmp_path / "out"
    gold = command("run", tmp_path / "suite", "--agent", "gold", "--out", out, "--filter", "[ab]", "--workers", "2")
    assert gold.returncode == 0, gold.stderr
    assert gold.stdout.startswith("solved    2 of 2")
    again = command("run", tmp_path / "suite", "--agent", "gold", "--out", out)
    assert "1 of 3 attempts to make" in again.stderr
    report = command("report", out, "--json")
    assert json.loads(report.stdout)["solved"] == 3
    valid = command("validate", tmp_path / "suite", "--limit", "1")
    assert valid.returncode == 0, valid.stderr
    assert "gold: 1 of 1 solve" in valid.stdout
    (tmp_path / "suite" / "a" / "fix.patch").write_bytes(b"")
    unfit = command("validate", tmp_path / "suite", "--limit", "1")
    assert unfit.returncode == 4
    assert "a: gold is unresolved" in unfit.stderr


@pytest.mark.docker
def test_a_scripted_model_is_evaluated(tmp_path: Path) -> None:
    write_suite(tmp_path / "suite", "a", "b")
    edit = {"command": "str_replace", "path": "/repo/shop/cart.py", "old_str": "prices[1:]", "new_str": "prices"}
    turns = [
        {"reasoning": "Next.", "calls": [{"name": "str_replace_editor", "arguments": edit}]},
        {"reasoning": "Next.", "calls": [{"name": "submit", "arguments": {"summary": "Done."}}]},
    ]
    script = tmp_path / "script.json"
    script.write_text(json.dumps(turns), "utf-8")
    done = command(
        "run", tmp_path / "suite", "--model", f"script:{script}", "--out", tmp_path / "out", "--workers", "2"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("solved    2 of 2")
