"""``agent eval``: run suites of tasks, report what came of it, compare, score again, check that a suite is fit to measure."""

from __future__ import annotations

from pathlib import Path

import click

from agent.cli.place_options import place_options
from agent.cli.reply_options import reply_options
from agent.cli.swebench import swebench
from agent.cli.terminal import terminal

_PATH = click.Path(path_type=Path)
_SUITE = click.argument("suite", metavar="SUITE")
_OUT = click.argument("out", metavar="OUT", type=_PATH)
_TASKS = click.option("--tasks", metavar="NAME,...", help="Only these tasks.")
_FILTER = click.option("--filter", "pattern", metavar="GLOB", help="Only tasks whose name fits the shell pattern.")
_SLICE = click.option(
    "--slice", "span", metavar="FROM:TO", help="Of these, the ones from FROM (from 0) up to before TO."
)
_LIMIT = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N of them.")
_WORKERS = click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Attempts at a time."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group(name="eval")
def evaluate() -> None:
    """Evaluate agents on suites of tasks.

    A SUITE is a name that `agent eval list` prints, or a folder of task folders; each holds repo/, issue.md and
    hidden_test.py, and where there are any fix.patch and task.json. Or it is a data set of SWE-bench: a .jsonl, .json or .parquet
    file, a folder of parquet, or the task folders of harness 5; DIALECT:PATH for a set with columns of its own. A folder of
    terminal tasks is one for agent eval run, too.
    """


evaluate.add_command(swebench)
evaluate.add_command(terminal)


@evaluate.command()
@_SUITE
@click.option("--out", type=_PATH, required=True, metavar="OUT", help="Folder of the results.")
@click.option(
    "--agent",
    "agent_name",
    default="model",
    show_default=True,
    metavar="AGENT",
    help="model; or a reference agent: gold, noop, hacker:NAME, replay:OUT (what OUT recorded, token for token).",
)
@click.option("--model", metavar="MODEL", help="As of agent solve. [default: the embedded model]")
@click.option("--attempts", type=click.IntRange(min=1), default=1, show_default=True, help="Attempts at each task.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of first attempts.")
@reply_options
@click.option(
    "--timeout-multiplier",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    metavar="X",
    help="Times the time limits of the model's runs and of the hidden tests.",
)
@_TASKS
@_FILTER
@_SLICE
@_LIMIT
@_WORKERS
@place_options
@click.pass_context
def run(context: click.Context, /, suite: str, out: Path, **options: object) -> None:
    """Solve and score the tasks of SUITE and print the report.

    Given again, the same command goes on where it was: attempts that have a score are not made again, errors of the machine
    are. With more tasks or --attempts, only what is new is run.
    """
    from agent.cli.evaluating import RunOptions, run_and_report

    context.exit(run_and_report(RunOptions.model_validate({"suite": suite, "out": out, **options})))


@evaluate.command()
@_SUITE
@_TASKS
@_FILTER
@_SLICE
@_LIMIT
@click.option("--every-hacker", is_flag=True, help="Try each cheat on each task; without, the cheats take turns.")
@click.option("-o", "--output", type=_PATH, metavar="FILE", help="Keep the findings, for report --validation FILE.")
@_WORKERS
@place_options
@click.pass_context
def validate(context: click.Context, /, suite: str, **options: object) -> None:
    """Check that SUITE measures: the reference solutions pass; doing nothing and cheating do not.

    Ends with exit code 4 where that is not so, and with 44 where the machine failed.
    """
    from agent.cli.evaluating import ValidateOptions, validate_and_print

    context.exit(validate_and_print(ValidateOptions.model_validate({"suite": suite, **options})))


@evaluate.command()
@_OUT
@click.option("--suite", metavar="SUITE", help="Score with the tasks of this suite. [default: that of the run]")
@_TASKS
@_FILTER
@_SLICE
@_LIMIT
@_WORKERS
@place_options
@click.pass_context
def regrade(context: click.Context, /, out: Path, **options: object) -> None:
    """Score the saved patches of OUT again, with the tasks as they are now, and print the report. No agent runs."""
    from agent.cli.evaluating import RegradeOptions, regrade_and_report

    context.exit(regrade_and_report(RegradeOptions.model_validate({"out": out, **options})))


@evaluate.command()
@click.argument("suite", metavar="[SUITE]", required=False)
@click.option("--make", metavar="NAME,...", help="Make these, or all that can be made.")
@place_options
@click.pass_context
def images(context: click.Context, /, suite: str | None, **options: object) -> None:
    """List the images that tasks run in or build on, and make those that can be made here.

    Without SUITE these are the names that suites build on, bootstrapped from Debian's packages. With a data set of SWE-bench they
    are its instances' images, with a folder of terminal tasks those that its Dockerfiles name. What cannot be made is unsupported
    here, and never scored.
    """
    from agent.cli.eval_images import ImagesOptions, images_as_text

    text, code = images_as_text(
        ImagesOptions.model_validate({"suite": suite, **options}), lambda line: click.echo(line, err=True)
    )
    click.echo(text, nl=False)
    context.exit(code)


@evaluate.command(name="list")
@click.argument("suite", metavar="[SUITE]", required=False)
def list_(suite: str | None) -> None:
    """List the suites that have a name, or the tasks of SUITE."""
    from agent.cli.eval_views import list_suites, list_tasks

    click.echo(list_tasks(suite) if suite else list_suites(), nl=False)


@evaluate.command()
@_OUT
@click.argument("task", metavar="TASK")
@click.option("--attempt", type=click.IntRange(min=1), default=1, show_default=True, metavar="N")
@click.option("--patch", "only_patch", is_flag=True, help="Print the patch alone, byte for byte.")
def show(out: Path, task: str, *, attempt: int, only_patch: bool) -> None:
    """Show what came of an attempt at TASK: result, steps, patch."""
    from agent.cli.eval_views import attempt_as_text, attempt_patch

    click.echo(attempt_patch(out, task, attempt) if only_patch else attempt_as_text(out, task, attempt), nl=False)


@evaluate.command()
@_OUT
@_JSON
@click.option(
    "--validation", type=_PATH, metavar="FILE", help="Leave out tasks that are unfit by agent eval validate -o."
)
@click.option("--html", "files", is_flag=True, help="Write report.html, report.json, report.md and junit.xml into OUT.")
def report(out: Path, *, as_json: bool, validation: Path | None, files: bool) -> None:
    """Print what the results in OUT come to.

    The page of --html needs nothing but itself: the table of attempts with filters, plots, and the steps and the patch of each
    attempt.
    """
    from agent.cli.eval_views import report_text, write_reports

    if files:
        click.echo(write_reports(out, validation), nl=False, err=True)
    click.echo(report_text(out, validation, as_json=as_json), nl=False)


@evaluate.command()
@click.argument("first", metavar="A", type=_PATH)
@click.argument("second", metavar="B", type=_PATH)
@_JSON
def compare(first: Path, second: Path, *, as_json: bool) -> None:
    """Compare the results in B with those in A, task by task.

    Prints the difference with its interval, exact tests of whether it is chance, the tasks that flipped, and how large a
    difference this many tasks can resolve.
    """
    from agent.cli.eval_views import comparison_text

    click.echo(comparison_text(first, second, as_json=as_json), nl=False)


@evaluate.command()
@_OUT
@click.option(
    "--format",
    "form",
    type=click.Choice(["predictions", "results", "csv"]),
    default="predictions",
    show_default=True,
    help="predictions: patches as SWE-bench reads them, JSON lines; results: all results, JSON lines; csv: the same as a table.",
)
@click.option(
    "--attempt", type=click.IntRange(min=1), default=1, show_default=True, help="For predictions: whose patches."
)
@click.option("-o", "--output", type=_PATH, metavar="FILE", help="Write to FILE. [default: standard output]")
def export(out: Path, *, form: str, attempt: int, output: Path | None) -> None:
    """Take the results in OUT out for other programs."""
    from agent.cli.eval_views import exported

    content = exported(out, form, attempt)
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_text(content, "utf-8")
