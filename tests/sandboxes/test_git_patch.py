from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sandboxes.git_apply import git_apply
from sandboxes.git_patch import git_patch
from tests.sandboxes.repositories import applied

NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\0\\", exclude_categories=["Cs"]), min_size=1, max_size=12
).filter(lambda name: name not in (".", "..") and name.casefold() != ".git" and not name.startswith(".git"))
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from([b"a", b"b\n", b"\n", b"- x\n", b"+++ b\n", b"@@ -1 +1 @@\n", b"\r\n", b"\\ No\n"])).map(
        b"".join
    ),
)
FILES = st.dictionaries(NAMES, CONTENTS, max_size=4)


@settings(max_examples=25, deadline=None)
@given(before=FILES, after=FILES)
def test_git_applies_it_and_gets_the_same_files(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert applied(Path(folder) / "fresh", before, git_patch(before, after)) == after


@settings(deadline=None)
@given(before=FILES, after=FILES)
def test_what_was_written_can_be_put_back(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    assert git_apply(before, git_patch(before, after)) == after
