"""``agent eval swebench``: grade what a run of SWE-bench left behind, as the official harness grades it."""

from __future__ import annotations

from pathlib import Path

import click

from agent.cli.place_options import image_sources

_PATH = click.Path(path_type=Path)
_SPLIT = click.option("--split", default="test", show_default=True, help="Of a folder: which rows.")
_DIALECT = click.option(
    "--dialect",
    type=click.Choice(["swe-bench", "swe-smith", "swe-gym", "swe-rebench", "swe-bench-pro", "r2e-gym"]),
    default="swe-bench",
    show_default=True,
    help="Whose columns they are.",
)


@click.group()
def swebench() -> None:
    """Read SWE-bench rows and predictions; grade saved logs.

    ROWS is a .jsonl, .json or .parquet file of a SWE-bench data set, a folder with SPLIT.parquet, or one with the task folders
    of harness 5. PREDICTIONS is a .jsonl or .json file as the official harness, SWE-agent and mini-swe-agent write it, or the
    word gold.
    """


@swebench.command()
@click.argument("rows", metavar="ROWS", type=_PATH)
@_SPLIT
@_DIALECT
@click.option(
    "-o", "--output", type=_PATH, metavar="FILE", help="Write the rows to FILE, in SWE-bench's columns as JSON lines."
)
def rows(rows: Path, *, split: str, dialect: str, output: Path | None) -> None:
    """List the instances of ROWS: id, version, log parser, numbers of tests that must be fixed and that must be kept."""
    from agent.cli.swebench_views import list_rows, rows_as_lines

    if output is not None:
        output.write_text(rows_as_lines(rows, split, dialect), "utf-8")
    click.echo(list_rows(rows, split, dialect), nl=False)


@swebench.command()
@click.argument("rows", metavar="ROWS", type=_PATH)
@click.option("--predictions", required=True, metavar="FILE", help="Whose patches: a file, or gold.")
@click.option("--logs", type=_PATH, required=True, metavar="DIR", help="Holds MODEL/INSTANCE/test_output.txt.")
@click.option("-o", "--out", type=_PATH, required=True, metavar="DIR", help="Where the official reports go.")
@click.option("--run-id", default="graded", show_default=True, help="For the name of the report: MODEL.RUN_ID.json.")
@_SPLIT
@_DIALECT
def grade(rows: Path, **options: object) -> None:
    """Grade saved logs and write the official reports. Nothing runs."""
    from agent.cli.swebench_views import GradeOptions, grade_and_print

    click.echo(grade_and_print(GradeOptions.model_validate({"rows": rows, **options})), nl=False)


@swebench.command()
@click.argument("rows", metavar="ROWS", type=_PATH)
@click.option("--predictions", required=True, metavar="FILE", help="Whose patches: a file, or gold.")
@click.option("-o", "--out", type=_PATH, required=True, metavar="DIR", help="Where logs and official reports go.")
@click.option("--instances", metavar="ID,...", help="Only these instances.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Instances at a time.")
@click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(min=1),
    default=1800.0,
    show_default=True,
    help="For the tests, in seconds.",
)
@click.option("--run-id", default="run", show_default=True, help="For the name of the report: MODEL.RUN_ID.json.")
@_SPLIT
@_DIALECT
@image_sources
@click.pass_context
def run(context: click.Context, /, rows: Path, **options: object) -> None:
    """Run the tests of instances on patches, in containers of their own images, and write the official reports.

    Images that the engine does not hold are pulled (--pull) or built (--mirror); an instance whose image cannot be had is
    unsupported here. Given again, the same command runs what has no report for its patch. The network is off.
    """
    from agent.cli.swebench_running import RunOptions, run_and_print

    context.exit(run_and_print(RunOptions.model_validate({"rows": rows, **options})))


@swebench.command()
@click.option("-o", "--output", type=_PATH, required=True, metavar="FILE", help="Where the rows go, as JSON lines.")
@click.option("--names", metavar="NAME,...", help="Only these tasks of the suite pypi.")
@image_sources
@click.pass_context
def make(context: click.Context, /, **options: object) -> None:
    """Make rows of our own: the released bugs of the suite pypi in SWE-bench's columns.

    Their images are built here, from source distributions of the package index; which tests must be fixed and which kept is
    found out by running them without and with the solution.
    """
    from agent.cli.swebench_making import MakeOptions, make_and_write

    context.exit(make_and_write(MakeOptions.model_validate(options)))


@swebench.command()
@click.argument("source", metavar="PREDICTIONS", type=_PATH)
@click.option("-o", "--output", type=_PATH, metavar="FILE", help="Write to FILE. [default: standard output]")
def convert(source: Path, *, output: Path | None) -> None:
    """Write PREDICTIONS of any official form as JSON lines, one prediction a line."""
    from agent.cli.swebench_views import converted

    text = converted(source)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
