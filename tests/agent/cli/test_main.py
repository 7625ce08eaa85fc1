from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.main import COMMANDS, exit_code_of, main
from agent.errors import BadInput


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert all(name in result.stdout for name in COMMANDS)


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_told(option: str) -> None:
    result = CliRunner().invoke(main, [option])
    assert result.exit_code == 0
    assert result.stdout.startswith("throughline")


@pytest.mark.parametrize("arguments", [["fly"], ["--fly"], ["solve"], ["solve", "."], ["solve", ".", "x", "--fly"]])
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "--help" in result.stderr


def test_no_command_shows_the_help() -> None:
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 2
    assert "Commands:" in result.stderr


def test_the_exit_codes_stand_in_the_help() -> None:
    result = CliRunner().invoke(main, ["solve", "--help"])
    assert result.exit_code == 0
    for code in ("0", "1", "2", "3", "4", "42", "44", "52", "53", "55", "130"):
        assert f"\n    {code} " in result.stdout


def _raising(error: BaseException) -> int:
    def run() -> int:
        raise error

    return exit_code_of(run)


def test_an_internal_error_is_one_line_that_names_its_log(capsys: pytest.CaptureFixture[str]) -> None:
    assert _raising(RuntimeError("a bug\nof ours")) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "RuntimeError: a bug of ours" in line
    log = Path(line.rpartition(" ")[2])
    assert "Traceback" in log.read_text(encoding="utf-8")
    log.unlink()


@pytest.mark.parametrize(("error", "exit_code"), [(KeyboardInterrupt(), 130), (BadInput("no such \x1b[2J"), 42)])
def test_other_ways_to_fail_are_one_line(
    capsys: pytest.CaptureFixture[str], error: BaseException, exit_code: int
) -> None:
    assert _raising(error) == exit_code
    (line,) = capsys.readouterr().err.splitlines()
    assert "\x1b" not in line
