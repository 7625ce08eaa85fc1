"""What the reading commands of ``agent eval`` print. Apart from ``eval.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

from pathlib import Path

from agent.cleaning import escape_for_terminal
from agent.errors import BadInput
from agent.progress import StepLines
from agent.trajectory import CorruptTrajectory, read_events
from evals.catalogue import SUITES, open_suite
from evals.comparison import compare
from evals.export import predictions, result_lines, saved_patch, table
from evals.manifest import read_manifest
from evals.rendering.html import Story, report_as_html
from evals.rendering.junit import results_as_junit
from evals.rendering.markdown import report_as_markdown
from evals.rendering.text import comparison_as_text, report_as_text
from evals.report import make_report, quantities, scores_of
from evals.results import AttemptResult, final_results, read_results
from evals.validate import read_validation


def list_suites() -> str:
    """The suites that have a name, one a line."""
    width = max(len(name) for name in SUITES)
    return "".join(f"{name:<{width}}  {about}\n" for name, about in SUITES.items())


def list_tasks(suite: str) -> str:
    """The tasks of a suite with family, number of hidden tests and whether a solution is there.

    Raises:
        UserError: there is no such suite.
    """
    tasks = open_suite(suite).tasks
    width = max(len(task.name) for task in tasks)
    lines = [
        f"{task.name:<{width}}  {task.family or '-':<14}  {'gold' if task.fix is not None else 'no gold'}  "
        f"{task.issue.strip().splitlines()[0][:80]}"
        for task in tasks
    ]
    return escape_for_terminal("\n".join([*lines, f"{len(tasks)} tasks", ""]))


def attempt_as_text(out: Path, task: str, attempt: int) -> str:
    """Result, steps and patch of an attempt.

    Raises:
        BadInput: there is no such attempt.
    """
    result = _result(out, task, attempt)
    lines = [f"task      {result.task}, attempt {attempt}", f"outcome   {result.outcome}"]
    lines += [f"{name:<9} {value}" for name, value in _facts(result) if value]
    lines += [f"{name:<22} {value:g}" for name, value in quantities(result).items() if value]
    lines += ["", *_steps(out / result.folder, result.steps)]
    patch = saved_patch(out, result).decode("utf-8", "replace")
    return escape_for_terminal("\n".join([*lines, "", patch or "(no patch)\n"]))


def attempt_patch(out: Path, task: str, attempt: int) -> bytes:
    """The patch of an attempt.

    Raises:
        BadInput: there is no such attempt.
    """
    return saved_patch(out, _result(out, task, attempt))


def report_text(out: Path, validation: Path | None = None, *, as_json: bool) -> str:
    """The report of a run folder, without the tasks that a validation found unfit.

    Raises:
        BadInput: there are no results, or the validation cannot be read.
    """
    report = make_report(read_results(out), _unfit(validation))
    return report.model_dump_json(indent=2) + "\n" if as_json else report_as_text(report)


def write_reports(out: Path, validation: Path | None = None) -> str:
    """Write the report as a page, as JSON, as Markdown and as JUnit into the run folder; says where.

    Raises:
        BadInput: there are no results, or the validation cannot be read.
    """
    results = read_results(out)
    report, manifest = make_report(results, _unfit(validation)), read_manifest(out)
    final = sorted(final_results(results).values(), key=lambda result: (result.task, result.attempt))
    page = report_as_html(report, final, manifest, lambda result: _story(out, result))
    written = {
        "report.html": page.encode("utf-8", "replace"),
        "report.json": (report.model_dump_json(indent=2) + "\n").encode(),
        "report.md": report_as_markdown(report, manifest).encode("utf-8", "replace"),
        "junit.xml": results_as_junit(final, ", ".join(report.agents) or "evaluation"),
    }
    for name, content in written.items():
        (out / name).write_bytes(content)
    return "".join(f"{out / name}\n" for name in written)


def comparison_text(first: Path, second: Path, *, as_json: bool) -> str:
    """The comparison of two run folders.

    Raises:
        BadInput: there are no results, no task has scores in both, or a task is not the same in both.
    """
    before, after = (final_results(read_results(folder)) for folder in (first, second))
    digests = {result.task: result.digest for result in before.values()}
    changed = sorted({r.task for r in after.values() if digests.get(r.task, r.digest) != r.digest})
    if changed:
        raise BadInput(
            f"{len(changed)} tasks are not the same in both ({', '.join(changed[:3])}): run one of them again"
        )
    try:
        comparison = compare(scores_of(before.values()), scores_of(after.values()))
    except ValueError as error:
        raise BadInput(f"{first} and {second} cannot be compared: {error}") from error
    if as_json:
        return comparison.model_dump_json(indent=2) + "\n"
    return comparison_as_text(comparison, (str(first), str(second)))


def exported(out: Path, form: str, attempt: int) -> str:
    """The results in another form: ``predictions``, ``results`` or ``csv``.

    Raises:
        BadInput: there are no results.
    """
    if form == "predictions":
        return predictions(out, attempt)
    return result_lines(out) if form == "results" else table(out)


def _unfit(validation: Path | None) -> dict[tuple[str, str], str]:
    return read_validation(validation).unfit() if validation else {}


def _result(out: Path, task: str, attempt: int) -> AttemptResult:
    final = final_results(read_results(out))
    if (task, attempt) not in final:
        known = sorted({name for name, _ in final})
        raise BadInput(f"no attempt {attempt} at {task} in {out}; its tasks are {', '.join(known[:8])}")
    return final[task, attempt]


def _steps(folder: Path, max_steps: int) -> list[str]:
    """The steps of a recorded run, one line each, with the seconds from its start; nothing for reference agents."""
    if not (folder / "events.jsonl").is_file():
        # A terminal task with steps has a run for each.
        runs = sorted(folder.glob("steps/*/events.jsonl"), key=lambda path: path.stat().st_mtime)
        return [line for path in runs for line in (f"{path.parent.name}:", *_steps(path.parent, max_steps))]
    try:
        events = read_events(folder)
    except CorruptTrajectory as error:
        return [str(error)]
    now_s = 0.0
    steps = StepLines(max_steps, now_s=lambda: now_s)
    lines = []
    for event in events:
        now_s = (event.time - events[0].time).total_seconds()
        lines += steps.after(event.record)
    return lines


def _story(out: Path, result: AttemptResult) -> Story:
    folder = out / result.folder
    return Story(
        steps=_steps(folder, result.steps),
        patch=saved_patch(out, result).decode("utf-8", "replace"),
        files=sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else [],
    )


def _facts(result: AttemptResult) -> list[tuple[str, str]]:
    tests = f"{result.passed_tests} of {result.tests} hidden tests passed" if result.tests else ""
    return [
        ("reason", result.reason),
        ("cause", result.cause),
        ("note", result.note),
        ("tests", tests),
        ("status", result.status or ""),
        ("ending", result.ending or ""),
        ("dropped", ", ".join(result.dropped)),
        ("folder", result.folder),
    ]
