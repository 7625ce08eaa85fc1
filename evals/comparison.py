"""Two agents on the same tasks: the difference, whether it is more than chance, and which tasks flipped. Pure.

Everything is paired by task: a task that is hard for one is likely hard for the other, and only the difference counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy import stats

from evals.estimates import CONFIDENCE, Interval, Mean, Scores, bootstrap_interval, clustered_mean

POWER: Final = 0.8
_EXACT_TASKS: Final = 16
"""Up to this many tasks that differ, every one of the 2^n sign patterns is counted; beyond, they are drawn."""
_DRAWS: Final = 100_000
_SEED: Final = 20_260_102


class Flip(BaseModel):
    """A task whose score differs between the two."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str
    first: float
    second: float


class Comparison(BaseModel):
    """The second agent against the first, on the tasks that both have scores of.

    Attributes:
        difference: mean score of the second minus that of the first.
        interval: of the difference, tasks resampled; None where all tasks differ alike, for resampling would claim certainty.
        p_mcnemar: exact McNemar test; None unless each task has one attempt of each, scored 0 or 1.
        p_sign_flip: permutation test that flips the signs of the tasks' differences.
        detectable: the smallest true difference that a comparison on this many tasks, with differences as spread as
            these, finds with a chance of 80 % at the 5 % level; None where all tasks differ alike.
        least_flips: how many tasks must flip, all in one direction, for p < 0.05 in McNemar's test.
        gained: tasks on which the second is better, by name; ``lost`` where it is worse.
        only_first: tasks with scores of the first only; they do not count. ``only_second`` likewise.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    tasks: int
    first: Mean
    second: Mean
    difference: float
    interval: Interval | None
    p_mcnemar: float | None
    p_sign_flip: float
    detectable: float | None
    least_flips: int
    gained: tuple[Flip, ...]
    lost: tuple[Flip, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def compare(first: Scores, second: Scores) -> Comparison:
    """Compare two agents by their scores of the same tasks.

    Raises:
        ValueError: they have no task in common.
    """
    first = {task: scores for task, scores in first.items() if scores}
    second = {task: scores for task, scores in second.items() if scores}
    common = sorted(first.keys() & second.keys())
    if not common:
        raise ValueError("there is no task that both have scores of")
    flips = [Flip(task=task, first=fmean(first[task]), second=fmean(second[task])) for task in common]
    differences = [flip.second - flip.first for flip in flips]
    gained = tuple(flip for flip in flips if flip.second > flip.first)
    lost = tuple(flip for flip in flips if flip.second < flip.first)
    return Comparison(
        tasks=len(common),
        first=clustered_mean(_of(first, common)),
        second=clustered_mean(_of(second, common)),
        difference=fmean(differences),
        interval=bootstrap_interval(differences) if len(set(differences)) > 1 else None,
        p_mcnemar=exact_mcnemar(len(gained), len(lost)) if _single(first, second, common) else None,
        p_sign_flip=sign_flip(differences),
        detectable=detectable_difference(differences),
        least_flips=least_flips(),
        gained=gained,
        lost=lost,
        only_first=tuple(sorted(first.keys() - second.keys())),
        only_second=tuple(sorted(second.keys() - first.keys())),
    )


def exact_mcnemar(gained: int, lost: int) -> float:
    """Two-sided p of the exact conditional McNemar test, from the numbers of pairs that differ.

    Source: Q. McNemar, Note on the sampling error of the difference between correlated proportions or percentages,
    Psychometrika 12 (1947); given that a pair differs, either direction has the chance 1/2.
    """
    if gained + lost == 0:
        return 1.0
    return float(stats.binomtest(min(gained, lost), gained + lost, 0.5).pvalue)


def sign_flip(differences: Sequence[float]) -> float:
    """Two-sided p of the paired permutation test on the sum of ``differences``, one a task.

    Source: R. A. Fisher, The design of experiments (1935), section 21. Exact for up to 16 tasks that differ; otherwise 100,000
    patterns are drawn, with a fixed seed.
    """
    values = np.asarray([value for value in differences if value != 0.0], dtype=np.float64)
    if values.size < 2:  # with one value, both patterns are as far from zero
        return 1.0
    result = stats.permutation_test(
        (values,),
        lambda sample, axis: np.sum(sample, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=2**_EXACT_TASKS if values.size <= _EXACT_TASKS else _DRAWS,
        batch=4096,
        rng=np.random.default_rng(_SEED),
    )
    return float(result.pvalue)


def detectable_difference(differences: Sequence[float]) -> float | None:
    """The smallest mean difference that as many tasks find with a chance of 80 %, two-sided at the 5 % level.

    Source: E. Miller, Adding error bars to evals, arXiv 2411.00640 (2024), section 5: (z of 0.975 + z of 0.8) times the standard
    error of the paired difference.
    """
    if len(set(differences)) < 2:
        return None
    z = float(stats.norm.ppf((1 + CONFIDENCE) / 2) + stats.norm.ppf(POWER))
    return z * stdev(differences) / math.sqrt(len(differences))


def least_flips() -> int:
    """How many tasks must flip in one direction, with none in the other, for an exact McNemar p below 0.05."""
    return next(flips for flips in range(1, 20) if exact_mcnemar(flips, 0) < 1 - CONFIDENCE)


def _of(scores: Scores, tasks: Sequence[str]) -> Mapping[str, Sequence[float]]:
    return {task: scores[task] for task in tasks}


def _single(first: Scores, second: Scores, tasks: Sequence[str]) -> bool:
    return all(len(scores[task]) == 1 and scores[task][0] in (0.0, 1.0) for scores in (first, second) for task in tasks)
