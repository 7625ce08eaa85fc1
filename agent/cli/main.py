"""The command ``agent``: a group of commands that are imported when they are called, so that ``--help`` is instant.

Every way to fail becomes one line and an exit code here; no user sees a traceback.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from agent.errors import UserError

COMMANDS: Final = {
    "solve": ("agent.cli.solve:solve", "Solve an issue in a repository and hand back a patch."),
    "eval": ("agent.cli.eval:evaluate", "Run a suite of tasks, report on it, check that it measures."),
    "model": ("agent.cli.model:model", "Tell what a model folder is and what it takes; verify it."),
    "doctor": ("agent.cli.doctor:doctor", "Tell what is there, what is missing, and how to get it."),
}


class CommandLine(click.Group):
    """A group whose commands stand in a table: name, where it is, what it does."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run a command and exit with its code, whatever ``standalone_mode`` says."""
        run = partial(super().main, args, prog_name or "agent", complete_var, standalone_mode=False, **extra)
        sys.exit(exit_code_of(run))


def exit_code_of(run: Callable[[], Any]) -> int:
    """Call ``run`` and turn what happens into an exit code and, where it fails, one line on standard error."""
    try:
        code = run()
        return code if isinstance(code, int) else 0
    except UserError as error:
        return _complain(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "agent"
        return _complain(f"{error.format_message()} See '{where} --help'.", error.exit_code)
    except click.ClickException as error:
        return _complain(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _complain("interrupted", 130)
    except BrokenPipeError:
        # Nobody reads standard output any more; without this the interpreter complains once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return _complain(f"internal error: {what}. Details are in {_write_log()}", 1)


def _complain(text: str, exit_code: int) -> int:
    from agent.cleaning import escape_for_terminal

    click.echo(f"agent: {escape_for_terminal(' '.join(text.split()))}", err=True)
    return exit_code


def _write_log() -> Path:
    """Write the traceback of the exception that is being handled to a file of its own."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="backslashreplace", prefix="throughline-", suffix=".log", delete=False
    ) as log:
        traceback.print_exc(file=log)
    return Path(log.name)


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    try:
        click.echo(f"throughline {metadata.version('throughline')}")
    except metadata.PackageNotFoundError:
        click.echo("throughline (not installed)")
    context.exit()


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
def main() -> None:
    """An autonomous coding agent around one open-weight model, run in its own process."""


if __name__ == "__main__":
    main()
