"""What the scores of attempts say of an agent: means with their uncertainty, pass@k and pass^k. Pure.

The task is the unit: attempts at one task are not independent, so every interval treats a task as one draw.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from typing import Any, Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy import stats

CONFIDENCE: Final = 0.95
RESAMPLES: Final = 10_000
_SEED: Final = 20_260_101
"""Resampling is a computation, not an experiment: the same scores give the same interval."""

Scores = Mapping[str, Sequence[float]]
"""Scores of the attempts at each task, each from 0 to 1."""


class Interval(BaseModel):
    """Bounds of a true value with 95 % confidence, and how they were found."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    low: float
    high: float
    method: Literal["wilson", "bootstrap over tasks"]


class Mean(BaseModel):
    """The mean of the tasks' means. ``standard_error`` is clustered by task; None with fewer than two tasks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tasks: int
    attempts: int
    value: float
    standard_error: float | None
    interval: Interval


def wilson(solved: float, total: int) -> Interval:
    """Wilson's score interval of a share; ``solved`` may be a sum of means.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927). Written
    out, because scipy's takes whole numbers only.
    """
    if total == 0:
        return Interval(low=0.0, high=1.0, method="wilson")
    z = float(stats.norm.ppf((1 + CONFIDENCE) / 2))
    share, z2 = solved / total, z * z
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = z / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    # At the ends the interval is exact; rounding must not put it beyond.
    low = 0.0 if solved == 0 else centre - half
    high = 1.0 if solved == total else centre + half
    return Interval(low=low, high=high, method="wilson")


def clustered_mean(scores: Scores) -> Mean:
    """Mean over attempts with a standard error clustered by task.

    A task's score is the mean of its attempts, and the standard error is that of the mean of these: for equally many
    attempts a task it is the cluster-robust one with the correction n / (n - 1). The interval is Wilson's where every task
    has one attempt scored 0 or 1, and where all tasks have the same mean (resampling would claim certainty there); otherwise
    tasks are resampled.

    Source: E. Miller, Adding error bars to evals, arXiv 2411.00640 (2024), sections 2 and 3; A. C. Cameron and
    D. L. Miller, A practitioner's guide to cluster-robust inference, J. Human Resources 50 (2015), for the correction.
    """
    means = [fmean(attempts) for attempts in scores.values() if attempts]
    count = sum(len(attempts) for attempts in scores.values())
    binary = all(len(attempts) == 1 and attempts[0] in (0.0, 1.0) for attempts in scores.values() if attempts)
    uses_wilson = binary or len(set(means)) < 2
    return Mean(
        tasks=len(means),
        attempts=count,
        value=fmean(means) if means else 0.0,
        standard_error=stdev(means) / math.sqrt(len(means)) if len(means) > 1 else None,
        interval=wilson(math.fsum(means), len(means)) if uses_wilson else bootstrap_interval(means),
    )


def bootstrap_interval(values: Sequence[float]) -> Interval:
    """A percentile bootstrap interval of the mean; each value is what one task came to.

    Source: B. Efron and R. J. Tibshirani, An introduction to the bootstrap (1993), chapter 13.
    """
    result = _bootstrap(values)
    bounds = result.confidence_interval
    return Interval(low=float(bounds.low), high=float(bounds.high), method="bootstrap over tasks")


def bootstrap_standard_error(values: Sequence[float]) -> float:
    """The bootstrap's standard error of the mean (Efron and Tibshirani, chapter 6)."""
    return float(_bootstrap(values).standard_error)


def _bootstrap(values: Sequence[float]) -> Any:
    with warnings.catch_warnings():
        # All resamples alike, as with one value: the interval is that value.
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        return stats.bootstrap(
            (np.asarray(values, dtype=np.float64),),
            np.mean,
            n_resamples=RESAMPLES,
            confidence_level=CONFIDENCE,
            method="percentile",
            vectorized=True,
            batch=1000,
            rng=np.random.default_rng(_SEED),
        )


def pass_at_k(attempts: int, solved: int, k: int) -> float:
    """The chance that at least one of ``k`` attempts solves a task: the unbiased estimate from ``attempts`` of them.

    Source: M. Chen et al., Evaluating large language models trained on code, arXiv 2107.03374 (2021), equation 1.

    Raises:
        ValueError: ``k`` is not between 1 and ``attempts``.
    """
    _check(attempts, solved, k)
    return 1.0 - math.comb(attempts - solved, k) / math.comb(attempts, k)


def pass_hat_k(attempts: int, solved: int, k: int) -> float:
    """The chance that all of ``k`` attempts solve a task ("pass^k"): the unbiased estimate from ``attempts`` of them.

    Source: S. Yao et al., tau-bench, arXiv 2406.12045 (2024), section 3.

    Raises:
        ValueError: ``k`` is not between 1 and ``attempts``.
    """
    _check(attempts, solved, k)
    return math.comb(solved, k) / math.comb(attempts, k)


class Repeated(BaseModel):
    """pass@k and pass^k, the mean over the ``tasks`` that have at least ``k`` scored attempts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    k: int
    tasks: int
    pass_at_k: float
    pass_hat_k: float


def repeated(scores: Scores) -> tuple[Repeated, ...]:
    """pass@k and pass^k for 1, 2, 3, 5, 10, 20, ... up to the number of attempts that every task has.

    An attempt counts as solved when its score is 1.
    """
    counts = [(len(attempts), sum(score == 1.0 for score in attempts)) for attempts in scores.values() if attempts]
    least = min((attempts for attempts, _ in counts), default=0)
    ladder = [k * 10**power for power in range(6) for k in (1, 2, 3, 5) if k * 10**power <= least]
    return tuple(
        Repeated(
            k=k,
            tasks=len(counts),
            pass_at_k=fmean(pass_at_k(attempts, solved, k) for attempts, solved in counts),
            pass_hat_k=fmean(pass_hat_k(attempts, solved, k) for attempts, solved in counts),
        )
        for k in sorted({*ladder, *([least] if least else [])})
    )


def _check(attempts: int, solved: int, k: int) -> None:
    if not (1 <= k <= attempts and 0 <= solved <= attempts):
        raise ValueError(f"k = {k} of {attempts} attempts, {solved} of them solved, makes no sense")
