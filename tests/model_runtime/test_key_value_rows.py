"""Keys and values in 8-bit floats: how far off they are, that nothing depends on cuts, and what they take."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.checkpoint import Checkpoint
from model_runtime.config import parse_config
from model_runtime.errors import SnapshotFileError
from model_runtime.key_value_rows import bytes_per_row, dequantise_rows, quantise_rows
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.prefix_store import PrefixStore
from model_runtime.session import Session, SessionRules
from model_runtime.snapshot_file import load_snapshot, save_snapshot
from model_runtime.speculation import Drafting
from model_runtime.state import AttentionState
from vocabulary.messages import SamplingParameters

CPU = torch.device("cpu")
PUBLISHED = Path(__file__).parent.parent / "data" / "qwen3_6_config.json"
GREEDY = SamplingParameters(temperature=0.0)
RULES = SessionRules(600, 96, frozenset(), prefill_chunk_tokens=64)


def draw(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


@pytest.fixture(scope="module")
def model(tiny_checkpoint: Checkpoint) -> TextModel:
    return TextModel(tiny_checkpoint, CPU, torch.float32).with_kv_cache("fp8")


@pytest.mark.parametrize("size", [1e-20, 1e-3, 1.0, 300.0, 1e6])
def test_how_far_off(size: float) -> None:
    """Three bits behind the point: a sixteenth of a number, or for the smallest a part of the row's largest."""
    rows = draw(5, 7, 256) * size
    found = dequantise_rows(*quantise_rows(rows), torch.float32)
    largest = rows.abs().amax(-1, keepdim=True)
    assert bool(((found - rows).abs() <= torch.maximum(rows.abs() / 16, largest * 2**-18) * 1.01).all())
    assert float((found - rows).norm() / rows.norm()) < 0.03


def test_rows_of_nothing_and_of_one_number() -> None:
    rows = torch.zeros(3, 8)
    rows[1, 2], rows[2, 0] = 3.0e38, -1.0e-38
    found = dequantise_rows(*quantise_rows(rows), torch.float32)
    torch.testing.assert_close(found, rows, rtol=1 / 16, atol=0)
    broken = torch.tensor([[float("nan"), 1.0], [float("inf"), 1.0]])
    assert not bool(dequantise_rows(*quantise_rows(broken), torch.float32).isfinite().all(-1).any())


@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.integers(1, 599), max_size=5, unique=True))
def test_cuts_change_nothing(cuts: list[int]) -> None:
    config = parse_config(json.loads(PUBLISHED.read_text(encoding="utf-8")), PUBLISHED).text_config
    keys, values = draw(600, 2, 256), draw(600, 2, 256, seed=1)
    whole, pieces = (AttentionState(config, CPU, torch.bfloat16, "fp8") for _ in range(2))
    expected = whole.append(keys, values)
    for begin, end in pairwise([0, *sorted(cuts), 600]):
        pieces.append(keys[begin:end], values[begin:end])
    assert all(torch.equal(one, other) for one, other in zip(pieces.filled, expected, strict=True))
    assert expected[0].dtype == torch.bfloat16


def test_forks_share_and_never_see_each_other(model: TextModel) -> None:
    session = Session(model, RULES, seed=1)
    session.extend(list(range(90)))
    snapshot = session.snapshot()
    fork = session.fork()
    layers = [layer for layer in fork._state.layers if isinstance(layer, AttentionState)]  # what is shared is no API
    assert all(layer.rows is old for layer, old in zip(layers, snapshot.shared_rows, strict=True))
    straight = Session(model, RULES, seed=1)
    straight.extend(list(range(90)))
    fork.extend([5, 6, 7])
    session.extend([8, 9])
    session.rewind(snapshot)
    assert list(session.sample(GREEDY, max_tokens=8)) == list(straight.sample(GREEDY, max_tokens=8))
    again = session.fork(snapshot)
    again.extend([5, 6, 7])
    assert torch.equal(again.next_logits(), fork.next_logits())


def test_on_the_disk(model: TextModel, tiny_model: TextModel, tmp_path: Path) -> None:
    session = Session(model, RULES, seed=1)
    session.extend(list(range(90)))
    snapshot, path = session.snapshot(), tmp_path / "state"
    save_snapshot(snapshot, path, weights_digest="w")
    restored = Session(model, RULES, seed=1, start=load_snapshot(path, model, weights_digest="w"))
    for each in (session, restored):
        each.extend([1, 2])
    assert torch.equal(restored.next_logits(), session.next_logits())
    with pytest.raises(SnapshotFileError, match="not of this model's shape and type"):
        load_snapshot(path, tiny_model, weights_digest="w")
    plain = Session(tiny_model, RULES, seed=1)
    plain.extend(list(range(90)))
    save_snapshot(plain.snapshot(), tmp_path / "plain", weights_digest="w")
    assert path.stat().st_size < (tmp_path / "plain").stat().st_size
    with pytest.raises(SnapshotFileError, match="not of this model's shape and type"):
        load_snapshot(tmp_path / "plain", model, weights_digest="w")


def test_drafts(drafting_checkpoint: Checkpoint, tmp_path: Path) -> None:
    """A session that drafts gives what one gives that does not, on the disk and off it."""
    model = TextModel(drafting_checkpoint, CPU, torch.float32).with_kv_cache("fp8")
    head = MultiTokenHead(drafting_checkpoint, model)
    rules = SessionRules(600, 12, frozenset())
    drafting = SessionRules(600, 12, frozenset(), drafting=Drafting(head, 3))
    plain, quick = Session(model, rules, seed=1), Session(model, drafting, seed=1)
    for session in (plain, quick):
        session.extend([1, 2, 3, 4])
    expected = list(plain.sample(GREEDY, max_tokens=24))
    assert list(quick.sample(GREEDY, max_tokens=12)) == expected[:12]
    save_snapshot(quick.snapshot(), tmp_path / "state", weights_digest="w")
    start = load_snapshot(tmp_path / "state", model, weights_digest="w", head=head)
    assert start.state.draft is not None
    assert list(Session(model, drafting, seed=1, start=start).sample(GREEDY, max_tokens=12)) == expected[12:]


def test_prefixes(model: TextModel) -> None:
    store = PrefixStore(1 << 20)
    first, second = (Session(model, RULES, seed=1, prefixes=store) for _ in range(2))
    first.extend(list(range(90)))
    second.extend([*range(90), 3])
    first.extend([3])
    torch.testing.assert_close(second.next_logits(), first.next_logits(), rtol=0, atol=1e-4)
    assert store.held_bytes > 0


def test_logits_are_near_those_of_the_models_own_type(model: TextModel, tiny_model: TextModel) -> None:
    ids = torch.randint(0, 96, (400,), generator=torch.Generator().manual_seed(2)).tolist()
    rows = [each.logits(each.forward(ids, each.empty_state())) for each in (tiny_model, model)]
    expected, found = (torch.log_softmax(row.double(), -1) for row in rows)
    divergence = (expected.exp() * (expected - found)).sum(-1)
    assert 0 < float(divergence.mean()) < 2e-3
    assert not torch.equal(*rows)


@pytest.mark.parametrize(("kind", "a_token"), [("model", 20_480), ("fp8", 10_320)])
def test_a_full_context_of_the_published_shape(kind: Any, a_token: int) -> None:
    """One of the ten layers, filled to its end: the bytes that are told for a token are met, and nothing is left over."""
    text = parse_config(json.loads(PUBLISHED.read_text(encoding="utf-8")), PUBLISHED).text_config
    assert 2 * 10 * text.num_key_value_heads * bytes_per_row(kind, text.head_dim, 2) == a_token
    state, part = AttentionState(text, CPU, torch.bfloat16, kind), torch.zeros(1, 2, 256, dtype=torch.bfloat16)
    for count in (200_000, 62_144):
        state.append(part.expand(count, -1, -1), part.expand(count, -1, -1))
    assert (state.length, state.rows.capacity) == (262_144, 262_144)
    assert 10 * state.rows.nbytes == 262_144 * a_token
