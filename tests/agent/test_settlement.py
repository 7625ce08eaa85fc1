"""What is told of a call whose process died; None stands for: it is run."""

from __future__ import annotations

import pytest

from agent.settlement import ENDED, FAILED_WRITE, NOT_RUN, UNKNOWN, WRITTEN, in_new_sandbox, settled
from sandboxes.base import NOT_ARRIVED, CallMarks
from vocabulary.messages import MalformedCall, ToolCall

BASH = ToolCall("bash", {"command": "make"})
EDIT = ToolCall("str_replace_editor", {"command": "str_replace", "path": "/repo/a"})


@pytest.mark.parametrize(
    ("call", "marks", "told"),
    [
        (BASH, CallMarks(), None),
        (BASH, CallMarks((0,)), ENDED.format(code=0)),
        (BASH, CallMarks((2,), (0,)), ENDED.format(code=2)),
        (BASH, CallMarks((None,)), UNKNOWN),
        (BASH, CallMarks((), (None,)), UNKNOWN),
        (ToolCall("bash", {"action": "poll", "process": "p1"}), CallMarks((None,)), None),
        (ToolCall("bash", {"action": "input", "process": "p1"}), CallMarks((0,)), ENDED.format(code=0)),
        (EDIT, CallMarks(), None),
        (EDIT, CallMarks((0,)), None),
        (EDIT, CallMarks((0,), (0,)), WRITTEN),
        (EDIT, CallMarks((), (1,)), FAILED_WRITE),
        (EDIT, CallMarks((), (NOT_ARRIVED,)), None),
        (EDIT, CallMarks((), (None,)), UNKNOWN),
        (ToolCall("git_diff", {}), CallMarks((None,)), None),
        (ToolCall("submit", {}), CallMarks((0,)), None),
        (MalformedCall("unclosed", "message", "raw"), CallMarks(), None),
    ],
)
def test_in_its_own_sandbox(call: ToolCall | MalformedCall, marks: CallMarks, told: str | None) -> None:
    observation = settled(call, marks)
    assert (None if observation is None else observation.text) == told


@pytest.mark.parametrize(
    ("is_exact", "reaches_out", "told"),
    [(True, False, None), (False, False, NOT_RUN), (True, True, UNKNOWN), (False, True, UNKNOWN)],
)
def test_in_a_new_sandbox(is_exact: bool, reaches_out: bool, told: str | None) -> None:
    observation = in_new_sandbox(BASH, is_exact=is_exact, reaches_out=reaches_out)
    assert (None if observation is None else observation.text) == told
