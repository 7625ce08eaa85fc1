"""What ``agent eval swebench run`` does: instances in containers of their images, several at a time, then the reports."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from typing import Final

from agent.cli.eval_places import PlaceOptions, instance_images
from agent.cli.interruption import orderly_interruption
from agent.cli.swebench_views import report_as_text
from agent.errors import BadInput
from agent.instance_engines import instance_engine
from agent.progress import print_line
from evals.swebench.execution import Instance, run_instance
from evals.swebench.images import Images, Unsupported
from evals.swebench.predictions import GOLD, Prediction, gold_predictions, read_predictions
from evals.swebench.report import grade_logs, write_reports
from evals.swebench.rows import Row, read_rows

EXIT_SANDBOX: Final = 44


class RunOptions(PlaceOptions):
    """The options of ``agent eval swebench run``, as they were given."""

    rows: Path
    predictions: str
    out: Path
    instances: str | None
    workers: int
    timeout_s: float
    run_id: str
    split: str
    dialect: str


def run_and_print(options: RunOptions) -> int:
    """Run what has no report yet, write the reports and print what they come to; 44 when an instance could not be run.

    Raises:
        UserError: rows or predictions cannot be read, or no engine answers.
    """
    rows = _rows(options)
    gold = options.predictions == GOLD
    predictions = gold_predictions(rows) if gold else read_predictions(Path(options.predictions))
    predictions = {row.instance_id: predictions[row.instance_id] for row in rows if row.instance_id in predictions}
    if not predictions:
        raise BadInput(f"no prediction in {options.predictions} is of a row in {options.rows}")
    engine, images = instance_engine(), instance_images(options, _note)
    instances = [_instance(row, predictions, options.out) for row in rows if _has_patch(row, predictions)]
    waiting = [instance for instance in instances if not instance.is_done()]
    runnable, unsupported = _made_ready(waiting, images)
    for name, reason in sorted(unsupported.items()):
        _note(f"{name}: unsupported here: {reason}")
    _note(f"{len(runnable)} of {len(instances)} instances to run; logs are in {options.out}")
    with ThreadPoolExecutor(options.workers) as pool, orderly_interruption(_note):
        jobs = {
            pool.submit(run_instance, instance, engine.open, timeout_s=options.timeout_s): instance
            for instance in runnable
        }
        try:
            for number, job in enumerate(as_completed(jobs), 1):
                _note(f"{number}/{len(runnable)}  {jobs[job].row.instance_id}  {job.result() or 'graded'}")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    graded = grade_logs(rows, predictions, options.out)
    path = write_reports(options.out, options.run_id, rows, predictions, graded)
    sys.stdout.write(report_as_text(rows, predictions, graded, path))
    return EXIT_SANDBOX if unsupported else 0


def _rows(options: RunOptions) -> list[Row]:
    rows = read_rows(options.rows, split=options.split, dialect=options.dialect)
    if options.instances is None:
        return rows
    wanted = set(options.instances.split(","))
    unknown = sorted(wanted - {row.instance_id for row in rows})
    if unknown:
        raise BadInput(f"{options.rows} has no instance {', '.join(unknown)}")
    return [row for row in rows if row.instance_id in wanted]


def _has_patch(row: Row, predictions: dict[str, Prediction]) -> bool:
    return row.instance_id in predictions and bool(predictions[row.instance_id].model_patch)


def _instance(row: Row, predictions: dict[str, Prediction], out: Path) -> Instance:
    prediction = predictions[row.instance_id]
    return Instance(row, prediction, out / prediction.folder / row.instance_id)


def _made_ready(instances: list[Instance], images: Images) -> tuple[list[Instance], dict[str, str]]:
    """The instances with images that the engine holds, and why the others cannot be run."""
    runnable, unsupported = [], {}
    for instance in instances:
        try:
            runnable.append(replace(instance, row=images.ready(instance.row)))
        except Unsupported as error:
            unsupported[instance.row.instance_id] = str(error)
    return runnable, unsupported


def _note(text: str) -> None:
    print_line(sys.stderr, text)
