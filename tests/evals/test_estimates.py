from __future__ import annotations

import math
from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.estimates import (
    bootstrap_interval,
    bootstrap_standard_error,
    clustered_mean,
    pass_at_k,
    pass_hat_k,
    repeated,
    wilson,
)


@pytest.mark.parametrize(
    ("solved", "total", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_that_of_the_literature(solved: int, total: int, low: float, high: float) -> None:
    interval = wilson(solved, total)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(a: int, b: int) -> None:
    solved, total = min(a, b), max(a, b)
    interval = wilson(solved, total)
    assert 0.0 <= interval.low <= (solved / total if total else 0.0) <= interval.high <= 1.0


def outcomes(attempts: int, solved: int) -> list[bool]:
    return [number < solved for number in range(attempts)]


@given(st.integers(1, 8), st.integers(0, 8), st.integers(1, 8))
def test_pass_at_k_and_pass_hat_k_are_the_means_over_all_choices_of_k_attempts(n: int, c: int, k: int) -> None:
    """Which is how Chen et al. (2021) and Yao et al. (2024) define them."""
    c, k = min(c, n), min(k, n)
    chosen = list(combinations(outcomes(n, c), k))
    assert pass_at_k(n, c, k) == pytest.approx(fmean(any(choice) for choice in chosen))
    assert pass_hat_k(n, c, k) == pytest.approx(fmean(all(choice) for choice in chosen))


def test_pass_at_k_is_the_product_that_its_authors_print() -> None:
    """Chen et al. (2021), figure 3: 1 - prod(1 - k / arange(n - c + 1, n + 1)), for 200 samples of which 10 are correct."""
    product = math.prod(1 - 100 / i for i in range(200 - 10 + 1, 200 + 1))
    assert pass_at_k(200, 10, 100) == pytest.approx(1 - product)
    assert pass_at_k(200, 10, 1) == pytest.approx(10 / 200)
    assert pass_at_k(5, 4, 2) == 1.0


@pytest.mark.parametrize(("n", "c", "k"), [(3, 1, 4), (3, 1, 0), (3, 4, 1), (0, 0, 1)])
def test_what_makes_no_sense_is_refused(n: int, c: int, k: int) -> None:
    for estimate in (pass_at_k, pass_hat_k):
        with pytest.raises(ValueError, match="makes no sense"):
            estimate(n, c, k)


def test_the_bootstrap_gives_efron_and_tibshiranis_standard_error() -> None:
    """The mouse data of An introduction to the bootstrap (1993), table 2.1; its error for endless resamples is 23.36."""
    treatment = [94, 197, 16, 38, 99, 141, 23]
    assert fmean(treatment) == pytest.approx(86.86, abs=0.005)
    assert bootstrap_standard_error(treatment) == pytest.approx(23.36, rel=0.02)
    interval = bootstrap_interval(treatment)
    assert interval.low < 86.86 < interval.high
    assert interval == bootstrap_interval(treatment)


def cluster_robust_error(scores: list[list[float]]) -> float:
    """Miller (2024), equation 4, written out: the sum over pairs within each cluster; no correction for few clusters."""
    everything = [score for cluster in scores for score in cluster]
    mean, total = fmean(everything), 0.0
    for cluster in scores:
        total += sum((a - mean) * (b - mean) for a in cluster for b in cluster)
    return math.sqrt(total) / len(everything)


@given(st.lists(st.lists(st.sampled_from([0.0, 1.0]), min_size=3, max_size=3), min_size=2, max_size=30))
def test_the_standard_error_is_the_cluster_robust_one(scores: list[list[float]]) -> None:
    mean = clustered_mean({str(number): attempts for number, attempts in enumerate(scores)})
    clusters = len(scores)
    assert mean.standard_error is not None
    assert mean.standard_error == pytest.approx(cluster_robust_error(scores) * math.sqrt(clusters / (clusters - 1)))


def test_attempts_at_one_task_are_no_independent_evidence() -> None:
    once = clustered_mean({str(number): [float(number % 2)] for number in range(20)})
    tenfold = clustered_mean({str(number): [float(number % 2)] * 10 for number in range(20)})
    assert tenfold.standard_error == once.standard_error
    assert (once.interval.method, tenfold.interval.method) == ("wilson", "bootstrap over tasks")
    assert tenfold.interval.high - tenfold.interval.low > 0.3


def test_no_interval_claims_certainty() -> None:
    mean = clustered_mean({"a": [1.0, 1.0], "b": [1.0, 1.0], "c": [1.0]})
    assert (mean.tasks, mean.attempts, mean.value, mean.interval.high) == (3, 5, 1.0, 1.0)
    assert mean.interval.low < 0.5
    assert clustered_mean({}).interval.low == 0.0
    assert clustered_mean({"a": [0.0]}).standard_error is None


def test_repeated_attempts() -> None:
    found = repeated({"a": [1.0, 0.0, 0.0, 0.0], "b": [1.0] * 5, "c": []})
    assert [(line.k, line.tasks) for line in found] == [(1, 2), (2, 2), (3, 2), (4, 2)]
    assert (found[1].pass_at_k, found[1].pass_hat_k) == pytest.approx(((0.5 + 1) / 2, (0 + 1) / 2))
    assert repeated({}) == ()
