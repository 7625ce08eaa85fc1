"""Runs whose replies are held to rules: budgets of thought, constrained calls, thoughts that are not kept, the record."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.conversation import Conversation
from agent.events import AnyRecord, ModelTurn, ObservationRecord, ThoughtsForgotten
from agent.limits import RunLimits
from agent.loop import run
from agent.progress import NoProgress
from agent.replies import ReplySettings
from agent.run_state import Agent, State
from agent.scripted import RawTurn, ScriptedCall, ScriptedModel, ScriptedTurn, SpokenTurn
from agent.training_example import TrainingExample, read_training_examples
from agent.trajectory import Trajectory, read_events, read_tokens
from model_runtime.chat.format import byte_chat_format
from model_runtime.chat.reply_rules import EARLY_END_OF_THOUGHT
from sandboxes.memory import MemorySandbox
from tools.base import tool_spec
from tools.registry import create_tools
from vocabulary.messages import Message, SamplingParameters

CHAT = byte_chat_format()
LIMITS = RunLimits(max_steps=50, max_tokens_per_turn=2000, max_total_tokens=1_000_000, max_time_s=60.0)
VIEW = ScriptedCall(name="str_replace_editor", arguments={"command": "view", "path": "/repo/a.py"})
SUBMIT = SpokenTurn(reasoning="Done.", calls=(ScriptedCall(name="submit", arguments={"summary": "Done."}),))
LONG = "I think about this for quite a while, and then some more."


class Run:
    """A run with its settings, and what it left behind."""

    def __init__(self, folder: Path, turns: Sequence[ScriptedTurn], replies: ReplySettings) -> None:
        self.folder = folder
        trajectory = Trajectory(folder, logprobs=replies.logprobs)
        model = ScriptedModel(turns, CHAT, context_tokens=1_000_000)
        tools = create_tools(["bash", "str_replace_editor", "submit"], command_timeout_s=5.0)
        opening = [Message("system", "Fix bugs."), Message("user", "It breaks.")]
        self.conversation = Conversation.open(CHAT, opening, [tool_spec(tool) for tool in tools], thinking=True)
        self.session = model.new_session(seed=0)
        agent = Agent(
            session=self.session,
            conversation=self.conversation,
            context_tokens=1_000_000,
            sampling=SamplingParameters(temperature=0.0, stop_token_ids=CHAT.stop_token_ids),
            tools={tool.name: tool for tool in tools},
            sandbox=MemorySandbox({"a.py": b"x = 1\n"}),
            limits=LIMITS,
            trajectory=trajectory,
            progress=NoProgress(),
            replies=replies,
        )
        self.state = run(agent, State(started_s=agent.now_s()))
        trajectory.close()
        self.records: list[AnyRecord] = [event.record for event in read_events(folder)]

    @property
    def turns(self) -> list[ModelTurn]:
        return [record for record in self.records if isinstance(record, ModelTurn)]

    @property
    def examples(self) -> list[TrainingExample]:
        return read_training_examples(self.folder)

    def forced_text(self, turn: ModelTurn) -> list[str]:
        return [CHAT.decode(turn.token_ids[start:stop]) for start, stop in turn.forced]


def test_without_settings_nothing_is_forced(tmp_path: Path) -> None:
    outcome = Run(tmp_path / "run", [SpokenTurn(reasoning=LONG, calls=(VIEW,)), SUBMIT], ReplySettings())
    assert [turn.forced for turn in outcome.turns] == [(), ()]
    assert outcome.state.ending is not None
    assert outcome.state.ending.kind == "submitted"


def test_a_thought_over_its_budget_is_ended_and_the_reply_goes_on(tmp_path: Path) -> None:
    replies = ReplySettings(thinking_budget=20)
    outcome = Run(tmp_path / "run", [SpokenTurn(reasoning=LONG, calls=(VIEW,)), SUBMIT], replies)
    first, second = outcome.turns
    assert first.reasoning == LONG[:20] + EARLY_END_OF_THOUGHT.removesuffix("\n</think>\n\n")
    assert outcome.forced_text(first) == [EARLY_END_OF_THOUGHT]
    assert (first.calls, first.thinking_budget) == (1, 20)
    assert second.forced == ()
    forced = [token_id for token_id, origin in read_tokens(outcome.folder) if origin == "forced"]
    assert CHAT.decode(forced) == EARLY_END_OF_THOUGHT


def test_the_budget_of_the_run_is_what_its_thoughts_leave(tmp_path: Path) -> None:
    replies = ReplySettings(run_thinking_budget=60)
    turns = [SpokenTurn(reasoning=LONG[:40], calls=(VIEW,)) for _ in range(3)]
    outcome = Run(tmp_path / "run", [*turns, SUBMIT], replies)
    budgets = [turn.thinking_budget for turn in outcome.turns]
    assert budgets[0] == 60
    assert budgets[1] == 60 - outcome.turns[0].usage.thinking
    assert budgets[2:] == [0, 0]
    assert outcome.forced_text(outcome.turns[2]) == ["\n</think>\n\n"]
    assert [turn.calls for turn in outcome.turns] == [1, 1, 1, 1]


def test_calls_are_held_to_the_tools_and_what_is_forced_is_marked(tmp_path: Path) -> None:
    raw = "Hm.</think>\n\n<tool_call>\n<function=str_replace_editor>\n<parameter=command>\nview\n</parameter>\n<parameter=path>\n"
    turns = [RawTurn(raw=raw + "/repo/a.py\n</parameter>\n</function>\n</tool_call>"), SUBMIT]
    outcome = Run(tmp_path / "run", turns, ReplySettings(constrain_calls=True))
    assert "\n<function=" in outcome.forced_text(outcome.turns[0])
    observations = [record for record in outcome.records if isinstance(record, ObservationRecord)]
    assert not any(record.is_error for record in observations)
    assert outcome.state.ending is not None
    assert outcome.state.ending.kind == "submitted"


def test_a_bad_call_cannot_be_said(tmp_path: Path) -> None:
    raw = "Hm.</think>\n\n<tool_call>\n<function=submit>\n<parameter=colour>\nred\n</parameter>\n</function>\n</tool_call>"
    outcome = Run(tmp_path / "run", [RawTurn(raw=raw)], ReplySettings(constrain_calls=True))
    assert outcome.state.ending is not None
    assert outcome.state.ending.kind == "submitted"


def test_no_reply_ends_without_a_call_where_one_is_required(tmp_path: Path) -> None:
    turns = [RawTurn(raw="Hm.</think>\n\nI am done."), SUBMIT]
    free = Run(tmp_path / "free", turns, ReplySettings())
    assert CHAT.decode(free.turns[0].token_ids).endswith("I am done.<|im_end|>")
    held = Run(tmp_path / "held", turns, ReplySettings(require_call=True))
    assert "<|im_end|>" not in CHAT.decode(held.turns[0].token_ids)


@pytest.mark.parametrize("preserve", [True, False])
def test_thoughts_that_are_not_kept_leave_the_context_at_the_next_user_message(tmp_path: Path, preserve: bool) -> None:
    turns = [
        SpokenTurn(reasoning="First thought.", calls=(VIEW,)),
        SpokenTurn(reasoning="Second.", content="Well?"),
        SUBMIT,
    ]
    outcome = Run(tmp_path / "run", turns, ReplySettings(preserve_thinking=preserve, logprobs=True))
    text = outcome.conversation.text()
    assert ("First thought." in text, "Second." in text) == (preserve, preserve)
    assert "Done." in text
    assert outcome.session.token_count == outcome.conversation.token_count
    cuts = [record for record in outcome.records if isinstance(record, ThoughtsForgotten)]
    assert len(cuts) == (0 if preserve else 1)
    last = outcome.examples[-1]
    assert list(last.token_ids) == outcome.conversation.token_ids()
    assert list(zip(last.token_ids, last.origins, strict=True)) == list(outcome.conversation)
    assert len(outcome.examples) == (1 if preserve else 2)


def test_every_sampled_token_is_trained_on_in_one_context_only(tmp_path: Path) -> None:
    turns = [SpokenTurn(reasoning="A.", content="Well?"), SpokenTurn(reasoning="B.", content="Hm?"), SUBMIT]
    outcome = Run(tmp_path / "run", turns, ReplySettings(preserve_thinking=False))
    sampled = [
        token_id
        for example in outcome.examples
        for token_id, chosen in zip(example.token_ids, example.loss_mask, strict=True)
        if chosen
    ]
    assert sampled == [token_id for turn in outcome.turns for token_id in turn.token_ids]


def test_log_probabilities_stand_beside_the_tokens(tmp_path: Path) -> None:
    replies = ReplySettings(thinking_budget=5, logprobs=True)
    outcome = Run(tmp_path / "run", [SpokenTurn(reasoning=LONG, calls=(VIEW,)), SUBMIT], replies)
    (example,) = outcome.examples
    assert len(example.logprobs) == len(example.token_ids) == outcome.conversation.token_count
    for chosen, logprob in zip(example.loss_mask, example.logprobs, strict=True):
        assert (logprob is not None) == chosen
        assert logprob is None or math.isfinite(logprob)


def test_a_run_that_records_none_is_an_example_without_them(tmp_path: Path) -> None:
    outcome = Run(tmp_path / "run", [SUBMIT], ReplySettings())
    (example,) = outcome.examples
    assert set(example.logprobs) == {None}
    assert not (outcome.folder / "logprobs.bin").exists()
