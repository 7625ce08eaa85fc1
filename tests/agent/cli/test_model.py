"""``agent model``: figures without weights, and trouble with a name and an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from safetensors.torch import load_file, save_file

from agent.cli.main import main
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["model", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_random_checkpoint(tmp_path, tiny_config(), shards=2)
    return tmp_path


def test_info_for_people(folder: Path) -> None:
    result = call("info", str(folder))
    assert result.exit_code == 0
    assert "4 layers, 2 files" in result.stdout
    for word in ("embedding", "delta_net", "attention", "experts", "shared_expert", "head", "cuda", "4,096 tokens"):
        assert word in result.stdout


def test_info_for_programs(folder: Path) -> None:
    found = json.loads(call("info", str(folder), "--json").stdout)
    assert sum(part["parameters"] for part in found["components"]) == found["parameters"]
    assert {demand["device"] for demand in found["demands"]} == {"cpu", "cuda"}


@pytest.mark.parametrize("command", ["info", "verify"])
def test_no_checkpoint(tmp_path: Path, command: str) -> None:
    result = call(command, str(tmp_path))
    assert result.exit_code == 52
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


def test_verify(folder: Path) -> None:
    result = call("verify", str(folder))
    assert result.exit_code == 0
    assert "of them finite throughout" in result.stdout
    assert "100%" in result.stderr


def test_verify_finds_what_is_no_number(folder: Path) -> None:
    shard = sorted(folder.glob("*.safetensors"))[0]
    tensors = load_file(shard)
    name = next(iter(tensors))
    tensors[name].view(-1)[0] = float("nan")
    save_file(tensors, shard)
    result = call("verify", str(folder))
    assert result.exit_code == 52
    assert f"BROKEN  {name} in {shard.name}: 1 NaN, 0 Inf" in result.stdout
    assert "1 tensors are broken" in result.stderr
    found = json.loads(call("verify", str(folder), "--json").stdout)
    assert found["ok"] is False
    assert found["non_finite"][0]["name"] == name
