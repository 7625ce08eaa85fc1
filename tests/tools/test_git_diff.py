"""The review of a change, by git in a real sandbox."""

from __future__ import annotations

import pytest

from sandboxes.docker.sandbox import DockerSandbox
from tools.git_diff import GitDiff, GitDiffArguments

pytestmark = pytest.mark.docker


def review(sandbox: DockerSandbox, path: str | None = None) -> str:
    return GitDiff().run(GitDiffArguments(path=path), sandbox).text


def test_nothing_is_changed(docker_sandbox: DockerSandbox) -> None:
    assert review(docker_sandbox) == "Nothing is changed."
    docker_sandbox.exec(["touch", "calc.py"])
    assert review(docker_sandbox) == "Nothing is changed."


def test_edits_new_and_deleted_files_are_shown_and_ignored_ones_are_not(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.write_file("/repo/calc.py", b"def add(a, b):\n    return a + b\n")
    docker_sandbox.write_file("/repo/new/module.py", b"NEW = 1\n")
    docker_sandbox.write_file("/repo/debug.log", b"noise\n")
    docker_sandbox.exec(["rm", "docs/notes.txt"])
    text = review(docker_sandbox)
    assert "-    return a - b\n+    return a + b\n" in text
    assert "--- /dev/null\n+++ b/new/module.py\n@@ -0,0 +1 @@\n+NEW = 1" in text
    assert "deleted file mode 100644" in text
    assert "-remember" in text
    assert "debug.log" not in text
    assert "\x1b" not in text


def test_a_path_shows_its_change_alone(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.write_file("/repo/calc.py", b"changed\n")
    docker_sandbox.write_file("/repo/docs/more.txt", b"more\n")
    for path in ("docs", "/repo/docs", "docs/more.txt"):
        text = review(docker_sandbox, path)
        assert "+more" in text
        assert "calc.py" not in text
    assert review(docker_sandbox, "data") == "Nothing is changed."
    assert review(docker_sandbox, "no/such/file") == "Nothing is changed."


def test_a_path_is_no_option(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.write_file("/repo/calc.py", b"changed\n")
    assert review(docker_sandbox, "--stat") == "Nothing is changed."


def test_what_was_committed_or_staged_by_the_model_is_no_error(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.write_file("/repo/calc.py", b"changed\n")
    docker_sandbox.exec(["git", "add", "calc.py"])
    assert "+changed" in review(docker_sandbox)


def test_the_state_of_the_shell_does_not_matter(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.write_file("/repo/calc.py", b"changed\n")
    docker_sandbox.exec(["git", "config", "color.ui", "always"])
    docker_sandbox.exec(["git", "config", "diff.external", "false"])
    assert "\n+changed" in review(docker_sandbox)


def test_binary_files_are_named(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.write_file("/repo/data/table.bin", bytes(range(255, -1, -1)))
    assert "Binary files a/data/table.bin and b/data/table.bin differ" in review(docker_sandbox)


def test_a_long_diff_is_cut(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.write_file("/repo/big.txt", b"".join(b"%d\n" % number for number in range(20_000)))
    text = review(docker_sandbox)
    assert len(text) < 17_000
    assert "bytes left out" in text
    assert text.endswith("+19999")


def test_a_repository_that_was_destroyed_is_an_error(docker_sandbox: DockerSandbox) -> None:
    docker_sandbox.exec(["rm", "-rf", ".git"])
    observation = GitDiff().run(GitDiffArguments(), docker_sandbox)
    assert observation.is_error
    assert "exit code" in observation.text
