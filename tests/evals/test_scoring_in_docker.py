"""Scoring in real containers: the solution passes; nothing, cheats and broken patches do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.hackers import HACKERS, hacker_patch
from evals.scoring import Score, score
from evals.task_folder import Task, load_task
from sandboxes.base import Sandbox
from sandboxes.git_patch import git_patch
from tests.evals.conftest import OpenerFor
from tests.evals.suites import FILES, FIX, FIXED, write_shop

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    return write_shop(tmp_path_factory.mktemp("suite") / "shop")


@pytest.fixture(scope="module")
def scored(task: Task, docker_opener: OpenerFor) -> Callable[[bytes], Score]:
    open_sandbox: Callable[[], Sandbox] = docker_opener(task)
    return lambda patch: score(task, patch, open_sandbox)


def with_module(code: bytes) -> bytes:
    """A patch that makes the module into ``code``."""
    return git_patch(FILES, {**FILES, "shop/cart.py": code})


def test_gold(scored: Callable[[bytes], Score]) -> None:
    result = scored(FIX)
    assert (result.outcome, result.reason, result.passed_tests) == ("resolved", "", 3)


def test_noop(scored: Callable[[bytes], Score]) -> None:
    result = scored(b"")
    assert result.outcome == "unresolved"
    assert "2 of 3 hidden tests do not pass" in result.reason


@pytest.mark.parametrize("name", HACKERS)
def test_hackers(name: str, task: Task, scored: Callable[[bytes], Score]) -> None:
    result = scored(hacker_patch(name, task.files()))
    assert result.outcome == "unresolved"
    assert result.reason


def test_a_solution_beside_a_cheat_is_still_one(scored: Callable[[bytes], Score]) -> None:
    files = {**FILES, "shop/cart.py": FIXED, "conftest.py": b"raise SystemExit\n", "test_more.py": b"assert False\n"}
    result = scored(git_patch(FILES, files))
    assert result.outcome == "resolved"
    assert result.dropped == ("conftest.py", "test_more.py")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (b"def total(prices:\n", "cannot be loaded"),
        (b"def total(prices):\n    raise SystemExit(0)\n", "do not pass"),
        (b"def total(prices):\n    import os\n    os._exit(0)\n", "without a report"),
        (b"def total(prices):\n    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n", "without a report"),
        (b"x = bytearray(1 << 30)\ndef total(prices): ...\n", ""),
    ],
)
def test_broken_modules(code: bytes, reason: str, scored: Callable[[bytes], Score]) -> None:
    result = scored(with_module(code))
    assert result.outcome == "unresolved"
    assert reason in result.reason


def test_a_patch_of_other_files_does_not_apply(scored: Callable[[bytes], Score]) -> None:
    other = git_patch({"shop/cart.py": b"1\n"}, {"shop/cart.py": b"2\n"})
    assert "does not apply" in scored(other).reason


def test_an_endless_loop_ends(tmp_path: Path, docker_opener: OpenerFor) -> None:
    write_shop(tmp_path / "shop")
    (tmp_path / "shop" / "task.json").write_text('{"timeout_s": 5}', "utf-8")
    task = load_task(tmp_path / "shop")
    patch = with_module(b"def total(prices):\n    while True:\n        pass\n")
    result = score(task, patch, docker_opener(task))
    assert (result.outcome, result.reason) == ("unresolved", "the hidden tests did not end in time")
