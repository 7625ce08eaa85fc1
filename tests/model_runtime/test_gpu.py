"""On a CUDA device the model says what it says on the CPU."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.language_model import load_text_model
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from model_runtime.session import Session, SessionRules
from model_runtime.speculation import Drafting
from vocabulary.messages import SamplingParameters

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")]

TOKENS = torch.randint(0, 96, (700,), generator=torch.Generator().manual_seed(0)).tolist()


def logits(model: TextModel, lengths: list[int]) -> torch.Tensor:
    state, rows, begin = model.empty_state(), [], 0
    for length in lengths:
        rows.append(model.logits(model.forward(TOKENS[begin : begin + length], state)))
        begin += length
    return torch.cat(rows).cpu()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("gpu")
    write_random_checkpoint(place, tiny_config(num_hidden_layers=8))
    return place


@pytest.mark.parametrize("lengths", [[700], [1] * 40 + [600] + [60], [64, 1, 635]])
def test_float32(folder: Path, lengths: list[int]) -> None:
    checkpoint = open_checkpoint(folder)
    expected = logits(load_text_model(checkpoint, device="cpu"), [700])
    actual = logits(load_text_model(checkpoint, device="cuda", dtype="float32"), lengths)
    far = (actual - expected).abs().amax(-1) > 1e-4  # a nearly tied router may send a token to another expert
    assert float(far.float().mean()) < 0.02
    assert float((actual - expected).abs().median()) < 1e-5


def test_bfloat16_is_the_default_and_stays_near(folder: Path) -> None:
    checkpoint = open_checkpoint(folder)
    model = load_text_model(checkpoint)
    assert (model.device.type, model.dtype) == ("cuda", torch.bfloat16)
    expected = logits(load_text_model(checkpoint, device="cpu"), [700])
    lengths = [300] + [1] * 100 + [300]
    here = (logits(model, lengths) - expected).std() / expected.std()
    there = (
        logits(load_text_model(checkpoint, device="cpu", dtype="bfloat16"), lengths) - expected
    ).std() / expected.std()
    assert float(here) < 1.2 * float(there)  # the type's own error, router flips of random weights included


def test_session(folder: Path) -> None:
    model = load_text_model(open_checkpoint(folder))
    drawn = []
    for _ in range(2):
        session = Session(model, SessionRules(4096, 90, frozenset()), seed=1)
        session.extend([token % 90 for token in TOKENS[:50]])
        drawn.append(list(session.sample(SamplingParameters(presence_penalty=0.5), max_tokens=30)))
    assert drawn[0] == drawn[1]
    assert max(drawn[0]) < 90


def test_drafts_leave_greedy_replies_as_they_are(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, tiny_config(mtp_num_hidden_layers=1))
    checkpoint = open_checkpoint(tmp_path)
    model = load_text_model(checkpoint, dtype="float32", drafts=True)
    head = MultiTokenHead(checkpoint, model)
    replies = []
    for drafting in (None, Drafting(head, 1), Drafting(head, 4)):
        session = Session(model, SessionRules(4096, 90, frozenset(), drafting=drafting), seed=1)
        session.extend([token % 90 for token in TOKENS[:50]])
        replies.append(list(session.sample(SamplingParameters(temperature=0.0), max_tokens=60)))
        assert len(list(session.sample(SamplingParameters(presence_penalty=0.5), max_tokens=30))) == 30
    assert replies[1:] == replies[:1] * 2
