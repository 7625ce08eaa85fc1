"""``agent model quantize`` and the comparison after it, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli.main import main
from model_runtime.random_checkpoint import tiny_config, with_block_fp8, write_random_checkpoint


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["model", *map(str, arguments)])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write_random_checkpoint(tmp_path / "source", tiny_config(), shards=2)
    return tmp_path / "source"


@pytest.mark.parametrize("target", ["int8", "int4"])
def test_from_a_checkpoint_to_its_divergence(source: Path, tmp_path: Path, target: str) -> None:
    small = tmp_path / "small"
    made = call("quantize", source, small, "--to", target)
    assert made.exit_code == 0, made.stderr
    assert made.stdout.splitlines()[0].split() == ["layer", "experts", "projections"]
    assert f"relative error, {target} in groups of" in made.stdout
    assert "100%" in made.stderr
    info = call("info", small)
    assert f"{target} (symmetric" in info.stdout
    verified = call("verify", small, "--against", source, "--tokens", "40")
    assert verified.exit_code == 0, verified.stderr
    assert f"40 random tokens against {source}: KL " in verified.stdout


def test_for_programs(source: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    found = json.loads(call("quantize", source, small, "--to", "int4", "--group-size", "16", "--json").stdout)
    assert (found["bits"], found["group_size"], len(found["layers"])) == (4, 16, 4)
    assert 0.0 < found["relative_error"] < 0.1
    verified = json.loads(call("verify", small, "--against", source, "--json").stdout)
    assert verified["ok"] is True
    assert verified["comparison"]["mean_kl"] > 0.0


def test_bad_input_is_one_line(source: Path, tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path / "fp8", with_block_fp8(tiny_config()))
    cases = [
        (("quantize", tmp_path / "none", tmp_path / "new", "--to", "int4"), "there is no such folder"),
        (("quantize", tmp_path / "fp8", tmp_path / "new", "--to", "int4"), "quantised already"),
        (("quantize", source, source, "--to", "int4"), "not empty"),
        (("quantize", source, tmp_path / "new", "--to", "int4", "--group-size", "9"), "even number"),
        (("verify", source, "--against", tmp_path / "none"), "there is no such folder"),
    ]
    for arguments, words in cases:
        result = call(*arguments)
        assert result.exit_code == 52, arguments
        assert words in result.stderr.splitlines()[-1]
        assert not (tmp_path / "new").exists()
    refused = [call(*arguments) for arguments, _ in cases[:4]]
    assert all(result.stdout == "" and result.stderr.count("\n") == 1 for result in refused)


@pytest.mark.parametrize(
    "arguments",
    [("quantize", "a", "b", "--to", "int3"), ("quantize", "a", "b"), ("verify", ".", "--text", __file__)],
    ids=["unknown target", "no target", "text alone"],
)
def test_usage(arguments: tuple[str, ...]) -> None:
    assert call(*arguments).exit_code == 2
