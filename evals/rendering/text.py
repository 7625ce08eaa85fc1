"""A report and a comparison as text for a terminal. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.comparison import Comparison, Flip
from evals.estimates import Mean
from evals.report import EvaluationReport, Line, Spending


def report_as_text(report: EvaluationReport) -> str:
    """The report for people."""
    tasks = f" attempts at {report.score.tasks} tasks" if report.attempts != report.score.tasks else ""
    lines = [f"solved  {report.solved:>3} of {report.attempts:<3}{tasks}  {mean_line(report.score)}"]
    lines += [
        f"pass@{line.k} {line.pass_at_k:.1%}, pass^{line.k} {line.pass_hat_k:.1%}"
        for line in report.repeated
        if line.k > 1
    ]
    width = max([len(name) for name in report.families] + [8])
    lines += ["", "by family:"]
    lines += [f"  {name:<{width}}  {mean.tasks:>3} tasks  {mean_line(mean)}" for name, mean in report.families.items()]
    lines += ["", f"endings: {counts(report.statuses)}"]
    if report.spending:
        lines += ["", *_spending(report.spending)]
    for title, failures in (("not solved", report.unresolved), ("errors (not counted)", report.errors)):
        if failures:
            causes = f" ({counts(report.causes)})" if failures is report.errors else ""
            lines += ["", f"{title}: {len(failures)}{causes}", *(f"  {failure_line(item)}" for item in failures)]
    if report.unfit:
        lines += ["", f"not fit to measure with (not counted): {len(report.unfit)}"]
        lines += [f"  {task}: {reason}" for task, reason in report.unfit.items()]
    return "\n".join(lines) + "\n"


def comparison_as_text(comparison: Comparison, names: tuple[str, str]) -> str:
    """The comparison for people; ``names`` are what to call the first and the second."""
    width = max(len(name) for name in names)
    lines = [
        f"{name:<{width}}  {mean.attempts} attempts at {mean.tasks} tasks  {mean_line(mean)}"
        for name, mean in zip(names, (comparison.first, comparison.second), strict=True)
    ]
    bounds = comparison.interval
    interval = f"  (95 %: {points(bounds.low)} to {points(bounds.high)})" if bounds else ""
    lines += ["", f"difference  {points(comparison.difference)}{interval}"]
    if comparison.p_mcnemar is not None:
        lines.append(f"McNemar's exact test  p = {comparison.p_mcnemar:.4f}")
    lines.append(f"sign-flip test        p = {comparison.p_sign_flip:.4f}")
    lines.append(resolution(comparison))
    lines += _flips(f"better with {names[1]}", comparison.gained) + _flips(f"worse with {names[1]}", comparison.lost)
    for name, only in zip(names, (comparison.only_first, comparison.only_second), strict=True):
        if only:
            lines += ["", f"only scored in {name}, left out: {len(only)}", *(f"  {task}" for task in only)]
    return "\n".join(lines) + "\n"


def resolution(comparison: Comparison) -> str:
    """What differences the suite can resolve, as a sentence or two."""
    flips = f"No difference counts as found (p < 0.05) unless {comparison.least_flips} of {comparison.tasks} tasks flip one way"
    if comparison.detectable is None:
        return flips + "."
    chance = f"differences below {points(comparison.detectable, sign=False)} would be missed more often than one time in five"
    return f"{flips}; with a spread as here, {chance}."


def mean_line(mean: Mean) -> str:
    """A mean with its standard error and interval."""
    error = f" ± {100 * mean.standard_error:.1f}" if mean.standard_error else ""
    bounds = mean.interval
    return f"{mean.value:6.1%}{error}  (95 %: {bounds.low:.1%} to {bounds.high:.1%})"


def points(difference: float, *, sign: bool = True) -> str:
    """A difference of shares in percentage points."""
    return f"{100 * difference:{'+' if sign else ''}.1f} points"


def counts(numbers: Mapping[str, int]) -> str:
    """Names with their counts."""
    return ", ".join(f"{name} {count}" for name, count in numbers.items())


def failure_line(line: Line) -> str:
    """Task, attempt where it is not the first, and reason."""
    return f"{line.task}{f' (attempt {line.attempt})' if line.attempt > 1 else ''}: {line.reason}"


def _spending(spending: Spending) -> list[str]:
    width = max(len(name) for name in spending.spreads)
    lines = [f"{'an attempt takes':<{width + 2}}  {'median':>9}  {'p90':>9}  {'a task':>9}  {'a solved attempt':>16}"]
    for name, spread in spending.spreads.items():
        if not spread.total:
            continue
        solved = f"{spending.per_solved[name]:>16.6g}" if spending.per_solved else f"{'-':>16}"
        lines.append(
            f"  {name:<{width}}  {spread.median:>9.6g}  {spread.p90:>9.6g}  {spending.per_task[name]:>9.6g}  {solved}"
        )
    return lines


def _flips(title: str, flips: Sequence[Flip]) -> list[str]:
    if not flips:
        return []
    return ["", f"{title}: {len(flips)}", *(f"  {flip.task}  {flip.first:g} -> {flip.second:g}" for flip in flips)]
