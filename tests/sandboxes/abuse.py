"""What commands do to a sandbox by mistake or on purpose, as a test class to inherit from: it goes on serving afterwards."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import pytest

from sandboxes.base import Sandbox
from sandboxes.errors import SandboxFileError

Processes = Callable[[], str]


def output(sandbox: Sandbox, script: str, *, timeout_s: float = 60.0) -> str:
    return sandbox.exec(["bash", "-c", script], timeout_s=timeout_s).output.decode("utf-8", "replace")


class AbuseConformance:
    @pytest.fixture(autouse=True)
    def goes_on_serving(self, shared_sandbox: Sandbox) -> object:
        yield
        assert (
            output(shared_sandbox, "find /tmp -mindepth 1 -delete; cd /tmp && echo 1 >still && cat still && rm still")
            == "1\n"
        )

    @pytest.mark.parametrize("number", [1, 2, 6, 9, 11, 13, 15])
    def test_a_signal_that_ends_a_command_is_in_its_exit_code(self, shared_sandbox: Sandbox, number: int) -> None:
        result = shared_sandbox.exec(["bash", "-c", f"kill -{number} $$"])
        assert (result.exit_code, result.timed_out, result.out_of_memory) == (128 + number, False, False)

    def test_a_pipe_that_nobody_reads_is_an_answer(self, shared_sandbox: Sandbox) -> None:
        assert output(shared_sandbox, "yes | head -1; echo ${PIPESTATUS[*]}") == "y\n141 0\n"

    @pytest.mark.parametrize("size", [50_000_000, 9_999_999])
    def test_large_files_go_in_and_out(self, shared_sandbox: Sandbox, size: int) -> None:
        content = (bytes(range(256)) * (size // 256 + 1))[:size]
        shared_sandbox.write_file("large.bin", content)
        assert shared_sandbox.read_file("large.bin", max_bytes=size) == content
        with pytest.raises(SandboxFileError, match="larger than"):
            shared_sandbox.read_file("large.bin", max_bytes=size - 1)
        output(shared_sandbox, "rm large.bin")

    @pytest.mark.parametrize(
        "script",
        ["cat", "read -r line; echo $?", "python3 -c 'import sys; sys.stdin.read()'", "sort", "xargs echo", "bash -s"],
    )
    def test_what_reads_input_finds_its_end(self, shared_sandbox: Sandbox, script: str) -> None:
        start_s = time.monotonic()
        assert not shared_sandbox.exec(["bash", "-c", script], timeout_s=20).timed_out
        assert time.monotonic() - start_s < 10

    def test_a_program_for_terminals_does_not_hang(self, shared_sandbox: Sandbox) -> None:
        script = "git -c core.editor='python3 -c \"input()\"' commit --allow-empty; (exec </dev/tty) 2>&1; true"
        assert not shared_sandbox.exec(["bash", "-c", script], timeout_s=20).timed_out

    @pytest.mark.parametrize("script", ["exec 1>&-; echo lost; exit 3", "exec 1>&- 2>&-; exit 3", "exec <&-; exit 3"])
    def test_closed_streams_are_no_end(self, shared_sandbox: Sandbox, script: str) -> None:
        assert shared_sandbox.exec(["bash", "-c", script]).exit_code == 3

    def test_ten_thousand_children(self, shared_sandbox: Sandbox) -> None:
        script = "for i in {1..10000}; do (:); done; echo $i"
        assert output(shared_sandbox, script, timeout_s=300) == "10000\n"

    def test_children_that_outlive_their_parents_do_not_use_up_the_process_numbers(
        self, shared_sandbox: Sandbox
    ) -> None:
        script = "for i in {1..20}; do for j in {1..20}; do (true & ) ; done; done; sleep 0.5; echo done"
        assert output(shared_sandbox, script).endswith("done\n")
        zombies = output(shared_sandbox, "cat /proc/[0-9]*/stat 2>/dev/null | grep -c ') Z '")
        assert int(zombies.split()[0]) < 10

    def test_a_fork_bomb(self, shared_sandbox: Sandbox) -> None:
        script = ":(){ :|:& };: 2>/dev/null; sleep 100"
        result = shared_sandbox.exec(["bash", "-c", script], timeout_s=2, max_output_bytes=100)
        assert result.timed_out
        assert "100" not in output(shared_sandbox, "cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c 'sleep 10[0]'")

    @pytest.mark.parametrize(
        "script", ["x = bytearray(1 << 30)", "x = []\nwhile True: x.append(bytearray(1 << 20))"], ids=["once", "slowly"]
    )
    def test_a_memory_bomb(self, shared_sandbox: Sandbox, script: str) -> None:
        result = shared_sandbox.exec(["python3", "-c", script])
        assert (result.exit_code, result.out_of_memory, result.timed_out) == (137, True, False)

    def test_a_memory_bomb_in_a_child(self, shared_sandbox: Sandbox) -> None:
        result = shared_sandbox.exec(["bash", "-c", "python3 -c 'x = bytearray(1 << 30)'; echo $?"])
        assert result.exit_code == 0
        assert result.output.endswith(b"137\n")

    @pytest.mark.parametrize(
        "script",
        ["for i in 1 2 3 4; do head -c 60M /dev/zero >$i; done", "seq 300000 | xargs touch"],
        ids=["bytes", "files"],
    )
    def test_a_full_folder_in_memory(self, shared_sandbox: Sandbox, script: str) -> None:
        assert "No space left on device" in output(
            shared_sandbox, f"cd /tmp; {{ {script}; }} 2>&1 | tail -1", timeout_s=120
        )
        with pytest.raises(SandboxFileError, match="No space left"):
            shared_sandbox.write_file("/tmp/more", b"x" * 100_000)

    @pytest.mark.parametrize("script", ["truncate -s 1T big", "fallocate -l 1G big", "head -c 1G /dev/zero >big"])
    def test_one_file_is_bounded(self, shared_sandbox: Sandbox, script: str) -> None:
        assert shared_sandbox.exec(["bash", "-c", f"{script}; code=$?; rm -f big; exit $code"]).exit_code != 0

    @pytest.mark.parametrize(
        ("script", "size"),
        [
            ("head -c 100000000 /dev/zero", 100_000_000),
            ("yes | head -c 100000000", 100_000_000),
            ("yes $'\\xff\\x00\\xc3' | head -c 20000000", 20_000_000),
            ("for i in {1..1000}; do printf '\\033]0;title\\007\\r'; done", 11_000),
            ("seq 1000000", 6_888_896),
            ("seq 3 >&2", 6),
        ],
        ids=["nul, no newline", "lines", "no text", "sequences", "a million lines", "only errors"],
    )
    def test_output_of_any_kind_is_counted_to_the_byte(self, shared_sandbox: Sandbox, script: str, size: int) -> None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        result = shared_sandbox.exec(["bash", "-c", script], timeout_s=60, max_output_bytes=1 << 20)
        assert (len(result.output) + result.omitted_bytes, result.exit_code) == (size, 0)
        assert len(result.output) == min(size, 1 << 20)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000

    @pytest.mark.soak
    def test_ten_gigabytes_of_output(self, shared_sandbox: Sandbox) -> None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        result = shared_sandbox.exec(["bash", "-c", "head -c 10G /dev/zero"], timeout_s=500, max_output_bytes=1 << 20)
        assert (len(result.output) + result.omitted_bytes, result.exit_code) == (10 << 30, 0)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000

    def test_a_command_that_floods_and_never_ends(self, shared_sandbox: Sandbox) -> None:
        start_s = time.monotonic()
        result = shared_sandbox.exec(["bash", "-c", "trap '' TERM PIPE; yes"], timeout_s=2, max_output_bytes=1000)
        assert (result.timed_out, len(result.output)) == (True, 1000)
        assert time.monotonic() - start_s < 12

    def test_folders_deeper_than_any_path(self, shared_sandbox: Sandbox) -> None:
        script = "import os\nos.chdir('/tmp')\nfor _ in range(60):\n  os.mkdir('d' * 200)\n  os.chdir('d' * 200)"
        assert shared_sandbox.exec(["python3", "-c", script]).exit_code == 0
        assert output(shared_sandbox, "rm -rf /tmp/d*; ls /tmp | wc -l") == "0\n"

    def test_names_of_any_bytes(self, shared_sandbox: Sandbox) -> None:
        script = "cd /tmp; touch $'\\xff\\xfe' $'a\\nb' $'\\033[31mred' -- '-rf' \"it's\"; ls | wc -l; ls -b"
        assert output(shared_sandbox, script).startswith("6\n")

    def test_many_files(self, shared_sandbox: Sandbox) -> None:
        script = "mkdir many && cd many && seq 5000 | xargs touch; ls | wc -l; cd .. && rm -rf many"
        assert output(shared_sandbox, script) == "5000\n"

    def test_what_looks_like_a_marker_is_output(self, shared_sandbox: Sandbox) -> None:
        assert output(shared_sandbox, "echo '<0123456789abcdef>left:0.'") == "<0123456789abcdef>left:0.\n"

    def test_text_that_looks_like_the_engines_failure_is_output(self, shared_sandbox: Sandbox) -> None:
        script = "echo 'OCI runtime exec failed: exec failed: unable to start container process'; exit 126"
        result = shared_sandbox.exec(["bash", "-c", script])
        assert (result.exit_code, result.output[:3]) == (126, b"OCI")
