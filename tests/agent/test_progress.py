from __future__ import annotations

import io
from typing import Any

from agent.events import CommandRun, Ended, ModelTurn, ObservationRecord, ToolCallRecord, UserMessage
from agent.progress import LineProgress, first_line
from vocabulary.messages import Usage


def turn(step: int, calls: int) -> ModelTurn:
    return ModelTurn(
        step=step,
        first_token=100,
        token_ids=(1, 2, 3),
        reasoning="",
        content="",
        calls=calls,
        finish="end_of_turn",
        usage=Usage(),
        prefill_s=0.1,
        decode_s=0.1,
        decode_tokens_per_s=30.0,
    )


def bash(step: int, index: int, command: str) -> ToolCallRecord:
    return ToolCallRecord(step=step, index=index, name="bash", arguments={"command": command})


def result(step: int, index: int, text: str) -> ObservationRecord:
    return ObservationRecord(step=step, index=index, text=text, is_error=False, duration_s=0.1)


def shown(*records: Any) -> list[str]:
    stream = io.StringIO()
    progress = LineProgress(stream, max_steps=24)
    for record in records:
        progress.record(record)
    return stream.getvalue().splitlines()


def test_a_step_is_one_line() -> None:
    lines = shown(turn(1, 1), bash(1, 0, "pytest -q\nls"), result(1, 0, "\n2 failed\nmore"))
    assert lines == ["step 1/24  0 s  103 tokens  bash: pytest -q -> 2 failed"]


def test_several_calls_are_one_line_too() -> None:
    lines = shown(turn(1, 2), bash(1, 0, "ls"), result(1, 0, "a"), bash(1, 1, "pwd"), result(1, 1, "b"))
    assert lines == ["step 1/24  0 s  103 tokens  bash: ls (+1 more) -> b"]


def test_a_step_that_ends_midway_is_shown() -> None:
    lines = shown(turn(1, 1), bash(1, 0, "sleep 9"), Ended(kind="interrupted", detail="stopped from outside"))
    assert lines == ["step 1/24  0 s  103 tokens  bash: sleep 9", "end    interrupted: stopped from outside"]


def test_a_turn_without_call_and_a_command_of_the_user_are_shown() -> None:
    check = CommandRun(purpose="test", command="pytest", exit_code=1, output="", duration_s=1.0)
    lines = shown(turn(1, 0), UserMessage(step=1, text="Go on."), check)
    assert lines == ["step 1/24  0 s  103 tokens  no tool call: told to go on", "test: pytest -> exit code 1"]


def test_nothing_that_a_terminal_obeys_gets_through() -> None:
    lines = shown(turn(1, 1), bash(1, 0, "echo \x1b]52;c;eA==\x07"), result(1, 0, "\x1b[2Jgone\u202e"))
    assert "\x1b" not in lines[0]
    assert "\\x1b[2Jgone\\u{202e}" in lines[0]


def test_a_stream_that_cannot_show_a_character_gets_an_escape() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    LineProgress(stream, max_steps=1).note("naïve \ud800")
    assert raw.getvalue() == b"na\\xefve \\u{d800}\n"


def test_long_lines_are_cut() -> None:
    assert first_line("\n\n" + "x" * 100, 10) == "x" * 9 + "…"
