"""Generated tasks as task folders of an evaluation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.task_folder import load_suite
from training.export import defect, export
from training.stream import EVALUATION_SEED
from training.tasks.project import load_library
from training.tasks.task import make_task
from training.tokenizer import LIBRARY


def test_generated_tasks_are_whole_and_come_from_seeds_that_are_never_trained_on(tmp_path: Path) -> None:
    export(tmp_path, EVALUATION_SEED, 3)
    suite = load_suite(tmp_path)
    assert len(suite.tasks) == 3
    for task in suite.tasks:
        assert task.settings.seed is not None
        assert task.settings.seed >= EVALUATION_SEED
        assert task.fix
        assert task.settings.hidden_tests == task.hidden_test.count("def test_hidden_")
        assert task.name.endswith(task.settings.family)


def test_seeds_of_training_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="training draws"):
        export(tmp_path, EVALUATION_SEED - 1, 1)


def test_what_nobody_could_solve_is_passed_over() -> None:
    library = load_library(LIBRARY)
    task = make_task(library, EVALUATION_SEED)
    assert defect(task) == ""
    assert "standard library" in defect(replace(task, files={**task.files, "email/x.py": ""}))
    assert "does not import OddError" in defect(replace(task, hidden=task.hidden + "with pytest.raises(OddError):\n"))
