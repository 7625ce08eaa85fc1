"""A run whose replies are held to rules is killed at every record: what it records in the end is as if it never was."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.conversation import Conversation
from agent.errors import Misconfigured
from agent.events import AnyRecord, ModelTurn, ThoughtsForgotten, UserMessage
from agent.model import LanguageModel
from agent.outcome import SolveResult
from agent.profile import PROFILES
from agent.progress import NoProgress
from agent.replies import ReplySettings
from agent.resume import Sandboxes, resume
from agent.saved_run import open_saved_run
from agent.scripted import ScriptedModel, ScriptedSession, SpokenTurn
from agent.settlement import REPLY_STOPPED
from agent.solve import solve, tool_specs
from agent.training_example import TrainingExample, read_training_examples
from agent.trajectory import LOGPROBS_FILE, Trajectory, read_tokens
from model_runtime.byte_tokenizer import build_byte_tokenizer
from model_runtime.chat.template import published_template
from model_runtime.language_model import load_language_model
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
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
from vocabulary.messages import DraftCounts, Usage

REPLIES = ReplySettings(preserve_thinking=False, thinking_budget=30, run_thinking_budget=400, logprobs=True)
LONG = "This is a thought that goes on for longer than it is allowed to."
TURNS = [
    SpokenTurn(reasoning="Look.", calls=(call("str_replace_editor", command="view", path="/repo/a.py"),)),
    SpokenTurn(reasoning=LONG, content="I think about it."),
    SpokenTurn(reasoning="Fix both.", calls=(replacing("a.py", "x = 1", "x = 2"), replacing("b.py", "y = 1", "y = 2"))),
    SpokenTurn(reasoning="Hm.", content="I think again."),
    SpokenTurn(reasoning="And again.", content="I think once more."),
    SpokenTurn(reasoning="Count.", calls=(call("bash", command="count"),)),
    SpokenTurn(reasoning="Done.", calls=(call("submit", summary="Both were one."),)),
]
FILES_OF_TOKENS = ("tokens.bin", "origins.bin", LOGPROBS_FILE)


class GuessingSession(ScriptedSession):
    """Counts a draft for each reply, as a session that guesses ahead does."""

    drafts = DraftCounts()

    @property
    def draft_counts(self) -> DraftCounts:
        return self.drafts

    def _next_turn(self) -> list[int]:
        self.drafts += DraftCounts(1, 3, 2)
        return super()._next_turn()


class Guessing(ScriptedModel):
    def new_session(self, *, seed: int) -> ScriptedSession:
        return GuessingSession(TURNS, CHAT, self.context_tokens)


def model() -> ScriptedModel:
    return Guessing(TURNS, CHAT)


def start(
    folder: Path, open_sandbox: Callable[[], MemorySandbox], progress: NoProgress, **settings: Any
) -> SolveResult:
    (folder / "base").mkdir(parents=True)
    profile = PROFILES["scripted"].model_copy(update={"replies": REPLIES})
    request = request_in(folder, speculative_tokens=3).model_copy(update={"profile": profile, **settings})
    return solve(request, model(), open_sandbox, progress=progress)


def go_on(folder: Path, adopted: MemorySandbox | None, progress: NoProgress | None = None) -> SolveResult:
    return resume(open_saved_run(folder), model(), Sandboxes(lambda _: adopted, lambda _: sandbox()), progress=progress)


class Whole:
    """A run that nobody kills."""

    def __init__(self, folder: Path) -> None:
        watch = KilledAfter(10_000, really=False)
        self.result = start(folder, sandbox, watch)
        self.records = 10_000 - watch.left
        self.files = {name: (folder / name).read_bytes() for name in FILES_OF_TOKENS}
        self.examples = read_training_examples(folder)
        self.turns = turns_of(folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    run = Whole(tmp_path_factory.mktemp("whole") / "run")
    assert run.result.status == "patched"
    assert len(run.examples) == 4
    assert run.result.drafts == DraftCounts(len(TURNS), 3 * len(TURNS), 2 * len(TURNS))
    return run


def turns_of(folder: Path) -> list[ModelTurn]:
    return [record for record in records_of(folder) if isinstance(record, ModelTurn)]


def said(turn: ModelTurn) -> dict[str, Any]:
    """A reply without its times, and without what of its prompt was computed and what was there already."""
    fields = turn.model_dump(exclude={"prefill_s", "decode_s", "decode_tokens_per_s", "usage"})
    usage = turn.usage
    return {**fields, "prompt": usage.computed + usage.reused, "sampled": (usage.thinking, usage.answer)}


def sampled_once(examples: list[TrainingExample]) -> list[int]:
    return [
        token_id
        for example in examples
        for token_id, chosen in zip(example.token_ids, example.loss_mask, strict=True)
        if chosen
    ]


def assert_in_step(folder: Path) -> None:
    """Every token has its origin and its log probability, and is trained on once."""
    tokens = read_tokens(folder)
    sizes = [(folder / name).stat().st_size for name in FILES_OF_TOKENS]
    assert sizes == [4 * len(tokens), len(tokens), 4 * len(tokens)]
    examples = read_training_examples(folder)
    for example in examples:
        known = [logprob is not None for logprob in example.logprobs]
        assert known == [origin == "sampled" for origin in example.origins]
    assert sampled_once(examples) == [token_id for token_id, origin in tokens if origin == "sampled"]


BOUNDARIES = range(1, 30)


def test_no_record_of_a_whole_run_is_beyond_the_boundaries(whole: Whole) -> None:
    assert whole.records in BOUNDARIES


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_in_its_own_sandbox_it_writes_the_very_same_tokens(boundary: int, whole: Whole, tmp_path: Path) -> None:
    if boundary > whole.records:
        pytest.skip(f"a whole run has {whole.records} records")
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    with pytest.raises(Killed):
        start(folder, lambda: surviving, KilledAfter(boundary, really=False))
    result = go_on(folder, surviving)
    assert (result.status, result.patch) == ("patched", whole.result.patch)
    assert {name: (folder / name).read_bytes() for name in FILES_OF_TOKENS} == whole.files
    assert read_training_examples(folder) == whole.examples
    assert [said(turn) for turn in turns_of(folder)] == [said(turn) for turn in whole.turns]
    assert result.drafts == whole.result.drafts
    assert (result.usage.thinking, result.usage.answer) == (whole.result.usage.thinking, whole.result.usage.answer)
    assert result.usage == sum((turn.usage for turn in turns_of(folder)), Usage())


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_in_a_new_sandbox_its_context_is_the_one_after_forgetting(boundary: int, whole: Whole, tmp_path: Path) -> None:
    if boundary > whole.records:
        pytest.skip(f"a whole run has {whole.records} records")
    folder = tmp_path / "run"
    assert in_child(lambda: start(folder, sandbox, KilledAfter(boundary, really=True))) == -signal.SIGKILL
    result = go_on(folder, adopted=None)
    assert (result.status, result.patch, result.drafts) == ("patched", whole.result.patch, whole.result.drafts)
    assert_in_step(folder)
    last = CHAT.decode(read_training_examples(folder)[-1].token_ids)
    assert "And again." not in last
    assert "Count." in last


def test_killed_again_and_again(whole: Whole, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    work: Callable[[], object] = lambda: start(folder, sandbox, KilledAfter(1, really=True))  # noqa: E731
    for _ in range(80):
        if in_child(work) == 0:
            break
        work = lambda: go_on(folder, None, KilledAfter(2, really=True))  # noqa: E731
    assert (folder / "patch.diff").read_bytes() == whole.result.patch
    assert json.loads((folder / "result.json").read_bytes())["drafts"]["rounds"] == len(TURNS)
    assert_in_step(folder)


@pytest.mark.parametrize("torn", [(0, 0, 0), (7, 0, 0), (8, 6, 0), (8, 8, 1), (8, 8, 2)])
def test_a_torn_tail_of_the_token_files_is_repaired(torn: tuple[int, int, int], whole: Whole, tmp_path: Path) -> None:
    """The process died while it wrote two tokens: log probabilities come first, origins last."""
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    with pytest.raises(Killed):
        start(folder, lambda: surviving, KilledAfter(9, really=False))
    logprobs, tokens, origins = torn
    for name, count in ((LOGPROBS_FILE, logprobs), ("tokens.bin", tokens), ("origins.bin", origins)):
        with (folder / name).open("ab") as file:
            file.write(b"\x02" * count)
    go_on(folder, surviving)
    assert {name: (folder / name).read_bytes() for name in FILES_OF_TOKENS} == whole.files


def test_log_probabilities_that_the_disk_lost_are_unknown(tmp_path: Path) -> None:
    trajectory = Trajectory(tmp_path / "run", logprobs=True)
    trajectory.append_tokens([1, 2, 3], "sampled", [-0.5, -0.25, -1.0])
    trajectory.close()
    path = tmp_path / "run" / LOGPROBS_FILE
    path.write_bytes(path.read_bytes()[:6])
    reopened, _ = Trajectory.reopen(tmp_path / "run")
    reopened.cut_tokens(2)
    reopened.append_tokens([4], "sampled", [-2.0])
    reopened.close()
    (example,) = read_training_examples(tmp_path / "run")
    assert (example.token_ids, example.logprobs) == ((1, 2, 4), (-0.5, None, -2.0))


def killed_at(folder: Path, surviving: Surviving, kind: type[AnyRecord]) -> None:
    class Watch(NoProgress):
        def record(self, record: AnyRecord) -> None:
            if isinstance(record, kind):
                raise Killed

    with pytest.raises(Killed):
        start(folder, lambda: surviving, Watch())


def test_thoughts_that_were_about_to_be_forgotten_are_forgotten_once(whole: Whole, tmp_path: Path) -> None:
    """The process died behind the record, before the context without thoughts was written: it is recorded anew."""
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    killed_at(folder, surviving, ThoughtsForgotten)
    go_on(folder, surviving)
    forgotten = [record for record in records_of(folder) if isinstance(record, ThoughtsForgotten)]
    assert forgotten[0] == forgotten[1]
    assert len(forgotten) == 4
    assert read_training_examples(folder) == whole.examples


def test_a_record_of_forgetting_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    with pytest.raises(Killed):
        start(folder, lambda: surviving, KilledAfter(9, really=False))
    cut = next(record for record in records_of(folder) if isinstance(record, ThoughtsForgotten))
    content = bytearray((folder / "tokens.bin").read_bytes())
    content[4 * cut.log_tokens] ^= 1
    (folder / "tokens.bin").write_bytes(content)
    with pytest.raises(Misconfigured, match="does not fit the thoughts that were forgotten before step 3"):
        go_on(folder, surviving)


def test_the_standing_of_a_run_is_its_context_and_what_has_left_it(whole: Whole, tmp_path: Path) -> None:
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    with pytest.raises(Killed):
        start(folder, lambda: surviving, KilledAfter(whole.records - 2, really=False))
    saved = open_saved_run(folder)
    standing, conversation = saved.standing(model(), tool_specs(saved.request, CHAT))
    saved.trajectory.close()
    assert isinstance(conversation, Conversation)
    last = read_training_examples(folder)[-1]
    assert conversation.token_ids() == list(last.token_ids[: conversation.token_count])
    assert list(conversation) == list(zip(last.token_ids, last.origins, strict=True))[: conversation.token_count]
    assert conversation.forgotten_tokens > 0
    assert saved.request.profile.replies == REPLIES
    assert saved.request.speculative_tokens == 3
    assert standing.state.drafts.rounds == standing.state.steps


def test_the_token_limit_counts_what_has_left_the_context(whole: Whole, tmp_path: Path) -> None:
    """A run that ended by its tokens ends so again, at once, when it is taken up with the same limit."""
    folder = tmp_path / "run"
    limits = PROFILES["scripted"].limits
    tokens = len(whole.files["origins.bin"]) - 200
    profile = PROFILES["scripted"].model_copy(
        update={"replies": REPLIES, "limits": replace(limits, max_total_tokens=tokens)}
    )
    first = start(folder, sandbox, NoProgress(), profile=profile)
    assert first.ending == "token_limit"
    again = go_on(folder, None)
    assert (again.ending, again.steps) == ("token_limit", first.steps)


def test_a_reply_that_was_cut_off_is_forgotten_with_its_thought(tmp_path: Path) -> None:
    """A user message says so, and with it past thoughts leave the context; the news of a new sandbox ride in it."""
    asked = iter([False] * 700 + [True])
    folder = tmp_path / "run"
    (folder / "base").mkdir(parents=True)
    profile = PROFILES["scripted"].model_copy(update={"replies": REPLIES})
    request = request_in(folder).model_copy(update={"profile": profile})
    stopped = solve(request, model(), sandbox, should_stop=lambda: next(asked, True))
    assert stopped.ending == "interrupted"
    assert turns_of(folder)[-1].finish == "stopped"
    steps = stopped.steps
    go_on(folder, None)
    records = records_of(folder)
    message = next(record for record in records if isinstance(record, UserMessage) and REPLY_STOPPED in record.text)
    assert "a new one was made" in message.text
    after = records[records.index(message) + 1 :]
    assert isinstance(after[0], ThoughtsForgotten)
    assert turns_of(folder)[steps].step == steps + 1
    assert_in_step(folder)


@pytest.fixture(scope="module")
def drawing_model(tmp_path_factory: pytest.TempPathFactory) -> LanguageModel:
    """Random weights, which draw, guess ahead and make no call: each step ends in a user message."""
    folder = tmp_path_factory.mktemp("checkpoint")
    config = tiny_config(vocab_size=304, max_position_embeddings=30_000, mtp_num_hidden_layers=1)
    write_random_checkpoint(folder, config)
    build_byte_tokenizer(folder, chat_template=published_template().source)
    return load_language_model(folder, device="cpu", dtype="float32", speculative_tokens=3)


def draw(folder: Path, model: LanguageModel, replies: ReplySettings, progress: NoProgress) -> SolveResult:
    (folder / "base").mkdir(parents=True)
    scripted = PROFILES["scripted"]
    limits = replace(scripted.limits, max_tokens_per_turn=40, max_steps=4)
    sampling = replace(scripted.sampling, temperature=1.0)
    profile = scripted.model_copy(update={"replies": replies, "limits": limits, "sampling": sampling})
    request = request_in(folder, speculative_tokens=3).model_copy(update={"profile": profile})
    return solve(request, model, lambda: Surviving(FILES, answer), progress=progress)


@pytest.mark.slow
@pytest.mark.parametrize(
    "replies",
    [
        ReplySettings(preserve_thinking=False),
        ReplySettings(preserve_thinking=False, logprobs=True, thinking_budget=10, constrain_calls=True),
    ],
)
def test_a_model_draws_what_it_would_have_drawn(
    drawing_model: LanguageModel, tmp_path: Path, replies: ReplySettings
) -> None:
    whole = tmp_path / "whole"
    expected = draw(whole, drawing_model, replies, NoProgress())
    assert expected.steps == 4
    assert (expected.drafts.rounds > 0) is not replies.logprobs
    adopted = Surviving(FILES, answer)
    for boundary in (6, 7):
        folder = tmp_path / str(boundary)
        with pytest.raises(Killed):
            draw(folder, drawing_model, replies, KilledAfter(boundary, really=False))
        result = resume(open_saved_run(folder), drawing_model, Sandboxes(lambda _: adopted, lambda _: adopted))
        assert (result.ending, result.steps, result.drafts) == (expected.ending, expected.steps, expected.drafts)
        for name in ("tokens.bin", "origins.bin"):
            assert (folder / name).read_bytes() == (whole / name).read_bytes()
