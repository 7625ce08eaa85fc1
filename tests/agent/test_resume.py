"""A run is killed at every record, and goes on: with the sandbox that it had, or without it."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from agent.errors import Misconfigured
from agent.events import AnyRecord, ObservationRecord, Resumed, ToolCallRecord
from agent.issue import clean_issue
from agent.outcome import SolveResult
from agent.profile import PROFILES
from agent.progress import NoProgress
from agent.request import SolveRequest, StoredBase
from agent.resume import Sandboxes, resume
from agent.saved_run import open_saved_run
from agent.scripted import ScriptedCall, ScriptedModel, SpokenTurn
from agent.settlement import ENDED, UNKNOWN, WRITTEN
from agent.solve import solve
from agent.stuck import LoopRules
from agent.trajectory import read_events, read_tokens
from model_runtime.chat.format import byte_chat_format
from sandboxes.base import ExecResult
from sandboxes.memory import MemorySandbox

CHAT = byte_chat_format()
FILES = {"a.py": b"x = 1\n", "b.py": b"y = 1\n"}


def call(name: str, **arguments: Any) -> ScriptedCall:
    return ScriptedCall(name=name, arguments=arguments)


def replacing(path: str, old: str, new: str) -> ScriptedCall:
    return call("str_replace_editor", command="str_replace", path=f"/repo/{path}", old_str=old, new_str=new)


TURNS = [
    SpokenTurn(reasoning="Look.", calls=(call("str_replace_editor", command="view", path="/repo/a.py"),)),
    SpokenTurn(reasoning="Fix both.", calls=(replacing("a.py", "x = 1", "x = 2"), replacing("b.py", "y = 1", "y = 2"))),
    SpokenTurn(content="I think about it."),
    SpokenTurn(reasoning="Count.", calls=(call("bash", command="count"),)),
    SpokenTurn(reasoning="Undo.", calls=(replacing("b.py", "y = 2", "y = 3"),)),
    SpokenTurn(reasoning="Done.", calls=(call("submit", summary="Both were one."),)),
]


def answer(command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
    """The command ``count`` leaves a trace of how often it ran."""
    if command[-1] == "count":
        files["count.txt"] = files.get("count.txt", b"") + b"once\n"
    return ExecResult(0, b"")


class Surviving(MemorySandbox):
    """A sandbox that outlives the process that opened it, as a container does."""

    def close(self) -> None:
        """It was killed, not closed."""


class Killed(BaseException):
    """Stands for SIGKILL where the sandbox has to live on in this process."""


class KilledAfter(NoProgress):
    """Kills at the record of that number (from 1); a process by a real signal, or this thread of work by ``Killed``."""

    def __init__(self, records: int, *, really: bool) -> None:
        self.left = records
        self._really = really

    def record(self, record: AnyRecord) -> None:
        self.left -= 1
        if self.left == 0:
            if self._really:
                os.kill(os.getpid(), signal.SIGKILL)
            raise Killed


def request_in(folder: Path, **settings: Any) -> SolveRequest:
    return SolveRequest(
        issue=clean_issue("test", "It is one."),
        profile=PROFILES["scripted"],
        run_dir=folder,
        stored_base=StoredBase(commit="c", tree="t"),
        **settings,
    )


def model() -> ScriptedModel:
    return ScriptedModel(TURNS, CHAT)


def sandbox() -> MemorySandbox:
    return MemorySandbox(FILES, answer)


def start(
    folder: Path, open_sandbox: Callable[[], MemorySandbox], progress: NoProgress, **settings: Any
) -> SolveResult:
    folder.mkdir()
    (folder / "base").mkdir()
    return solve(request_in(folder, **settings), model(), open_sandbox, progress=progress)


def go_on(folder: Path, adopted: MemorySandbox | None, progress: NoProgress | None = None) -> SolveResult:
    return resume(open_saved_run(folder), model(), Sandboxes(lambda _: adopted, lambda _: sandbox()), progress=progress)


def records_of(folder: Path) -> list[AnyRecord]:
    return [event.record for event in read_events(folder)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, int]:
    """The patch of a run that nobody kills, and how many records it shows."""
    watch = KilledAfter(10_000, really=False)
    patch = start(tmp_path_factory.mktemp("whole") / "run", sandbox, watch).patch
    assert b"+y = 3" in patch
    return patch, 10_000 - watch.left


BOUNDARIES = range(1, 25)


def in_child(work: Callable[[], object]) -> int:
    """Do work in a process of its own; the signal that ended it, or 0."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_no_record_of_a_whole_run_is_beyond_the_boundaries(whole: tuple[bytes, int]) -> None:
    assert whole[1] in BOUNDARIES


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_killed_with_its_sandbox_a_run_comes_to_the_same_patch(
    boundary: int, whole: tuple[bytes, int], tmp_path: Path
) -> None:
    patch, count = whole
    if boundary > count:
        pytest.skip(f"a whole run has {count} records")
    folder = tmp_path / "run"
    assert in_child(lambda: start(folder, sandbox, KilledAfter(boundary, really=True))) == -signal.SIGKILL
    before = (folder / "events.jsonl").read_bytes()
    result = go_on(folder, adopted=None)
    assert (result.status, result.patch) == ("patched", patch)
    assert (folder / "events.jsonl").read_bytes().startswith(before)
    assert_sound(folder)


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_killed_alone_a_run_goes_on_in_its_sandbox(boundary: int, whole: tuple[bytes, int], tmp_path: Path) -> None:
    patch, count = whole
    if boundary > count:
        pytest.skip(f"a whole run has {count} records")
    folder, surviving = tmp_path / "run", Surviving(FILES, answer)
    with pytest.raises(Killed):
        start(folder, lambda: surviving, KilledAfter(boundary, really=False))
    result = go_on(folder, adopted=surviving)
    assert (result.status, result.patch) == ("patched", patch)
    assert_sound(folder)


def assert_sound(folder: Path) -> None:
    """No command ran twice, the token log is whole, and nothing is left of what only a resumption needs."""
    assert b"once\n+once" not in (folder / "patch.diff").read_bytes()
    events = read_events(folder)
    assert [event.seq for event in events] == list(range(len(events)))
    turns = [event.record for event in events if event.record.type == "model_turn"]
    assert [turn.step for turn in turns] == list(range(1, len(TURNS) + 1))
    ids = [token_id for token_id, _ in read_tokens(folder)]
    for turn in turns:
        assert tuple(ids[turn.first_token : turn.first_token + len(turn.token_ids)]) == turn.token_ids
    names = {path.name for path in folder.iterdir()}
    assert names == {"config.json", "events.jsonl", "origins.bin", "patch.diff", "result.json", "tokens.bin"}
    assert json.loads((folder / "result.json").read_bytes())["steps"] == len(TURNS)


def test_killed_again_and_again(whole: tuple[bytes, int], tmp_path: Path) -> None:
    """After every record of every resumption: the run still comes to its end."""
    folder = tmp_path / "run"
    work: Callable[[], object] = lambda: start(folder, sandbox, KilledAfter(1, really=True))  # noqa: E731
    for _ in range(60):
        if in_child(work) == 0:
            break
        work = lambda: go_on(folder, None, KilledAfter(2, really=True))  # noqa: E731
    assert (folder / "patch.diff").read_bytes() == whole[0]
    assert_sound(folder)


class TestOpenCalls:
    """The process is killed while a call is carried out, or just after it."""

    def killed_in(self, folder: Path, surviving: Surviving, command: str) -> None:
        """Killed when the call that holds ``command`` has had its effect, before its result is recorded."""

        class Watch(NoProgress):
            def record(self, record: AnyRecord) -> None:
                if isinstance(record, ObservationRecord):
                    calls = [r for r in records_of(folder) if isinstance(r, ToolCallRecord)]
                    if command in str(calls[-1].arguments):
                        raise Killed

        with pytest.raises(Killed):
            start(folder, lambda: surviving, Watch())
        path = folder / "events.jsonl"
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))

    @pytest.mark.parametrize(("command", "told"), [("count", ENDED.format(code=0)), ("y = 3", WRITTEN)])
    def test_a_call_that_took_place_is_told_and_not_repeated(
        self, whole: tuple[bytes, int], tmp_path: Path, command: str, told: str
    ) -> None:
        folder, surviving = tmp_path / "run", Surviving(FILES, answer)
        self.killed_in(folder, surviving, command)
        result = go_on(folder, surviving)
        assert result.patch == whole[0]
        after = records_of(folder)
        resumed = next(index for index, record in enumerate(after) if isinstance(record, Resumed))
        observation = next(record for record in after[resumed:] if isinstance(record, ObservationRecord))
        assert observation.text == told

    def test_a_call_of_unknown_outcome_is_told_as_such(self, tmp_path: Path) -> None:
        folder, surviving = tmp_path / "run", Surviving(FILES, answer)
        self.killed_in(folder, surviving, "count")
        (name,) = [name for name, marks in surviving._marks.items() if marks == [("x", 0)]]
        surviving._marks[name] = [("x", None)]
        go_on(folder, surviving)
        texts = [record.text for record in records_of(folder) if isinstance(record, ObservationRecord)]
        assert UNKNOWN in texts
        assert surviving.files["count.txt"] == b"once\n"


def test_a_new_sandbox_is_told_to_the_model(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    in_child(lambda: start(folder, sandbox, KilledAfter(6, really=True)))
    go_on(folder, None)
    after = records_of(folder)
    resumed = next(record for record in after if isinstance(record, Resumed))
    told = resumed.note + "".join(record.text for record in after if isinstance(record, ObservationRecord))
    assert "The sandbox was lost and a new one was made" in told


def test_the_set_up_runs_again_in_a_new_sandbox(tmp_path: Path, whole: tuple[bytes, int]) -> None:
    folder = tmp_path / "run"
    in_child(lambda: start(folder, sandbox, KilledAfter(12, really=True), setup_command="prepare"))
    assert go_on(folder, None).patch == whole[0]
    purposes = [record.purpose for record in records_of(folder) if record.type == "command"]
    assert purposes == ["setup", "setup"]


def test_an_interrupted_run_can_be_taken_up(tmp_path: Path, whole: tuple[bytes, int]) -> None:
    asked = iter([False] * 2 + [True] * 50)
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "base").mkdir()
    stopped = solve(request_in(folder), model(), sandbox, should_stop_after_step=lambda: next(asked))
    assert (stopped.status, stopped.steps) == ("interrupted", 3)
    result = go_on(folder, None)
    assert (result.status, result.patch, result.steps) == ("patched", whole[0], len(TURNS))


class TestRefusals:
    def test_a_run_that_is_over(self, tmp_path: Path) -> None:
        folder = tmp_path / "run"
        start(folder, sandbox, NoProgress())
        with pytest.raises(Misconfigured, match=r"is over \(submitted\)"):
            open_saved_run(folder)

    def test_a_run_that_another_process_works_on(self, tmp_path: Path) -> None:
        folder = tmp_path / "run"
        in_child(lambda: start(folder, sandbox, KilledAfter(4, really=True)))
        saved = open_saved_run(folder)
        with pytest.raises(Misconfigured, match="another process works on the run"):
            open_saved_run(folder)
        saved.trajectory.close()
        open_saved_run(folder).trajectory.close()

    def test_no_run(self, tmp_path: Path) -> None:
        with pytest.raises(Misconfigured, match="there is no run in"):
            open_saved_run(tmp_path / "nowhere")

    def test_another_model(self, tmp_path: Path) -> None:
        folder = tmp_path / "run"
        in_child(lambda: start(folder, sandbox, KilledAfter(4, really=True)))
        with pytest.raises(Misconfigured, match="the model is not the one"):
            resume(
                open_saved_run(folder), ScriptedModel(TURNS[1:], CHAT), Sandboxes(lambda _: None, lambda _: sandbox())
            )

    @pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"model": {"digest": "x"}}'])
    def test_settings_that_cannot_be_read(self, tmp_path: Path, content: bytes) -> None:
        folder = tmp_path / "run"
        in_child(lambda: start(folder, sandbox, KilledAfter(4, really=True)))
        (folder / "config.json").write_bytes(content)
        with pytest.raises(Misconfigured, match="cannot be resumed"):
            open_saved_run(folder)


def test_a_sandbox_that_was_never_filled_is_not_taken_over(tmp_path: Path, whole: tuple[bytes, int]) -> None:
    """A process that goes on dies while it fills a new sandbox: the next one must not take that for the run's."""
    folder = tmp_path / "run"
    in_child(lambda: start(folder, sandbox, KilledAfter(8, really=True)))
    asked: list[tuple[str, int]] = []

    def killed_in_opening(number: int) -> MemorySandbox:
        asked.append(("open", number))
        raise Killed

    def adopt(number: int) -> None:
        asked.append(("adopt", number))

    with pytest.raises(Killed):
        resume(open_saved_run(folder), model(), Sandboxes(adopt, killed_in_opening))
    result = resume(open_saved_run(folder), model(), Sandboxes(adopt, lambda _: sandbox()))
    assert asked == [("adopt", 0), ("open", 1), ("adopt", 0)]
    assert result.patch == whole[0]


def test_killed_before_the_first_record(tmp_path: Path, whole: tuple[bytes, int]) -> None:
    def kill() -> MemorySandbox:
        os.kill(os.getpid(), signal.SIGKILL)
        return sandbox()

    folder = tmp_path / "run"
    assert in_child(lambda: start(folder, kill, NoProgress())) == -signal.SIGKILL
    assert read_events(folder) == []
    assert go_on(folder, None).patch == whole[0]


def test_a_gate_that_was_passed_is_not_met_again(tmp_path: Path) -> None:
    """Killed after the first submission was answered by the gate: the second one ends the run."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "base").mkdir()
    profile = PROFILES["scripted"].model_copy(update={"rules": LoopRules(final_gate=True)})
    request = request_in(folder).model_copy(update={"profile": profile})
    turns = [*TURNS, TURNS[-1]]

    def first() -> None:
        solve(request, ScriptedModel(turns, CHAT), sandbox, progress=KilledAfter(19, really=True))

    assert in_child(first) == -signal.SIGKILL
    assert "Not handed in yet" in str(records_of(folder)[-1])
    result = resume(open_saved_run(folder), ScriptedModel(turns, CHAT), Sandboxes(lambda _: None, lambda _: sandbox()))
    assert (result.status, result.steps) == ("patched", len(turns))
