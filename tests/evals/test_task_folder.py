from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import BadInput
from evals.repository import make_base
from evals.task_folder import TaskSettings, load_suite, load_task
from tests.evals.suites import FILES, FIX, HIDDEN, write_shop, write_suite


def test_what_is_written_is_read(tmp_path: Path) -> None:
    task = write_shop(tmp_path / "shop")
    assert task.name == "shop"
    assert task.files() == FILES
    assert (task.issue, task.hidden_test, task.fix) == ("The total is wrong.\n", HIDDEN, FIX)
    assert task.settings == TaskSettings(family="boundary", seed=7, hidden_tests=3)


def test_patch_and_settings_may_be_left_out(tmp_path: Path) -> None:
    write_shop(tmp_path / "shop", fix=None)
    (tmp_path / "shop" / "task.json").unlink()
    task = load_task(tmp_path / "shop")
    assert task.fix is None
    assert task.settings == TaskSettings()


def test_caches_of_test_runs_are_no_part_of_a_task(tmp_path: Path) -> None:
    task = write_shop(tmp_path / "shop")
    before = task.digest()
    (task.repository / "shop" / "__pycache__").mkdir()
    (task.repository / "shop" / "__pycache__" / "cart.cpython-311.pyc").write_bytes(b"\0")
    assert task.files() == FILES
    assert task.digest() == before


@pytest.mark.parametrize("name", ["issue.md", "hidden_test.py", "repo/shop/cart.py", "task.json"])
def test_the_digest_tells_a_changed_task(tmp_path: Path, name: str) -> None:
    before = write_shop(tmp_path / "shop").digest()
    path = tmp_path / "shop" / name
    path.write_text("{}" if name == "task.json" else path.read_text("utf-8") + "\n# more\n", "utf-8")
    assert load_task(tmp_path / "shop").digest() != before


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("issue.md", None, "issue.md is missing"),
        ("issue.md", b" \n", "issue.md is empty"),
        ("issue.md", b"\xff\xfe", "not UTF-8"),
        ("hidden_test.py", None, "hidden_test.py is missing"),
        ("hidden_test.py", b"def broken(:\n", "not Python"),
        ("hidden_test.py", b"x = 1\n", "defines no test"),
        ("task.json", b'{"family": 3}', "not valid at family"),
        ("task.json", b'{"famly": "x"}', "not valid at famly"),
        ("task.json", b"{", "not valid at top"),
    ],
)
def test_what_is_wrong_with_a_task_is_named(tmp_path: Path, name: str, content: bytes | None, complaint: str) -> None:
    write_shop(tmp_path / "shop")
    if content is None:
        (tmp_path / "shop" / name).unlink()
    else:
        (tmp_path / "shop" / name).write_bytes(content)
    with pytest.raises(BadInput, match=complaint) as caught:
        load_task(tmp_path / "shop")
    assert "\n" not in str(caught.value)


def test_a_task_without_a_repository_or_with_a_git_folder_is_refused(tmp_path: Path) -> None:
    task = write_shop(tmp_path / "shop")
    (task.repository / ".git").mkdir()
    with pytest.raises(BadInput, match=r"without \.git"):
        load_task(tmp_path / "shop")
    (tmp_path / "empty" / "repo").mkdir(parents=True)
    with pytest.raises(BadInput, match="missing or empty"):
        load_task(tmp_path / "empty")


def test_a_suite_is_its_folders_in_order(tmp_path: Path) -> None:
    suite = write_suite(tmp_path, "b-two", "a-one", "b-three")
    (tmp_path / ".cache").mkdir()
    (tmp_path / "README.md").write_text("A suite.\n", "utf-8")
    assert [task.name for task in load_suite(tmp_path).tasks] == ["a-one", "b-three", "b-two"]
    assert [task.name for task in suite.selected("b-*", None).tasks] == ["b-three", "b-two"]
    assert [task.name for task in suite.selected(None, 1).tasks] == ["a-one"]
    with pytest.raises(BadInput, match="fits the filter"):
        suite.selected("c*", None)


def test_a_task_folder_is_a_suite_of_one(tmp_path: Path) -> None:
    write_shop(tmp_path / "shop")
    assert [task.name for task in load_suite(tmp_path / "shop").tasks] == ["shop"]


def test_no_suite(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such suite"):
        load_suite(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="no task"):
        load_suite(tmp_path)


def test_the_same_files_are_the_same_commit(tmp_path: Path) -> None:
    task = write_shop(tmp_path / "shop")
    (task.repository / ".gitignore").write_text("test_*\n", "utf-8")
    commits = []
    for name in ("first", "second"):
        storage = tmp_path / name
        storage.mkdir()
        commits.append(make_base(task, storage).commit)
        assert sorted(path.name for path in storage.iterdir()) == ["base.bundle", "base.git"]
    assert commits[0] == commits[1]
