from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandboxes.docker.arguments import CannotBePassed, Command, invocation

WORDS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=[]), max_size=8), max_size=4)


def executed(command: Command) -> bytes:
    """What the invocation prints when it runs here, its marker cut off."""
    invoked = invocation(command, "<mark>")
    assert isinstance(command.stdin, bytes)
    stdin = invoked.stdin_prefix + command.stdin
    result = subprocess.run(invoked.argv, input=stdin, capture_output=True, env={"PATH": "/usr/bin:/bin"}, check=False)
    assert result.stdout.startswith(b"<mark>")
    return result.stdout.removeprefix(b"<mark>")


@settings(max_examples=40, deadline=None)
@given(words=WORDS)
def test_every_word_arrives_as_its_bytes(words: list[str]) -> None:
    expected = b"".join(_bytes(word) + b"|" for word in words)
    if words:
        assert executed(Command(["printf", "%s|", *words], user="")) == expected


@settings(max_examples=40, deadline=None)
@given(words=WORDS)
def test_the_engine_gets_text(words: list[str]) -> None:
    for word in invocation(Command(["true", *words], user=""), "<mark>").argv:
        word.encode()


def test_a_long_script_travels_by_standard_input() -> None:
    script = "x='" + "é" * 100_000 + "'; echo ${#x}; cat; ls /tmp/.script-mark 2>/dev/null"
    command = Command(["bash", "-c", f"export LC_ALL=C.UTF-8; {script}"], user="", stdin=b"input\n")
    assert executed(command) == b"100000\ninput\n"
    assert not Path("/tmp/.script-mark").exists()


@pytest.mark.parametrize("argv", [[], ["a\0"], ["echo", "x" * 140_000], ["echo", *["x" * 1000] * 2000]])
def test_what_no_kernel_takes(argv: list[str]) -> None:
    with pytest.raises(CannotBePassed):
        invocation(Command(argv, user=""), "<mark>")


def _bytes(word: str) -> bytes:
    try:
        return word.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return word.encode("utf-8", "replace")
