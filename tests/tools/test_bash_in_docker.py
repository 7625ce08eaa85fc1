"""The shell in a real sandbox: what survives a call, and what cannot break the next one."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sandboxes.docker.sandbox import DockerSandbox
from tools.bash import Bash, BashArguments

pytestmark = pytest.mark.docker

Say = Callable[..., str]


@pytest.fixture
def say(shared_sandbox: DockerSandbox) -> Say:
    """Runs a command, and gives what the model reads; starts in the repository with no state."""
    shared_sandbox.exec(["rm", "-rf", "/tmp/.shell-state", "/tmp/outputs"])
    bash = Bash(timeout_s=20)

    def run(command: str, timeout: int | None = None) -> str:
        return bash.run(BashArguments(command=command, timeout=timeout), shared_sandbox).text

    return run


def test_starts_in_the_repository(say: Say) -> None:
    assert say("pwd; ls") == "/repo\ncalc.py\ndata\ndocs"


def test_working_directory_and_exported_variables_are_kept(say: Say) -> None:
    say("cd docs; export WORDS=$'two words\\n\"quoted\" $HOME'; HERE=only; export -n LANG")
    assert say('pwd; echo "$WORDS|$HERE"') == '/repo/docs\ntwo words\n"quoted" $HOME|'
    assert say("env | grep -c ^WORDS=") == "1"
    say("unset WORDS; cd -")
    assert say('pwd; echo "[$WORDS]"') == "/repo\n[]"


def test_the_way_back_is_kept(say: Say) -> None:
    say("cd docs")
    say("true")
    assert say("cd -") == "/repo"


def test_functions_options_and_positions_are_not_kept(say: Say) -> None:
    say("set -euf; greet() { echo hi; }; set -- a b")
    assert "greet: command not found" in say("greet")
    assert say('false; echo "still here $# [$1]"') == "still here 0 []"


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("cd docs; exit 3", "[exit code 3]"),
        ("cd docs; set -e; false; echo never", "[exit code 1]"),
        ("set -u; cd docs; echo $NO_SUCH_THING", "NO_SUCH_THING: unbound variable\n[exit code 127]"),
        ("cd docs; trap 'echo bye' EXIT", "bye"),
        ("cd docs; set -C -o posix", "[no output]"),
        ("cd docs; unset PATH HOME", "[no output]"),
        ("cd docs; mv() { :; }; printf() { :; }; cd() { :; }; command() { :; }; exit() { :; }", "[no output]"),
        ("cd docs; readonly status=7 state=x", "[no output]"),
    ],
)
def test_state_is_kept_whatever_the_ending(say: Say, command: str, answer: str) -> None:
    assert say(command).endswith(answer)
    assert say("pwd") == "/repo/docs"


def test_a_syntax_error_runs_nothing_and_keeps_the_state(say: Say) -> None:
    say("cd docs")
    text = say("touch made; if then")
    assert "syntax error near unexpected token `then'" in text
    assert text.endswith("[exit code 2]")
    assert say("pwd; ls") == "/repo/docs\nnotes.txt"


@pytest.mark.parametrize(
    "command", ["export state=/repo/stray", "export command='echo hijacked'", "save() { echo taken; }; export -f save"]
)
def test_names_that_a_command_uses_do_no_harm(say: Say, command: str) -> None:
    say(f"cd docs; {command}")
    say("export LATER=1")
    assert say('echo "$PWD $LATER"') == "/repo/docs 1"
    assert say("git status --short") == "[no output]"


def test_a_deleted_working_directory_leads_back_to_the_repository(say: Say) -> None:
    say("mkdir /tmp/gone; cd /tmp/gone")
    say("rmdir /tmp/gone")
    assert say('echo "$PWD"; pwd') == "/repo\n/repo"
    assert say("mkdir /tmp/gone; pwd; rmdir /tmp/gone") == "/repo"


def test_exec_replaces_the_shell_for_that_call_alone(say: Say) -> None:
    say("cd docs")
    assert say("exec echo replaced; echo never") == "replaced"
    assert say("exec 2>/dev/null; echo lost >&2; pwd") == "/repo/docs"
    assert say("echo seen >&2") == "seen"


def test_a_killed_shell_keeps_the_state_before_it(say: Say) -> None:
    say("cd docs")
    assert say("cd /; kill -9 $$") == "[exit code 137]"
    assert say("pwd") == "/repo/docs"


def test_a_timeout_is_told_and_ends_the_children(say: Say) -> None:
    start_s = time.monotonic()
    text = say("cd docs; echo begun; sleep 333 & sleep 333", timeout=1)
    assert text == "begun\n[stopped after 1 s, with all its children]"
    assert time.monotonic() - start_s < 10
    assert say("ps -eo args | grep -c '[s]leep 333'") == "0\n[exit code 1]"
    assert say("pwd") == "/repo/docs"


def test_a_background_process_does_not_hold_the_call(say: Say) -> None:
    start_s = time.monotonic()
    assert say("sleep 300 & echo started") == "started"
    assert say("nohup sleep 300 >/dev/null 2>&1 & echo again") == "again"
    assert time.monotonic() - start_s < 15
    say("pkill sleep")


def test_output_and_errors_come_in_order(say: Say) -> None:
    assert say("echo 1; echo 2 >&2; echo 3; (exit 4)") == "1\n2\n3\n[exit code 4]"


def test_tracing_shows_the_command_alone(say: Say) -> None:
    assert say("set -x; echo hi") == "++ echo hi\nhi"


def test_standard_input_is_empty(say: Say) -> None:
    assert say("cat; read -r line; echo $?; python3 -c 'input()' 2>&1 | tail -1") == (
        "1\nEOFError: EOF when reading a line"
    )


def test_text_of_several_lines_and_quotes(say: Say) -> None:
    assert say("python3 - <<'EOF'\nname = \"it's\"\nprint(f'{name} $HOME `ls` \\\\ \"')\nEOF") == (
        "it's $HOME `ls` \\ \""
    )
    assert say("cat <<EOF\n  $((1 + 1))\nEOF\necho 'a\nb' \\\n  c") == "  2\na\nb c"
    assert say("echo größe 日本 \U0001f600") == "größe 日本 \U0001f600"
    assert say("# nothing but a comment") == "[no output]"


def test_bytes_that_are_no_text(say: Say) -> None:
    assert say("printf 'a\\0b\\377\\303\\n\\r\\033[1m'") == "a\0b\\xff\\xc3\n\r\x1b[1m"


def test_a_command_that_cannot_be_passed_is_told(say: Say) -> None:
    assert say("echo a\0b") == "bash: NUL byte in an argument\n[exit code 126]"
    assert say("echo " + "x" * 200_000) == "bash: Argument list too long\n[exit code 126]"


def test_all_of_a_long_output_is_in_the_file(say: Say) -> None:
    text = say("seq 1 50000")
    assert text.startswith("1\n2\n3\n")
    assert text.endswith("\n49999\n50000")
    assert len(text) < 17_000
    path = text.partition("all of it is in ")[2].partition(" ")[0]
    assert say(f"cmp {path} <(seq 1 50000) && wc -l < {path}") == "50000"


def test_a_huge_output_keeps_both_ends(say: Say) -> None:
    text = say("echo first; head -c 25000000 /dev/zero | tr '\\0' x; echo; echo last")
    assert text.startswith("first\n")
    assert text.endswith("\nlast")
    assert "of 25000012 bytes left out; the first and last 5 MiB are in /tmp/outputs/" in text


def test_a_syntax_error_says_one_line(say: Say) -> None:
    assert say("echo 'x") == "bash: eval: line 12: unexpected EOF while looking for matching `''\n[exit code 2]"
