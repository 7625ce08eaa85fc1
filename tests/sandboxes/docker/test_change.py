from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from docker import DockerClient

from agent.patch import parse_patch
from sandboxes.docker.sandbox import DockerSandbox
from sandboxes.errors import SandboxLost
from tests.sandboxes.conformance import FILES, OpenSandbox
from tests.sandboxes.docker.conftest import OpenDockerSandbox
from tests.sandboxes.repositories import applied

pytestmark = pytest.mark.docker

HOSTILE = """
cd /repo
marker='touch /repo/ran /tmp/ran; echo ran >>/repo/ran'
printf '#!/bin/sh\\n%s\\ncat\\n' "$marker" >evil.sh; chmod +x evil.sh
git config core.fsmonitor "$PWD/evil.sh"
git config core.hooksPath "$PWD/hooks"
mkdir -p hooks .git/hooks
for hook in post-index-change pre-commit post-checkout reference-transaction; do
  cp evil.sh hooks/$hook; cp evil.sh .git/hooks/$hook
done
git config filter.evil.clean "$PWD/evil.sh"
git config filter.evil.process "$PWD/evil.sh"
git config diff.evil.textconv "$PWD/evil.sh"
git config diff.external "$PWD/evil.sh"
git config core.worktree /etc
echo '* filter=evil diff=evil working-tree-encoding=UTF-16' >.gitattributes
rm -f ran /tmp/ran
"""


def run(sandbox: DockerSandbox, script: str) -> None:
    result = sandbox.exec(["bash", "-c", script])
    assert result.exit_code == 0, result.output.decode("utf-8", "replace")


def test_the_repository_has_no_past(open_sandbox: OpenDockerSandbox) -> None:
    sandbox = open_sandbox(FILES)
    script = "git rev-list --all --count; git remote; git reflog; git tag; git stash list; git status --short"
    assert sandbox.exec(["bash", "-c", script]).output == b"1\n"
    listing = sandbox.exec(["git", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)"]).output.split()
    assert sorted(listing) == [b"blob"] * len(FILES) + [b"commit"] + [b"tree"] * 3
    assert (
        sandbox.exec(["bash", "-c", "git commit -q --allow-empty -m wip && git log --oneline | wc -l"]).output == b"2\n"
    )


def test_modes_links_renames_and_deletions(open_sandbox: OpenDockerSandbox) -> None:
    sandbox = open_sandbox(FILES)
    run(
        sandbox,
        "chmod +x src/a.py; git mv README.md READ.md; rm data/table.bin; ln -s src/a.py link; git commit -qm wip",
    )
    files = {file.path: file for file in parse_patch(sandbox.change()).files}
    assert {path: file.kind for path, file in files.items()} == {
        "README.md": "deleted", "READ.md": "added", "data/table.bin": "deleted", "link": "added",
        "src/a.py": "modified",
    }  # fmt: skip
    assert (files["src/a.py"].old_mode, files["src/a.py"].new_mode) == ("100644", "100755")
    assert files["link"].link_target == "src/a.py"


def test_files_folders_and_links_change_places(open_sandbox: OpenDockerSandbox, tmp_path: Path) -> None:
    sandbox = open_sandbox(FILES)
    run(
        sandbox,
        "rm -r src README.md; echo file >src; mkdir README.md; echo inner >README.md/x; rm -r data; ln -s src data",
    )
    after = applied(tmp_path / "fresh", FILES, sandbox.change())
    assert after == {"src": b"file\n", "README.md/x": b"inner\n", ".gitignore": FILES[".gitignore"]}
    assert (tmp_path / "fresh" / "data").readlink() == Path("src")


def test_line_endings_and_attributes_of_the_base_change_nothing(
    open_sandbox: OpenDockerSandbox, tmp_path: Path
) -> None:
    files = {".gitattributes": b"*.bat text eol=crlf\n*.id ident\n", "a.bat": b"one\ntwo\n", "x.id": b"$Id$\n"}
    sandbox = open_sandbox(files)
    assert sandbox.read_file("a.bat") == b"one\ntwo\n"
    assert sandbox.change() == b""
    sandbox.write_file("a.bat", b"one\r\nthree\n")
    assert b"-two\n" in sandbox.change()


def test_odd_things_in_the_tree_do_not_cost_the_rest(open_sandbox: OpenDockerSandbox) -> None:
    sandbox = open_sandbox(FILES)
    run(sandbox, "mkfifo fifo; mkdir -p nested .GIT locked/in; touch .GIT/x locked/in/y; ln -s loop loop")
    run(sandbox, "git init -q nested; touch nested/f; echo secret >private; truncate -s 60M big")
    run(sandbox, "chmod 000 private src/a.py; chmod 000 locked/in locked")
    sandbox.write_file("README.md", b"changed\n")
    deep = "/".join(["d" * 200] * 25)
    deepen = f"while mkdir {'e' * 200} 2>/dev/null && cd {'e' * 200}; do :; done; touch f || :"
    run(sandbox, f"mkdir -p {'/'.join(['d' * 200] * 15)}; cd d*; {deepen}")
    paths = {file.path for file in parse_patch(sandbox.change(max_bytes=10 << 20)).files}
    assert {"README.md", "nested/f", "private", "locked/in/y", "loop"} <= paths
    assert not paths & {"fifo", ".GIT/x", "big", deep}
    assert "src/a.py" not in paths
    assert sandbox.left_out == ("big",)


def test_a_hostile_git_folder_runs_nothing(open_sandbox: OpenDockerSandbox, tmp_path: Path) -> None:
    sandbox = open_sandbox(FILES)
    run(sandbox, HOSTILE)
    sandbox.write_file("src/a.py", b"fixed\n")
    patch = sandbox.change()
    assert b"+fixed" in patch
    assert b"root:" not in patch
    assert sandbox.exec(["bash", "-c", "ls ran /tmp/ran 2>/dev/null; true"]).output == b""
    assert not Path("/tmp/ran").exists()
    assert "ran" not in {file.path for file in parse_patch(patch).files}


@pytest.mark.parametrize(
    "damage", ["rm -rf .git", "rm -rf .git; ln -s /etc .git", "rm -rf .git; echo gitdir: /tmp/x >.git"]
)
def test_the_git_folder_is_not_needed(open_sandbox: OpenDockerSandbox, damage: str) -> None:
    sandbox = open_sandbox(FILES)
    sandbox.write_file("README.md", b"changed\n")
    run(sandbox, damage)
    assert [file.path for file in parse_patch(sandbox.change()).files] == ["README.md"]


def test_what_still_runs_is_ended_first(open_sandbox: OpenDockerSandbox) -> None:
    sandbox = open_sandbox(FILES)
    run(sandbox, "(while :; do date +%N >busy; done) >/dev/null 2>&1 &")
    sandbox.change()
    assert sandbox.change() == sandbox.change()


def test_a_killed_sandbox_is_lost_but_its_change_is_not(open_sandbox: OpenDockerSandbox, engine: DockerClient) -> None:
    sandbox = open_sandbox(FILES)
    sandbox.write_file("README.md", b"changed\n")
    expected = sandbox.change()
    engine.api.kill(sandbox.container)
    with pytest.raises(SandboxLost):
        sandbox.exec(["true"])
    with pytest.raises(SandboxLost):
        sandbox.read_file("README.md")
    assert sandbox.change() == expected


def test_a_sandbox_killed_under_a_command_is_lost(open_sandbox: OpenDockerSandbox) -> None:
    sandbox = open_sandbox(FILES)
    killer = subprocess.Popen(["sh", "-c", f"sleep 1; docker kill {sandbox.container}"], stdout=subprocess.DEVNULL)
    start_s = time.monotonic()
    with pytest.raises(SandboxLost):
        sandbox.exec(["sleep", "60"])
    assert time.monotonic() - start_s < 10
    killer.wait()


def test_change_of_many_files(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox({f"pkg{number % 20}/m{number}.py": b"x = %d\n" % number for number in range(2000)})
    sandbox.write_file("pkg1/m1.py", b"changed\n")
    start_s = time.monotonic()
    assert len(parse_patch(sandbox.change()).files) == 1
    assert time.monotonic() - start_s < 10
