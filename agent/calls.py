"""What is known of a call by its name and arguments alone. Pure."""

from __future__ import annotations

from typing import Final

from vocabulary.messages import MalformedCall, ToolCall

READ_ONLY: Final = frozenset({"git_diff", "submit", "view_image"})
"""Tools that leave the files as they are."""


def may_change(call: ToolCall | MalformedCall) -> bool:
    """Whether a call can change files of the repository."""
    if isinstance(call, MalformedCall) or call.name in READ_ONLY:
        return False
    return not (call.name == "str_replace_editor" and call.arguments.get("command") == "view")
