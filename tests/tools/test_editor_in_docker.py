"""The editor on real files: modes, links, folders, sizes."""

from __future__ import annotations

from typing import Any

import pytest

from sandboxes.docker.sandbox import DockerSandbox
from tools.base import ToolError
from tools.str_replace_editor import EditArguments, StrReplaceEditor

pytestmark = pytest.mark.docker


def edit(sandbox: DockerSandbox, command: str, path: str, **arguments: Any) -> str:
    call = EditArguments.model_validate({"command": command, "path": path, **arguments})
    return StrReplaceEditor().run(call, sandbox).text


def sh(sandbox: DockerSandbox, script: str) -> str:
    return sandbox.exec(["bash", "-c", script]).output.decode().strip()


@pytest.mark.parametrize("mode", ["755", "600", "644", "711"])
def test_the_mode_of_a_file_is_kept(docker_sandbox: DockerSandbox, mode: str) -> None:
    sh(docker_sandbox, f"chmod {mode} calc.py")
    edit(docker_sandbox, "str_replace", "/repo/calc.py", old_str="a - b", new_str="a + b")
    assert sh(docker_sandbox, "stat -c %a calc.py; tail -1 calc.py") == f"{mode}\n    return a + b"


def test_a_link_stays_a_link(docker_sandbox: DockerSandbox) -> None:
    sh(docker_sandbox, "ln -s calc.py link.py; ln -s docs folder")
    edit(docker_sandbox, "str_replace", "/repo/link.py", old_str="a - b", new_str="a + b")
    assert sh(docker_sandbox, "readlink link.py; grep -c 'a + b' calc.py") == "calc.py\n1"
    assert edit(docker_sandbox, "view", "/repo/folder").splitlines()[1:] == ["/repo/folder/notes.txt"]


def test_folders_are_listed_without_hidden_entries(docker_sandbox: DockerSandbox) -> None:
    sh(
        docker_sandbox,
        "mkdir -p a/b/c .github/workflows; touch a/b/c/deep a/b/two .github/workflows/ci.yml 'a/with space'",
    )
    lines = edit(docker_sandbox, "view", "/repo").splitlines()
    assert lines[0] == "Files and folders in /repo, two levels deep:"
    expected = ["a", "a/b", "a/with space", "calc.py", "data", "data/table.bin", "docs", "docs/notes.txt"]
    assert lines[1:] == [f"/repo/{path}" for path in expected]
    assert edit(docker_sandbox, "view", "/repo/a").splitlines()[1:] == [
        "/repo/a/b",
        "/repo/a/b/c",
        "/repo/a/b/two",
        "/repo/a/with space",
    ]


def test_a_hidden_folder_can_be_looked_into(docker_sandbox: DockerSandbox) -> None:
    sh(docker_sandbox, "mkdir -p .github/workflows; touch .github/workflows/ci.yml")
    listed = edit(docker_sandbox, "view", "/repo/.github").splitlines()[1:]
    assert listed == ["/repo/.github/workflows", "/repo/.github/workflows/ci.yml"]


def test_a_folder_of_very_many_files_does_not_flood(docker_sandbox: DockerSandbox) -> None:
    sh(docker_sandbox, "mkdir many; cd many; seq -f 'file_with_a_long_name_%05g' 1 4000 | xargs touch")
    text = edit(docker_sandbox, "view", "/repo/many")
    assert len(text) < 17_000
    assert "4000" in text.splitlines()[-1]


def test_a_huge_file_is_refused(docker_sandbox: DockerSandbox) -> None:
    sh(docker_sandbox, "head -c 11000000 /dev/zero | tr '\\0' x > huge.txt")
    for command, arguments in (("view", {}), ("str_replace", {"old_str": "y", "new_str": "z"})):
        with pytest.raises(ToolError, match=r"^/repo/huge.txt: larger than 10485760 bytes$"):
            edit(docker_sandbox, command, "/repo/huge.txt", **arguments)


def test_what_cannot_be_written_is_told(docker_sandbox: DockerSandbox) -> None:
    with pytest.raises(ToolError, match=r"^/etc/new: (Permission denied|Read-only file system)$"):
        edit(docker_sandbox, "create", "/etc/new", file_text="x")
    with pytest.raises(ToolError, match=r"^/repo/calc.py/x: "):
        edit(docker_sandbox, "create", "/repo/calc.py/x", file_text="x")
    with pytest.raises(ToolError, match=r"^/dev/null: not a regular file$"):
        edit(docker_sandbox, "view", "/dev/null")


def test_a_new_file_belongs_to_the_change(docker_sandbox: DockerSandbox) -> None:
    edit(docker_sandbox, "create", "/repo/new/package/m.py", file_text="x = 1\n")
    assert b"+++ b/new/package/m.py" in docker_sandbox.change()
