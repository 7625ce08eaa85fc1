"""What was trained is what runs: the trainer's model, saved, gives the runtime's logits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.checkpoint import open_checkpoint
from model_runtime.language_model import load_language_model, load_text_model
from tests.training.test_optimiser import TINY
from training.model import CausalModel
from training.shape import Shape
from training.train import save_checkpoint
from vocabulary.messages import SamplingParameters

CLOSE = 1e-3
TEMPLATE = Path(__file__).parents[1] / "data" / "qwen3_6_chat_template.jinja"


def saved(shape: Shape, folder: Path) -> CausalModel:
    """A model with weights as bfloat16 holds them, and its checkpoint with a tokenizer."""
    torch.manual_seed(0)
    model = CausalModel(shape)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = 0.3 if parameter.dim() == 1 else 0.1
            parameter.add_(noise * torch.randn_like(parameter))
            parameter.copy_(parameter.bfloat16())
            assert parameter.isfinite().all(), name
    build_byte_tokenizer(folder, chat_template=TEMPLATE.read_text("utf-8"))
    save_checkpoint(model, folder)
    return model


SHAPES = {
    "tiny": TINY,
    "wide heads": replace(
        TINY, layers=8, key_heads=2, value_heads=2, linear_dim=16, query_heads=2, kv_heads=1, head_dim=32
    ),
    "one layer kind": replace(TINY, layers=3, interval=3, active=1),
    "all rotated": replace(TINY, head_dim=24, rotary=1.0, theta=1000.0, experts=6, active=3),
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_runtime_gives_the_trainer_s_logits(name: str, tmp_path: Path) -> None:
    model = saved(SHAPES[name], tmp_path)
    runtime = load_text_model(open_checkpoint(tmp_path), device="cpu", dtype="float32")
    ids = torch.randint(0, 289, (1, 192), generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        ours = model.lm_head(model(ids)[0])[0]
        theirs = runtime.logits(runtime.forward(ids[0].tolist(), runtime.empty_state()))
    assert ours.std() > 0.1
    assert (ours - theirs).abs().max() < CLOSE


def test_greedy_decoding_goes_the_trainer_s_way(tmp_path: Path) -> None:
    model = saved(TINY, tmp_path)
    runtime = load_language_model(tmp_path, device="cpu", dtype="float32")
    session = runtime.new_session(seed=0)
    prompt = list(b"def total(prices):")
    session.extend(prompt)
    sampled = list(session.sample(SamplingParameters(temperature=0.0), max_tokens=20))
    whole = torch.tensor([[*prompt, *sampled] + [0] * (64 - len(prompt) - len(sampled))])
    with torch.no_grad():
        logits = model.lm_head(model(whole)[0])[0, :, :289]
    for place, token_id in enumerate(sampled, len(prompt) - 1):
        assert logits[place].max() - logits[place, token_id] < CLOSE


def test_a_shared_prefix_is_computed_as_if_each_row_began_with_it() -> None:
    torch.manual_seed(0)
    model = CausalModel(TINY)
    prefix, ids = torch.randint(0, 289, (128,)), torch.randint(0, 289, (3, 64))
    with torch.no_grad():
        together, _ = model.model.language_model(ids, prefix)
        apart, _ = model(torch.cat([prefix.expand(3, -1), ids], 1))
    torch.testing.assert_close(together, apart[:, 128:], rtol=1e-4, atol=1e-4)


def test_what_is_saved_has_the_published_names_and_type(tmp_path: Path) -> None:
    model = saved(TINY, tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    assert {tensor.dtype for tensor in tensors.values()} == {torch.bfloat16}
    assert set(tensors) == {name for name, _ in model.named_parameters()}
    assert "model.language_model.layers.0.linear_attn.in_proj_qkv.weight" in tensors
    assert "model.language_model.layers.3.self_attn.q_proj.weight" in tensors
    for name, parameter in model.named_parameters():
        assert torch.equal(tensors[name], parameter.bfloat16()), name


def test_experts_that_are_not_chosen_do_not_matter() -> None:
    torch.manual_seed(0)
    mlp = CausalModel(TINY).model.language_model.layers[0].mlp
    x = torch.randn(1, 1, TINY.hidden)
    with torch.no_grad():
        before, _ = mlp(x)
        chosen = mlp.gate(x).topk(TINY.active, -1).indices.flatten().tolist()
        for expert in set(range(TINY.experts)) - set(chosen):
            mlp.experts.gate_up_proj[expert] = 9.0
            mlp.experts.down_proj[expert] = 9.0
        assert torch.equal(mlp(x)[0], before)
        mlp.experts.down_proj[chosen[0]] = 9.0
        assert not torch.equal(mlp(x)[0], before)
