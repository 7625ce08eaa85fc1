"""Generated tasks: what a bug is, what decides, and that a seed gives the same task everywhere."""

from __future__ import annotations

import ast
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.sandboxes.repositories import write_files
from training.stream import EVALUATION_SEED
from training.tasks.layout import Layout, hidden_tests, render_tests
from training.tasks.mutation import parses
from training.tasks.mutations import mutations
from training.tasks.project import Case, Outcome, Project, load_library, run_cases
from training.tasks.source import Source
from training.tasks.task import FAMILY_WEIGHTS, Task, make_task
from training.tokenizer import LIBRARY

DEFINITION = (ast.FunctionDef, ast.ClassDef)
SEEDS = range(EVALUATION_SEED + 500, EVALUATION_SEED + 800)


@pytest.fixture(scope="module")
def tasks(library: list[Project]) -> list[Task]:
    return [make_task(library, seed) for seed in SEEDS]


def test_every_family_breaks_a_text_by_one_small_edit(library: list[Project]) -> None:
    seen: Counter[str] = Counter()
    valid: Counter[str] = Counter()
    for project in random.Random(0).sample(library, 40):
        for text in project.modules.values():
            source = Source(text)
            for _, node in source.functions():
                for mutation in mutations(source, node):
                    broken = mutation.apply(text)
                    assert broken != text, mutation
                    assert (
                        text[: mutation.start] + text[mutation.end :] in (text, broken)
                        or mutation.end - mutation.start < 400
                    )
                    seen[mutation.family] += 1
                    if seen[mutation.family] <= 60:
                        valid[mutation.family] += parses(broken)
    assert set(seen) <= set(FAMILY_WEIGHTS)
    assert len(seen) >= 15
    for family, count in seen.items():
        assert valid[family] >= 0.4 * min(count, 60), family


def test_a_mutation_changes_nothing_outside_its_function(library: list[Project]) -> None:
    for project in random.Random(1).sample(library, 15):
        for text in project.modules.values():
            source = Source(text)
            for name, node in source.functions():
                first, last = source.line_starts[node.lineno - 1], source.line_starts[node.end_lineno or node.lineno]
                assert all(first <= m.start <= m.end <= last for m in mutations(source, node)), name


def test_a_seed_gives_one_task(library: list[Project], tasks: list[Task]) -> None:
    again = load_library(LIBRARY)
    assert [make_task(again, task.seed) for task in tasks[:25]] == tasks[:25]


def test_neither_order_nor_hash_seed_matters(library: list[Project]) -> None:
    program = (
        "from training.tasks.project import load_library; from training.tasks.task import make_task;"
        "from training.tokenizer import LIBRARY; library = load_library(LIBRARY);"
        f"print([(t.issue, t.hidden, t.fixed, dict(t.files)) for t in (make_task(library, s) for s in {list(SEEDS[:8])})])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_many_families_domains_and_shapes_appear(tasks: list[Task]) -> None:
    assert len({task.family for task in tasks}) >= 15
    assert len({task.module for task in tasks}) >= 40
    assert len({task.issue for task in tasks}) >= 295
    with_tests = sum(task.test_path is not None for task in tasks) / len(tasks)
    assert 0.4 < with_tests < 0.9
    assert {bool(task.layout.package) for task in tasks} == {True, False}
    assert 0.02 < sum("Traceback" in task.issue for task in tasks) / len(tasks) < 0.5


def test_a_task_is_a_repository_of_small_files(tasks: list[Task]) -> None:
    for task in tasks:
        sources = [
            text for path, text in task.files.items() if path.endswith(".py") and path != task.test_path and text
        ]
        assert 1 <= len(sources) <= 8, task.seed
        assert max(text.count("\n") for text in sources) <= 150, task.seed
        assert task.issue.strip() == task.issue, task.seed
        for text in (*sources, task.fixed, task.hidden):
            ast.parse(text)
        assert task.files[task.path] != task.fixed, task.seed


def test_hidden_tests_tell_the_fix_from_the_bug_in_this_process(tasks: list[Task]) -> None:
    for task in tasks:
        for finding in task.findings:
            good, bad = (run_cases(modules, [finding.case])[0] for modules in (task.modules, task.broken_modules))
            assert good.same_as(finding.good), task.seed
            assert not bad.same_as(good), task.seed
        assert task.layout.source(task.modules[task.module], task.modules) == task.fixed, task.seed


@pytest.mark.slow
def test_hidden_tests_tell_the_fix_from_the_bug_in_pytest(tasks: list[Task], tmp_path: Path) -> None:
    chosen = {task.layout.package + task.module: task for task in tasks}
    for number, task in enumerate(list(chosen.values())[:8]):
        folder = tmp_path / str(number)
        write_files(folder, {path: text.encode() for path, text in task.files.items()})
        (folder / "test_hidden.py").write_text(task.hidden, "utf-8")
        assert pytest_exit_code(folder) == 1, task.seed
        (folder / task.path).write_text(task.fixed, "utf-8")
        assert pytest_exit_code(folder) == 0, task.seed


def test_an_exception_of_the_project_can_be_expected(tmp_path: Path) -> None:
    text = "class Refused(ValueError): ...\n\n\ndef pay(amount):\n    if amount > 3:\n        raise Refused\n    return amount\n"
    checks = [
        (Case("bank.pay", ("pay(9)",)), Outcome(error="Refused")),
        (Case("bank.pay", ("pay(1)",)), Outcome(value="1")),
    ]
    for unittest in (False, True):
        layout = Layout("money", relative=False, tests_folder="", unittest=unittest)
        visible, _ = render_tests(checks, {"bank": text}, layout, random.Random(0))
        files = {
            "money/bank.py": text,
            "test_visible.py": visible,
            "test_hidden.py": hidden_tests(checks, {"bank": text}, layout),
        }
        write_files(tmp_path / str(unittest), {path: content.encode() for path, content in files.items()})
        assert pytest_exit_code(tmp_path / str(unittest)) == 0


def pytest_exit_code(folder: Path) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_hidden.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def test_no_evaluation_task_is_a_training_task(library: list[Project], tasks: list[Task]) -> None:
    assert min(SEEDS) >= EVALUATION_SEED
    assert EVALUATION_SEED > 100 * 365 * 24 * 3600 * 100  # a century of training at a hundred tasks a second
    training = [make_task(library, seed) for seed in range(200)]
    assert not {task.issue for task in training} & {task.issue for task in tasks}
    assert not {_repository(task) for task in training} & {_repository(task) for task in tasks}


def _repository(task: Task) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(task.files.items()))


def test_no_name_of_a_project_is_taken_for_a_test(tasks: list[Task]) -> None:
    for task in tasks:
        names = {
            node.name
            for text in task.modules.values()
            for node in ast.walk(ast.parse(text))
            if isinstance(node, DEFINITION)
        }
        assert not [name for name in names if name.startswith(("test", "Test"))], task.seed


def test_what_a_case_gives_can_be_compared_as_it_stands(library: list[Project]) -> None:
    for project in library:
        for case in project.cases:
            expression = ast.parse(case.expression, mode="eval").body
            assert not isinstance(expression, ast.Compare | ast.BoolOp | ast.IfExp | ast.Lambda), (project.name, case)


def test_invented_names_leave_the_task_and_change_the_words(library: list[Project]) -> None:
    changed = 0
    for seed in range(EVALUATION_SEED + 900, EVALUATION_SEED + 920):
        known, invented = make_task(library, seed), make_task(library, seed, invented=1.0)
        assert known == make_task(library, seed)
        assert invented == make_task(library, seed, invented=1.0)
        broken = run_cases(invented.broken_modules, [invented.shown.case])[0] if invented.shown else None
        assert broken is None or not broken.same_as(invented.shown.good)  # type: ignore[union-attr]
        changed += set(invented.files) != set(known.files)
    assert changed > 15
