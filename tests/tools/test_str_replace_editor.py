"""Every command of the editor and what the model is told, on an in-memory repository."""

from __future__ import annotations

import posixpath
import re
from collections.abc import MutableMapping, Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from sandboxes.base import ExecResult
from sandboxes.errors import SandboxLost
from sandboxes.memory import MemorySandbox
from tools.base import ToolError
from tools.str_replace_editor import REVIEW, EditArguments, StrReplaceEditor

TEN = b"".join(b"line %d\n" % number for number in range(1, 11))
FILES = {"a.py": b"x = 1\ny = 2\n", "ten.txt": TEN, "pkg/deep/er/z.py": b"", "pkg/m.py": b"", "pkg/.hidden": b"h"}


def shell(command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
    """The commands that the editor uses, on files that a ``MemorySandbox`` holds."""
    names = {name if name.startswith("/") else f"/repo/{name}" for name in files}
    folders = {parent for name in names for parent in _parents(name)}
    match list(command):
        case ["test", "-e", path]:
            return ExecResult(0 if path in names | folders else 1, b"")
        case ["test", "-d", path]:
            return ExecResult(0 if path in folders else 1, b"")
        case ["find", *options]:
            path = next(option for option in options if option.startswith("/"))
            depths = {
                name: name.removeprefix(path).count("/") for name in names | folders if name.startswith(path + "/")
            }
            seen = [n for n, depth in depths.items() if depth <= 2 and not re.search(r"/\.", n.removeprefix(path))]
            return ExecResult(0, "".join(f"{name}\n" for name in seen).encode())
    return ExecResult(127, b"")


def _parents(name: str) -> list[str]:
    parents = []
    while name not in ("/", ""):
        name = posixpath.dirname(name)
        parents.append(name)
    return parents


class Desk:
    """An editor and its repository."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.sandbox = MemorySandbox(files, shell)
        self.editor = StrReplaceEditor()

    def __call__(self, command: str, path: str, **arguments: Any) -> str:
        call = EditArguments.model_validate({"command": command, "path": path, **arguments})
        return self.editor.run(call, self.sandbox).text

    def refused(self, command: str, path: str, **arguments: Any) -> str:
        before = dict(self.sandbox.files)
        with pytest.raises(ToolError) as caught:
            self(command, path, **arguments)
        assert self.sandbox.files == before
        return str(caught.value)

    def content(self, path: str) -> bytes:
        return self.sandbox.read_file(path)


@pytest.fixture
def desk() -> Desk:
    return Desk(FILES)


def one(content: bytes) -> Desk:
    return Desk({"f": content})


class TestView:
    def test_numbers_the_lines(self, desk: Desk) -> None:
        assert desk("view", "/repo/a.py") == "Here is /repo/a.py with line numbers:\n     1\tx = 1\n     2\ty = 2"

    @pytest.mark.parametrize(
        ("view_range", "shown"),
        [
            ([2, 3], [2, 3]),
            ([9, -1], [9, 10]),
            ([9, 99], [9, 10]),
            ([1, 1], [1]),
            ([10, 10], [10]),
            (None, range(1, 11)),
        ],
    )
    def test_shows_a_range(self, desk: Desk, view_range: list[int] | None, shown: Sequence[int]) -> None:
        lines = desk("view", "/repo/ten.txt", view_range=view_range).splitlines()[1:]
        assert lines == [f"{number:6}\tline {number}" for number in shown]

    @pytest.mark.parametrize("view_range", [[0, 3], [5, 4], [11, 12], [11, -1], [-1, 3], [3, -2]])
    def test_a_range_that_does_not_fit_is_told(self, desk: Desk, view_range: list[int]) -> None:
        assert desk.refused("view", "/repo/ten.txt", view_range=view_range) == (
            f"view_range {view_range} does not fit: the file has 10 lines."
        )

    @pytest.mark.parametrize("view_range", [[], [1], [1, 2, 3]])
    def test_a_range_has_two_ends(self, desk: Desk, view_range: list[int]) -> None:
        message = "view_range takes two numbers: the first and the last line."
        assert desk.refused("view", "/repo/ten.txt", view_range=view_range) == message

    def test_an_empty_file(self) -> None:
        assert one(b"")("view", "/repo/f") == "/repo/f is empty."
        assert one(b"\n")("view", "/repo/f").endswith(":\n     1\t")

    def test_the_last_line_may_lack_its_end(self) -> None:
        assert one(b"a\nb")("view", "/repo/f").endswith("     1\ta\n     2\tb")

    def test_line_ends_of_windows_are_not_shown(self) -> None:
        assert "\r" not in one(b"a\r\nb\r\n")("view", "/repo/f")

    def test_bytes_that_are_no_text_are_shown_as_such(self) -> None:
        assert one(b"caf\xe9 \xc3\xa9\n")("view", "/repo/f").endswith("     1\tcaf\\xe9 é")

    def test_a_long_file_is_cut_at_a_line(self) -> None:
        desk = one(b"".join(b"%d\n" % number for number in range(1, 5001)))
        text = desk("view", "/repo/f")
        *_, last, note = text.splitlines()
        number = int(last.split("\t")[1])
        assert note == f"[cut after line {number} of 5000: use view_range to see the rest]"
        assert len(text) < 16_200
        rest = desk("view", "/repo/f", view_range=[number + 1, -1])
        assert rest.splitlines()[1] == f"{number + 1:6}\t{number + 1}"

    def test_a_folder_two_levels_deep_without_hidden_entries(self, desk: Desk) -> None:
        assert desk("view", "/repo/pkg").splitlines() == [
            "Files and folders in /repo/pkg, two levels deep:",
            "/repo/pkg/deep",
            "/repo/pkg/deep/er",
            "/repo/pkg/m.py",
        ]

    def test_nothing_there(self, desk: Desk) -> None:
        assert desk.refused("view", "/repo/b.py") == "/repo/b.py: no such file"


class TestCreate:
    def test_makes_a_file_and_its_folders(self, desk: Desk) -> None:
        text = desk("create", "/repo/new/n.py", file_text="größe = 1\n")
        assert text == "The file /repo/new/n.py has been created."
        assert desk.content("/repo/new/n.py") == "größe = 1\n".encode()

    @pytest.mark.parametrize("text", ["", "a", "a\r\nb", "\n\n", "\t x \n"])
    def test_content_is_taken_as_it_is(self, desk: Desk, text: str) -> None:
        desk("create", "/repo/n", file_text=text)
        assert desk.content("/repo/n") == text.encode()

    @pytest.mark.parametrize("path", ["/repo/a.py", "/repo/pkg"])
    def test_refuses_what_exists(self, desk: Desk, path: str) -> None:
        expected = f"{path} exists already. Use str_replace or insert to change it."
        assert desk.refused("create", path, file_text="") == expected

    def test_needs_a_text(self, desk: Desk) -> None:
        assert desk.refused("create", "/repo/n") == "create needs file_text, the content of the new file."


class TestReplace:
    def test_replaces_and_shows_the_place(self, desk: Desk) -> None:
        text = desk("str_replace", "/repo/ten.txt", old_str="line 6\n", new_str="one\ntwo\n")
        lines = [(2, "line 2"), (3, "line 3"), (4, "line 4"), (5, "line 5"), (6, "one"), (7, "two"), (8, "line 7")]
        lines += [(9, "line 8"), (10, "line 9"), (11, "line 10")]
        shown = "\n".join(f"{number:6}\t{line}" for number, line in lines)
        assert text.startswith("The file /repo/ten.txt has been edited. The changed part:\n" + shown)
        assert text.endswith(REVIEW)
        assert desk.content("/repo/ten.txt") == TEN.replace(b"line 6\n", b"one\ntwo\n")

    def test_without_new_text_it_deletes(self, desk: Desk) -> None:
        desk("str_replace", "/repo/a.py", old_str="x = 1\n")
        assert desk.content("/repo/a.py") == b"y = 2\n"
        desk("str_replace", "/repo/a.py", old_str="y = 2\n", new_str="")
        assert desk.content("/repo/a.py") == b""

    def test_what_is_absent_is_told_with_the_text(self, desk: Desk) -> None:
        assert desk.refused("str_replace", "/repo/a.py", old_str="x=1", new_str="") == (
            "No replacement was performed: old_str `x=1` did not appear verbatim in /repo/a.py."
        )

    def test_white_space_counts(self, desk: Desk) -> None:
        assert "did not appear verbatim" in desk.refused("str_replace", "/repo/a.py", old_str=" x = 1", new_str="")
        assert "did not appear verbatim" in desk.refused("str_replace", "/repo/a.py", old_str="x = 1 ", new_str="")

    def test_several_places_are_told_with_their_lines(self) -> None:
        desk = one(b"a = 0\nb = 1\na = 0\n")
        assert desk.refused("str_replace", "/repo/f", old_str="a = 0", new_str="") == (
            "No replacement was performed: multiple occurrences of old_str `a = 0` in lines [1, 3]. "
            "Please ensure that it is unique."
        )

    def test_places_that_overlap_are_several(self) -> None:
        desk = one(b"go()\ngo()\ngo()\n")
        message = desk.refused("str_replace", "/repo/f", old_str="go()\ngo()", new_str="stop()")
        assert "multiple occurrences" in message
        assert "in lines [1, 2]" in message

    @pytest.mark.parametrize("old", ["", " ", "\n", "\t\n  "])
    def test_white_space_alone_names_no_place(self, desk: Desk, old: str) -> None:
        message = "old_str is empty. Give the text to replace, or use insert."
        assert desk.refused("str_replace", "/repo/a.py", old_str=old, new_str="z") == message

    def test_the_same_text_is_refused(self, desk: Desk) -> None:
        message = desk.refused("str_replace", "/repo/a.py", old_str="x = 1", new_str="x = 1")
        assert message == "old_str and new_str are the same: nothing would change."

    def test_needs_a_text_to_replace(self, desk: Desk) -> None:
        assert desk.refused("str_replace", "/repo/a.py", new_str="z") == "This command needs old_str."

    def test_a_file_that_is_not_there(self, desk: Desk) -> None:
        assert desk.refused("str_replace", "/repo/b.py", old_str="x", new_str="y") == "/repo/b.py: no such file"
        assert desk.refused("str_replace", "/repo/pkg", old_str="x", new_str="y") == "/repo/pkg: not a regular file"

    def test_windows_line_ends_are_kept_and_not_asked_for(self) -> None:
        desk = one(b"a\r\nb\r\nc\r\n")
        desk("str_replace", "/repo/f", old_str="a\nb", new_str="a\nnew\nb")
        assert desk.content("/repo/f") == b"a\r\nnew\r\nb\r\nc\r\n"
        desk("str_replace", "/repo/f", old_str="a\r\nnew", new_str="a\r\nnewer")
        assert desk.content("/repo/f") == b"a\r\nnewer\r\nb\r\nc\r\n"

    def test_in_a_unix_file_windows_line_ends_of_the_call_are_dropped(self) -> None:
        desk = one(b"a\nb\n")
        desk("str_replace", "/repo/f", old_str="a\r\nb", new_str="c\r\nd")
        assert desk.content("/repo/f") == b"c\nd\n"

    def test_mixed_line_ends_are_left_alone(self) -> None:
        desk = one(b"a\r\nb\nc\r\n")
        desk("str_replace", "/repo/f", old_str="b\nc", new_str="b\nd")
        assert desk.content("/repo/f") == b"a\r\nb\nd\r\n"
        desk("str_replace", "/repo/f", old_str="a\r\nb", new_str="e\r\nf")
        assert desk.content("/repo/f") == b"e\r\nf\nd\r\n"

    @pytest.mark.parametrize("rest", [b"\xff\xfe\x00", b"caf\xe9", b"\xef\xbb\xbf", b"\x00\x01", b"\x0c\x1c\x85"])
    def test_other_bytes_stay_as_they_are(self, rest: bytes) -> None:
        desk = one(rest + b"\nx = 1\n" + rest)
        desk("str_replace", "/repo/f", old_str="x = 1", new_str="ü")
        assert desk.content("/repo/f") == rest + "\nü\n".encode() + rest

    def test_no_final_line_end_is_added(self) -> None:
        desk = one(b"a\nb")
        desk("str_replace", "/repo/f", old_str="b", new_str="c")
        assert desk.content("/repo/f") == b"a\nc"

    def test_text_is_no_pattern(self) -> None:
        desk = one(b"a.b(c)*\\1\n")
        desk("str_replace", "/repo/f", old_str="a.b(c)*\\1", new_str="\\g<0>\\n$&")
        assert desk.content("/repo/f") == b"\\g<0>\\n$&\n"


class TestInsert:
    @pytest.mark.parametrize(
        ("content", "line", "new", "after"),
        [
            (b"a\nb\n", 0, "n", b"n\na\nb\n"),
            (b"a\nb\n", 1, "n", b"a\nn\nb\n"),
            (b"a\nb\n", 2, "n", b"a\nb\nn\n"),
            (b"a\nb\n", 1, "n\n", b"a\nn\nb\n"),
            (b"a\nb\n", 1, "n\n\n", b"a\nn\n\nb\n"),
            (b"a\nb\n", 1, "", b"a\n\nb\n"),
            (b"a\nb", 2, "n", b"a\nb\nn"),
            (b"a\nb", 1, "n", b"a\nn\nb"),
            (b"", 0, "n", b"n\n"),
            (b"a\r\nb\r\n", 1, "m\nn", b"a\r\nm\r\nn\r\nb\r\n"),
            (b"\xff\n", 1, "n", b"\xff\nn\n"),
        ],
    )
    def test_goes_after_the_line(self, content: bytes, line: int, new: str, after: bytes) -> None:
        desk = one(content)
        desk("insert", "/repo/f", insert_line=line, new_str=new)
        assert desk.content("/repo/f") == after

    def test_shows_the_place(self, desk: Desk) -> None:
        text = desk("insert", "/repo/ten.txt", insert_line=5, new_str="new")
        numbered = [line.split("\t") for line in text.splitlines()[1:-1]]
        assert [(int(number), line) for number, line in numbered] == [
            (2, "line 2"), (3, "line 3"), (4, "line 4"), (5, "line 5"), (6, "new"),
            (7, "line 6"), (8, "line 7"), (9, "line 8"), (10, "line 9"),
        ]  # fmt: skip

    @pytest.mark.parametrize("line", [None, 3, 99])
    def test_a_line_that_is_not_there_is_told(self, desk: Desk, line: int | None) -> None:
        assert desk.refused("insert", "/repo/a.py", insert_line=line, new_str="n") == (
            "insert needs insert_line, a number from 0 to 2 (the file has 2 lines)."
        )

    def test_needs_a_text(self, desk: Desk) -> None:
        assert desk.refused("insert", "/repo/a.py", insert_line=1) == "This command needs new_str."


class TestUndo:
    def test_takes_back_one_edit_after_the_other(self, desk: Desk) -> None:
        desk("str_replace", "/repo/a.py", old_str="x = 1", new_str="x = 3")
        desk("insert", "/repo/a.py", insert_line=0, new_str="import os")
        desk("str_replace", "/repo/ten.txt", old_str="line 10", new_str="line X")
        assert desk("undo_edit", "/repo/a.py") == "The last edit of /repo/a.py has been taken back."
        assert desk.content("/repo/a.py") == b"x = 3\ny = 2\n"
        desk("undo_edit", "/repo/a.py")
        assert desk.content("/repo/a.py") == FILES["a.py"]
        assert desk.refused("undo_edit", "/repo/a.py") == "There is no edit of /repo/a.py to take back."
        desk("undo_edit", "/repo/ten.txt")
        assert desk.content("/repo/ten.txt") == TEN

    def test_a_refused_edit_is_not_remembered(self, desk: Desk) -> None:
        desk.refused("str_replace", "/repo/a.py", old_str="no such", new_str="")
        assert "no edit" in desk.refused("undo_edit", "/repo/a.py")

    def test_runs_do_not_share_it(self, desk: Desk) -> None:
        desk("str_replace", "/repo/a.py", old_str="x = 1", new_str="x = 3")
        desk.editor = StrReplaceEditor()
        assert "no edit" in desk.refused("undo_edit", "/repo/a.py")


@pytest.mark.parametrize("command", ["view", "create", "str_replace", "insert", "undo_edit"])
def test_a_relative_path_is_told_with_the_likely_one(desk: Desk, command: str) -> None:
    for path in ("a.py", "./a.py"):
        expected = f"The path {path} is not absolute. Did you mean /repo/a.py?"
        assert desk.refused(command, path, file_text="", old_str="x", new_str="y", insert_line=0) == expected


def test_a_sandbox_that_is_gone_is_not_told_to_the_model(desk: Desk) -> None:
    desk.sandbox.close()
    with pytest.raises(SandboxLost):
        desk("view", "/repo/a.py")


@pytest.mark.parametrize(
    "arguments",
    [
        {"command": "delete", "path": "/a"},
        {"command": "view"},
        {"command": "view", "path": "/a", "lines": 3},
        {"command": "insert", "path": "/a", "insert_line": -1},
        {"command": "view", "path": "/a", "view_range": "1-3"},
    ],
)
def test_arguments_are_checked(arguments: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        EditArguments.model_validate(arguments)
