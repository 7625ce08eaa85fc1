from __future__ import annotations

import pytest
from click.testing import CliRunner

from agent.cli.main import COMMANDS, main


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
