"""Which tools exist, by name. A literal table, resolved on demand; nothing registers itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tools.background import BackgroundBash
from tools.base import Tool
from tools.bash import Bash
from tools.git_diff import GitDiff
from tools.str_replace_editor import StrReplaceEditor
from tools.submit import Submit

_CREATE: dict[str, Callable[[float], Tool]] = {
    "bash": lambda timeout_s: Bash(timeout_s=timeout_s),
    "bash+background": lambda timeout_s: BackgroundBash(timeout_s=timeout_s),
    "git_diff": lambda _: GitDiff(),
    "str_replace_editor": lambda _: StrReplaceEditor(),
    "submit": lambda _: Submit(),
}


def create_tools(names: Sequence[str], *, command_timeout_s: float) -> tuple[Tool, ...]:
    """Fresh tools for one run, in the order of ``names``.

    Raises:
        KeyError: no tool has that name.
    """
    return tuple(_CREATE[name](command_timeout_s) for name in names)
