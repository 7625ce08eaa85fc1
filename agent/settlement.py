"""What is told of a call whose process died before its result was recorded: whether it is run, and if not, why. Pure.

A call that never began is run. One that ended is told with what is known of it. One whose outcome is unknown is told as
such. No call is run twice in the same sandbox.
"""

from __future__ import annotations

from typing import Final

from sandboxes.base import NOT_ARRIVED, CallMarks
from tools.base import Observation
from vocabulary.messages import MalformedCall, ToolCall

ENDED: Final = (
    "[The run was interrupted while this command ran. The command went on and ended with exit code {code}; "
    "its output is lost.]"
)
FAILED_WRITE: Final = "[The run was interrupted during this call. The file could not be written.]"
WRITTEN: Final = "[The run was interrupted during this call. The file was written; view it to see the change.]"
UNKNOWN: Final = (
    "[The run was interrupted during this call, and what it had started was stopped. It is not known how far it came: "
    "look at the files before you do it again.]"
)
NOT_RUN: Final = "[The run was interrupted before this call was carried out. It was not run.]"
ANEW: Final = (
    "[The sandbox was lost and a new one was made. The files of the repository are as they were {when}; all else, such "
    "as the working directory, variables and files elsewhere, is as at the beginning.]"
)
WHEN_KEPT: Final = "before this"
WHEN_OLDER: Final = "{count} calls earlier: what those changed is gone"
REPLY_STOPPED: Final = "[Your reply was interrupted before it was complete, and nothing in it was carried out. Go on.]"


def settled(call: ToolCall | MalformedCall, marks: CallMarks) -> Observation | None:
    """What is told of a call that began in a sandbox that is still there; None when it is to be run."""
    if isinstance(call, MalformedCall) or call.name in ("git_diff", "submit"):
        return None
    if call.name == "str_replace_editor":
        return _settled_edit(marks.writes)
    codes = marks.commands + marks.writes
    if not codes or call.arguments.get("action") in ("list", "poll"):
        return None
    if codes[0] is None:
        return Observation(UNKNOWN, is_error=True)
    return Observation(ENDED.format(code=codes[0]), is_error=codes[0] != 0)


def _settled_edit(writes: tuple[int | None, ...]) -> Observation | None:
    """Before its one write an edit has changed nothing, nor by a write that did not arrive."""
    if not writes or writes[-1] == NOT_ARRIVED:
        return None
    if writes[-1] is None:
        return Observation(UNKNOWN, is_error=True)
    return Observation(FAILED_WRITE, is_error=True) if writes[-1] else Observation(WRITTEN)


def in_new_sandbox(call: ToolCall | MalformedCall, *, is_exact: bool, reaches_out: bool) -> Observation | None:
    """What is told of a call that began in a sandbox that is lost; None when it is to be run.

    Its effects went with the sandbox, so that it can be run as if it had never begun, unless the files are older than
    the call (``is_exact`` is False), or it could reach something outside (``reaches_out``).
    """
    if isinstance(call, MalformedCall) or (is_exact and not reaches_out):
        return None
    return Observation(UNKNOWN if reaches_out else NOT_RUN, is_error=True)


def about_new_sandbox(*, unkept: int) -> str:
    """What the model is told of a new sandbox, whose files lack what ``unkept`` calls changed."""
    return ANEW.format(when=WHEN_OLDER.format(count=unkept) if unkept else WHEN_KEPT)
