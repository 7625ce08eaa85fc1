"""``agent eval``: run a suite of tasks, report what came of it, check that a suite is fit to measure with."""

from __future__ import annotations

from pathlib import Path

import click

_SUITE = click.argument("suite", metavar="SUITE", type=click.Path(path_type=Path))
_FILTER = click.option("--filter", "pattern", metavar="GLOB", help="Only tasks whose name fits the shell pattern.")
_LIMIT = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N of them.")
_IMAGE = click.option("--image", metavar="IMAGE", help="Sandbox image. [default: the project's own]")
_WORKERS = click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Tasks at a time."
)


@click.group(name="eval")
def evaluate() -> None:
    """Evaluate agents on suites of tasks.

    A suite is a folder of task folders; each holds repo/, issue.md and hidden_test.py, and where there are any fix.patch
    and task.json.
    """


@evaluate.command()
@_SUITE
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="OUT", help="Folder of the results.")
@click.option(
    "--agent",
    "agent_name",
    default="model",
    show_default=True,
    metavar="AGENT",
    help="model; or a reference agent: gold, noop, hacker:NAME.",
)
@click.option("--model", metavar="MODEL", help="As of agent solve. [default: the embedded model]")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the sampling.")
@click.option("--no-thinking", is_flag=True, help="Let the model answer without a thought first.")
@_FILTER
@_LIMIT
@_WORKERS
@_IMAGE
@click.pass_context
def run(context: click.Context, /, suite: Path, out: Path, **options: object) -> None:
    """Solve and score the tasks of SUITE and print the report.

    Given again, the same command goes on where it was: tasks that have a score are not run again, errors of the machine
    are.
    """
    from agent.cli.evaluating import RunOptions, run_and_report

    context.exit(run_and_report(RunOptions.model_validate({"suite": suite, "out": out, **options})))


@evaluate.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def report(out: Path, *, as_json: bool) -> None:
    """Print what the results in OUT come to."""
    from evals.report import as_text, make_report
    from evals.results import read_results

    found = make_report(read_results(out))
    click.echo(found.model_dump_json(indent=2) if as_json else as_text(found), nl=as_json)


@evaluate.command()
@_SUITE
@_FILTER
@_LIMIT
@click.option("--every-hacker", is_flag=True, help="Try each cheat on each task; without, the cheats take turns.")
@_WORKERS
@_IMAGE
@click.pass_context
def validate(context: click.Context, /, suite: Path, **options: object) -> None:
    """Check that SUITE measures: the reference solutions pass; doing nothing and cheating do not.

    Ends with exit code 4 where that is not so, and with 44 where the machine failed.
    """
    from agent.cli.evaluating import ValidateOptions, validate_and_print

    context.exit(validate_and_print(ValidateOptions.model_validate({"suite": suite, **options})))
