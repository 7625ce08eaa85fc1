"""``agent solve``: from a command line to a run, and from its result to streams and an exit code.

What can fail cheaply fails first: the issue, the repository, the run directory and the engine are looked at before a model is
loaded. Standard output carries the result alone; everything else goes to standard error.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click
from click.core import ParameterSource

from agent.cli.durations import read_duration
from agent.cli.reply_options import reply_options
from agent.clips import PICTURES_PER_S

EXIT_CODES: Final = """\b
Exit codes (also in docs/exit_codes.md):
  0    a patch, and the checks that were asked for passed
  1    internal error
  2    usage
  3    finished without a change
  4    a patch, but the checks failed
  42   the repository, the issue or the target of the patch cannot be used
  44   the sandbox cannot be had or was lost
  52   the model, the run directory or another setting cannot be used
  53   step limit
  55   token or time limit
  130  interrupted
Whatever the ending, a patch that exists is written."""

_POSITIVE: Final = click.IntRange(min=1)

_ANEW: Final = frozenset(
    {"resume", "max_steps", "max_time", "max_tokens", "max_compactions", "output", "as_json", "apply_patch", "branch"}
)
"""What may be asked for when a run is resumed; all else it has been asked for already."""


@click.command(epilog=EXIT_CODES)
@click.argument("repository", metavar="REPO", required=False)
@click.argument("issue", required=False)
@click.option(
    "--model",
    metavar="MODEL",
    help="Checkpoint folder, hub id, or script:FILE.json, a scripted model for tests. [default: the embedded model]",
)
@click.option("--base", metavar="REV", help="Revision to start from. [default: HEAD]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATCH", help="Also write the patch to a file."
)
@click.option("--json", "as_json", is_flag=True, help="Print one result object instead of the patch.")
@click.option("--max-steps", type=_POSITIVE, help="Replies of the model. [default: the model's profile]")
@click.option("--max-time", callback=read_duration, metavar="TIME", help="Wall time of the run: 90, 90s, 30m, 1.5h.")
@click.option("--max-tokens", type=_POSITIVE, help="Tokens of the run: prompt, replies and tool results.")
@click.option("--context-tokens", type=_POSITIVE, metavar="N", help="Context that the run uses. [default: the model's]")
@click.option(
    "--compact-at",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="SHARE",
    help="Share of the context from which on the model sums up and goes on with that. [default: profile]",
)
@click.option(
    "--max-compactions",
    type=click.IntRange(min=0),
    metavar="N",
    help="How often at most; 0 is never. [default: the model's profile]",
)
@reply_options
@click.option("--image", metavar="IMAGE", help="Sandbox image. [default: the project's own]")
@click.option(
    "--picture",
    "pictures",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A picture that belongs to the issue, for models that see; may be repeated.",
)
@click.option(
    "--video",
    "videos",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH",
    help="A video that belongs to the issue: an animated GIF, WebP or PNG, or a folder of pictures; may be repeated.",
)
@click.option(
    "--video-rate",
    type=click.FloatRange(0.01, 1000),
    default=PICTURES_PER_S,
    show_default=True,
    metavar="N",
    help="Pictures a second of folders given with --video.",
)
@click.option("--setup", metavar="CMD", help="Run in the sandbox before the model starts.")
@click.option(
    "--allow-host",
    "allowed_hosts",
    multiple=True,
    metavar="HOST[:PORT]",
    help="Let the sandbox reach a host. May be repeated.",
)
@click.option(
    "--setup-allow-host", "setup_hosts", multiple=True, metavar="HOST[:PORT]", help="The same, for --setup alone."
)
@click.option(
    "--runtime", metavar="NAME", help="Container runtime of the engine, such as runsc. [default: the engine's]"
)
@click.option(
    "--sandbox-tier",
    type=click.Choice(("strict", "compat")),
    default="strict",
    show_default=True,
    help="compat: for images that must run as root and be written to. No network then.",
)
@click.option("--test", metavar="CMD", help="Check: told to the model, and run in the sandbox after its end.")
@click.option(
    "--final-gate/--no-final-gate",
    default=None,
    help="Show the model its change once before it ends. [default: profile]",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the sampling.")
@click.option("--run-dir", type=click.Path(path_type=Path), metavar="DIR", help="Where the record of the run goes.")
@click.option("--include-uncommitted", is_flag=True, help="Take uncommitted changes of the repository along.")
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Go on with the run in this directory, in place of REPO and ISSUE.",
)
@click.option("--apply", "apply_patch", is_flag=True, help="Apply the patch to the work tree of the repository.")
@click.option("--branch", metavar="NAME", help="Commit the patch to a new branch of the repository.")
@click.pass_context
def solve(context: click.Context, /, **options: Any) -> None:
    """Solve ISSUE in REPO and print the patch; or go on with a run that was broken off (--resume).

    REPO is a local git repository or a git URL; its work tree is not touched unless --apply or --branch says so. ISSUE is
    text, a file, - for standard input, or the URL of a GitHub issue. Pictures that an issue file links to and that lie in its
    folder are shown to models that see. Progress goes to standard error.
    """
    resume = options.pop("resume")
    if (resume is None) != (options["repository"] is not None and options["issue"] is not None):
        raise click.UsageError("give REPO and ISSUE, or --resume RUN alone.")
    from agent.cli.solving import Options, solve_and_print

    if resume is None:
        context.exit(solve_and_print(Options(**options)))
    for parameter in context.command.params:
        name = str(parameter.name)
        if name not in _ANEW and context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            what = parameter.opts[0] if parameter.opts[0].startswith("-") else name.upper()
            raise click.UsageError(f"--resume goes on with the run as it was asked for: leave {what} out.")
    from agent.cli.resuming import resume_and_print

    context.exit(resume_and_print(resume, Options(**{**options, "repository": "", "issue": ""})))
