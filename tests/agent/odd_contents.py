"""Odd things that a repository can hold, and a change of each: what ``test_odd_repositories`` and its Docker twin go through.

Each lies in a folder of its own, so that one repository, one run and one patch can hold them all.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.sandboxes.repositories import ENVIRONMENT, git

EVERY_BYTE = "* -filter !diff -text !eol -working-tree-encoding -ident !merge\n"


@dataclass(frozen=True, slots=True)
class Content:
    """A folder ``name``: the shell script that fills it, and the one that changes it.

    ``left_out`` are paths that the patch must leave out. ``unsafe`` is why ``--apply`` and ``--branch`` refuse the patch.
    ``normalised`` are paths that git itself writes otherwise when they are staged in a work tree, as their attributes ask for.
    """

    name: str
    base: str
    change: str
    left_out: tuple[str, ...] = ()
    unsafe: str | None = None
    normalised: tuple[str, ...] = ()


CONTENTS = (
    Content("crlf", r"printf 'a\r\nb\r\nc\r\n' >f", r"printf 'a\r\nB\r\nc\r\n' >f; printf 'x\r\n' >new"),
    Content("mixed_line_ends", r"printf 'a\r\nb\nc\rd\n\r\n' >f", r"printf 'a\nb\r\nc\rd\n\r\r\n' >f"),
    Content(
        "eol_attribute",
        r"echo '*.bat text eol=crlf' >.gitattributes; printf 'a\nb\n' >f.bat",
        r"printf 'a\nc\n' >f.bat; printf 'x\r\ny\r\n' >crlf.bat; printf 'x\n' >lf.bat",
        normalised=("crlf.bat",),
    ),
    Content(
        "line_ends_against_attributes",
        r"echo '* text=auto' >.gitattributes; printf 'a\r\nb\r\n' >f",
        r"printf 'a\r\nc\r\n' >f; printf 'x\r\n' >new",
        normalised=("new",),
    ),
    Content(
        "working_tree_encoding",
        r"echo '*.txt text working-tree-encoding=UTF-16' >.gitattributes; printf 'a\n' >f.txt",
        r"printf 'b\n' >f.txt; printf 'c\n' >new.txt",
    ),
    Content(
        "keywords",
        r"printf '* ident export-subst\nsecret export-ignore\n' >.gitattributes; printf '$Id$ $Format:%%H$\n' >f; echo s >secret",
        r"printf '$Id: 123 $ $Format:%%h$\n' >f; echo t >secret",
        normalised=("f",),
    ),
    Content(
        "lfs_pointers",
        r"echo '*.bin filter=lfs diff=lfs merge=lfs -text' >.gitattributes; "
        r"printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 5\n' 1 >f.bin; cp f.bin gone.bin",
        r"printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 6\n' 2 >f.bin; rm gone.bin; "
        r"printf 'raw\0\r\n' >new.bin",
    ),
    Content(
        "filters_and_drivers",
        r"printf '* filter=absent diff=absent merge=absent\n*.x -diff\n*.y binary\n' >.gitattributes; echo a | tee f f.x >f.y",
        r"echo b | tee f f.x f.y >new.x",
    ),
    Content(
        "attributes_that_change",
        r"echo '* text' >.gitattributes; printf 'a\r\n' >f",
        r"echo '* binary eol=crlf' >.gitattributes; printf 'b\r\n' >f",
    ),
    Content(
        "no_newline_at_the_end",
        r"printf 'a\nb' >keeps; printf 'a\nb' >gains; printf 'a\nb\n' >loses; printf x >gone",
        r"printf 'c\nb' >keeps; printf 'a\nb\n' >gains; printf 'a\nb' >loses; rm gone; printf y >new",
    ),
    Content(
        "binary",
        r"printf '\0\1\2\377' >f; printf 'a\0b' >gone; printf 'text\n' >turns",
        r"printf '\0\1\3\377\r\n' >f; rm gone; printf 'te\0xt' >turns; head -c 70000 /dev/zero >new",
    ),
    Content(
        "modes",
        r"echo a | tee on off >both; chmod +x off",
        r"chmod +x on both; chmod -x off; echo b >both; echo '#!/bin/sh' >new; chmod 755 new; echo c >odd; chmod 600 odd",
    ),
    Content(
        "links",
        r"echo a >f; mkdir d; ln -s f in; ln -s nowhere dangling; ln -s ../f d/up; ln -s d folder; ln -s loop loop",
        r"ln -sf d in; ln -sf elsewhere dangling; rm d/up loop; ln -s f new; ln -s 'a b' 'with space'",
    ),
    Content(
        "links_out_of_the_tree",
        r"echo a >f; ln -s /etc/passwd absolute; ln -s ../../../outside relative; ln -s /etc folder",
        r"echo b >f; rm relative; ln -sf /etc/hosts absolute",
        unsafe="a symbolic link out of the tree",
    ),
    Content("untouched_links_out_of_the_tree", r"echo a >f; ln -s /etc/passwd l; ln -s /etc d", r"echo b >f"),
    Content(
        "places_change",
        r"echo a >file; mkdir folder other; echo b | tee folder/x >other/y; ln -s file link; echo c >into_link",
        r"rm file; mkdir file; echo d >file/x; rm -r folder; echo e >folder; rm link; echo f >link; "
        r"ln -sf link into_link; rm -r other; ln -s file other",
    ),
    Content(
        "renames",
        r"seq 9 | tee a b c >Case; mkdir d",
        r"mkdir d e; mv a z; mv b d/b; seq 8 >>d/b; mv c d/c; mv Case case; cp z e/copy",
    ),
    Content("deletions", r"mkdir -p d/e; echo a | tee d/x d/e/y >f", r"rm -r d"),
    Content("empty_files", r": >f; : >gone; echo a >emptied", r"echo b >f; rm gone; : >emptied; : >new"),
    Content("empty_folders", r"mkdir d; echo a >d/f", r"rm d/f; mkdir -p new/deep"),
    Content(
        "other_encodings",
        r"printf 'na\357ve caf\351\n' >latin1; printf '\377\376a\0\n\0' >utf16; printf '\357\273\277a\n' >bom",
        r"printf 'na\357ve th\351\n' >latin1; printf '\377\376b\0\n\0' >utf16; printf '\357\273\277b\n' >bom; "
        r"printf 'a\fb\vc\302\205d\342\200\250e\n' >separators",
    ),
    Content(
        "names_that_are_no_text",
        r"echo a | tee $'\xff\xfe' >$'caf\xe9'; mkdir $'\x80'; echo a >$'\x80/f'",
        r"echo b >$'caf\xe9'; rm $'\xff\xfe'; echo c >$'\x80/f'; echo d >$'new\xc3'",
    ),
    Content(
        "names_of_all_sorts",
        r"""for n in 'a b' ' lead' 'trail ' $'t\tab' $'new\nline' 'q"uote' "q'uote" -dash --help ':colon' '*' '[x]' '#h' '!n' \
          '$(id)' $'e\x1b[31m' 'dev null' 'a b' 'b b' 'x => y' '~' '%s'; do echo 1 >"./$n"; done""",
        r"""for n in *; do echo 2 >>"./$n"; done; rm -- '*' --help; for n in $'z\n\n' '-n' '"' ' '; do echo 3 >"./$n"; done""",
    ),
    Content(
        "backslashes_in_names",
        r"echo a >'back\slash'",
        r"echo b >'back\slash'; echo c >'trail\'",
        unsafe="a backslash in a file name",
    ),
    Content(
        "normal_forms",
        r"echo c >$'caf\u00e9'; echo d >$'cafe\u0301'",
        r"echo e >$'caf\u00e9'; rm $'cafe\u0301'; echo f >$'A\u030a'; echo g >$'\u212b'",
    ),
    Content("names_that_differ_in_case", r"echo a >Makefile; echo b >makefile", r"echo c >makefile; echo d >MAKEFILE"),
    Content("names_of_windows", r"echo a | tee aux con.txt >'dot.'", r"echo b | tee aux 'dot.' >nul; rm con.txt"),
    Content(
        "long_paths",
        r"""n=$(printf 'n%.0s' {1..255}); echo a >$n; d=$(printf 'd%.0s' {1..200}); p=$(printf "$d/%.0s" {1..15});
          mkdir -p $p; echo a >$p/f""",
        r"""n=$(printf 'n%.0s' {1..255}); echo b >$n; d=$(printf 'd%.0s' {1..200}); p=$(printf "$d/%.0s" {1..15});
          echo b >$p/f; echo c >$p/new""",
    ),
    Content(
        "ignored_files",
        r"printf '*.log\nbuild/\n!keep.log\n' >.gitignore; echo a | tee tracked.log >keep.log; mkdir d; echo '*.tmp' >d/.gitignore",
        r"echo b >tracked.log; echo c | tee new.log d/x.tmp d/y.log >d/keep.log; mkdir build; echo d >build/x; rm keep.log",
        left_out=("new.log", "d/x.tmp", "d/y.log", "build"),
    ),
    Content(
        "ignore_rules_that_change",
        r"echo '*.log' >.gitignore",
        r"echo '*' >.gitignore; echo a | tee new x.log >.hidden",
        left_out=("x.log",),
    ),
    Content(
        "text_like_a_patch",
        r"printf -- '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n' >f",
        r"printf -- '--- a/x\n+++ b/y\n@@ -1 +1 @@\n+a\n\\ No newline at end of file\ndiff --git a/f b/f\n-- \n2.39\n' >f",
    ),
    Content("long_lines", r"head -c 300000 /dev/zero | tr '\0' x >f", r"head -c 300001 /dev/zero | tr '\0' y >f"),
    Content("large_files", r"seq 300000 >f", r"seq 2 300001 >f; head -c 9000000 /dev/zero >new"),
    Content(
        "many_files",
        r"for i in {1..300}; do echo $i >$i; done",
        r"rm 2??; for i in {1..150}; do echo x >$i; done; for i in {301..400}; do echo $i >$i; done",
    ),
    Content(
        "nested_repositories",
        r"echo a >f",
        r"git init -q n; echo b >n/f; echo c >f; mkdir m; echo 'gitdir: /nowhere' >m/.git; echo d >m/f",
        left_out=("n/.git", "m/.git"),
    ),
    Content(
        "no_regular_files",
        r"echo a | tee f >p",
        r"""mkfifo pipe; rm p; mkfifo p; echo b >f; python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s")'""",
        left_out=("pipe", "p", "s"),
    ),
    Content(
        "permissions",
        r"mkdir d; echo a | tee d/f >g",
        r"echo b >d/f; echo c >g; chmod 444 g; echo d >d/secret; chmod 000 d/secret; chmod 500 d",
    ),
    Content("hard_links", r"echo a >f", r"ln f twin; echo b >>twin"),
    Content(
        "gitmodules_without_modules",
        r"echo a >.gitmodules",
        r"""printf '[submodule "../x"]\n\tpath = x\n' >.gitmodules""",
    ),
)  # fmt: skip


def shell(folder: Path, script: str) -> None:
    """Run a script of the table, with git as it is out of the box."""
    environment = {
        **ENVIRONMENT,
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "init.defaultBranch",
        "GIT_CONFIG_VALUE_0": "main",
        "LC_ALL": "C.UTF-8",
    }
    result = subprocess.run(["bash", "-euc", script], cwd=folder, env=environment, capture_output=True, check=False)
    assert result.returncode == 0, (script, result.stderr)


def one_script(contents: Iterable[Content]) -> str:
    """The changes of all, as one command in the top folder of the repository."""
    lines = (f"(cd {content.name} && bash -euc {shlex.quote(content.change)})" for content in contents)
    return "export LC_ALL=C.UTF-8; set -e\n" + "\n".join(lines)


def make_contents(folder: Path, contents: Iterable[Content]) -> Path:
    """A repository that holds them, with every byte of its files in its one commit."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for content in contents:
        (folder / content.name).mkdir()
        shell(folder / content.name, content.base)
    commit_every_byte(folder)
    (folder / ".git/info/attributes").unlink()
    return folder


def commit_every_byte(folder: Path) -> str:
    """Commit all files as they are, whatever attributes and ignore rules say; the id of the tree."""
    (folder / ".git/info/attributes").write_text(EVERY_BYTE, encoding="utf-8")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=all")
    return git(folder, "rev-parse", "HEAD^{tree}").decode().strip()
