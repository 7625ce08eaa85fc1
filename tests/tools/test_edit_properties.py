"""What holds for every file: a unique piece is replaced as Python replaces it, byte for byte, and undo restores every byte."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from sandboxes.memory import MemorySandbox
from tools.source_text import SourceText
from tools.str_replace_editor import EditArguments, StrReplaceEditor

PIECES = ["a", "b", "ab ", "  ", "\t", "x = 1", "é", "日", "\U0001f600", "\x0c", "\x85", "\u2028", "\ufeff", "\0", "\r"]
texts = st.lists(st.sampled_from([*PIECES, "\n", "\n"]), max_size=30).map("".join)
broken = st.lists(st.one_of(texts.map(str.encode), st.binary(max_size=3)), max_size=5).map(b"".join)
new_texts = st.lists(st.sampled_from([*PIECES[1:-1], "\n", "c"]), max_size=8).map("".join)


@given(st.one_of(broken, broken.map(lambda content: content.replace(b"\n", b"\r\n"))))
def test_every_file_can_be_written_as_it_was_read(content: bytes) -> None:
    assert SourceText.parse(content).encode() == content


def places(content: bytes, piece: bytes) -> int:
    """How often a piece occurs, places that overlap included."""
    return sum(content.startswith(piece, start) for start in range(len(content)))


@st.composite
def edits(draw: st.DrawFn, pieces: st.SearchStrategy[str]) -> tuple[str, str, str]:
    """A text, a piece of it that occurs once, and another text."""
    before, after = draw(pieces), draw(pieces)
    old = draw(pieces)[:4] + draw(st.sampled_from(["x", "é", "one\ntwo"])) + draw(pieces)[:4]
    text = before + old + after
    new = draw(pieces)
    assume(old != new and places(text.encode(), old.encode()) == 1)
    return text, old, new


def edit(content: bytes, old: str, new: str) -> tuple[bytes, bytes]:
    """The file after an edit, and after its undo."""
    sandbox, editor = MemorySandbox({"f": content}), StrReplaceEditor()
    call = {"command": "str_replace", "path": "/repo/f", "old_str": old, "new_str": new}
    editor.run(EditArguments.model_validate(call), sandbox)
    after = sandbox.files["f"]
    editor.run(EditArguments(command="undo_edit", path="/repo/f"), sandbox)
    return after, sandbox.files["f"]


@given(edits(texts), st.sampled_from([b"", b"\xff", b"\xc3\n", b"\xed\xa0\x80"]), st.sampled_from([b"", b"\xfe\n"]))
def test_a_unique_piece_is_replaced_as_python_does(made: tuple[str, str, str], head: bytes, tail: bytes) -> None:
    text, old, new = made
    assume("\r\n" not in text + old + new)
    content = head + text.encode() + tail
    assume(places(content, old.encode()) == 1)
    assert edit(content, old, new) == (content.replace(old.encode(), new.encode(), 1), content)


@given(edits(texts))
def test_also_where_line_ends_are_mixed(made: tuple[str, str, str]) -> None:
    text, old, new = made
    content = b"unix\nwindows\r\n" + text.encode()
    assume(places(content, old.encode()) == 1)
    assert edit(content, old, new) == (content.replace(old.encode(), new.encode(), 1), content)


@given(edits(texts))
def test_in_a_windows_file_the_edit_is_made_with_windows_line_ends(made: tuple[str, str, str]) -> None:
    text, old, new = (piece.replace("\r", "") for piece in made)
    assume(old != new and places(text.encode(), old.encode()) == 1)
    content = f"{text}\n".encode()
    windows = content.replace(b"\n", b"\r\n")
    expected = content.replace(old.encode(), new.encode(), 1).replace(b"\n", b"\r\n")
    assert edit(windows, old, new) == (expected, windows)


@given(st.lists(st.tuples(st.integers(0, 9), new_texts), max_size=6), broken)
def test_inserts_are_taken_back_one_by_one(inserts: list[tuple[int, str]], content: bytes) -> None:
    sandbox, editor = MemorySandbox({"f": content}), StrReplaceEditor()
    states = [content]
    for line, new in inserts:
        lines = SourceText.parse(sandbox.files["f"]).text.split("\n")
        at = min(line, len(lines) - 1 if lines[-1] == "" else len(lines))
        call = {"command": "insert", "path": "/repo/f", "new_str": new, "insert_line": at}
        editor.run(EditArguments.model_validate(call), sandbox)
        states.append(sandbox.files["f"])
    for before in states[-2::-1]:
        editor.run(EditArguments(command="undo_edit", path="/repo/f"), sandbox)
        assert sandbox.files["f"] == before
