"""View and edit files by exact replacement, in the manner of SWE-agent's ``str_replace_editor``.

What an edit does to a text is pure (``source_text``, the functions below the class); only ``view`` and the final write touch the
sandbox. It is not a fuzzy matcher: a replacement that is not verbatim and unique is refused, because guessed edits corrupt files.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from sandboxes.base import REPOSITORY, Sandbox
from sandboxes.errors import SandboxFileError
from tools.base import Observation, ToolError
from tools.source_text import SourceText, number_lines, show

CONTEXT_LINES = 4
MAX_VIEW_CHARACTERS = 16_000
REVIEW = "Review the changes and make sure they are as expected. Edit the file again if necessary."


class EditArguments(BaseModel):
    """Arguments of ``str_replace_editor``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: Literal["view", "create", "str_replace", "insert", "undo_edit"] = Field(description="What to do.")
    path: str = Field(description="Absolute path of the file or folder, for example /repo/package/module.py.")
    file_text: str | None = Field(default=None, description="create: the content of the new file.")
    old_str: str | None = Field(
        default=None,
        description="str_replace: the text to replace, exactly as it stands in the file. It must occur exactly once.",
    )
    new_str: str | None = Field(default=None, description="str_replace, insert: the new text.")
    insert_line: int | None = Field(
        default=None, ge=0, description="insert: the text goes after this line; 0 is the top."
    )
    view_range: list[int] | None = Field(
        default=None, description="view: first and last line to show; -1 as the last means the end of the file."
    )


class StrReplaceEditor:
    """One instance serves one run: it remembers earlier contents for ``undo_edit``."""

    name: ClassVar[str] = "str_replace_editor"
    description: ClassVar[str] = (
        "View, create and edit files.\n"
        "view shows a file with line numbers, or a folder two levels deep. create makes a new file and refuses an existing one. "
        "str_replace replaces old_str by new_str; old_str must match the file exactly, white space included, and occur once: "
        "take in enough lines around it. insert puts new_str after a line. undo_edit takes back the last edit of the file."
    )
    Arguments: ClassVar[type[BaseModel]] = EditArguments

    def __init__(self) -> None:
        """Start without history."""
        self._history: dict[str, list[bytes]] = {}

    def run(self, arguments: EditArguments, sandbox: Sandbox) -> Observation:
        """Carry out one command.

        Raises:
            ToolError: the call cannot be carried out as given.
            SandboxLost: the sandbox is gone.
        """
        if not arguments.path.startswith("/"):
            raise ToolError(
                f"The path {arguments.path} is not absolute. Did you mean {REPOSITORY}/{arguments.path.removeprefix('./')}?"
            )
        try:
            match arguments.command:
                case "view":
                    return Observation(_view(arguments, sandbox))
                case "create":
                    return self._create(arguments, sandbox)
                case "undo_edit":
                    return self._undo(arguments.path, sandbox)
                case _:
                    return self._edit(arguments, sandbox)
        except SandboxFileError as error:
            raise ToolError(str(error)) from error

    def _create(self, arguments: EditArguments, sandbox: Sandbox) -> Observation:
        if arguments.file_text is None:
            raise ToolError("create needs file_text, the content of the new file.")
        if sandbox.exec(["test", "-e", arguments.path]).exit_code == 0:
            raise ToolError(f"{arguments.path} exists already. Use str_replace or insert to change it.")
        sandbox.write_file(arguments.path, arguments.file_text.encode("utf-8", "surrogateescape"))
        return Observation(f"The file {arguments.path} has been created.")

    def _edit(self, arguments: EditArguments, sandbox: Sandbox) -> Observation:
        content = sandbox.read_file(arguments.path)
        source = SourceText.parse(content)
        edited, first, count = (
            _replace(source, arguments) if arguments.command == "str_replace" else _insert(source, arguments)
        )
        sandbox.write_file(arguments.path, edited.encode())
        self._history.setdefault(arguments.path, []).append(content)
        snippet = _snippet(edited.text, first, count)
        return Observation(f"The file {arguments.path} has been edited. The changed part:\n{snippet}\n{REVIEW}")

    def _undo(self, path: str, sandbox: Sandbox) -> Observation:
        if not self._history.get(path):
            raise ToolError(f"There is no edit of {path} to take back.")
        sandbox.write_file(path, self._history[path].pop())
        return Observation(f"The last edit of {path} has been taken back.")


def _replace(source: SourceText, arguments: EditArguments) -> tuple[SourceText, int, int]:
    """The edited text, the line on which the new text begins (from 1), and how many lines it has."""
    path, old = arguments.path, _adapted(_required(arguments.old_str, "old_str"), source)
    new = _adapted(arguments.new_str or "", source)
    if not old.strip():
        raise ToolError("old_str is empty. Give the text to replace, or use insert.")
    if old == new:
        raise ToolError("old_str and new_str are the same: nothing would change.")
    lines = _lines_of(source.text, old)
    if not lines:
        raise ToolError(f"No replacement was performed: old_str `{old}` did not appear verbatim in {path}.")
    if len(lines) > 1:
        raise ToolError(
            f"No replacement was performed: multiple occurrences of old_str `{old}` in lines {lines}. "
            "Please ensure that it is unique."
        )
    before, after = source.text.split(old)
    return source.with_text(before + new + after), before.count("\n") + 1, new.count("\n") + 1


def _insert(source: SourceText, arguments: EditArguments) -> tuple[SourceText, int, int]:
    """As ``_replace``, for ``insert``."""
    new = _adapted(_required(arguments.new_str, "new_str"), source).removesuffix("\n")
    lines = source.text.split("\n")
    ends_with_newline = lines[-1] == ""
    count = len(lines) - 1 if ends_with_newline else len(lines)
    at = arguments.insert_line
    if at is None or at > count:
        raise ToolError(f"insert needs insert_line, a number from 0 to {count} (the file has {count} lines).")
    added = new.split("\n")
    return source.with_text("\n".join([*lines[:at], *added, *lines[at:]])), at + 1, len(added)


def _adapted(text: str, source: SourceText) -> str:
    """A text of the call with the line ends of the file; in a file that mixes them they are taken as they are."""
    is_mixed = source.newline == "\n" and "\r\n" in source.text
    return text if is_mixed else text.replace("\r\n", "\n")


def _required(value: str | None, name: str) -> str:
    if value is None:
        raise ToolError(f"This command needs {name}.")
    return value


def _lines_of(text: str, piece: str) -> list[int]:
    """Numbers of the lines on which ``piece`` begins; places that overlap count each."""
    numbers, start = [], text.find(piece)
    while start >= 0:
        numbers.append(text.count("\n", 0, start) + 1)
        start = text.find(piece, start + 1)
    return numbers


def _snippet(text: str, first: int, count: int) -> str:
    """The lines around a change, numbered."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    start = max(1, first - CONTEXT_LINES)
    return show(number_lines(lines[start - 1 : first + count - 1 + CONTEXT_LINES], start))


def _view(arguments: EditArguments, sandbox: Sandbox) -> str:
    """A file with line numbers, or what a folder holds."""
    path = arguments.path
    try:
        content = sandbox.read_file(path)
    except SandboxFileError:
        if sandbox.exec(["test", "-d", path]).exit_code != 0:
            raise
        return _view_folder(path, sandbox)
    lines = SourceText.parse(content).text.split("\n")
    if lines[-1] == "":
        lines.pop()
    first, last = _range(arguments.view_range, len(lines))
    body = show(number_lines(lines[first - 1 : last], first))
    if len(body) > MAX_VIEW_CHARACTERS:
        shown = body[:MAX_VIEW_CHARACTERS].rsplit("\n", 1)[0]
        last_shown = first + shown.count("\n")
        body = f"{shown}\n[cut after line {last_shown} of {len(lines)}: use view_range to see the rest]"
    return f"Here is {path} with line numbers:\n{body}" if lines else f"{path} is empty."


def _range(view_range: list[int] | None, line_count: int) -> tuple[int, int]:
    """First and last line, checked."""
    if view_range is None:
        return 1, line_count
    if len(view_range) != 2:
        raise ToolError("view_range takes two numbers: the first and the last line.")
    first, last = view_range
    last = line_count if last == -1 else min(last, line_count)
    if not 1 <= first <= max(last, 1):
        raise ToolError(f"view_range {view_range} does not fit: the file has {line_count} lines.")
    return first, last


def _view_folder(path: str, sandbox: Sandbox) -> str:
    """Two levels of a folder, hidden entries left out. The folder itself may be hidden, or a link."""
    result = sandbox.exec(
        ["find", "-H", path, "-mindepth", "1", "-maxdepth", "2", "-name", ".*", "-prune", "-o", "-print"]
    )
    entries = sorted(show(result.output.decode("utf-8", "surrogateescape")).splitlines())
    text = "\n".join([f"Files and folders in {path}, two levels deep:", *entries])
    if len(text) <= MAX_VIEW_CHARACTERS:
        return text
    shown = text[:MAX_VIEW_CHARACTERS].rsplit("\n", 1)[0]
    return f"{shown}\n[cut after {shown.count(chr(10))} of {len(entries)} entries]"
