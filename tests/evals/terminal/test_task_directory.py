from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from agent.errors import BadInput
from evals.terminal.task_directory import folder_archive, read_dockerfile, read_tasks
from tests.evals.terminal.tasks import write_task


def test_a_task_and_a_folder_of_tasks_are_suites(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write_task(tmp_path / "suite" / name)
    assert [task.name for task in read_tasks(tmp_path / "suite", strict=True)] == ["a", "b"]
    (task,) = read_tasks(tmp_path / "suite" / "a", strict=True)
    assert task.instruction == "Write 42 into answer.txt.\n"
    assert task.has_solution
    assert read_dockerfile(task.environment) == "FROM base:1\nWORKDIR /app\n"


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("instruction.md", "t has no instruction.md"),
        ("tests/test.sh", "t has no tests/test.sh"),
        ("environment/Dockerfile", "t has no environment/Dockerfile"),
        ("task.toml", "no task.toml in "),
    ],
)
def test_a_part_that_is_missing_is_named(tmp_path: Path, missing: str, message: str) -> None:
    write_task(tmp_path / "t")
    (tmp_path / "t" / missing).unlink()
    with pytest.raises(BadInput) as caught:
        read_tasks(tmp_path / "t")
    assert str(caught.value).startswith(message)


def test_a_wrong_field_is_named_with_its_task(tmp_path: Path) -> None:
    write_task(tmp_path / "t", configuration="[agent]\nuser = 1.5\n")
    with pytest.raises(BadInput, match=r"^t/task.toml: agent.user"):
        read_tasks(tmp_path / "t")


def test_a_link_is_not_followed_out_of_a_task(tmp_path: Path) -> None:
    write_task(tmp_path / "t")
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "t" / "instruction.md").unlink()
    (tmp_path / "t" / "instruction.md").symlink_to(tmp_path / "secret")
    with pytest.raises(BadInput, match=r"instruction\.md is no regular file"):
        read_tasks(tmp_path / "t")


def test_a_folder_is_packed_as_root_s(tmp_path: Path) -> None:
    write_task(tmp_path / "t")
    (tmp_path / "t" / "tests" / "data.txt").write_text("x", "utf-8")
    (tmp_path / "t" / "tests" / "link").symlink_to("/etc/passwd")
    with tarfile.open(fileobj=io.BytesIO(folder_archive(tmp_path / "t" / "tests"))) as archive:
        entries = {entry.name: entry for entry in archive}
    assert {name: (entry.uid, entry.mode) for name, entry in entries.items() if entry.isfile()} == {
        "test.sh": (0, 0o755),
        "data.txt": (0, 0o644),
    }
    assert entries["link"].issym()


def test_a_digest_changes_with_everything_in_a_task(tmp_path: Path) -> None:
    (before,) = read_tasks(write_task(tmp_path / "t"))
    first = before.digest()
    assert before.digest() == first
    (tmp_path / "t" / "tests" / "test.sh").write_text("#!/bin/bash\n", "utf-8")
    assert before.digest() != first
