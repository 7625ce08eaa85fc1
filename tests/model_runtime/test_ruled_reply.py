"""Random weights, held to rules: every reply that ends has legal calls, a closed thought, and truthful records."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.chat.reply_rules import EARLY_END_OF_THOUGHT, NO_THOUGHT
from model_runtime.chat.template import published_template
from model_runtime.errors import NumericalError
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from model_runtime.sampling import only
from vocabulary.messages import AssistantTurn, Message, SamplingParameters, ToolCall, ToolSpec
from vocabulary.reply import DrawnToken, ReplyControls

WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
# No free text: random weights would hardly ever come upon its end.
TOOLS = (
    ToolSpec(
        "set",
        "",
        {
            "type": "object",
            "properties": {
                "mode": {"enum": ["on", "off", "auto"]},
                "level": {"type": "integer"},
                "flags": {"type": "array", "items": {"type": "boolean"}},
            },
            "required": ["mode"],
        },
    ),
    ToolSpec("stop", "", {"type": "object", "properties": {}}),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    folder = tmp_path_factory.mktemp("bytes")
    write_random_checkpoint(folder, tiny_config(vocab_size=320))
    build_byte_tokenizer(folder, chat_template=published_template().source)
    return load_language_model(folder, device="cpu", dtype="float32")


def reply(
    model: LocalLanguageModel, controls: ReplyControls, *, seed: int, max_tokens: int = 350, prompt: str = "Go."
) -> tuple[list[DrawnToken], AssistantTurn]:
    session = model.new_session(seed=seed)
    session.extend(model.chat.open([Message("user", prompt)], controls.tools, thinking=controls.thinking))
    before = session.token_count
    drawn = list(session.reply(WARM, max_tokens=max_tokens, rule=model.chat.reply_rule(controls), logprobs=True))
    ids = [token.token_id for token in drawn]
    assert session.token_ids[before:] == tuple(ids)
    return drawn, model.chat.parse(ids, controls.tools, thinking=controls.thinking)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**30), thinking=st.booleans(), budget=st.none() | st.integers(0, 40))
def test_whatever_the_weights_a_reply_ends_with_legal_calls(
    model: LocalLanguageModel, seed: int, thinking: bool, budget: int | None
) -> None:
    controls = ReplyControls(thinking, budget, constrain_calls=True, require_call=True, tools=TOOLS)
    drawn, turn = reply(model, controls, seed=seed)
    ids = [token.token_id for token in drawn]
    opening, closing = (model.chat.tokenizer.control_id(name) for name in ("<tool_call>", "</tool_call>"))
    if turn.finish == "end_of_turn":
        assert turn.calls
    whole = ids[ids.index(opening) :].count(closing) if opening in ids else 0
    assert len(turn.calls) >= whole
    assert all(isinstance(call, ToolCall) for call in turn.calls[:whole])
    for token in drawn:
        assert (token.logprob is None) == token.forced
        assert token.logprob is None or token.logprob <= 0


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**30), budget=st.integers(1, 30))
def test_a_thought_never_outgrows_its_budget(model: LocalLanguageModel, seed: int, budget: int) -> None:
    drawn, turn = reply(model, ReplyControls(thinking_budget=budget), seed=seed, max_tokens=300)
    ids = [token.token_id for token in drawn]
    closing = len(model.chat.encode_output(EARLY_END_OF_THOUGHT.rstrip("\n")))
    taken_up_again = 4 * ids.count(model.chat.tokenizer.control_id("<think>"))
    assert model.chat.thinking_token_count(ids, thinking=True) <= budget + closing + taken_up_again
    assert turn.thinking_closed or turn.finish == "end_of_turn" or taken_up_again
    forced = model.chat.decode([token.token_id for token in drawn if token.forced])
    if forced:
        # A thought that ended by itself and is taken up again ends without words.
        assert forced.startswith((EARLY_END_OF_THOUGHT, NO_THOUGHT))
        assert [token.forced for token in drawn[:budget]] == [False] * budget


def test_a_rule_that_never_holds_anything_changes_nothing(model: LocalLanguageModel) -> None:
    prompt = model.chat.open([Message("user", "Go.")], (), thinking=True)
    plain, ruled = model.new_session(seed=3), model.new_session(seed=3)
    plain.extend(prompt)
    ruled.extend(prompt)
    rule = model.chat.reply_rule(ReplyControls(thinking_budget=10_000))
    expected = list(plain.sample(WARM, max_tokens=40))
    assert [token.token_id for token in ruled.reply(WARM, max_tokens=40, rule=rule)] == expected
    without = model.new_session(seed=3)
    without.extend(prompt)
    assert [token.token_id for token in without.reply(WARM, max_tokens=40)] == expected


def test_log_probabilities_are_those_of_the_model_itself(model: LocalLanguageModel) -> None:
    session = model.new_session(seed=5)
    prompt = model.chat.open([Message("user", "Go.")], (), thinking=True)
    session.extend(prompt)
    cold = SamplingParameters(temperature=0.1, top_k=5, presence_penalty=1.5)
    drawn = list(session.reply(cold, max_tokens=12, logprobs=True))
    for index, token in enumerate(drawn):
        again = model.new_session(seed=0)
        again.extend([*prompt, *(each.token_id for each in drawn[:index])])
        expected = torch.log_softmax(again.next_logits(), 0)[token.token_id]
        assert token.logprob == pytest.approx(float(expected), abs=1e-4)


def test_a_reply_that_is_closed_early_leaves_what_was_yielded(model: LocalLanguageModel) -> None:
    session = model.new_session(seed=1)
    session.extend(model.chat.open([Message("user", "Go.")], (), thinking=True))
    before = session.token_count
    rule = model.chat.reply_rule(ReplyControls(thinking_budget=2))
    taken = list(islice(session.reply(WARM, max_tokens=50, rule=rule), 9))
    assert [token.forced for token in taken] == [False, False, *[True] * 7]
    assert session.token_count == before + 9
    assert len(list(session.reply(WARM, max_tokens=4))) == 4
    assert session.computed_token_count == session.token_count - 1


def test_a_session_in_the_middle_of_a_forced_run_can_be_kept(model: LocalLanguageModel, tmp_path: Path) -> None:
    session = model.new_session(seed=1)
    session.extend(model.chat.open([Message("user", "Go.")], (), thinking=True))
    rule = model.chat.reply_rule(ReplyControls(thinking_budget=2))
    list(islice(session.reply(WARM, max_tokens=50, rule=rule), 9))
    model.save_snapshot(session.snapshot(), tmp_path / "kept")
    restored = model.new_session(seed=1, start=model.load_snapshot(tmp_path / "kept"))
    assert list(restored.sample(WARM, max_tokens=5)) == list(session.sample(WARM, max_tokens=5))


def test_a_session_that_guesses_ahead_keeps_to_rules_too_and_guesses_again_after_them(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, tiny_config(vocab_size=320, mtp_num_hidden_layers=1), weight_dtype="float32")
    build_byte_tokenizer(tmp_path, chat_template=published_template().source)
    greedy = SamplingParameters(temperature=0.0)
    said, counts = [], []
    for guesses in (0, 3):
        model = load_language_model(tmp_path, device="cpu", dtype="float32", speculative_tokens=guesses)
        session = model.new_session(seed=0)
        session.extend(model.chat.open([Message("user", "Go.")], (), thinking=True))
        list(islice(session.sample(greedy, max_tokens=20), 7))
        counts.append(session.draft_counts.rounds)
        rule = model.chat.reply_rule(ReplyControls(thinking_budget=6))
        list(session.reply(greedy, max_tokens=130, rule=rule, logprobs=True))
        counts.append(session.draft_counts.rounds)
        list(session.sample(greedy, max_tokens=20))
        counts.append(session.draft_counts.rounds)
        said.append(session.token_ids)
    assert said[0] == said[1]
    assert counts[:3] == [0, 0, 0]
    assert 0 < counts[3] == counts[4] < counts[5]


def test_where_nothing_may_come_is_an_error() -> None:
    logits = torch.zeros(10)
    assert only(logits, b"\x01\x02").isfinite().tolist() == [True, *[False] * 8, True]
    with pytest.raises(NumericalError, match="dead end"):
        only(logits, b"\x00\xfc")
