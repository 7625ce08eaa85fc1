"""Background processes as the model meets them, in a real sandbox; and what an ordinary command may not leave behind."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from pydantic import ValidationError

from sandboxes.docker.sandbox import DockerSandbox
from tools.background import BackgroundBash, BackgroundBashArguments
from tools.base import ToolError, tool_spec
from tools.bash import Bash

pytestmark = pytest.mark.docker

Say = Callable[..., str]


@pytest.fixture
def say(shared_sandbox: DockerSandbox) -> Iterator[Say]:
    bash = BackgroundBash(timeout_s=20)

    def run(**arguments: object) -> str:
        return bash.run(BackgroundBashArguments.model_validate(arguments), shared_sandbox).text

    yield run
    shared_sandbox.end_processes()
    shared_sandbox.exec(["bash", "-c", "find /tmp -mindepth 1 -delete"])


def test_a_command_that_ends_in_time_is_told_with_its_exit_code(say: Say) -> None:
    assert say(command="echo a; exit 3", yield_time_s=5) == "a\n[p1 has ended with exit code 3]"


def test_partial_output_comes_back_and_the_rest_later(say: Say) -> None:
    start_s = time.monotonic()
    assert say(command="echo first; sleep 2; echo second", yield_time_s=0.5) == "first\n[p1 is still running]"
    assert time.monotonic() - start_s < 1.9
    assert say(action="poll", process="p1", yield_time_s=0) == "[no output]\n[p1 is still running]"
    assert say(action="poll", process="p1", yield_time_s=10) == "second\n[p1 has ended with exit code 0]"
    assert say(action="poll", process="p1") == "[no output]\n[p1 has ended with exit code 0]"


def test_a_process_is_fed(say: Say) -> None:
    assert "still running" in say(command="while read -r line; do echo got $line; done", yield_time_s=0)
    assert say(action="input", process="p1", input="one\ntwo\n") == "got one\ngot two\n[p1 is still running]"


def test_a_process_is_stopped_with_its_children(say: Say) -> None:
    say(command="trap '' TERM; sleep 811 & sleep 811 | cat", yield_time_s=0.3)
    assert "killed" in say(action="stop", process="p1")
    assert say(command="ps -eo args | grep -c '[s]leep 811'") == "0\n[exit code 1]"


def test_a_process_outlives_other_calls_and_is_listed(say: Say) -> None:
    assert say(action="list") == "No process runs in the background."
    say(command="python3 -m http.server 8123 --bind 127.0.0.1", yield_time_s=1)
    fetch = "python3 -c \"import urllib.request as u; print(u.urlopen('http://127.0.0.1:8123/').status)\""
    assert say(command=fetch) == "200"
    say(command="sleep 900", yield_time_s=0)
    listed = say(action="list").splitlines()
    assert listed == ["p1 running python3 -m http.server 8123 --bind 127.0.0.1", "p2 running sleep 900"]
    assert "GET / HTTP/1.1" in say(action="poll", process="p1")


def test_what_an_ordinary_command_leaves_is_ended_and_told(say: Say) -> None:
    start_s = time.monotonic()
    text = say(command="sleep 822 & (setsid sleep 823 >/dev/null 2>&1 &); echo done")
    assert text.startswith("done\n[2 still running after the command, and ended: ")
    assert "sleep 822" in text
    assert "sleep 823" in text
    assert time.monotonic() - start_s < 5
    assert say(command="ps -eo args | grep -c '[s]leep 82'") == "0\n[exit code 1]"


def test_an_ordinary_command_reads_as_it_always_did(say: Say, shared_sandbox: DockerSandbox) -> None:
    plain = Bash(timeout_s=20)
    for command in (
        "echo a; echo b >&2; exit 4",
        "true",
        "cd /repo/docs; export A=1",
        "pwd; echo $A",
        "echo 'x",
        "seq 9000",
    ):
        expected = plain.run(plain.Arguments(command=command), shared_sandbox).text
        number = re.compile(r"/000\d.txt")
        assert number.sub("", say(command=command)) == number.sub("", expected)


def test_a_process_has_the_shells_state_and_a_time_limit(say: Say) -> None:
    say(command="cd docs; export WORD=kept")
    assert say(command="pwd; echo $WORD", yield_time_s=5) == "/repo/docs\nkept\n[p1 has ended with exit code 0]"
    say(command="sleep 60", timeout=1, yield_time_s=0)
    assert say(action="poll", process="p2", yield_time_s=8).endswith("[p2 has ended with exit code 124]")


def test_a_sweep_is_told(say: Say, shared_sandbox: DockerSandbox) -> None:
    say(command="sleep 833", yield_time_s=0)
    shared_sandbox.end_processes()
    assert say(action="poll", process="p1") == "[no output]\n[p1 was killed]"


def test_a_process_that_is_none_is_told(say: Say) -> None:
    with pytest.raises(ToolError, match="There is no background process p7"):
        say(action="poll", process="p7")


@pytest.mark.parametrize(
    "arguments",
    [{}, {"action": "poll"}, {"action": "input", "process": "p1"}, {"action": "poll", "process": "../x"},
     {"action": "poll", "process": "p1; id"}, {"command": "x", "yield_time_s": -1}],
)  # fmt: skip
def test_arguments_are_checked(arguments: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BackgroundBashArguments.model_validate(arguments)


def test_the_plain_tool_shows_nothing_of_it() -> None:
    """The embedded model was trained on this prompt, byte for byte."""
    spec = tool_spec(Bash, brief=True)
    assert (spec.name, spec.description) == ("bash", "Run a command with bash in the sandbox.")
    assert list(spec.parameters["properties"]) == ["command", "timeout"]
