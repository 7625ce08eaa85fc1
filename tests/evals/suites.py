"""A small task for tests, written to a folder the way that a user would."""

from __future__ import annotations

from pathlib import Path

from evals.suite import Suite
from evals.task_folder import Task, TaskSettings, load_suite, load_task, write_task
from sandboxes.git_patch import git_patch

BROKEN = b"def total(prices):\n    return sum(prices[1:])\n"
FIXED = b"def total(prices):\n    return sum(prices)\n"
FILES = {"shop/__init__.py": b"", "shop/cart.py": BROKEN, "test_cart.py": b"def test_nothing():\n    assert True\n"}
HIDDEN = """
import pytest

from shop.cart import total


@pytest.mark.parametrize("prices", [[1, 2], [3]])
def test_total(prices):
    assert total(prices) == sum(prices)


class TestEmpty:
    def test_empty(self):
        assert total([]) == 0
"""
FIX = git_patch(FILES, {**FILES, "shop/cart.py": FIXED})


def write_shop(folder: Path, *, fix: bytes | None = FIX, hidden: str = HIDDEN, tests: int | None = 3) -> Task:
    settings = TaskSettings(family="boundary", seed=7, hidden_tests=tests)
    write_task(folder, FILES, "The total is wrong.\n", hidden, fix=fix, settings=settings)
    return load_task(folder)


def write_suite(folder: Path, *names: str) -> Suite:
    for name in names:
        write_shop(folder / name)
    return load_suite(folder)
