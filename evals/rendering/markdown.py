"""A report as Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.estimates import Mean
from evals.manifest import Manifest
from evals.rendering.text import counts, failure_line
from evals.report import EvaluationReport


def report_as_markdown(report: EvaluationReport, manifest: Manifest | None) -> str:
    """The report for a page that renders Markdown; text of tasks and of agents is escaped."""
    parts = [
        f"# {', '.join(report.agents) or 'Nothing'}: {report.score.value:.1%}",
        f"{report.solved} of {report.attempts} attempts at {report.score.tasks} tasks solved: {_mean(report.score)}.",
        *([" ".join(_setting(manifest))] if manifest else []),
    ]
    if len(report.repeated) > 1:
        rows = [[f"{line.k}", f"{line.pass_at_k:.1%}", f"{line.pass_hat_k:.1%}"] for line in report.repeated]
        parts.append(_table(["k", "pass@k", "pass^k"], rows))
    families = [[name, f"{mean.tasks}", _mean(mean)] for name, mean in report.families.items()]
    parts += ["## Families", _table(["family", "tasks", "score"], families)]
    if report.spending:
        rows = [
            [name, f"{spread.median:.6g}", f"{spread.p90:.6g}", f"{report.spending.per_task[name]:.6g}"]
            for name, spread in report.spending.spreads.items()
        ]
        parts += ["## What an attempt took", _table(["", "median", "p90", "a task"], rows)]
    tasks = [
        [task.task, task.family, f"{task.solved} of {task.attempts}", f"{task.errors or ''}"] for task in report.tasks
    ]
    parts += ["## Tasks", _table(["task", "family", "solved", "errors"], tasks)]
    for title, lines in (("Not solved", report.unresolved), ("Errors (not counted)", report.errors)):
        if lines:
            parts += [f"## {title}", "\n".join(f"- {_escaped(failure_line(line))}" for line in lines)]
    if report.unfit:
        unfit = "\n".join(f"- {_escaped(f'{task}: {reason}')}" for task, reason in report.unfit.items())
        parts += ["## Not fit to measure with (not counted)", unfit]
    if report.causes:
        parts.append(f"Causes: {_escaped(counts(report.causes))}.")
    return "\n\n".join(parts) + "\n"


def _setting(manifest: Manifest) -> Iterable[str]:
    model = manifest.configuration.get("model") or {}
    if name := model.get("name"):
        yield f"Model {_escaped(str(name))}."
    if manifest.commit:
        yield f"Commit {manifest.commit.id[:12]}{' with changes' if manifest.commit.dirty else ''}."
    sharing = " in one engine" if manifest.engine else ""
    yield f"Suite {manifest.suite_digest[:12]}, {manifest.workers} at a time{sharing}."


def _mean(mean: Mean) -> str:
    error = f" ± {100 * mean.standard_error:.1f}" if mean.standard_error else ""
    return f"{mean.value:.1%}{error} (95 %: {mean.interval.low:.1%} to {mean.interval.high:.1%})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    flat = " ".join(text.split())
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|" else character for character in flat)
