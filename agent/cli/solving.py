"""What ``agent solve`` does once its options are read. Apart from ``solve.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TextIO

from agent import app
from agent.cleaning import escape_for_terminal
from agent.cli.interruption import orderly_interruption
from agent.cli.model_loading import find_source, load
from agent.cli.reply_settings import ReplySettings
from agent.clips import PICTURES_PER_S, cut_clips, read_footage
from agent.errors import BadInput, Misconfigured, NoSandbox, UserError
from agent.host_git import HostGit
from agent.issue import read_issue, with_footage, with_pictures
from agent.model import LanguageModel
from agent.outcome import SolveResult
from agent.patch import PatchError, parse_patch
from agent.patch_delivery import Branch, apply_to_worktree, create_branch
from agent.picture_fetching import with_linked_pictures
from agent.pictures import require_sight
from agent.profile import Profile
from agent.progress import LineProgress, Progress, first_line, print_line
from agent.request import SolveRequest, StoredBase
from agent.resume import Sandboxes
from agent.solve import solve
from agent.trajectory import check_run_directory, default_run_directory
from agent.workspace import Workspace, WorkspaceError, WorkspaceRequest, open_workspace
from sandboxes.base import Tier
from sandboxes.errors import SandboxError
from sandboxes.repository import BaseRepository


class Options(ReplySettings):
    """The options of the command, as they were given."""

    repository: str
    issue: str
    model: str | None
    base: str | None
    output: Path | None
    as_json: bool
    max_steps: int | None
    max_time: float | None
    max_tokens: int | None
    context_tokens: int | None = None
    compact_at: float | None = None
    max_compactions: int | None = None
    image: str | None
    pictures: tuple[Path, ...] = ()
    videos: tuple[Path, ...] = ()
    video_rate: float = PICTURES_PER_S
    setup: str | None
    allowed_hosts: tuple[str, ...]
    setup_hosts: tuple[str, ...]
    runtime: str | None
    sandbox_tier: Tier = "strict"
    test: str | None
    final_gate: bool | None
    seed: int
    run_dir: Path | None
    include_uncommitted: bool
    apply_patch: bool
    branch: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a patch can be delivered: the user's repository (None for a URL), and what a commit says."""

    folder: Path | None
    revision: str
    subject: str


class Run(Protocol):
    """A run that only lacks who watches it and how it is stopped."""

    def __call__(self, *, progress: Progress, should_stop_after_step: Callable[[], bool]) -> SolveResult:
        """Carry it out."""


def solve_and_print(options: Options) -> int:
    """Run and print the result; returns the exit code.

    Raises:
        UserError: there was no run, or the patch could not be applied. With ``--json`` that was printed, too.
    """
    with refusals_printed(options):
        return _solve_one(options)


@contextmanager
def refusals_printed(options: Options) -> Iterator[None]:
    """With ``--json``, print a result object where there was no run."""
    try:
        yield
    except UserError as error:
        if options.as_json:
            print_result(SolveResult(status="refused", exit_code=error.exit_code, failure_cause=str(error)), options)
        raise


def note(text: str) -> None:
    """A line of the program's own on standard error."""
    print_line(sys.stderr, text)


def _solve_one(options: Options) -> int:
    issue = read_issue(options.issue, sys.stdin.buffer)
    if options.pictures:
        issue = with_pictures(issue, options.pictures)
    footage = [read_footage(path, options.video_rate) for path in options.videos]
    if footage:
        issue = with_footage(issue, footage)
    with TemporaryDirectory(prefix="throughline-") as storage:
        workspace = _workspace(options, Path(storage))
        source = find_source(options.model, options, silent=options.as_json)
        run_dir = _targets(options)
        request = SolveRequest(
            issue=issue,
            profile=profile_with(source.profile, options),
            run_dir=run_dir,
            output=options.output,
            setup_command=options.setup,
            test_command=options.test,
            seed=options.seed,
            speculative_tokens=options.speculative_tokens,
            kv_cache=options.kv_cache,
            repository=workspace.source,
            base=workspace.revision,
            image=app.sandbox_image(options.image),
            notices=workspace.notices,
            allowed_hosts=options.allowed_hosts,
            setup_hosts=options.setup_hosts,
            runtime=options.runtime,
            tier=options.sandbox_tier,
            model_source=options.model,
            sandbox_id=secrets.token_hex(8),
            stored_base=StoredBase.of(workspace.base),
        )
        sandboxes = sandboxes_of(request)
        model = load(source, silent=options.as_json)
        require_sight(model, issue.pictures[len(issue.pictures) - len(options.pictures) :])
        if issue.is_fetched:
            issue = with_linked_pictures(issue, seen=model.chat.reads_images)
        request = request.model_copy(update={"issue": replace(issue, clips=cut_clips(model, footage))})
        _store(request, workspace.base)
        result = watched(request, model, partial(solve, request, model, partial(sandboxes.open, 0)))
        print_result(result, options)
        target = Target(workspace.folder, workspace.revision, first_line(issue.text, 72))
        deliver(result, target, options)
    return result.exit_code


def _workspace(options: Options, storage: Path) -> Workspace:
    """The base of the run."""
    request = WorkspaceRequest(options.repository, options.base, options.include_uncommitted)
    try:
        workspace = open_workspace(request, storage)
    except WorkspaceError as error:
        raise BadInput(str(error)) from error
    if workspace.folder is None and (options.apply_patch or options.branch is not None):
        raise BadInput("--apply and --branch need a local repository, not a URL")
    reference = f"refs/heads/{options.branch}"
    if options.branch and workspace.folder and HostGit(workspace.folder).succeeds("show-ref", "--quiet", reference):
        raise BadInput(f"branch {options.branch} exists already; name another one")
    return workspace


def sandboxes_of(request: SolveRequest) -> Sandboxes:
    """Where the run gets its sandbox.

    Raises:
        UserError: a host is none, or the engine lacks something.
    """
    assert request.stored_base is not None  # runs of the command line can be resumed
    base = request.stored_base.at(request.run_dir)
    return app.run_sandboxes(request.policy(), base, request.sandbox_id, request.run_dir)


def _store(request: SolveRequest, base: BaseRepository) -> None:
    """Move the base into the run directory."""
    try:
        if request.stored_base is not None:
            request.stored_base.move(base, request.run_dir)
    except OSError as error:
        raise Misconfigured(f"the run directory {request.run_dir} cannot be written: {error.strerror}") from error


def _targets(options: Options) -> Path:
    """The run directory; it and the patch file can be written."""
    output = options.output
    if output is not None and (output.is_dir() or not os.access(output.absolute().parent, os.W_OK)):
        raise Misconfigured(f"the patch file {output} cannot be written: no such folder, or no permission")
    run_dir = options.run_dir or default_run_directory(os.environ, datetime.now(UTC))
    check_run_directory(run_dir)
    return run_dir


def profile_with(profile: Profile, options: Options) -> Profile:
    """The model's profile with what the options say otherwise."""
    limits = profile.limits
    limits = replace(
        limits,
        max_steps=options.max_steps or limits.max_steps,
        max_total_tokens=options.max_tokens or limits.max_total_tokens,
        max_time_s=options.max_time or limits.max_time_s,
    )
    rules = profile.rules if options.final_gate is None else replace(profile.rules, final_gate=options.final_gate)
    kept = profile.context
    context = replace(
        kept,
        max_tokens=kept.max_tokens if options.context_tokens is None else options.context_tokens,
        compact_at=options.compact_at or kept.compact_at,
        max_compactions=kept.max_compactions if options.max_compactions is None else options.max_compactions,
    )
    return options.applied(profile.model_copy(update={"limits": limits, "rules": rules, "context": context}))


def watched(request: SolveRequest, model: LanguageModel, run: Run) -> SolveResult:
    """Carry out a run: shown on standard error, and ended in order by a signal."""
    with _progress(sys.stderr, request.profile.limits.max_steps, model) as progress:
        for notice in (*request.issue.notices, *request.notices):
            progress.note(f"note: {notice}")
        with orderly_interruption(progress.note) as stop_is_asked:
            try:
                return run(progress=progress, should_stop_after_step=stop_is_asked)
            except SandboxError as error:
                raise NoSandbox(str(error)) from error


@contextmanager
def _progress(stream: TextIO, max_steps: int, model: LanguageModel) -> Iterator[Progress]:
    """A live view on a terminal, lines elsewhere."""
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield LineProgress(stream, max_steps)
        return
    from agent.cli.live import LiveProgress

    with LiveProgress(stream, max_steps, model.chat.decode) as live:
        yield live


def print_result(result: SolveResult, options: Options) -> None:
    """The result on standard output, and what a person wants to know of it on standard error."""
    stdout = sys.stdout.buffer
    if options.as_json:
        stdout.write(result.to_json())
    elif sys.stdout.isatty():
        stdout.write(escape_for_terminal(result.patch.decode("utf-8", "backslashreplace")).encode())
    else:
        stdout.write(result.patch)
    stdout.flush()
    if result.status != "refused":
        detail = result.failure_cause or ("" if result.ending == "submitted" else result.ending_detail)
        drafts = result.drafts
        guessed = f"{drafts.acceptance_length:.2f} tokens a pass with guesses" if drafts.rounds else ""
        words = [result.status.replace("_", " "), detail, guessed, f"the record is in {result.run_dir}"]
        note("; ".join(" ".join(word.split()) for word in words if word))


def deliver(result: SolveResult, target: Target, options: Options) -> None:
    """Carry out ``--apply`` and ``--branch``. A branch takes unfinished work too; the work tree does not."""
    if target.folder is None or not result.patch:
        return
    try:
        patch = parse_patch(result.patch)
        if options.branch is not None:
            message = f"{target.subject}\n\nMade by Throughline from an issue: {patch.summary()}.\n"
            create_branch(target.folder, patch, Branch(options.branch, target.revision, message))
            note(f"branch {options.branch} holds the patch ({patch.summary()})")
        if options.apply_patch and result.status == "patched":
            apply_to_worktree(target.folder, patch)
            note(f"applied to {target.folder} ({patch.summary()})")
        elif options.apply_patch:
            note(f"not applied, since the run ended with: {result.status.replace('_', ' ')}")
    except PatchError as error:
        raise BadInput(str(error)) from error
