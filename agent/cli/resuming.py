"""``agent solve --resume``: a run that was broken off goes on; its options come from its own directory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from agent.cli.model_loading import find_source, load
from agent.cli.solving import (
    Options,
    Target,
    deliver,
    print_result,
    profile_with,
    refusals_printed,
    sandboxes_of,
    watched,
)
from agent.errors import BadInput
from agent.model import LanguageModel
from agent.outcome import SolveResult
from agent.progress import Progress, first_line
from agent.resume import Sandboxes, resume
from agent.saved_run import SavedRun, open_saved_run
from agent.solve import Stopping


def resume_and_print(folder: Path, options: Options) -> int:
    """Go on with the run in ``folder`` and print the result; returns the exit code.

    Raises:
        UserError: the run cannot be resumed, or the patch could not be applied. With ``--json`` that was printed, too.
    """
    with refusals_printed(options):
        saved = open_saved_run(folder)
        try:
            return _go_on(saved, options)
        finally:
            saved.trajectory.close()


def _go_on(saved: SavedRun, options: Options) -> int:
    request = saved.request
    profile = profile_with(request.profile, options)
    request = request.model_copy(update={"output": options.output, "profile": profile})
    saved = saved.of(request)
    target = _target(saved, options)
    options = options.model_copy(
        update={"speculative_tokens": request.speculative_tokens, "kv_cache": request.kv_cache}
    )
    source = find_source(request.model_source, options, silent=options.as_json)
    sandboxes = sandboxes_of(request)
    model = load(source, silent=options.as_json)
    result = watched(request, model, _Resumption(saved, model, sandboxes))
    print_result(result, options)
    deliver(result, target, options)
    return result.exit_code


class _Resumption:
    """A ``Run`` that goes on."""

    def __init__(self, saved: SavedRun, model: LanguageModel, sandboxes: Sandboxes) -> None:
        self._saved, self._model, self._sandboxes = saved, model, sandboxes

    def __call__(self, *, progress: Progress, should_stop_after_step: Callable[[], bool]) -> SolveResult:
        stopping = Stopping(after_step=should_stop_after_step)
        return resume(self._saved, self._model, self._sandboxes, progress=progress, stopping=stopping)


def _target(saved: SavedRun, options: Options) -> Target:
    """Where --apply and --branch lead: the repository that the run was started on."""
    folder = Path(saved.request.repository)
    is_there = (folder / ".git").exists() or (folder / "HEAD").is_file()
    if not is_there and (options.apply_patch or options.branch is not None):
        raise BadInput(f"--apply and --branch need the local repository of the run, and {folder} is none")
    return Target(folder if is_there else None, saved.request.base, first_line(saved.request.issue.text, 72))
