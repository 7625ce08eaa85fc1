"""Repositories in odd states: how each is made, and how a run on it begins or is refused."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.agent.odd_contents import shell
from tests.sandboxes.repositories import make_repository

FILES = {"a.txt": b"a\n", "d/b.txt": b"b\n", "gone.txt": b"1\n", ".gitignore": b"*.log\n"}
CHANGE = "mkdir -p d; echo b >a.txt; rm -f gone.txt; echo c >d/new.txt; echo e >excluded"
"""What the model does in each of them."""


@dataclass(frozen=True, slots=True)
class State:
    """A repository in an odd state.

    It is made by ``script`` from the folder ``r``, which holds a repository of ``FILES`` with a second, empty commit;
    then the run is asked for ``path`` with ``options``. ``refusal`` is the one line that it ends with, with exit code 42;
    ``notice`` is what the user is told.
    """

    name: str
    script: str
    path: str = "r"
    refusal: str = ""
    notice: str = ""
    include_uncommitted: bool = False
    base: str | None = None


ADD_MODULE = (
    "git init -q m; echo a >m/f; git -C m add f; git -C m commit -qm m; cd r; "
    "git -c protocol.file.allow=always submodule -q add ../m sub; git commit -qm sub"
)
FORK = "cd r; git checkout -q -b o; echo o >a.txt; git commit -qam o; git checkout -q main; echo m >a.txt; git commit -qam m; "
STAGE = "cd r; echo s >a.txt; git add a.txt; echo t >>a.txt; echo n >n; git add -N n"

STATES = (
    State("submodule", ADD_MODULE, notice="submodules are left empty: sub"),
    State("submodule_with_changes", ADD_MODULE + "; echo b >sub/f; echo c >sub/g; echo d >d/b.txt",
          notice="submodules are left empty: sub",
          include_uncommitted=True),
    State("nested_repository", "cd r; git init -q n; echo a >n/f; git -C n add f; git -C n commit -qm n",
          notice="1 uncommitted change is left out"),
    State("nested_repository_taken_along", "cd r; git init -q n; echo a >n/f; git -C n add f; git -C n commit -qm n; echo x >y",
          include_uncommitted=True),
    State("linked_worktree", "git -C r worktree add -q ../w -b other", path="w"),
    State("git_folder_elsewhere", "git init -q --separate-git-dir ../g r"),
    State("git_file_to_nowhere", "mkdir w; echo 'gitdir: /nowhere/at/all' >w/.git", path="w", refusal="not a git repository: "),
    State("shallow", 'git clone -q --depth=1 "file://$PWD/r" s', path="s"),
    State("partial_without_objects", 'git -C r config uploadpack.allowFilter true; git clone -q --no-checkout --filter=blob:none '
          '"file://$PWD/r" s; git -C s remote set-url origin /nowhere', path="s", refusal="cannot use "),
    State("detached_head", "git -C r checkout -q --detach HEAD~1"),
    State("unborn_branch", "git init -q u", path="u", refusal="the repository has no commit yet: "),
    State("orphan_branch", "git -C r checkout -q --orphan new", refusal="the repository has no commit yet: "),
    State("head_without_its_branch", "echo 'ref: refs/heads/absent' >r/.git/HEAD", refusal="the repository has no commit yet: "),
    State("no_files", "git init -q u; git -C u commit -q --allow-empty -m e; mkdir u/d; echo a >u/a.txt; echo b >u/gone.txt; "
          "mkdir -p u/d", path="u", notice="2 uncommitted changes are left out"),
    State("bare", "git clone -q --bare r b.git", path="b.git"),
    State("sha256", "mv r old; git init -q --object-format=sha256 r; cp -r old/a.txt old/d old/gone.txt old/.gitignore r; "
          "cd r; git add -A; git commit -qm 1"),
    State("excluded_files", "echo excluded >>r/.git/info/exclude; echo a >r/excluded"),
    State("assume_unchanged", "cd r; git update-index --assume-unchanged a.txt; echo z >a.txt"),
    State("skip_worktree", "cd r; git update-index --skip-worktree a.txt; rm a.txt",
          include_uncommitted=True),
    State("sparse_checkout", "git -C r sparse-checkout set --no-cone a.txt"),
    State("sparse_taken_along", "cd r; git sparse-checkout set --cone --sparse-index d; echo z >d/b.txt",
          include_uncommitted=True),
    State("partly_staged", STAGE, notice="2 uncommitted changes are left out"),
    State("partly_staged_taken_along", STAGE + "; chmod +x d/b.txt",
          include_uncommitted=True),
    State("staged_deletions", "cd r; git rm -q d/b.txt; git rm -q --cached a.txt; git mv gone.txt moved",
          include_uncommitted=True),
    State("merge_in_progress", FORK + "git merge -q o || :", notice="1 uncommitted change is left out"),
    State("merge_in_progress_taken_along", FORK + "git merge -q o || :",
          include_uncommitted=True),
    State("rebase_in_progress", FORK + "git rebase -q o || :", notice="1 uncommitted change is left out"),
    State("hooks", "for h in post-checkout post-commit post-index-change reference-transaction pre-auto-gc post-rewrite; do "
          "printf '#!/bin/sh\\ntouch \"%s\"\\n' \"$PWD/ran\" >r/.git/hooks/$h; chmod +x r/.git/hooks/$h; done"),
    State("alternates", "git clone -q --shared r s", path="s"),
    State("replaced_commit", "cd r; git replace HEAD $(git commit-tree -m other $(git mktree </dev/null))"),
    State("grafts", "cd r; git rev-parse HEAD >.git/info/grafts"),
    State("packed", "cd r; git gc -q; git commit-graph write; git multi-pack-index write; git pack-refs --all"),
    State("odd_index", "cd r; git update-index --index-version 4 --split-index --untracked-cache; echo z >a.txt",
          include_uncommitted=True),
    State("fsmonitor", "cd r; git config core.fsmonitor true; git config core.untrackedCache true; echo z >a.txt",
          notice="1 uncommitted change is left out"),
    State("settings_of_other_systems", "cd r; git config core.autocrlf true; git config core.fileMode false; "
          "git config core.ignoreCase true; git config core.symlinks false; git config core.precomposeUnicode true; "
          "touch a.txt; chmod +x a.txt"),
    State("signing", "cd r; git config commit.gpgSign true; git config gpg.program /nowhere; git config tag.gpgSign true"),
    State("worktree_elsewhere", "mkdir e; mv r/.git e; git config -f e/.git/config core.worktree ../../r",
          path="e", refusal="does not lead back to its git folder"),
    State("link_to_a_repository", "ln -s r l", path="l"),
    State("subfolder", ":", path="r/d", notice="is taken as a whole"),
    State("inside_the_git_folder", ":", path="r/.git/objects", refusal="cannot use "),
    State("no_repository", "mkdir w", path="w", refusal="not a git repository: "),
    State("no_repository_with_an_odd_name", "mkdir $'w\\n\\e[31m'", path="w\n\x1b[31m", refusal="not a git repository: "),
    State("pipes_sockets_and_loops", "cd r; mkfifo p; ln -s loop loop; ln -s /etc/passwd out; echo z >a.txt; "
          "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"s\")'",
          include_uncommitted=True),
    State("unknown_extension", "cd r; git config core.repositoryFormatVersion 1; git config extensions.later true",
          refusal="cannot use "),
    State("broken_configuration", "echo '[broken' >>r/.git/config", refusal="cannot use "),
    State("missing_object", "cd r; o=$(git rev-parse HEAD:a.txt); rm -f .git/objects/${o:0:2}/${o:2}", refusal="cannot use "),
    State("missing_revision", ":", base="nowhere", refusal="no such revision in "),
    State("an_option_as_revision", ":", base="--upload-pack=x", refusal="no such revision in "),
    State("annotated_tag", "cd r; git tag -a -m v v1 HEAD~1; git branch v1", base="v1"),
    State("odd_name_of_the_folder", "mv r $'o d\\'d\\n\\xff'", path="o d'd\n\udcff"),
)  # fmt: skip


def make_state(folder: Path, state: State) -> Path:
    """The path that the run is asked for; all that belongs to the user lies in ``folder``."""
    repository = make_repository(folder / "r", FILES)
    shell(repository, "git config user.name Test; git config user.email test@example.org")
    shell(folder, "git -C r commit -q --allow-empty -m second")
    shell(folder, state.script)
    return folder / state.path


def every_byte(folder: Path) -> dict[str, tuple[object, ...]]:
    """All that a folder holds, git folders included: kind, mode, time and content of each path, the folder itself too.

    Of git's objects not the time: git brings it up to now when it meets an object again, lest it is collected.
    """
    return dict(_entries(folder, folder))


def _entries(folder: Path, top: Path) -> Iterator[tuple[str, tuple[object, ...]]]:
    read: Callable[[str], object]
    for path in (folder, *(Path(entry.path) for entry in os.scandir(folder))):
        found = path.lstat()
        read = str
        if stat.S_ISLNK(found.st_mode):
            read = os.readlink
        elif stat.S_ISREG(found.st_mode):
            read = _digest
        name = os.path.relpath(path, top)
        time_ns = 0 if "/objects/" in name and stat.S_ISREG(found.st_mode) else found.st_mtime_ns
        yield name, (found.st_mode, time_ns, read(str(path)))
        if path != folder and stat.S_ISDIR(found.st_mode):
            yield from _entries(path, top)


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
