from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import BadInput
from evals.catalogue import open_suite, suite_storage
from evals.pocket import PocketTasks, make_pocket_suite
from evals.task_folder import load_suite


@pytest.mark.parametrize(
    ("name", "tasks"),
    [
        ("pocket", PocketTasks(100, 0)),
        ("pocket:30", PocketTasks(30, 0)),
        ("pocket@7", PocketTasks(100, 7)),
        ("pocket:30@500", PocketTasks(30, 500)),
        ("pocket:", None),
        ("pockets", None),
        ("pocket:-3", None),
    ],
)
def test_names(name: str, tasks: PocketTasks | None) -> None:
    assert PocketTasks.parse(name) == tasks


def test_no_task() -> None:
    with pytest.raises(BadInput, match="asks for no task"):
        PocketTasks.parse("pocket:0")


def test_tasks_are_generated_once_and_the_same_again(tmp_path: Path) -> None:
    said: list[str] = []
    folder = make_pocket_suite(PocketTasks(3, 40), tmp_path / "a", note=said.append)
    assert make_pocket_suite(PocketTasks(3, 40), tmp_path / "a", note=said.append) == folder
    assert said == ["generating 3 tasks"]
    tasks = load_suite(folder).tasks
    assert len(tasks) == 3
    assert all(task.name.startswith("00004") and task.fix is not None for task in tasks)
    again = load_suite(make_pocket_suite(PocketTasks(2, 41), tmp_path / "b", note=said.append)).tasks
    known = {task.name: task.digest() for task in tasks}
    assert {known.get(task.name, task.digest()) for task in again} == {task.digest() for task in again}


def test_suites_that_are_made_lie_in_the_cache() -> None:
    assert suite_storage({"XDG_CACHE_HOME": "/c"}) == Path("/c/throughline/suites")
    assert suite_storage({}) == Path.home() / ".cache" / "throughline" / "suites"


def test_a_folder_comes_before_a_name(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such suite"):
        open_suite(str(tmp_path / "handmade"))
    assert len(open_suite("handmade").tasks) == 24
