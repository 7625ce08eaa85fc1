"""Every ending and every rule of the loop, with a scripted model through the real log, template and parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent import stuck
from agent.conversation import Conversation
from agent.events import AnyRecord, Ended, ModelTurn, ObservationRecord, UserMessage
from agent.limits import RunLimits
from agent.loop import run
from agent.progress import NoProgress
from agent.run_state import Agent, State
from agent.scripted import RawTurn, ScriptedCall, ScriptedModel, ScriptedTurn, SpokenTurn
from agent.trajectory import Trajectory, read_events, read_tokens
from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.chat.format import byte_chat_format
from model_runtime.language_model import load_language_model
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from sandboxes.base import ExecResult, Sandbox
from sandboxes.errors import SandboxLost
from sandboxes.memory import MemorySandbox
from tools.base import tool_spec
from tools.registry import create_tools
from vocabulary.messages import DraftCounts, Message, SamplingParameters

CHAT = byte_chat_format()
TEMPLATE = Path(__file__).parents[1] / "data" / "qwen3_6_chat_template.jinja"
LIMITS = RunLimits(max_steps=50, max_tokens_per_turn=2000, max_total_tokens=1_000_000, max_time_s=60.0)


def say(*calls: ScriptedCall, reasoning: str = "Let me see.", content: str = "") -> SpokenTurn:
    return SpokenTurn(reasoning=reasoning, content=content, calls=calls)


def call(name: str, **arguments: Any) -> ScriptedCall:
    return ScriptedCall(name=name, arguments=arguments)


VIEW = call("str_replace_editor", command="view", path="/repo/a.py")
SUBMIT = say(call("submit", summary="Done."))


@dataclass(frozen=True)
class Outcome:
    """What is left of a run."""

    state: State
    records: list[AnyRecord]
    agent: Agent

    @property
    def kind(self) -> str:
        assert self.state.ending is not None
        return self.state.ending.kind

    @property
    def observations(self) -> list[str]:
        return [record.text for record in self.records if isinstance(record, ObservationRecord)]


class Runs:
    """Makes runs, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def __call__(
        self,
        turns: Sequence[ScriptedTurn],
        *,
        sandbox: Sandbox | None = None,
        limits: RunLimits = LIMITS,
        context_tokens: int = 1_000_000,
        **parts: Any,
    ) -> Outcome:
        self._count += 1
        trajectory = Trajectory(self._folder / str(self._count))
        model = ScriptedModel(turns, CHAT, context_tokens=context_tokens)
        tools = create_tools(["bash", "str_replace_editor", "submit"], command_timeout_s=5.0)
        opening = [Message("system", "Fix bugs."), Message("user", "It breaks.")]
        agent = Agent(
            session=model.new_session(seed=0),
            conversation=Conversation.open(CHAT, opening, [tool_spec(tool) for tool in tools], thinking=True),
            context_tokens=context_tokens,
            sampling=SamplingParameters(temperature=0.0, stop_token_ids=CHAT.stop_token_ids),
            tools={tool.name: tool for tool in tools},
            sandbox=sandbox or MemorySandbox({"a.py": b"x = 1\n"}),
            limits=limits,
            trajectory=trajectory,
            progress=NoProgress(),
        )
        agent = replace(agent, **parts)
        state = run(agent, State(started_s=agent.now_s()))
        trajectory.close()
        return Outcome(state, [event.record for event in read_events(trajectory.folder)], agent)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


class TestEndings:
    def test_submit_ends_a_run(self, runs: Runs) -> None:
        outcome = runs([say(VIEW), SUBMIT, say(VIEW)])
        assert (outcome.kind, outcome.state.steps) == ("submitted", 2)
        assert outcome.records[-1] == Ended(kind="submitted", detail="Done.")

    def test_calls_after_submit_are_not_run(self, runs: Runs) -> None:
        outcome = runs(
            [say(call("submit"), call("str_replace_editor", command="create", path="/repo/b", file_text="x"))]
        )
        assert outcome.observations == ["Submitted."]
        assert outcome.agent.sandbox.change() == b""

    def test_the_step_limit_ends_a_run(self, runs: Runs) -> None:
        outcome = runs([say(VIEW)] * 3, limits=replace(LIMITS, max_steps=2))
        assert (outcome.kind, outcome.state.steps) == ("step_limit", 2)

    def test_the_token_limit_ends_a_run(self, runs: Runs) -> None:
        outcome = runs([say(VIEW)] * 9, limits=replace(LIMITS, max_total_tokens=4000))
        assert outcome.kind == "token_limit"

    def test_a_full_context_ends_a_run(self, runs: Runs) -> None:
        long = say(call("str_replace_editor", command="view", path="/repo/long.txt"))
        sandbox = MemorySandbox({"long.txt": b"word " * 2000})
        outcome = runs([long, SUBMIT], sandbox=sandbox, context_tokens=9000)
        assert (outcome.kind, outcome.state.steps) == ("token_limit", 1)
        assert outcome.state.ending is not None
        assert "context" in outcome.state.ending.detail

    def test_a_prompt_that_fills_the_context_ends_a_run_before_the_first_step(self, runs: Runs) -> None:
        outcome = runs([SUBMIT], context_tokens=500)
        assert (outcome.kind, outcome.state.steps) == ("token_limit", 0)

    def test_time_ends_a_run_between_two_tokens(self, runs: Runs) -> None:
        ticks = iter(range(1_000_000))
        outcome = runs([say(VIEW, reasoning="word " * 100)], now_s=lambda: float(next(ticks)))
        assert outcome.kind == "time_limit"
        turn = next(record for record in outcome.records if isinstance(record, ModelTurn))
        assert turn.finish == "stopped"
        assert 0 < len(turn.token_ids) <= 60
        assert outcome.observations == []

    def test_a_request_to_stop_ends_a_run_between_two_tokens(self, runs: Runs) -> None:
        asked = iter([False] * 10 + [True])
        outcome = runs([say(VIEW)], should_stop=lambda: next(asked))
        assert outcome.kind == "interrupted"
        assert outcome.state.usage.thinking + outcome.state.usage.answer == 11

    def test_an_interruption_while_sampling_keeps_what_was_sampled(self, runs: Runs) -> None:
        outcome = runs([say(VIEW)], progress=_InterruptedAfter(5))
        assert outcome.kind == "interrupted"
        assert len(next(record for record in outcome.records if isinstance(record, ModelTurn)).token_ids) == 5

    def test_an_interruption_of_a_command_ends_a_run(self, runs: Runs) -> None:
        outcome = runs([say(call("bash", command="sleep 100"))], sandbox=_Failing(KeyboardInterrupt()))
        assert (outcome.kind, outcome.state.steps) == ("interrupted", 1)

    def test_a_lost_sandbox_ends_a_run(self, runs: Runs) -> None:
        outcome = runs([say(call("bash", command="ls"))], sandbox=_Failing(SandboxLost("the engine is gone")))
        assert outcome.records[-1] == Ended(kind="sandbox_lost", detail="the engine is gone")

    def test_an_error_nobody_expects_ends_a_run_and_is_kept(self, runs: Runs) -> None:
        outcome = runs([say(VIEW)])  # the script has no second turn
        assert (outcome.kind, outcome.state.steps) == ("internal_error", 1)
        assert "Traceback" in (outcome.agent.trajectory.folder / "error.log").read_text(encoding="utf-8")


class TestRules:
    def test_a_model_that_calls_nothing_is_told_three_times(self, runs: Runs) -> None:
        outcome = runs([say(content="I think it is fine.")] * 9)
        assert (outcome.kind, outcome.state.steps) == ("no_call", 4)
        told = [record.text for record in outcome.records if isinstance(record, UserMessage)]
        assert told == [stuck.CONTINUE] * 3

    def test_a_call_begins_the_count_anew(self, runs: Runs) -> None:
        silent = say(content="Hm.")
        outcome = runs([silent, silent, silent, say(VIEW), silent, silent, silent, SUBMIT])
        assert outcome.kind == "submitted"

    def test_an_unreadable_call_is_answered_in_its_place(self, runs: Runs) -> None:
        broken = RawTurn(raw="Hm.\n</think>\n\n<tool_call>\nnothing like a function\n</tool_call><|im_end|>")
        outcome = runs([broken, SUBMIT])
        assert outcome.kind == "submitted"
        assert outcome.observations[0]
        assert outcome.agent.conversation.messages[3].role == "tool"

    def test_an_unknown_tool_is_told(self, runs: Runs) -> None:
        outcome = runs([say(call("browse", url="x")), SUBMIT])
        assert "browse" in outcome.observations[0]
        assert outcome.kind == "submitted"

    def test_wrong_arguments_are_told(self, runs: Runs) -> None:
        outcome = runs([say(call("str_replace_editor", command="look", path="/repo/a.py")), SUBMIT])
        assert "command" in outcome.observations[0]
        assert outcome.kind == "submitted"

    def test_calls_run_in_order(self, runs: Runs) -> None:
        create = call("str_replace_editor", command="create", path="/repo/b.py", file_text="y = 2\n")
        view = call("str_replace_editor", command="view", path="/repo/b.py")
        outcome = runs([say(create, view), SUBMIT])
        assert "created" in outcome.observations[0]
        assert "y = 2" in outcome.observations[1]
        roles = [message.role for message in outcome.agent.conversation.messages]
        assert roles == ["system", "user", "assistant", "tool", "tool", "assistant"]

    def test_a_cut_reply_is_told_and_its_call_not_run(self, runs: Runs) -> None:
        create = call("str_replace_editor", command="create", path="/repo/b.py", file_text="y" * 500)
        outcome = runs([say(create), SUBMIT], limits=replace(LIMITS, max_tokens_per_turn=300))
        assert outcome.kind == "submitted"
        assert stuck.CUT in outcome.observations[0]
        assert outcome.agent.sandbox.change() == b""

    def test_a_cut_thought_is_told(self, runs: Runs) -> None:
        outcome = runs([say(VIEW, reasoning="and " * 200), SUBMIT], limits=replace(LIMITS, max_tokens_per_turn=300))
        told = [record.text for record in outcome.records if isinstance(record, UserMessage)]
        assert told == [f"{stuck.CUT}\n{stuck.CONTINUE}"]
        assert outcome.kind == "submitted"

    def test_the_same_call_is_nudged_then_ended(self, runs: Runs) -> None:
        outcome = runs([say(VIEW)] * 9)
        assert (outcome.kind, outcome.state.steps) == ("stuck", 5)
        assert [stuck.NUDGE.format(count=3) in text for text in outcome.observations] == [
            False,
            False,
            True,
            False,
            False,
        ]

    def test_another_call_in_between_is_progress(self, runs: Runs) -> None:
        other = say(call("str_replace_editor", command="view", path="/repo"))
        outcome = runs([say(VIEW), say(VIEW), other] * 4 + [SUBMIT])
        assert outcome.kind == "submitted"


TURNS = st.lists(
    st.one_of(
        st.just(say(VIEW)),
        st.just(say(VIEW, call("str_replace_editor", command="view", path="/repo"))),
        st.builds(lambda text: say(content=text), st.text(max_size=40)),
        st.builds(lambda text: say(VIEW, reasoning=text), st.text(max_size=200)),
        st.builds(
            lambda text: RawTurn(raw=text), st.sampled_from(["<tool_call>", "</think>", "", "<|im_start|>x", "<think>"])
        ),
    ),
    max_size=6,
)


class TestAppendOnly:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(turns=TURNS, max_tokens_per_turn=st.integers(min_value=20, max_value=400))
    def test_over_a_whole_run_the_log_only_grows(
        self, tmp_path_factory: pytest.TempPathFactory, turns: list[ScriptedTurn], max_tokens_per_turn: int
    ) -> None:
        """The session holds a prefix of the log at every step, and what is on the disk is the log."""
        runs = Runs(tmp_path_factory.mktemp("runs"))
        watch = _PrefixWatch()
        outcome = runs(
            [*turns, *[SUBMIT] * 30], limits=replace(LIMITS, max_tokens_per_turn=max_tokens_per_turn), progress=watch
        )
        log = list(outcome.agent.conversation)
        assert read_tokens(outcome.agent.trajectory.folder) == log
        ids = [token_id for token_id, _ in log]
        for turn in watch.turns:
            stop = turn.first_token + len(turn.token_ids)
            assert tuple(ids[turn.first_token : stop]) == turn.token_ids
            assert {origin for _, origin in log[turn.first_token : stop]} <= {"sampled"}
        computed = sum(turn.usage.computed for turn in watch.turns)
        assert computed + sum(len(turn.token_ids) for turn in watch.turns) == outcome.agent.session.token_count


class TestDrafts:
    def test_they_are_counted_and_change_no_greedy_run(self, runs: Runs, tmp_path: Path) -> None:
        """With a real model of random weights, whose head is right now and then."""
        folder = tmp_path / "model"
        config = tiny_config(vocab_size=304, max_position_embeddings=30000, mtp_num_hidden_layers=1)
        write_random_checkpoint(folder, config)
        build_byte_tokenizer(folder, chat_template=TEMPLATE.read_text(encoding="utf-8"))
        limits = replace(LIMITS, max_steps=2, max_tokens_per_turn=40)
        outcomes = []
        for drafts in (0, 3):
            model = load_language_model(folder, device="cpu", dtype="float32", speculative_tokens=drafts)
            outcomes.append(runs([], session=model.new_session(seed=0), limits=limits))
        plain, drafting = outcomes
        assert plain.state.drafts == DraftCounts()
        assert drafting.state.drafts.rounds > 0
        turns = [[record for record in each.records if isinstance(record, ModelTurn)] for each in outcomes]
        assert [turn.token_ids for turn in turns[0]] == [turn.token_ids for turn in turns[1]]
        assert sum(len(turn.token_ids) for turn in turns[1]) > 20
        assert turns[1][0].drafts + turns[1][1].drafts == drafting.state.drafts


class _PrefixWatch(NoProgress):
    """Keeps the turns as they are recorded."""

    def __init__(self) -> None:
        self.turns: list[ModelTurn] = []

    def record(self, record: AnyRecord) -> None:
        if isinstance(record, ModelTurn):
            self.turns.append(record)


class _InterruptedAfter(NoProgress):
    """A user who presses Ctrl-C when a number of tokens was seen."""

    def __init__(self, tokens: int) -> None:
        self._left = tokens

    def token(self, token_id: int) -> None:
        self._left -= 1
        if self._left == 0:
            raise KeyboardInterrupt


class _Failing(MemorySandbox):
    """A sandbox in which every command ends the same bad way."""

    def __init__(self, error: BaseException) -> None:
        super().__init__({})
        self._error = error

    def exec(self, command: Sequence[str], **_: Any) -> ExecResult:
        raise self._error
