"""A damaged checkpoint gets one clear line, before any weight is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from model_runtime.checkpoint import open_checkpoint
from model_runtime.errors import CheckpointError
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

WEIGHTS = "model.safetensors"
INDEX = "model.safetensors.index.json"
LAYER = "model.language_model.layers.0."
Tensors = dict[str, torch.Tensor]


def refused(folder: Path) -> str:
    with pytest.raises(CheckpointError) as caught:
        open_checkpoint(folder)
    assert "\n" not in str(caught.value)
    return caught.value.reason


def edit_weights(folder: Path, edit: Callable[[Tensors], Any]) -> None:
    tensors = load_file(folder / WEIGHTS)
    edit(tensors)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, folder / WEIGHTS)


def edit_index(folder: Path, edit: Callable[[dict[str, Any]], Any]) -> None:
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    edit(index["weight_map"])
    (folder / INDEX).write_text(json.dumps(index), encoding="utf-8")


def test_shards_hold_what_one_file_holds(tmp_path: Path) -> None:
    for name, shards in (("one", 1), ("many", 4)):
        write_random_checkpoint(tmp_path / name, tiny_config(), shards=shards)
    one, many = open_checkpoint(tmp_path / "one"), open_checkpoint(tmp_path / "many")
    assert len(many.files) == 4
    assert set(one.tensors) == set(many.tensors)
    assert all(torch.equal(one.read(name), many.read(name)) for name in one.tensors)


def test_vision_and_multi_token_tensors_are_accepted_and_left_alone(fresh_folder: Path) -> None:
    extra = {"model.visual.pos_embed.weight": torch.zeros(3), "mtp.fc.weight": torch.zeros(3)}
    edit_weights(fresh_folder, lambda tensors: tensors.update(extra))
    assert not set(extra) & set(open_checkpoint(fresh_folder).tensors)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda t: t.pop("lm_head.weight"), r"1 tensors are missing, first lm_head\.weight"),
        (lambda t: t.pop(LAYER + "linear_attn.A_log"), r"missing, first .*A_log"),
        (
            lambda t: t.update({LAYER + "mlp.bias": torch.zeros(1)}),
            r"1 tensors are not of this architecture.*mlp\.bias",
        ),
        (lambda t: t.update({"model.embed_tokens.weight": torch.zeros(1)}), "not of this architecture"),
        (lambda t: t.update({"lm_head.weight": torch.zeros(96, 31)}), r"shape \[96, 31\].*needs \[96, 32\]"),
        (lambda t: t.update({"lm_head.weight": torch.zeros(32, 96).T[:, :, None]}), r"shape \[96, 32, 1\]"),
        (lambda t: t.update({"lm_head.weight": torch.zeros(96, 32, dtype=torch.int8)}), "stored as I8; only BF16"),
        (
            lambda t: t.update({"lm_head.weight": torch.zeros(96, 32, dtype=torch.float8_e4m3fn)}),
            "stored as F8_E4M3; only BF16, F16, F32 are read",
        ),
        (lambda t: t.update({LAYER + "mlp.experts.gate_up_proj": torch.zeros(4, 32, 31)}), "gate_up_proj has shape"),
        (
            lambda t: t.update({LAYER + "mlp.experts.0.gate_proj.weight": torch.zeros(16, 32)}),
            "tensors are missing, first .*experts",
        ),
    ],
)
def test_wrong_tensors(fresh_folder: Path, edit: Callable[[Tensors], Any], message: str) -> None:
    edit_weights(fresh_folder, edit)
    assert re.search(message, refused(fresh_folder))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda content: content[:-1], "is cut short"),
        (lambda content: content[: len(content) // 2], "is cut short"),
        (lambda content: content[:100], "is cut short"),
        (lambda content: content[:5], "is cut short"),
        (lambda content: b"", "is cut short"),
        (lambda content: content + b"more", "4 bytes after its last tensor"),
        (lambda content: b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", "Git LFS pointer"),
        (lambda content: b"\x80\x02}q\x00." + content, "is cut short or is not"),
        (lambda content: b"PK\x03\x04" * 50, "is cut short or is not"),
        (lambda content: content[:8] + b"[" + content[9:], "not JSON"),
        (lambda content: (2**63).to_bytes(8, "little") + content[8:], "is cut short or is not"),
        (lambda content: content.replace(b'"dtype":"BF16"', b'"dtype":"BF17"', 1), "unknown type BF17"),
        (lambda content: content.replace(b'"shape":[96,32]', b'"shape":[96,33]', 1), "not what its shape needs"),
        (lambda content: content.replace(b'"shape":[96,32]', b'"shape":[-6,32]', 1), "wrongly"),
    ],
)
def test_damaged_file(fresh_folder: Path, damage: Callable[[bytes], bytes], message: str) -> None:
    path = fresh_folder / WEIGHTS
    content = path.read_bytes()
    changed = damage(content)
    assert changed != content
    path.write_bytes(changed)
    reason = refused(fresh_folder)
    assert message in reason
    assert WEIGHTS in reason


def test_no_folder(tmp_path: Path) -> None:
    assert "no such folder" in refused(tmp_path / "absent")


def test_only_pickles(fresh_folder: Path) -> None:
    (fresh_folder / WEIGHTS).rename(fresh_folder / "pytorch_model.bin")
    assert "other formats are not read" in refused(fresh_folder)


def test_shard_is_absent(sharded_folder: Path) -> None:
    next(iter(sharded_folder.glob("*-00002-*"))).unlink()
    assert re.search(r"model-00002-of-00003\.safetensors cannot be read: No such file", refused(sharded_folder))


@pytest.mark.parametrize(
    "name", ["../model.safetensors", "/etc/passwd", "sub/model.safetensors", "a\\b.safetensors", "weights.bin", "", 3]
)
def test_index_names_a_foreign_path(sharded_folder: Path, name: Any) -> None:
    edit_index(sharded_folder, lambda placement: placement.update({"lm_head.weight": name}))
    assert "which is not in the folder" in refused(sharded_folder)


def test_index_names_the_wrong_shard(sharded_folder: Path) -> None:
    def move(placement: dict[str, str]) -> None:
        files = sorted(set(placement.values()))
        placement["lm_head.weight"] = next(name for name in files if name != placement["lm_head.weight"])

    edit_index(sharded_folder, move)
    assert re.search(r"lm_head\.weight lies in model-.* not in model-.* as indexed", refused(sharded_folder))


def test_index_names_what_no_shard_holds(sharded_folder: Path) -> None:
    edit_index(sharded_folder, lambda p: p.update({"mtp.norm.weight": p["lm_head.weight"]}))
    assert "names mtp.norm.weight, which" in refused(sharded_folder)


def test_shard_holds_what_the_index_lacks(sharded_folder: Path) -> None:
    edit_index(sharded_folder, lambda placement: placement.pop("lm_head.weight"))
    assert "is missing from model.safetensors.index.json" in refused(sharded_folder)


def test_tensor_in_two_shards(sharded_folder: Path) -> None:
    first, second = sorted(sharded_folder.glob("*.safetensors"))[:2]
    tensors = load_file(second)
    name, tensor = next(iter(load_file(first).items()))
    save_file({**tensors, name: tensor}, second)
    assert "is stored twice" in refused(sharded_folder)


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b'{"weight_map": {}}', b'{"weight_map": []}', b"\xff"])
def test_broken_index(sharded_folder: Path, content: bytes) -> None:
    (sharded_folder / INDEX).write_bytes(content)
    assert INDEX in refused(sharded_folder)


def test_file_that_changes_after_the_check(fresh_folder: Path) -> None:
    checkpoint = open_checkpoint(fresh_folder)
    (fresh_folder / WEIGHTS).write_bytes(b"gone")
    with pytest.raises(CheckpointError):
        checkpoint.read("lm_head.weight")


def test_digest_follows_the_weights(tmp_path: Path) -> None:
    digests = []
    for place, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_random_checkpoint(tmp_path / place, tiny_config(), seed=seed)
        digests.append(open_checkpoint(tmp_path / place).digest)
    assert digests[0] == digests[1] != digests[2]
    assert digests[0].startswith("sha256:")


def test_names_cannot_speak_to_the_terminal(fresh_folder: Path) -> None:
    edit_weights(fresh_folder, lambda tensors: tensors.update({"\x1b[2J\n" + "x" * 10_000: torch.zeros(1)}))
    reason = refused(fresh_folder)
    assert reason.isprintable()
    assert len(reason) < 600


VISION = {
    "depth": 1, "hidden_size": 16, "intermediate_size": 24, "num_heads": 2, "out_hidden_size": 32,
    "num_position_embeddings": 16, "patch_size": 4,
}  # fmt: skip


@pytest.fixture
def whole_folder(tmp_path: Path) -> Path:
    """A sound checkpoint with a vision tower and a drafting layer, for a test to damage."""
    from model_runtime.config import read_config
    from model_runtime.layout import draft_layout, vision_layout

    write_random_checkpoint(tmp_path, {**tiny_config(mtp_num_hidden_layers=1), "vision_config": VISION})
    config = read_config(tmp_path)
    others = {**draft_layout(config), **vision_layout(config)}
    edit_weights(tmp_path, lambda t: t.update({name: torch.zeros(other.shape) for name, other in others.items()}))
    return tmp_path


def test_described_parts_are_checked_too(whole_folder: Path) -> None:
    checkpoint = open_checkpoint(whole_folder)
    assert len(checkpoint.other_tensors) == 19 + 21
    assert checkpoint.read("model.visual.pos_embed.weight").shape == (16, 16)
    assert not set(checkpoint.tensors) & set(checkpoint.other_tensors)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda t: t.pop("mtp.fc.weight"), r"missing, first mtp\.fc"),
        (
            lambda t: t.update({"mtp.fc.weight": torch.zeros(32, 32)}),
            r"mtp\.fc\.weight has shape \[32, 32\].*\[32, 64\]",
        ),
        (lambda t: t.update({"mtp.more": torch.zeros(1)}), r"not of this architecture, first mtp\.more"),
        (lambda t: t.pop("model.visual.merger.norm.bias"), r"missing, first model\.visual"),
        (lambda t: t.update({"model.visual.blocks.1.norm1.bias": torch.zeros(16)}), "not of this architecture"),
        (lambda t: t.update({"model.visual.pos_embed.weight": torch.zeros(16, 16).int()}), "stored as I32"),
    ],
)
def test_wrong_tensors_of_the_other_parts(whole_folder: Path, edit: Callable[[Tensors], Any], message: str) -> None:
    edit_weights(whole_folder, edit)
    assert re.search(message, refused(whole_folder))


def test_described_parts_may_be_left_out_whole(whole_folder: Path) -> None:
    edit_weights(
        whole_folder, lambda t: [t.pop(name) for name in list(t) if name.startswith(("mtp.", "model.visual."))]
    )
    assert not open_checkpoint(whole_folder).other_tensors
