"""Judges saved containers again, with the tests as they are now; no agent runs.

What was changed by the agent was written down, so that the repairs before the tests are those of today, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from agent.errors import BadInput
from evals.results import AttemptResult, final_results
from evals.terminal.artifacts import collect, write_artifacts
from evals.terminal.attempts import Attempts, write_score
from evals.terminal.execution import CHANGES, Trial, separate_verification_of, verification_of
from evals.terminal.judging import StageRewards, judge_stages
from evals.terminal.phases import Place
from evals.terminal.places import limits_of, open_verifier_of
from evals.terminal.separate import verify_separately
from evals.terminal.stages import Stage, stages_of
from evals.terminal.states import SavedState, read_state
from evals.terminal.support import services_of
from evals.terminal.tampering import repairs_of
from evals.terminal.task_directory import TerminalTask, folder_digest
from evals.terminal.tidying import TAMPERING, renew, tidy
from evals.terminal.verifying import Judged, verify
from sandboxes.errors import SandboxError


def regrade(
    tasks: list[TerminalTask],
    how: Attempts,
    *,
    workers: int,
    on_result: Callable[[AttemptResult, AttemptResult | str], None],
) -> None:
    """Judge every saved container anew and record what comes of it.

    Args:
        tasks: as they are now.
        how: where, and on what terms; its agent does not run.
        workers: how many at a time.
        on_result: is told the result before, and the one after or why there is none.

    Raises:
        BadInput: no container of these tasks is saved.
    """
    named = {task.name: task for task in tasks}
    before = [result for result in final_results(how.record.results).values() if result.task in named]
    saved = [result for result in before if _is_saved(named[result.task], how.record.folder / result.folder)]
    if not saved:
        raise BadInput(f"{how.record.folder} holds no saved container of these tasks")
    with ThreadPoolExecutor(workers, thread_name_prefix="regrade") as pool:
        jobs = {pool.submit(_regraded, result, named[result.task], how): result for result in saved}
        try:
            for job in as_completed(jobs):
                after = job.result()
                if isinstance(after, AttemptResult):
                    how.record.append(after)
                on_result(jobs[job], after)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _is_saved(task: TerminalTask, folder: Path) -> bool:
    return read_state(_folder(folder, stages_of(task)[0])) is not None


def _folder(attempt: Path, stage: Stage) -> Path:
    return attempt / "steps" / stage.name if stage.name else attempt


def _regraded(before: AttemptResult, task: TerminalTask, how: Attempts) -> AttemptResult | str:
    """The new result, or why there is none."""
    folder = how.record.folder / before.folder
    digest = folder_digest(task.environment)
    judged: list[StageRewards] = []
    try:
        for stage in stages_of(task):
            state = read_state(_folder(folder, stage))
            if state is None:
                break
            if state.environment != digest:
                return "its environment has changed since: run it again"
            if services_of(stage):
                return "its services are not kept: run it again"
            if not how.means.engine.has_image(state.image) or not how.means.engine.has_image(state.original):
                return "its saved container is gone: run it again"
            found = _judge(task, stage, state, folder, how)
            judged.append(StageRewards(stage.name, found.rewards, found.problem))
            if not judged[-1].goes_on(stage.min_reward):
                break
    except SandboxError as error:
        return " ".join(f"{type(error).__name__}: {error}".split())
    verdict = judge_stages(judged, task.configuration.multi_step_reward_strategy, folder)
    write_score(folder, verdict)
    return before.model_copy(
        update={
            "digest": task.digest(),
            "outcome": verdict.outcome,
            "reason": verdict.reason,
            "cause": "",
            "passed_tests": verdict.passed_tests,
            "tests": verdict.tests,
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )


def _judge(task: TerminalTask, stage: Stage, state: SavedState, attempt: Path, how: Attempts) -> Judged:
    folder = _folder(attempt, stage)
    trial = Trial(
        task,
        how.means.terms,
        attempt,
        image_user=state.user,
        image_workdir=state.workdir,
        timeout_multiplier=how.means.timeout_multiplier,
    )
    limits = limits_of(task.configuration.environment, trial.verifier_timeout_s(stage), how.means.engine)
    is_shared = stage.separate is None
    networked = is_shared and trial.has_network(stage, "verifier")
    with closing(how.means.engine.open(state.image, limits, networked=networked, original=state.original)) as main:
        changes = tuple((str(path), int(kind)) for path, kind in json.loads((folder / CHANGES).read_text("utf-8")))
        repairs = repairs_of(changes, trial.workdir)
        main.stop()  # what it was started with may have been the agent's
        if not renew(main, repairs, restart=True):
            return Judged(problem=TAMPERING)
        if stage.separate is not None:
            place = Place(main, open_verifier=open_verifier_of(trial, (stage,), how.means))
            collected = collect(stage.artifacts, place)
            write_artifacts(collected, folder)
            return verify_separately(separate_verification_of(trial, stage, folder), stage.separate, place, collected)
        tidy(main, repairs)
        return verify(verification_of(trial, stage, folder), main)
