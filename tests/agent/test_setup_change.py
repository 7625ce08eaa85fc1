from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.setup_change import file_sections, without_setup

LOCK = b"diff --git a/lock b/lock\n--- a/lock\n+++ b/lock\n@@ -1 +1 @@\n-1\n+2\n"
CODE = (
    b"diff --git a/code b/code\n--- a/code\n+++ b/code\n@@ -1,2 +1,2 @@\n-diff --git a/x b/x\n+diff --git a/y b/y\n z\n"
)


def test_what_the_set_up_left_is_taken_out() -> None:
    assert without_setup(LOCK + CODE, LOCK) == CODE
    assert without_setup(LOCK, LOCK) == b""
    assert without_setup(CODE, b"") == CODE


def test_a_file_that_was_changed_further_stays() -> None:
    further = LOCK.replace(b"+2", b"+3")
    assert without_setup(further, LOCK) == further


def test_text_in_a_hunk_is_no_header() -> None:
    assert file_sections(LOCK + CODE) == [LOCK, CODE]


@given(st.lists(st.sampled_from([LOCK, CODE])))
def test_sections_are_the_whole_patch(parts: list[bytes]) -> None:
    assert b"".join(file_sections(b"".join(parts))) == b"".join(parts)
