"""What the results of an evaluation come to: the share of solved tasks with its interval, by family, and what it took.

Errors of the machine are listed apart and are no part of any share. Pure, but for the text being meant for people.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

from pydantic import BaseModel, ConfigDict

from evals.results import AttemptResult, final_results

CONFIDENCE: Final = 0.95
_Z: Final = 1.959963984540054
"""Quantile of the standard normal distribution for a two-sided interval of 95 %."""


class Share(BaseModel):
    """Solved tasks of scored ones. ``low`` and ``high`` bound the true share with 95 % confidence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    solved: int
    total: int
    share: float
    low: float
    high: float


class Medians(BaseModel):
    """What an attempt took in the middle, over the scored ones. Tokens are those of the whole run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    steps: float
    prompt_tokens: float
    thinking_tokens: float
    answer_tokens: float
    solve_s: float
    scoring_s: float
    wall_s: float


class Failure(BaseModel):
    """A task that is not solved, or that the machine failed at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str
    reason: str
    folder: str


class EvaluationReport(BaseModel):
    """The whole report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    agents: tuple[str, ...]
    solved: Share
    families: dict[str, Share]
    statuses: dict[str, int]
    medians: Medians | None
    unresolved: tuple[Failure, ...]
    errors: tuple[Failure, ...]


def wilson(solved: int, total: int) -> Share:
    """A share with Wilson's score interval.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
    """
    if total == 0:
        return Share(solved=0, total=0, share=0.0, low=0.0, high=1.0)
    share, z2 = solved / total, _Z * _Z
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    # At the ends the interval is exact; rounding must not put it beyond.
    low = 0.0 if solved == 0 else centre - half
    high = 1.0 if solved == total else centre + half
    return Share(solved=solved, total=total, share=share, low=low, high=high)


def make_report(results: Iterable[AttemptResult]) -> EvaluationReport:
    """The report of all results of a run folder; of each task only the final one counts."""
    final = sorted(final_results(results).values(), key=lambda result: result.task)
    scored = [result for result in final if result.outcome != "error"]
    families = sorted({result.family or "(none)" for result in scored})
    return EvaluationReport(
        agents=tuple(sorted({result.agent for result in final})),
        solved=_share(scored),
        families={name: _share([r for r in scored if (r.family or "(none)") == name]) for name in families},
        statuses=dict(sorted(Counter(result.status or "reference" for result in scored).items())),
        medians=_medians(scored) if scored else None,
        unresolved=tuple(_failure(result) for result in scored if result.outcome == "unresolved"),
        errors=tuple(_failure(result) for result in final if result.outcome == "error"),
    )


def as_text(report: EvaluationReport) -> str:
    """The report for people."""
    lines = [f"solved  {_line(report.solved)}"]
    width = max([len(name) for name in report.families] + [8])
    lines += ["", "by family:", *(f"  {name:<{width}}  {_line(share)}" for name, share in report.families.items())]
    lines += ["", "endings: " + ", ".join(f"{name} {count}" for name, count in report.statuses.items())]
    if report.medians:
        m = report.medians
        lines.append(
            f"medians: {m.steps:g} steps, {m.prompt_tokens:g} prompt, {m.thinking_tokens:g} thinking and "
            f"{m.answer_tokens:g} answer tokens, {m.solve_s:.1f} s to solve, {m.scoring_s:.1f} s to score, "
            f"{m.wall_s:.1f} s in all"
        )
    for title, failures in (("not solved", report.unresolved), ("errors (not counted)", report.errors)):
        if failures:
            lines += ["", f"{title}: {len(failures)}", *(f"  {item.task}: {item.reason}" for item in failures)]
    return "\n".join(lines) + "\n"


def _line(share: Share) -> str:
    return f"{share.solved:>3} of {share.total:<3}  {share.share:6.1%}  (95 %: {share.low:.1%} to {share.high:.1%})"


def _share(results: Sequence[AttemptResult]) -> Share:
    return wilson(sum(result.outcome == "resolved" for result in results), len(results))


def _medians(results: Sequence[AttemptResult]) -> Medians:
    return Medians(
        steps=median(result.steps for result in results),
        prompt_tokens=median(result.tokens.computed for result in results),
        thinking_tokens=median(result.tokens.thinking for result in results),
        answer_tokens=median(result.tokens.answer for result in results),
        solve_s=median(result.solve_s for result in results),
        scoring_s=median(result.scoring_s for result in results),
        wall_s=median(result.wall_s for result in results),
    )


def _failure(result: AttemptResult) -> Failure:
    return Failure(task=result.task, reason=result.reason, folder=result.folder)
