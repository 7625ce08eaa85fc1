from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from evals.swebench.parsers.registry import PARSERS
from evals.swebench.repositories import FAIL_ONLY, PARSER_OF
from evals.swebench.rows import Row, read_rows

CLASSIC: dict[str, Any] = {
    "repo": "django/django",
    "instance_id": "django__django-1",
    "base_commit": "abc",
    "patch": "diff",
    "test_patch": "diff",
    "problem_statement": "It fails.",
    "hints_text": "",
    "created_at": "2020-01-01T00:00:00Z",
    "version": "3.0",
    "FAIL_TO_PASS": '["a (m.T)", "b"]',
    "PASS_TO_PASS": "[]",
    "environment_setup_commit": "def",
    "difficulty": "<15 min fix",
}
NEW: dict[str, Any] = {
    **CLASSIC,
    "instance_id": "django__django-2",
    "image": "swebench/sweb.eval.x86_64.django_1776_django-2:latest",
    "eval_script": "#!/bin/bash\n",
    "log_parser": "parse_log_pytest_v2",
    "eval_type": "fail_only",
    "FAIL_TO_PASS": ["a"],
    "image_assets": '{"patch": [{"path": "x.png", "url": "u"}]}',
}


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".parquet"])
def test_every_kind_of_file_gives_the_same_rows(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"test{suffix}"
    rows = [CLASSIC, {**NEW, "FAIL_TO_PASS": '["a"]'}]
    if suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    elif suffix == ".json":
        path.write_text(json.dumps(rows), "utf-8")
    else:
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist([{**dict.fromkeys(NEW), **row} for row in rows]), path)
        assert len(read_rows(tmp_path)) == 2
    classic, new = read_rows(path)
    assert (classic.FAIL_TO_PASS, classic.PASS_TO_PASS) == (("a (m.T)", "b"), ())
    assert (classic.log_parser, classic.eval_type) == ("parse_log_django", "pass_and_fail")
    assert (new.log_parser, new.eval_type, new.FAIL_TO_PASS) == ("parse_log_pytest_v2", "fail_only", ("a",))
    assert new.image_assets["patch"][0]["path"] == "x.png"


@given(st.lists(st.text(max_size=20), max_size=5))
def test_lists_are_lists_however_they_are_written(tests: list[str]) -> None:
    forms: list[dict[str, Any]] = [
        {"FAIL_TO_PASS": tests, "PASS_TO_PASS": json.dumps(tests)},
        {"fail_to_pass": repr(tests), "pass_to_pass": tests},
    ]
    for columns in forms:
        row = Row.model_validate({"instance_id": "x", **columns})
        assert row.FAIL_TO_PASS == row.PASS_TO_PASS == tuple(tests)


def test_other_columns_are_kept_and_empty_ones_left_out() -> None:
    row = Row.model_validate({**CLASSIC, "dockerhub_tag": "t", "hints_text": None, "version": 3.5})
    assert row.model_dump()["dockerhub_tag"] == "t"
    assert (row.hints_text, row.version) == ("", "3.5")


def test_repositories_have_parsers() -> None:
    assert set(PARSER_OF.values()) <= set(PARSERS)
    assert set(PARSER_OF) >= FAIL_ONLY
    assert len(PARSERS) == 58  # 57 of the official harness, and that of R2E-Gym
    assert Row.model_validate({**CLASSIC, "repo": "markedjs/marked"}).eval_type == "fail_only"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"instance_id": "x", "FAIL_TO_PASS": "[", "PASS_TO_PASS": []}\n', "row x of .* not valid at FAIL_TO_PASS"),
        ('{"FAIL_TO_PASS": [], "PASS_TO_PASS": []}\n', "row 1 of .* not valid at instance_id"),
        ("[]\n{", "cannot be read"),
        ('{"instance_id": "x", "FAIL_TO_PASS": [], "PASS_TO_PASS": []}\n' * 2, "has x more than once"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput, match=complaint):
        read_rows(path)


def test_no_file(tmp_path: Path) -> None:
    for name in ("rows.jsonl", "rows.csv"):
        with pytest.raises(BadInput, match="cannot be read"):
            read_rows(tmp_path / name)
