from __future__ import annotations

import contextlib
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.patch import FileChange, PatchError, parse_patch
from tests.sandboxes.repositories import git, make_repository

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=10).filter(
    lambda name: not name.startswith(".") and not name.endswith(" ")
)
LINES = st.sampled_from(
    [
        b"a\n",
        b"b\n",
        b"\n",
        b"--- a/x\n",
        b"+++ b/x\n",
        b"@@ -1 +1 @@\n",
        b"diff --git a/x b/x\n",
        b"\\ No newline\n",
        b"\0\xff",
    ]
)
CONTENTS = st.lists(LINES, max_size=12).map(b"".join)
FILES = st.dictionaries(NAMES, CONTENTS, max_size=4)

TEXT = b"""\
diff --git a/src/a.py b/src/a.py
index 1111111..2222222 100644
--- a/src/a.py
+++ b/src/a.py
@@ -1,3 +1,3 @@ def f():
 one
-two
+--- a/hidden
+++ b/hidden
 three
diff --git a/gone b/gone
deleted file mode 100755
index 1111111..0000000
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-x
\\ No newline at end of file
"""


def numbers_of_git(repository: Path, patch: bytes) -> dict[str, tuple[str, str]]:
    fields = git(repository, "apply", "--numstat", "-z", stdin=patch).split(b"\0")
    rows = (field.split(b"\t", 2) for field in fields if field)
    return {
        name.decode("utf-8", "surrogateescape"): (added.decode(), deleted.decode()) for added, deleted, name in rows
    }


@settings(max_examples=30, deadline=None)
@given(before=FILES, after=FILES)
def test_it_reads_what_git_writes(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = make_repository(Path(folder) / "r", before)
        for name in before:
            (repository / name).unlink()
        for name, content in after.items():
            (repository / name).write_bytes(content)
        git(repository, "add", "--all", "--force")
        content = git(repository, "diff", "--cached", "--binary", "--full-index", "--no-renames")
        patch = parse_patch(content)
        found = {
            file.path: ("-", "-") if file.is_binary else (str(file.added_lines), str(file.deleted_lines))
            for file in patch.files
        }
        expected = numbers_of_git(repository, content) if content else {}
        assert {name: ("-", "-") if found[name] == ("-", "-") else counts for name, counts in expected.items()} == found
        kinds = {file.path: file.kind for file in patch.files}
        assert kinds == {
            name: "added" if name not in before else "deleted" if name not in after else "modified"
            for name in {*before, *after}
            if before.get(name) != after.get(name)
        }


def test_counts_by_what_hunks_announce() -> None:
    patch = parse_patch(TEXT.replace(b"@@ -1,3 +1,3 @@", b"@@ -1,3 +1,4 @@"))
    assert patch.files[0] == FileChange("src/a.py", "src/a.py", "modified", "100644", "100644", 2, 1)
    assert patch.files[1] == FileChange("gone", "gone", "deleted", "100755", None, 0, 1)
    assert patch.summary() == "2 files changed, +2 -2"


def test_no_change_is_a_patch_too() -> None:
    assert parse_patch(b"").files == ()
    assert parse_patch(b"").summary() == "0 files changed, +0 -0"


@pytest.mark.parametrize(
    "content",
    [
        b"hello\n",
        b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
        TEXT[:-1],
        TEXT[:-40] + b"\n",
        TEXT,  # its first hunk is longer than it says
        b"diff --git a/x b/y\nindex 1111111..2222222 100644\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n",
        b"diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/../../y\n@@ -1 +1 @@\n-a\n+b\n",
        b"diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n",
        b"diff --git a/x b/x\nindex 1111111..2222222 100644\nBinary files a/x and b/x differ\n",
        b"diff --git a/x b/x\nold mode 100644\nnew mode 1\n",
        b"diff --git a/x b/x\nnew file mode 100644\ndeleted file mode 100644\nindex 1111111..2222222\n",
        b'diff --git "a/x\\9" "b/x\\9"\nold mode 100644\nnew mode 100755\n',
        b"diff --git a/x b/x\nrename from y\nrename to z\n",
        b"diff --git a/x b/x\nindex 1111111..2222222 100644\nGIT binary patch\nliteral 5\n",
        b"diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n--- a/y\n+++ b/y\n",
    ],
)
def test_what_git_does_not_write_is_refused(content: bytes) -> None:
    with pytest.raises(PatchError, match="not a git patch"):
        parse_patch(content)


@settings(deadline=None)
@given(st.data())
def test_any_bytes_give_a_patch_or_a_patch_error(data: st.DataObject) -> None:
    pieces = data.draw(
        st.lists(st.one_of(st.sampled_from(TEXT.splitlines(keepends=True)), st.binary(max_size=20)), max_size=15)
    )
    with contextlib.suppress(PatchError):
        parse_patch(b"".join(pieces))


def test_renames_and_copies() -> None:
    patch = parse_patch(b"diff --git a/x y b/z\nsimilarity index 100%\nrename from x y\nrename to z\n")
    assert patch.files == (FileChange("z", "x y", "renamed"),)


def test_links_tell_their_target(tmp_path: Path) -> None:
    repository = make_repository(tmp_path / "r", {"a": b"1\n"})
    (repository / "link").symlink_to("../outside")
    git(repository, "add", "--all")
    files = parse_patch(git(repository, "diff", "--cached", "--binary", "--full-index")).files
    assert (files[0].link_target, files[0].new_mode) == ("../outside", "120000")


def test_git_agrees_that_the_examples_are_no_patches() -> None:
    assert subprocess.run(["git", "apply", "--numstat"], input=b"hello\n", capture_output=True, check=False).returncode
