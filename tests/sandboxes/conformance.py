"""What every sandbox must do, as test classes to inherit from; each gives the fixtures ``open_sandbox``.

``FileConformance`` needs no processes; ``CommandConformance`` needs bash; ``RecoveryConformance`` is for sandboxes that outlive a
process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sandboxes.base import CallMarks, RecoverableSandbox, Sandbox
from sandboxes.errors import SandboxFileError, SandboxLost
from tests.sandboxes.repositories import applied

OpenSandbox = Callable[[Mapping[str, bytes]], Sandbox]
OpenRecoverable = Callable[[Mapping[str, bytes]], RecoverableSandbox]

FILES = {
    "README.md": b"hello\n",
    "src/a.py": b"x = 1\ny = 2\n",
    "data/table.bin": bytes(range(256)) * 4,
    ".gitignore": b"*.log\n!keep.log\nbuild/\n",
}


class FileConformance:
    def test_reads_what_was_put_in(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        for path, content in FILES.items():
            assert sandbox.read_file(path) == content
            assert sandbox.read_file(f"/repo/{path}") == content

    @pytest.mark.parametrize(
        "content",
        [b"", b"\n", b"no newline at end", b"a\r\nb\r\n", bytes(range(256)) * 300, "größe\n".encode(), b"\xff\xfe"],
        ids=["empty", "newline", "unterminated", "crlf", "binary", "utf8", "not-utf8"],
    )
    def test_keeps_every_byte(self, open_sandbox: OpenSandbox, content: bytes) -> None:
        sandbox = open_sandbox(FILES)
        sandbox.write_file("new/deep/file", content)
        assert sandbox.read_file("/repo/new/deep/file") == content

    @pytest.mark.parametrize("name", ["with space", "-dash", "new\nline", "'quote\"", "\udcff\udcfe", "$(id)", "ünï"])
    def test_takes_any_file_name(self, open_sandbox: OpenSandbox, name: str, tmp_path: Path) -> None:
        sandbox = open_sandbox(FILES)
        sandbox.write_file(name, b"content\n")
        assert sandbox.read_file(name) == b"content\n"
        assert applied(tmp_path / "fresh", FILES, sandbox.change()) == {**FILES, name: b"content\n"}

    def test_says_why_a_file_cannot_be_read(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        with pytest.raises(SandboxFileError, match=r"nowhere/x: no such file"):
            sandbox.read_file("nowhere/x")
        with pytest.raises(SandboxFileError, match="src: not a regular file"):
            sandbox.read_file("src")
        with pytest.raises(SandboxFileError, match="larger than 5 bytes"):
            sandbox.read_file("README.md", max_bytes=5)
        assert sandbox.read_file("README.md", max_bytes=6) == b"hello\n"

    def test_says_why_a_file_cannot_be_written(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        with pytest.raises(SandboxFileError, match="src: not a regular file"):
            sandbox.write_file("src", b"")
        with pytest.raises(SandboxFileError, match=r"README.md/x: Not a directory"):
            sandbox.write_file("README.md/x", b"")
        assert sandbox.change() == b""

    def test_change_is_empty_when_nothing_changed(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        sandbox.write_file("src/a.py", b"other\n")
        sandbox.write_file("src/a.py", FILES["src/a.py"])
        assert sandbox.change() == b""

    def test_change_covers_text_binary_and_new_files(self, open_sandbox: OpenSandbox, tmp_path: Path) -> None:
        sandbox = open_sandbox(FILES)
        after = {
            **FILES,
            "src/a.py": b"x = 1\ny = 3",
            "data/table.bin": b"\0\1" + bytes(range(255, -1, -1)),
            "src/b.py": b"z = 4\n",
            "empty": b"",
            "new.bin": b"\0" * 5000,
        }
        for path, content in after.items():
            sandbox.write_file(path, content)
        assert applied(tmp_path / "fresh", FILES, sandbox.change()) == after

    def test_ignored_files_and_caches_stay_out(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        for path in ("x.log", "build/out", "src/__pycache__/a.cpython-311.pyc", ".pytest_cache/v"):
            sandbox.write_file(path, b"noise\n")
        assert sandbox.change() == b""
        sandbox.write_file("keep.log", b"kept\n")
        assert b"b/keep.log" in sandbox.change()

    def test_rules_that_came_later_hide_nothing(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        sandbox.write_file(".gitignore", b"*\n")
        sandbox.write_file("new.py", b"1\n")
        assert b"b/new.py" in sandbox.change()

    def test_tracked_files_count_though_ignored(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox({**FILES, "tracked.log": b"one\n"})
        sandbox.write_file("tracked.log", b"two\n")
        assert b"b/tracked.log" in sandbox.change()

    def test_change_has_a_size_limit(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        for number in range(5):
            sandbox.write_file(f"{number}.txt", b"line %d\n" % number * 280)
        with pytest.raises(SandboxFileError, match="larger than 9000 bytes"):
            sandbox.change(max_bytes=9000)

    def test_is_lost_after_close(self, open_sandbox: OpenSandbox) -> None:
        sandbox = open_sandbox(FILES)
        sandbox.close()
        sandbox.close()
        with pytest.raises(SandboxLost):
            sandbox.exec(["true"])
        with pytest.raises(SandboxLost):
            sandbox.read_file("README.md")
        with pytest.raises(SandboxLost):
            sandbox.write_file("README.md", b"")


class CommandConformance:
    @pytest.mark.parametrize("code", [0, 1, 2, 124, 125, 126, 127, 137, 255])
    def test_gives_the_exit_code(self, shared_sandbox: Sandbox, code: int) -> None:
        result = shared_sandbox.exec(["bash", "-c", f"exit {code}"])
        assert (result.exit_code, result.output) == (code, b"")
        assert not result.timed_out
        assert not result.out_of_memory

    def test_unknown_commands_and_folders_are_answers_not_losses(self, shared_sandbox: Sandbox) -> None:
        result = shared_sandbox.exec(["no-such-command"])
        assert (result.exit_code, b"no-such-command" in result.output) == (127, True)
        result = shared_sandbox.exec(["true"], workdir="/repo/nowhere")
        assert (result.exit_code, b"/repo/nowhere" in result.output) == (126, True)

    def test_keeps_the_order_of_output_and_errors(self, shared_sandbox: Sandbox) -> None:
        script = "for i in 1 2 3 4 5; do echo out$i; echo err$i >&2; done"
        expected = b"".join(b"out%d\nerr%d\n" % (number, number) for number in range(1, 6))
        assert shared_sandbox.exec(["bash", "-c", script]).output == expected

    def test_arguments_are_passed_as_they_are(self, shared_sandbox: Sandbox) -> None:
        words = ["a b", "", "$HOME", "*", "'", '"', "\n", "ü", "-n"]
        result = shared_sandbox.exec(["printf", "%s|", *words])
        assert result.output == "".join(f"{word}|" for word in words).encode()

    def test_what_cannot_be_passed_is_an_answer(self, shared_sandbox: Sandbox) -> None:
        for command in (["echo", "a\0b"], ["bash", "-c", "true", "a\0b"], ["a\0b"], []):
            assert shared_sandbox.exec(command).exit_code == 126

    def test_bytes_that_are_no_text_are_passed_too(self, shared_sandbox: Sandbox) -> None:
        shared_sandbox.exec(["mkdir", "/tmp/\udcff dir"])
        command = ["bash", "-c", 'printf %s "$PWD|$A|$1"', "name", "\udcfe\n'"]
        result = shared_sandbox.exec(command, workdir="/tmp/\udcff dir", environment={"A": "\udc80"})
        assert result.output == b"/tmp/\xff dir|\x80|\xfe\n'"
        assert shared_sandbox.exec(["printf", "%s", "\ud800"]).output == b"?"

    def test_environment_and_workdir(self, shared_sandbox: Sandbox) -> None:
        command = ["bash", "-c", 'echo "$A $PWD"']
        result = shared_sandbox.exec(command, environment={"A": "x y"}, workdir="/repo/src")
        assert result.output == b"x y /repo/src\n"

    @pytest.mark.parametrize("size", [0, 1, 100_000, 5_000_000])
    def test_standard_input_arrives_and_ends(self, shared_sandbox: Sandbox, size: int) -> None:
        result = shared_sandbox.exec(["sha256sum"], stdin=b"s" * size)
        assert (
            result.output
            == shared_sandbox.exec(["bash", "-c", f"head -c {size} /dev/zero | tr '\\0' s | sha256sum"]).output
        )

    def test_standard_input_may_be_left_unread(self, shared_sandbox: Sandbox) -> None:
        assert shared_sandbox.exec(["head", "-c", "3"], stdin=b"abc" * 1_000_000).output == b"abc"
        assert shared_sandbox.exec(["true"], stdin=b"abc" * 1_000_000).exit_code == 0

    def test_no_input_is_end_of_file(self, shared_sandbox: Sandbox) -> None:
        assert shared_sandbox.exec(["cat"]).exit_code == 0

    def test_long_scripts(self, shared_sandbox: Sandbox) -> None:
        script = f"echo {'x' * 500_000} | wc -c; echo $0 $1; cat; exit 7"
        result = shared_sandbox.exec(["bash", "-c", script, "zero", "one"], stdin=b"rest")
        assert (result.exit_code, result.output) == (7, b"500001\nzero one\nrest")

    def test_one_argument_too_long_is_an_answer(self, shared_sandbox: Sandbox) -> None:
        assert shared_sandbox.exec(["echo", "x" * 200_000]).exit_code != 0
        assert shared_sandbox.exec(["true"]).exit_code == 0

    def test_output_keeps_head_and_tail(self, shared_sandbox: Sandbox) -> None:
        result = shared_sandbox.exec(
            ["bash", "-c", "echo first; yes | head -c 30000000; echo last"], max_output_bytes=1000
        )
        assert len(result.output) == 1000
        assert result.omitted_bytes == 6 + 30_000_000 + 5 - 1000
        assert result.output.startswith(b"first\ny\n")
        assert result.output.endswith(b"y\nlast\n")
        assert result.exit_code == 0

    @pytest.mark.parametrize("content", [b"\0\xff\x80\xc3", b"\x1b]52;c;x\x07", b"no end"])
    def test_output_is_bytes(self, shared_sandbox: Sandbox, content: bytes) -> None:
        assert shared_sandbox.exec(["cat"], stdin=content).output == content

    @pytest.mark.parametrize(
        "script",
        [
            "sleep 1000",
            "trap '' TERM; while :; do sleep 1000; done",
            "setsid sleep 1000 & sleep 1000",
            "(setsid sh -c 'trap \"\" TERM; sleep 1000' &) ; sleep 1000",
            "exec 1>&- 2>&-; sleep 1000",
            "yes",
            "nohup sleep 1000 >/dev/null 2>&1 & exec sleep 1000",
        ],
        ids=["plain", "ignores-term", "setsid", "double-fork", "closed-output", "endless-output", "nohup"],
    )
    def test_a_timeout_leaves_no_process(self, shared_sandbox: Sandbox, script: str) -> None:
        start_s = time.monotonic()
        result = shared_sandbox.exec(["bash", "-c", f"echo begun; {script}"], timeout_s=1, max_output_bytes=100)
        assert (result.timed_out, result.exit_code) == (True, 124)
        assert result.output.startswith(b"begun\n")
        assert time.monotonic() - start_s < 11
        survivors = shared_sandbox.exec(["bash", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]).output
        assert b"1000" not in survivors
        assert b"yes" not in survivors

    def test_background_processes_may_go_on(self, shared_sandbox: Sandbox) -> None:
        shared_sandbox.exec(["bash", "-c", "sleep 1234 >/dev/null 2>&1 &"])
        assert b"1234" in shared_sandbox.exec(["bash", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]).output


class RecoveryConformance:
    """What a run needs of a sandbox to go on after its process died. A command named ``true`` has to succeed."""

    def test_a_checkpoint_is_the_change(self, open_recoverable: OpenRecoverable) -> None:
        sandbox = open_recoverable(FILES)
        assert sandbox.checkpoint() == b""
        sandbox.write_file("src/a.py", b"changed\n")
        assert b"+changed" in sandbox.checkpoint()
        sandbox.write_file("src/b.py", b"more\n")
        assert sandbox.checkpoint() == sandbox.change()

    def test_a_change_is_put_back_byte_for_byte(self, open_recoverable: OpenRecoverable) -> None:
        sandbox = open_recoverable(FILES)
        for path, content in {"src/a.py": b"x = 1\r\ny", "data/table.bin": b"\0\1\2", "größe": b"new\n"}.items():
            sandbox.write_file(path, content)
        change = sandbox.change()
        other = open_recoverable(FILES)
        other.restore(change)
        assert other.change() == change
        assert other.read_file("src/a.py") == b"x = 1\r\ny"

    def test_a_change_that_does_not_apply_is_told(self, open_recoverable: OpenRecoverable) -> None:
        sandbox = open_recoverable(FILES)
        sandbox.write_file("src/a.py", b"changed\n")
        with pytest.raises(SandboxFileError, match="cannot be put back"):
            open_recoverable({"other": b"1\n"}).restore(sandbox.change())

    def test_a_call_that_did_nothing_has_no_marks(self, open_recoverable: OpenRecoverable) -> None:
        sandbox = open_recoverable(FILES)
        sandbox.begin_call("1-0")
        sandbox.read_file("README.md")
        assert sandbox.settle_call("1-0", wait_s=5) == CallMarks()
        assert sandbox.settle_call("2-0", wait_s=5) == CallMarks()

    def test_marks_tell_how_commands_and_writes_ended(self, open_recoverable: OpenRecoverable) -> None:
        sandbox = open_recoverable(FILES)
        sandbox.begin_call("1-0")
        assert sandbox.exec(["true"]).exit_code == 0
        sandbox.write_file("README.md", b"new\n")
        sandbox.begin_call("1-1")
        code = sandbox.exec(["no-such-command"]).exit_code
        assert sandbox.settle_call("1-0", wait_s=5) == CallMarks(commands=(0,), writes=(0,))
        assert sandbox.settle_call("1-1", wait_s=5) == CallMarks(commands=(code,))
