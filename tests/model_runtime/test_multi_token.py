"""The drafting head equals its definition, written down plainly here: transformers has no code for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from model_runtime.architecture import draft_tensor_shapes
from model_runtime.checkpoint import Checkpoint, open_checkpoint
from model_runtime.config import TextConfig, parse_config
from model_runtime.errors import CheckpointError
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.random_checkpoint import tiny_config, with_block_fp8, write_random_checkpoint

CPU = torch.device("cpu")
DATA = Path(__file__).parents[1] / "data"


class PlainHead:
    """The head for a whole sequence of pairs at once, one step of the definition a line, all in float64."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.text: TextConfig = checkpoint.config.text_config
        names = [*checkpoint.tensors, *checkpoint.other_tensors]
        self.weights = {name: checkpoint.read(name).double() for name in names}

    def weight(self, name: str) -> Tensor:
        return self.weights[f"mtp.{name}"]

    def norm(self, rows: Tensor, weight: Tensor) -> Tensor:
        return rows * (rows.square().mean(-1, keepdim=True) + self.text.rms_norm_eps).rsqrt() * (1 + weight)

    def rows(self, seeds: Tensor, token_ids: list[int], first_position: int) -> Tensor:
        embedded = self.weights["model.language_model.embed_tokens.weight"][token_ids]
        left = self.norm(embedded, self.weight("pre_fc_norm_embedding.weight"))
        right = self.norm(seeds.double(), self.weight("pre_fc_norm_hidden.weight"))
        hidden = torch.cat((left, right), dim=-1) @ self.weight("fc.weight").T
        normed = self.norm(hidden, self.weight("layers.0.input_layernorm.weight"))
        hidden = hidden + self.attention(normed, first_position)
        normed = self.norm(hidden, self.weight("layers.0.post_attention_layernorm.weight"))
        hidden = hidden + torch.stack([self.experts(row) for row in normed])
        return self.norm(hidden, self.weight("norm.weight"))

    def logits(self, rows: Tensor) -> Tensor:
        return rows @ self.weights["lm_head.weight"].T

    def attention(self, rows: Tensor, first_position: int) -> Tensor:
        heads, groups, width = self.text.num_attention_heads, self.text.num_key_value_heads, self.text.head_dim
        prefix, count = "layers.0.self_attn.", rows.shape[0]
        both = (rows @ self.weight(f"{prefix}q_proj.weight").T).view(count, heads, 2, width)
        keys = (rows @ self.weight(f"{prefix}k_proj.weight").T).view(count, groups, width)
        values = (rows @ self.weight(f"{prefix}v_proj.weight").T).view(count, groups, width)
        queries = self.turned(self.norm(both[:, :, 0], self.weight(f"{prefix}q_norm.weight")), first_position)
        keys = self.turned(self.norm(keys, self.weight(f"{prefix}k_norm.weight")), first_position)
        mixed = torch.empty(count, heads, width, dtype=torch.float64)
        for place in range(count):
            for head in range(heads):
                group = head // (heads // groups)
                scores = keys[: place + 1, group] @ queries[place, head] * width**-0.5
                mixed[place, head] = scores.softmax(0) @ values[: place + 1, group]
        gated = mixed * torch.sigmoid(both[:, :, 1])
        return gated.reshape(count, -1) @ self.weight(f"{prefix}o_proj.weight").T

    def turned(self, heads: Tensor, first_position: int) -> Tensor:
        rotary, half = self.text.rope_parameters, self.text.rotary_dim // 2
        result = heads.clone()
        for place in range(heads.shape[0]):
            for pair in range(half):
                angle = torch.tensor((first_position + place) * rotary.rope_theta ** (-pair / half)).double()
                one, other = heads[place, :, pair], heads[place, :, pair + half]
                result[place, :, pair] = one * angle.cos() - other * angle.sin()
                result[place, :, pair + half] = other * angle.cos() + one * angle.sin()
        return result

    def experts(self, row: Tensor) -> Tensor:
        prefix, inner = "layers.0.mlp.", self.text.moe_intermediate_size
        weights, picked = (self.weight(f"{prefix}gate.weight") @ row).softmax(0).topk(self.text.num_experts_per_tok)
        shared = torch.sigmoid(self.weight(f"{prefix}shared_expert_gate.weight") @ row)
        gate, up, down = (self.weight(f"{prefix}shared_expert.{name}_proj.weight") for name in ("gate", "up", "down"))
        result = shared * (down @ (torch.nn.functional.silu(gate @ row) * (up @ row)))
        for weight, expert in zip(weights / weights.sum(), picked, strict=True):
            joined = self.weight(f"{prefix}experts.gate_up_proj")[expert] @ row
            active = torch.nn.functional.silu(joined[:inner]) * joined[inner:]
            result = result + weight * (self.weight(f"{prefix}experts.down_proj")[expert] @ active)
        return result


PAIRS = st.lists(st.integers(0, 11), min_size=1, max_size=24)


@settings(max_examples=30, deadline=None)
@given(token_ids=PAIRS, splits=st.lists(st.integers(1, 9)), first=st.integers(0, 300), data=st.data())
def test_equals_its_definition_however_the_pairs_are_split(
    drafting_checkpoint: Checkpoint,
    drafting_head: MultiTokenHead,
    token_ids: list[int],
    splits: list[int],
    first: int,
    data: st.DataObject,
) -> None:
    plain = PlainHead(drafting_checkpoint)
    seeds = torch.randn(len(token_ids), 32, generator=torch.Generator().manual_seed(len(token_ids)))
    expected = plain.rows(seeds, token_ids, first)
    state = drafting_head.empty_state()
    begin, rows = 0, []
    for size in [*splits, len(token_ids)]:
        part = slice(begin, begin + size)
        if not token_ids[part]:
            continue
        if part.stop < len(token_ids) and data.draw(st.booleans()):
            drafting_head.remember(seeds[part], token_ids[part], first + begin, state)
            rows.append(expected[part].float())  # not computed, only kept in mind
        else:
            rows.append(drafting_head.forward(seeds[part], token_ids[part], first + begin, state))
        begin += size
    found = torch.cat(rows)
    torch.testing.assert_close(found.double(), expected, atol=2e-5, rtol=2e-5)
    torch.testing.assert_close(drafting_head.logits(found).double(), plain.logits(expected), atol=5e-5, rtol=5e-5)


def test_its_rows_are_the_seeds_of_the_guesses_further_on(
    drafting_checkpoint: Checkpoint, drafting_model: TextModel, drafting_head: MultiTokenHead
) -> None:
    sequence, guesses = [3, 1, 4, 1, 5, 9, 2, 6], [5, 3, 5]
    hidden = drafting_model.forward(sequence[:-1], drafting_model.empty_state())
    seeds = drafting_head.seeds(hidden)
    # What drafting starts from is what the output head reads: the row after the last norm.
    torch.testing.assert_close(drafting_model.head.forward(seeds), drafting_model.logits(hidden))
    plain, state = PlainHead(drafting_checkpoint), drafting_head.empty_state()
    found = drafting_head.forward(seeds, sequence[1:], 0, state)[-1:]
    expected = plain.rows(seeds, sequence[1:], 0)
    for place, guess in enumerate(guesses):
        torch.testing.assert_close(found.double(), expected[-1:], atol=2e-5, rtol=2e-5)
        found = drafting_head.forward(found, [guess], len(sequence) - 1 + place, state)
        chained = torch.cat((seeds.double(), expected[len(sequence) - 2 :]))
        expected = plain.rows(chained, [*sequence[1:], *guesses[: place + 1]], 0)
    torch.testing.assert_close(found.double(), expected[-1:], atol=2e-5, rtol=2e-5)


def test_names_and_shapes_are_the_published_ones() -> None:
    config = json.loads((DATA / "qwen3_6_config.json").read_text(encoding="utf-8"))
    listed = json.loads((DATA / "qwen3_6_tensor_shapes.json").read_text(encoding="utf-8"))
    shapes = {name: tuple(shape) for name, shape in listed.items() if name.startswith("mtp.")}
    assert len(shapes) == 19
    assert draft_tensor_shapes(parse_config(config, DATA)) == shapes


def test_8_bit_layers_are_read_too(tmp_path: Path) -> None:
    sizes = {"mtp_num_hidden_layers": 1, "hidden_size": 32}
    write_random_checkpoint(tmp_path, with_block_fp8(tiny_config(**sizes), (16, 16)))
    checkpoint = open_checkpoint(tmp_path)
    head = MultiTokenHead(checkpoint, TextModel(checkpoint, CPU, torch.float32))
    rows = head.forward(torch.ones(3, 32), [1, 2, 3], 0, head.empty_state())
    assert rows.shape == (3, 32)
    assert bool(rows.isfinite().all())


@pytest.mark.parametrize(("layers", "message"), [(0, "no mtp tensors"), (2, "by 2 layers, and only 1")])
def test_checkpoints_that_cannot_draft(tmp_path: Path, layers: int, message: str) -> None:
    write_random_checkpoint(tmp_path, tiny_config(mtp_num_hidden_layers=layers))
    checkpoint = open_checkpoint(tmp_path)
    model = TextModel(checkpoint, CPU, torch.float32)
    with pytest.raises(CheckpointError, match=message):
        MultiTokenHead(checkpoint, model)
