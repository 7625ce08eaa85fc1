"""The terminal as the model meets it, in a real sandbox, with programs that want a terminal."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sandboxes.base import SandboxPolicy
from sandboxes.docker.sandbox import DockerSandbox, open_docker_sandbox
from tests.sandboxes.repositories import make_base
from tools.background import BackgroundBash, BackgroundBashArguments, ServiceBash
from tools.base import ToolError
from tools.terminal import Terminal, TerminalArguments

pytestmark = [pytest.mark.docker, pytest.mark.slow]

Type = Callable[..., str]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerSandbox]:
    """A sandbox whose image has an editor and a pager besides."""
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import BASE, ensure_image

    recipe = dataclasses.replace(BASE, packages=(*BASE.packages, "less", "vim-tiny"))
    with closing(connect()) as client:
        image = ensure_image(client, recipe)
        base = make_base(tmp_path_factory.mktemp("base"), {"a.txt": b"alpha\nbeta\n"})
        with open_docker_sandbox(SandboxPolicy(image), base, client=client) as opened:
            yield opened


@pytest.fixture
def press(sandbox: DockerSandbox) -> Iterator[Type]:
    terminal = Terminal()

    def run(**arguments: object) -> str:
        return terminal.run(TerminalArguments.model_validate(arguments), sandbox).text

    run(restart=True)
    yield run
    sandbox.end_processes()
    sandbox.exec(["sh", "-c", "rm -rf /tmp/terminal /tmp/.*; git checkout -q -- ."])


def test_a_shell_that_keeps_its_folder_and_variables(press: Type) -> None:
    assert "[80x24, cursor at line 1, column " in press()
    press(text="cd /tmp; there=yes; stty size\n")
    assert "\nyes /tmp\n" in press(text="echo $there $PWD\n", until="yes /tmp")


def test_an_editor(press: Type, sandbox: DockerSandbox) -> None:
    shown = press(text="vim.tiny -u NONE a.txt\n", until='"a.txt"')
    assert shown.startswith("alpha\nbeta\n~\n")
    assert "running vim.tiny]" in shown
    press(text="Ogamma", keys=["Escape"])
    press(text=":wq\n", wait_s=0.5)
    assert sandbox.read_file("/repo/a.txt") == b"gamma\nalpha\nbeta\n"


def test_a_pager(press: Type) -> None:
    shown = press(text="seq 1 500 | less\n", until="23")
    assert shown.startswith("1\n2\n")
    assert "\n46\n" in press(keys=["Space"])
    assert press(text="/^400$\n", until="400").startswith("400\n")
    assert "running bash]" in press(keys=["q"])


def test_a_python_prompt_that_is_interrupted(press: Type) -> None:
    press(text="python3 -q\n", until=">>>")
    assert "\n42\n" in press(text="6 * 7\n", until="42")
    press(text="while True: pass\n\n", wait_s=0.3)
    assert "KeyboardInterrupt" in press(keys=["C-c"], until="KeyboardInterrupt")
    assert "running bash]" in press(keys=["C-d"])


def test_a_program_that_draws_all_the_time(press: Type) -> None:
    shown = press(text="top -d 0.2\n", wait_s=1.0)
    assert "PID USER" in shown
    assert "running top]" in shown
    assert "running bash]" in press(keys=["q"])


def test_the_size_reaches_the_program(press: Type) -> None:
    press(rows=40, columns=120)
    shown = press(text="stty size\n", until="40 120")
    assert "\n40 120\n" in shown
    assert "[120x40, " in shown


def test_what_scrolled_away_and_odd_output(press: Type) -> None:
    press(text="seq 1 100\n", until="100")
    assert "\n60\n61\n" in press(scrollback=50)
    shown = press(text=r"clear; printf '\033]0;t\007a\342\200\256b\033[?1049h\033[6n\n'" + "\n", wait_s=0.5)
    assert "a\N{REPLACEMENT CHARACTER}b" in shown
    assert "\x1b" not in shown


def test_a_flood_is_shown_at_its_end(press: Type) -> None:
    assert press(text="seq 1 2000000\n", until="2000000", wait_s=30).count("\n1999") >= 3


def test_the_end_of_the_shell_is_told_and_the_next_one_begins(press: Type) -> None:
    assert "[the terminal has ended: the next call begins with a new shell]" in press(text="exit\n")
    assert "[the terminal had ended; this is a new shell]" in press(text="echo $((40 + 2))\n")
    assert "Script" not in press()


def test_unknown_keys_are_refused(press: Type) -> None:
    with pytest.raises(ToolError, match="no key is called 'Hyper'"):
        press(keys=["Hyper"])


def test_another_instance_goes_on_with_the_screen(press: Type, sandbox: DockerSandbox) -> None:
    press(text="echo from $((1 + 1))\n", until="from 2")
    assert "from 2" in Terminal().run(TerminalArguments(), sandbox).text


def test_the_shell_tool_does_not_end_it(press: Type, sandbox: DockerSandbox) -> None:
    press(text="sleep 812\n", wait_s=0.3)
    bash = BackgroundBash(timeout_s=20)
    told = bash.run(
        BackgroundBashArguments(command="pgrep -f 'sleep 812' >/dev/null && echo there; sleep 813 &"), sandbox
    )
    assert told.text.startswith("there\n[1 still running after the command, and ended: sleep 813]")
    assert "running sleep]" in press()


def test_services_go_on_and_nothing_waits_for_them(press: Type, sandbox: DockerSandbox) -> None:
    bash = ServiceBash(timeout_s=20)

    def say(command: str, **more: object) -> str:
        return bash.run(BackgroundBashArguments.model_validate({"command": command, **more}), sandbox).text

    assert say("sleep 814 & echo begun; cd /tmp") == "begun"
    assert say("pgrep -c -f 'sleep 81[4]'; pwd; exit 3") == "1\n/tmp\n[exit code 3]"
    assert say("echo partial; sleep 30", timeout=1) == "partial\n[stopped after 1 s, with all its children]"


def test_a_sandbox_without_script_says_so(sandbox: DockerSandbox, tmp_path: Path) -> None:
    class Without:
        def exec(self, command: list[str], **options: object) -> object:
            return sandbox.exec([*command[:2], "command() { return 1; }\n" + command[2], *command[3:]], **options)  # type: ignore[arg-type]

    sandbox.exec(["rm", "-rf", "/tmp/terminal"])
    with pytest.raises(ToolError, match=r"the program script .* is not there"):
        Terminal().run(TerminalArguments(), Without())  # type: ignore[arg-type]
