"""Which tools exist, by name. A literal table, resolved on demand; nothing registers itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sandboxes.base import REPOSITORY
from tools.background import BackgroundBash, ServiceBash
from tools.base import Tool
from tools.bash import Bash
from tools.git_diff import GitDiff
from tools.str_replace_editor import StrReplaceEditor
from tools.submit import Submit
from tools.view_image import ReadImage, ViewImage

_CREATE: dict[str, Callable[[float, str], Tool]] = {
    "bash": lambda timeout_s, folder: Bash(timeout_s=timeout_s, folder=folder),
    "bash+background": lambda timeout_s, folder: BackgroundBash(timeout_s=timeout_s, folder=folder),
    "bash+services": lambda timeout_s, folder: ServiceBash(timeout_s=timeout_s, folder=folder),
    "git_diff": lambda *_: GitDiff(),
    "str_replace_editor": lambda *_: StrReplaceEditor(),
    "submit": lambda *_: Submit(),
    "terminal": lambda _, folder: _terminal(folder),
}


def create_tools(
    names: Sequence[str], *, command_timeout_s: float, read_image: ReadImage | None = None, folder: str = REPOSITORY
) -> tuple[Tool, ...]:
    """Fresh tools for one run, in the order of ``names``.

    Args:
        names: of the tools.
        command_timeout_s: limit of commands that name none.
        read_image: checks an image file for the model; with None, nothing that shows images exists.
        folder: where commands begin.

    Raises:
        KeyError: no tool has that name.
    """
    create = dict(_CREATE)
    if read_image is not None:
        create[ViewImage.name] = lambda *_: ViewImage(read_image)
    return tuple(create[name](command_timeout_s, folder) for name in names)


def _terminal(folder: str) -> Tool:
    # The terminal emulator is not loaded for runs without one.
    from tools.terminal import Terminal

    return Terminal(folder=folder)
