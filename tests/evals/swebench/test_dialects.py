from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.cli.eval import evaluate
from agent.errors import BadInput
from evals.swebench.dialects import reversed_patch
from evals.swebench.rows import read_rows
from sandboxes.git_patch import git_patch

LINES = st.lists(st.sampled_from(["a", "b", "-- c", "++ d", "", " e", "@@ -1 +1 @@"]), max_size=12)
CONTENT = st.builds(lambda lines, end: ("\n".join(lines) + end).encode(), LINES, st.sampled_from(["\n", ""]))
FILES = st.dictionaries(st.sampled_from(["x.py", "y.py", "pkg/z.py"]), CONTENT, min_size=1)


def applied(folder: Path, files: dict[str, bytes], patch: str) -> dict[str, bytes]:
    """What git makes of files with a patch."""
    for old in folder.rglob("*"):
        if old.is_file():
            old.unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    if patch:
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=folder, input=patch.encode(), check=True)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=FILES, after=FILES)
def test_a_reversed_patch_takes_the_patch_back(
    tmp_path: Path, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    patch = git_patch(before, after).decode()
    assert applied(tmp_path, after, reversed_patch(patch)) == before
    assert reversed_patch(reversed_patch(patch)).splitlines()[:2] == patch.splitlines()[:2]


def test_headers_are_turned_round() -> None:
    patch = (
        "diff --git a/old.py b/new.py\nold mode 100644\nnew mode 100755\nsimilarity index 90%\nrename from old.py\n"
        "rename to new.py\nindex 111..222\n--- a/old.py\n+++ b/new.py\n@@ -1,2 +1 @@ def f():\n-a\n b\n"
    )
    assert reversed_patch(patch) == (
        "diff --git a/new.py b/old.py\nold mode 100755\nnew mode 100644\nsimilarity index 90%\nrename from new.py\n"
        "rename to old.py\nindex 222..111\n--- a/new.py\n+++ b/old.py\n@@ -1 +1,2 @@ def f():\n+a\n b\n"
    )
    with pytest.raises(ValueError, match="binary"):
        reversed_patch("diff --git a/x b/x\nGIT binary patch\nliteral 0\n")


@pytest.mark.parametrize(
    ("dialect", "columns", "expected"),
    [
        (
            "swe-smith",
            {"image_name": "i", "patch": git_patch({"x.py": b"a\n"}, {"x.py": b"b\n"}).decode()},
            {"image": "i", "log_parser": "parse_log_pytest"},
        ),
        ("swe-gym", {}, {"image": "xingyaoww/sweb.eval.x86_64.a_s_b-1:latest"}),
        (
            "swe-rebench",
            {"docker_image": "i", "install_config": {"log_parser": "parse_log_pytest_v2"}},
            {"image": "i", "log_parser": "parse_log_pytest_v2"},
        ),
        (
            "swe-bench-pro",
            {
                "FAIL_TO_PASS": None,
                "PASS_TO_PASS": None,
                "fail_to_pass": "['t']",
                "pass_to_pass": "[]",
                "dockerhub_tag": "x",
            },
            {"image": "jefzda/sweap-images:x", "FAIL_TO_PASS": ("t",)},
        ),
        (
            "r2e-gym",
            {
                "repo_name": "orange",
                "commit_hash": "c0ffee",
                "docker_image": "i",
                "prompt": "It is wrong.",
                "expected_output_json": '{"TestA.test_x": "PASSED", "test_y": "FAILED"}',
                "parsed_commit_content": json.dumps(
                    {
                        "file_diffs": [
                            {
                                "header": {"file": {"path": path}},
                                "old_file_content": "a\n",
                                "new_file_content": "b\n",
                            }
                            for path in ("x.py", "tests/test_x.py")
                        ]
                    }
                ),
            },
            {
                "instance_id": "orange__c0ffee",
                "image": "i",
                "problem_statement": "It is wrong.",
                "FAIL_TO_PASS": (),
                "PASS_TO_PASS": ("TestA.test_x",),
                "patch": git_patch({"x.py": b"a\n"}, {"x.py": b"b\n"}).decode(),
                "log_parser": "parse_log_r2e",
            },
        ),
    ],
)
def test_a_dialect(tmp_path: Path, dialect: str, columns: dict[str, Any], expected: dict[str, Any]) -> None:
    path = tmp_path / "rows.jsonl"
    base = {"instance_id": "a__b-1", "repo": "a/b", "FAIL_TO_PASS": ["t"], "PASS_TO_PASS": []}
    row = {name: value for name, value in {**base, **columns}.items() if value is not None}
    path.write_text(json.dumps(row) + "\n", "utf-8")
    (found,) = read_rows(path, dialect=dialect)
    assert {name: getattr(found, name) for name in expected} == expected
    if dialect == "swe-smith":
        assert "-b\n" in found.patch
        assert "+a\n" in found.patch
    arguments = ["swebench", "rows", str(path), "--dialect", dialect, "-o", str(tmp_path / "out.jsonl")]
    assert CliRunner().invoke(evaluate, arguments, catch_exceptions=False).exit_code == 0
    assert read_rows(tmp_path / "out.jsonl") == [found]


TASK = """instance_id: a__b-1
repo: a/b
version: "1.10"
base_commit: abc
split: test
image: swebench/sweb.eval.x86_64.a_1776_b-1:latest
log_parser: parse_log_pytest
eval_type: pass_and_fail
datasets: [x]
"""


def write_task_folder(root: Path, **changes: str) -> Path:
    folder = root / "tasks" / "a__b-1"
    folder.mkdir(parents=True)
    patch = git_patch({"x.py": b"a\n"}, {"x.py": b"b\n"}).decode()
    files = {
        "task.yaml": TASK,
        "tests.json": '{"FAIL_TO_PASS": ["t"], "PASS_TO_PASS": []}',
        "problem_statement.md": "It fails.\n",
        "gold.patch": patch,
        "test.patch": patch,
        "eval.sh": ": '>>>>> Start Test Output'\npytest\n: '>>>>> End Test Output'\n",
        **{name.replace("__", "."): text for name, text in changes.items()},
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return root


def test_task_folders_of_harness_5_are_rows(tmp_path: Path) -> None:
    (row,) = read_rows(write_task_folder(tmp_path))
    assert (row.instance_id, row.version, row.FAIL_TO_PASS, row.problem_statement) == (
        "a__b-1",
        "1.10",
        ("t",),
        "It fails.\n",
    )
    assert row.hints_text == ""
    assert read_rows(tmp_path, split="dev") == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"task__yaml": TASK.replace("instance_id: a__b-1", "instance_id: a__b-2")}, "is not called a__b-2"),
        ({"task__yaml": TASK.replace("_1776_", "__")}, "the image is not swebench/"),
        ({"task__yaml": TASK.replace("repo: a/b\n", "")}, "lacks repo"),
        ({"task__yaml": "[]"}, "no mapping"),
        ({"task__yaml": "{"}, "no YAML"),
        ({"tests__json": '{"FAIL_TO_PASS": [], "PASS_TO_PASS": []}'}, "FAIL_TO_PASS is empty"),
        ({"eval__sh": "pytest\n"}, "lacks a marker"),
        ({"gold__patch": "nothing\n"}, "gold.patch is no patch"),
    ],
)
def test_what_is_wrong_with_a_task_folder_is_named(tmp_path: Path, changes: dict[str, str], complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        read_rows(write_task_folder(tmp_path, **changes))
