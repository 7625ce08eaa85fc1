from __future__ import annotations

import gc
import json

import pytest
from click.testing import CliRunner

from agent.cli.doctor import Check, doctor, line_of


@pytest.mark.docker
def test_it_reports_everything_as_json() -> None:
    result = CliRunner().invoke(doctor, ["--json"])
    report = json.loads(result.stdout)
    names = [check["name"] for check in report["checks"]]
    assert names == ["python", "git", "engine", "image", "model", "disk", "gpu"]
    assert result.exit_code == (0 if report["complete"] else 44)
    assert all(check["ok"] or not check["needed"] or check["remedy"] for check in report["checks"])


@pytest.mark.docker
def test_fix_gets_the_image() -> None:
    CliRunner().invoke(doctor, ["--fix"])
    image = json.loads(CliRunner().invoke(doctor, ["--json"]).stdout)["checks"][3]
    assert image["ok"] is True


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # the SDK leaves a socket that did not connect
def test_without_an_engine_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
    result = CliRunner().invoke(doctor, ["--fix"])
    gc.collect()
    assert result.exit_code == 44
    line = next(line for line in result.stdout.splitlines() if " engine " in line)
    assert line.startswith("MISSING")
    assert "scripts/setup" in line


def test_lines_for_people() -> None:
    assert line_of(Check("git", True, True, "2.39.5")) == "ok      git     2.39.5"
    assert line_of(Check("gpu", False, False, "none")) == "-       gpu     none"
    assert line_of(Check("git", False, True, "none", "install git")) == "MISSING git     none: install git"
