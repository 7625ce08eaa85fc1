"""A context that is nearly full becomes a new segment of the token log: the opening, and a summary that the model wrote."""

from __future__ import annotations

import signal
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from agent.context import ASK, ContextRules
from agent.events import AnyRecord, Compacted, ModelTurn, SummaryAsked
from agent.outcome import SolveResult
from agent.profile import PROFILES
from agent.progress import NoProgress, StepLines
from agent.replies import ReplySettings
from agent.resume import Sandboxes, resume
from agent.saved_run import open_saved_run
from agent.scripted import RawTurn, ScriptedModel, ScriptedTurn, SpokenTurn
from agent.solve import solve, tool_specs
from agent.training_example import read_training_examples
from agent.trajectory import read_events, read_tokens
from evals.replay import ReplayModel, read_recording
from sandboxes.memory import MemorySandbox
from tests.agent.test_resume import (
    CHAT,
    FILES,
    Killed,
    KilledAfter,
    Surviving,
    answer,
    call,
    in_child,
    records_of,
    replacing,
    request_in,
    sandbox,
)
from vocabulary.messages import Message

CONTEXT = 12_000
RULES = ContextRules(max_tokens=CONTEXT, compact_at=0.75, summary_tokens=1000)
LONG = "I look at everything here once more, word by word. " * 18
VIEW = call("str_replace_editor", command="view", path="/repo/a.py")
TURNS: list[ScriptedTurn] = [
    SpokenTurn(reasoning=LONG, calls=(VIEW,)),
    SpokenTurn(reasoning=LONG, calls=(replacing("a.py", "x = 1", "x = 2"), replacing("b.py", "y = 1", "y = 2"))),
    SpokenTurn(
        reasoning="To sum up.", content="It is one in a.py and b.py. <|im_end|> I changed both.\n\nLeft: count."
    ),
    SpokenTurn(reasoning="Count.", calls=(call("bash", command="count"),)),
    SpokenTurn(reasoning=LONG, content="I think about it."),
    SpokenTurn(reasoning=LONG, calls=(VIEW,)),
    SpokenTurn(reasoning="Again.", content="Both are two. I counted. Left: submit.", calls=(VIEW,)),
    SpokenTurn(reasoning="Undo.", calls=(replacing("b.py", "y = 2", "y = 3"),)),
    SpokenTurn(reasoning="Done.", calls=(call("submit", summary="Both were one."),)),
]
TOKEN_FILES = ("tokens.bin", "origins.bin")


def model(turns: Sequence[ScriptedTurn] = TURNS) -> ScriptedModel:
    return ScriptedModel(turns, CHAT)


def start(
    folder: Path,
    open_sandbox: Callable[[], MemorySandbox] = sandbox,
    progress: NoProgress | None = None,
    *,
    turns: Sequence[ScriptedTurn] = TURNS,
    **profile: Any,
) -> SolveResult:
    (folder / "base").mkdir(parents=True)
    asked = request_in(folder)
    update = {"context": RULES, **profile}
    asked = asked.model_copy(update={"profile": asked.profile.model_copy(update=update)})
    return solve(asked, model(turns), open_sandbox, progress=progress)


def go_on(
    folder: Path,
    adopted: MemorySandbox | None,
    progress: NoProgress | None = None,
    *,
    turns: Sequence[ScriptedTurn] = TURNS,
) -> SolveResult:
    sandboxes = Sandboxes(lambda _: adopted, lambda _: sandbox())
    return resume(open_saved_run(folder), model(turns), sandboxes, progress=progress)


def of_type(folder: Path, kind: type[AnyRecord]) -> list[Any]:
    return [record for record in records_of(folder) if isinstance(record, kind)]


class Whole:
    """A run that nobody kills."""

    def __init__(self, folder: Path) -> None:
        watch = KilledAfter(10_000, really=False)
        self.folder = folder
        self.result = start(folder, progress=watch)
        self.records = 10_000 - watch.left
        self.files = {name: (folder / name).read_bytes() for name in TOKEN_FILES}
        self.turns: list[ModelTurn] = of_type(folder, ModelTurn)
        self.cuts: list[Compacted] = of_type(folder, Compacted)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    run = Whole(tmp_path_factory.mktemp("whole") / "run")
    assert (run.result.status, run.result.compactions) == ("patched", 2)
    assert b"+y = 3" in run.result.patch
    return run


def test_the_run_goes_on_behind_its_opening_and_the_summary(whole: Whole) -> None:
    assert [turn.purpose for turn in whole.turns] == ["work", "work", "summary", "work", "work", "work", "summary"] + [
        "work"
    ] * 2
    first, second, third = read_training_examples(whole.folder)
    opening = first.token_ids[: whole.cuts[0].kept_tokens]
    for example, cut in zip((second, third), whole.cuts, strict=True):
        assert example.token_ids[: len(opening)] == opening
        text = CHAT.decode(example.token_ids[len(opening) :])
        assert text.startswith("\n<|im_start|>user\n[The context was full.")
        assert "I look at everything" not in text.partition("<think>")[0]
        assert f"<summary>\n{cut.text.partition('<summary>')[2].partition('</summary>')[0].strip()}\n</summary>" in text


def test_the_new_context_is_what_the_template_renders(whole: Whole) -> None:
    system, user = PROFILES["scripted"].opening("It is one.")
    specs = tool_specs(request_in(whole.folder), CHAT)
    for example, cut in zip(read_training_examples(whole.folder)[1:], whole.cuts, strict=True):
        ids = CHAT.open([system, user, Message("user", cut.text)], specs, thinking=True)
        rendered = CHAT.template.render([system, user, Message("user", cut.text)], specs, enable_thinking=True)
        prompt = example.token_ids[: cut.context_tokens]
        # A control token that the model wrote into its summary is plain text there.
        assert list(prompt) == ids
        assert CHAT.decode(prompt) == unicodedata.normalize("NFC", rendered)
        assert prompt.count(ids[whole.cuts[0].kept_tokens - 1]) == 3


def test_nothing_of_the_opening_is_computed_again(whole: Whole) -> None:
    for cut in whole.cuts:
        after = next(turn for turn in whole.turns if turn.step == cut.step + 1)
        assert after.first_token == cut.context_tokens
        assert after.usage.reused == cut.kept_tokens
        assert after.usage.computed == cut.context_tokens - cut.kept_tokens
    computed = sum(turn.usage.computed for turn in whole.turns)
    given = sum(origin != "sampled" for _, origin in read_tokens(whole.folder))
    assert whole.result.usage.computed == computed == given


def test_the_question_rides_in_what_is_told_anyway_and_calls_of_a_summary_are_not_run(whole: Whole) -> None:
    records = records_of(whole.folder)
    asked = [index for index, record in enumerate(records) if isinstance(record, SummaryAsked)]
    assert [records[index + 1].type for index in asked] == ["model_turn", "model_turn"]
    assert [records[index + 2].type for index in asked] == ["compacted", "compacted"]
    text = CHAT.decode(read_training_examples(whole.folder)[0].token_ids)
    assert text.count(f"{ASK}\n</tool_response>") == 1


def test_a_run_is_shown_with_its_summaries(whole: Whole) -> None:
    lines = StepLines(9, lambda: 0.0)
    shown = [line for record in records_of(whole.folder) for line in lines.after(record)]
    assert sum("the context is summed up" in line for line in shown) == 2


def test_a_replay_has_the_same_segments(whole: Whole, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    (folder / "base").mkdir(parents=True)
    recording = read_recording(whole.folder)
    replay = ReplayModel(recording, CHAT)
    asked = request_in(folder).model_copy(update={"profile": recording.profile})
    result = solve(asked, replay, sandbox)
    assert (result.patch, result.compactions, replay.first_difference) == (whole.result.patch, 2, None)
    assert {name: (folder / name).read_bytes() for name in TOKEN_FILES} == whole.files


BOUNDARIES = range(1, 40)


def test_no_record_of_a_whole_run_is_beyond_the_boundaries(whole: Whole) -> None:
    assert whole.records in BOUNDARIES


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_killed_in_any_segment_it_writes_the_very_same_tokens(boundary: int, whole: Whole, tmp_path: Path) -> None:
    if boundary > whole.records:
        pytest.skip(f"a whole run has {whole.records} records")
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    with pytest.raises(Killed):
        start(folder, lambda: surviving, KilledAfter(boundary, really=False))
    result = go_on(folder, surviving)
    assert (result.status, result.patch, result.compactions) == ("patched", whole.result.patch, 2)
    assert {name: (folder / name).read_bytes() for name in TOKEN_FILES} == whole.files
    assert read_training_examples(folder) == read_training_examples(whole.folder)


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_killed_with_its_sandbox_it_comes_to_the_same_patch(boundary: int, whole: Whole, tmp_path: Path) -> None:
    if boundary > whole.records:
        pytest.skip(f"a whole run has {whole.records} records")
    folder = tmp_path / "run"
    assert in_child(lambda: start(folder, progress=KilledAfter(boundary, really=True))) == -signal.SIGKILL
    result = go_on(folder, adopted=None)
    assert (result.status, result.patch) == ("patched", whole.result.patch)
    assert_segments(folder)


def test_killed_again_and_again(whole: Whole, tmp_path: Path) -> None:
    """After every second record of every resumption, the sandbox kept."""
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    with pytest.raises(Killed):
        start(folder, lambda: surviving, KilledAfter(1, really=False))
    for _ in range(100):
        with suppress(Killed):
            go_on(folder, surviving, KilledAfter(2, really=False))
            break
    assert (folder / "patch.diff").read_bytes() == whole.result.patch
    assert {name: (folder / name).read_bytes() for name in TOKEN_FILES} == whole.files
    assert_segments(folder)


def chosen_by_the_model(turn: ModelTurn) -> list[int]:
    forced = {place for first, end in turn.forced for place in range(first, end)}
    return [token_id for place, token_id in enumerate(turn.token_ids) if place not in forced]


def assert_segments(folder: Path) -> None:
    """Each segment begins with the opening, and every sampled token stands in one of them, as it was recorded."""
    turns: list[ModelTurn] = of_type(folder, ModelTurn)
    examples = read_training_examples(folder)
    sampled = [
        token_id
        for example in examples
        for token_id, chosen in zip(example.token_ids, example.loss_mask, strict=True)
        if chosen
    ]
    assert sampled == [token_id for turn in turns for token_id in chosen_by_the_model(turn)]
    assert sampled == [token_id for token_id, origin in read_tokens(folder) if origin == "sampled"]
    kept = {cut.kept_tokens for cut in of_type(folder, Compacted)}
    assert len(kept) <= 1
    for border in kept:
        assert len({example.token_ids[:border] for example in examples}) == 1


def test_a_summary_that_was_interrupted_is_asked_for_again(tmp_path: Path) -> None:
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    (folder / "base").mkdir(parents=True)
    asked = request_in(folder)
    asked = asked.model_copy(update={"profile": asked.profile.model_copy(update={"context": RULES})})
    turns = [*TURNS[:3], TURNS[2], *TURNS[3:]]

    class InSummary(NoProgress):
        is_asked, tokens = False, 0

        def record(self, record: AnyRecord) -> None:
            self.is_asked |= isinstance(record, SummaryAsked)

        def token(self, token_id: int) -> None:
            self.tokens += self.is_asked

    watch = InSummary()
    stopped = solve(asked, model(turns), lambda: surviving, progress=watch, should_stop=lambda: watch.tokens >= 20)
    assert (stopped.ending, of_type(folder, ModelTurn)[-1].purpose) == ("interrupted", "summary")
    result = go_on(folder, surviving, turns=turns)
    assert (result.status, result.compactions) == ("patched", 2)
    assert len(of_type(folder, SummaryAsked)) == 3
    assert_segments(folder)


def test_with_thoughts_forgotten_too(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    result = start(folder, replies=ReplySettings(preserve_thinking=False, thinking_budget=600), turns=TURNS)
    assert result.compactions >= 1
    assert_segments(folder)


def test_it_happens_no_more_often_than_allowed_and_then_the_context_ends_the_run_with_its_patch(tmp_path: Path) -> None:
    rules = replace(RULES, max_compactions=1)
    turns = [*TURNS[:3], *[SpokenTurn(reasoning=LONG, calls=(VIEW,))] * 9]
    result = start(tmp_path / "run", turns=turns, context=rules)
    assert (result.status, result.compactions, result.exit_code) == ("token_limit", 1, 55)
    assert b"+x = 2" in result.patch
    assert "the context of 12000 tokens is full" in result.ending_detail


@pytest.mark.parametrize(
    ("summary", "detail"),
    [
        (RawTurn(raw="<|im_end|>"), "the reply that was to sum it up is empty"),
        (RawTurn(raw="</think>\n\n<tool_call>\n<function=submit>\n</function>\n</tool_call>"), "is empty"),
    ],
)
def test_without_a_summary_the_run_ends_with_its_patch(summary: ScriptedTurn, detail: str, tmp_path: Path) -> None:
    result = start(tmp_path / "run", turns=[*TURNS[:2], summary])
    assert (result.status, result.compactions) == ("token_limit", 0)
    assert detail in result.ending_detail
    assert b"+x = 2" in result.patch
    again = go_on(tmp_path / "run", None, turns=[*TURNS[:2], summary])
    assert (again.status, again.patch) == (result.status, result.patch)


def test_without_room_for_a_summary_the_run_ends_with_its_patch(tmp_path: Path) -> None:
    """The opening alone takes nearly all that the threshold leaves: no summary is asked for."""
    rules = ContextRules(max_tokens=9200, compact_at=0.75, summary_tokens=1000)
    result = start(tmp_path / "run", turns=TURNS[1:2] * 9, context=rules)
    assert (result.status, result.compactions) == ("token_limit", 0)
    assert b"+x = 2" in result.patch
    assert of_type(tmp_path / "run", SummaryAsked) == []


def test_a_summary_that_grows_as_it_is_told_again_ends_the_run_where_it_has_no_room(tmp_path: Path) -> None:
    """Names of control tokens are one id each as the model writes them, and many as text."""
    rules = ContextRules(max_tokens=12_000, compact_at=0.75, summary_tokens=1000)
    turns = [*TURNS[:2], RawTurn(raw="</think>\n\n" + "<|vision_start|>" * 400)]
    result = start(tmp_path / "run", turns=turns, context=rules)
    assert (result.status, result.compactions) == ("token_limit", 0)
    assert "has no room for the summary" in result.ending_detail
    assert b"+x = 2" in result.patch


WORDS = st.text(st.characters(codec="utf-8"), max_size=300) | st.integers(5, 60).map(lambda n: "all of it, again; " * n)
CALLS = st.sampled_from([(), (VIEW,), (VIEW, VIEW), (call("bash", command="count"),), (replacing("a.py", "x", "xx"),)])
SPOKEN = st.builds(SpokenTurn, reasoning=WORDS, content=WORDS, calls=CALLS)
RAW = st.builds(
    RawTurn, raw=WORDS | st.sampled_from(["", "</think>", "<tool_call>\n<function=bash>", "<think><|im_end|>"])
)


class Files(NoProgress):
    """The token file after each record, which has to grow only."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seen = folder, b""

    def record(self, record: AnyRecord) -> None:
        content = (self.folder / "tokens.bin").read_bytes()
        assert content.startswith(self.seen)
        self.seen = content


@settings(max_examples=60, deadline=None)
@given(
    turns=st.lists(SPOKEN | SPOKEN | SPOKEN | RAW, min_size=8, max_size=16),
    context=st.integers(9_500, 11_000),
    share=st.floats(0.76, 0.92),
    preserve=st.booleans(),
)
def test_whatever_is_said_the_log_only_grows_and_segments_share_their_opening(
    turns: list[ScriptedTurn], context: int, share: float, preserve: bool
) -> None:
    with TemporaryDirectory() as root:
        folder = Path(root, "run")
        rules = ContextRules(max_tokens=context, compact_at=share, summary_tokens=600)
        scripted = PROFILES["scripted"]
        result = start(
            folder,
            progress=Files(folder),
            turns=turns,
            context=rules,
            limits=replace(scripted.limits, max_tokens_per_turn=900),
            replies=ReplySettings(preserve_thinking=preserve),
        )
        assert result.ending_detail.startswith("ScriptExhausted") or result.ending != "internal_error", (
            result.ending_detail
        )
        event(f"{result.compactions} compactions, {result.ending}")
        assert result.compactions == len(of_type(folder, Compacted))
        assert_segments(folder)
        for turn in of_type(folder, ModelTurn):
            assert turn.first_token + len(turn.token_ids) <= context
        assert [event.seq for event in read_events(folder)] == list(range(len(read_events(folder))))
