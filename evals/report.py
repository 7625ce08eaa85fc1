"""What the results of an evaluation come to: the mean score with its uncertainty, by family and by task, and what it took.

Errors of the machine are listed apart and are no part of any score. Pure; how a report looks is ``evals/rendering``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from evals.estimates import Mean, Repeated, Scores, clustered_mean, repeated
from evals.results import AttemptResult, final_results

_NO_FAMILY: Final = "(none)"


class Value(BaseModel):
    """Base of the values of a report."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Spread(Value):
    """How a quantity is spread over the scored attempts; ``total`` is their sum."""

    median: float
    p90: float
    total: float


class Spending(Value):
    """What the scored attempts took: spreads, and the totals by scored task and by solved attempt (None without one)."""

    spreads: Mapping[str, Spread]
    per_task: Mapping[str, float]
    per_solved: Mapping[str, float] | None


class Line(Value):
    """An attempt that is not solved, or that the machine failed at."""

    task: str
    attempt: int
    reason: str
    folder: str


class TaskLine(Value):
    """What the attempts at one task came to; ``errors`` are not among ``attempts``."""

    task: str
    family: str
    solved: int
    attempts: int
    errors: int
    score: float | None


class EvaluationReport(Value):
    """The whole report. ``solved`` of ``attempts`` scored attempts; ``score`` is the estimate that they give.

    ``unfit`` tasks, with the reason, are no part of anything else here.
    """

    agents: tuple[str, ...]
    solved: int
    attempts: int
    score: Mean
    repeated: tuple[Repeated, ...]
    families: Mapping[str, Mean]
    statuses: Mapping[str, int]
    causes: Mapping[str, int]
    spending: Spending | None
    tasks: tuple[TaskLine, ...]
    unresolved: tuple[Line, ...]
    errors: tuple[Line, ...]
    unfit: Mapping[str, str] = Field(default_factory=dict)


def make_report(
    results: Iterable[AttemptResult], unfit: Mapping[tuple[str, str], str] | None = None
) -> EvaluationReport:
    """The report of all results of a run folder.

    Args:
        results: all of them; of each attempt only the final one counts.
        unfit: why a task is not fit to measure with, by name and digest.
    """
    everything = sorted(final_results(results).values(), key=lambda result: (result.task, result.attempt))
    reasons = unfit or {}
    final = [result for result in everything if (result.task, result.digest) not in reasons]
    scored = [result for result in final if result.outcome != "error"]
    errors = [result for result in final if result.outcome == "error"]
    by_task = scores_of(final)
    return EvaluationReport(
        agents=tuple(sorted({result.agent for result in final})),
        solved=sum(result.outcome == "resolved" for result in scored),
        attempts=len(scored),
        score=clustered_mean(by_task),
        repeated=repeated(by_task),
        families=_families(scored),
        statuses=dict(sorted(Counter(result.status or "reference" for result in scored).items())),
        causes=dict(sorted(Counter(result.cause or "unknown" for result in errors).items())),
        spending=_spending(scored) if scored else None,
        tasks=_tasks(final),
        unresolved=tuple(_line(result) for result in scored if result.outcome == "unresolved"),
        errors=tuple(_line(result) for result in errors),
        unfit={r.task: reasons[r.task, r.digest] for r in everything if (r.task, r.digest) in reasons},
    )


def scores_of(final: Iterable[AttemptResult]) -> Scores:
    """Scores of the attempts by task, in order; errors have none."""
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for result in final:
        if result.outcome != "error":
            scores[result.task].append(float(result.outcome == "resolved"))
    return dict(scores)


def _families(scored: Sequence[AttemptResult]) -> dict[str, Mean]:
    families: defaultdict[str, list[AttemptResult]] = defaultdict(list)
    for result in scored:
        families[result.family or _NO_FAMILY].append(result)
    return {name: clustered_mean(scores_of(families[name])) for name in sorted(families)}


def _tasks(final: Sequence[AttemptResult]) -> tuple[TaskLine, ...]:
    by_task: defaultdict[str, list[AttemptResult]] = defaultdict(list)
    for result in final:
        by_task[result.task].append(result)
    return tuple(_task(results) for results in by_task.values())


def _task(results: Sequence[AttemptResult]) -> TaskLine:
    solved = sum(result.outcome == "resolved" for result in results)
    attempts = sum(result.outcome != "error" for result in results)
    return TaskLine(
        task=results[0].task,
        family=results[0].family,
        solved=solved,
        attempts=attempts,
        errors=len(results) - attempts,
        score=solved / attempts if attempts else None,
    )


def quantities(result: AttemptResult) -> dict[str, float]:
    """What an attempt took, by names that say the unit."""
    tokens = result.tokens
    return {
        "steps": result.steps,
        "computed_prompt_tokens": tokens.computed,
        "reused_prompt_tokens": tokens.reused,
        "thinking_tokens": tokens.thinking,
        "answer_tokens": tokens.answer,
        "solve_s": result.solve_s,
        "scoring_s": result.scoring_s,
        "wall_s": result.wall_s,
        "working_s": round(result.wall_s - result.waiting_s, 3),
    }


def _spending(scored: Sequence[AttemptResult]) -> Spending:
    rows = [quantities(result) for result in scored]
    spreads = {
        name: Spread(
            median=float(np.median([row[name] for row in rows])),
            p90=float(np.percentile([row[name] for row in rows], 90)),
            total=round(sum(row[name] for row in rows), 3),
        )
        for name in rows[0]
    }
    tasks = len({result.task for result in scored})
    solved = sum(result.outcome == "resolved" for result in scored)
    return Spending(
        spreads=spreads,
        per_task={name: spread.total / tasks for name, spread in spreads.items()},
        per_solved={name: spread.total / solved for name, spread in spreads.items()} if solved else None,
    )


def _line(result: AttemptResult) -> Line:
    return Line(task=result.task, attempt=result.attempt, reason=result.reason, folder=result.folder)
