from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.errors import BadInput
from evals.swebench.predictions import gold_predictions, predictions_as_lines, read_predictions
from evals.swebench.rows import Row

ONE = {"instance_id": "a-1", "model_name_or_path": "org/model", "model_patch": "diff"}
TWO = {"instance_id": "a-2", "model_name_or_path": "org/model", "model_patch": None, "cost": 0.5}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("all_preds.jsonl", json.dumps(ONE) + "\n" + json.dumps(TWO) + "\n"),
        ("preds.json", json.dumps([ONE, TWO])),
        ("preds.json", json.dumps({"a-1": ONE, "a-2": TWO})),
    ],
    ids=["lines", "list", "by instance"],
)
def test_every_official_form_is_read_and_written_as_lines(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    found = read_predictions(tmp_path / name)
    assert (found["a-1"].model_patch, found["a-2"].model_patch) == ("diff", None)
    assert found["a-1"].folder == "org__model"
    (tmp_path / "again.jsonl").write_text(predictions_as_lines(found.values()), "utf-8")
    assert read_predictions(tmp_path / "again.jsonl") == found
    assert json.loads(predictions_as_lines(found.values()).splitlines()[1]) == TWO


def test_a_later_prediction_replaces_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(ONE) + "\n" + json.dumps({**ONE, "model_patch": "other"}) + "\n", "utf-8")
    assert read_predictions(path)["a-1"].model_patch == "other"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("p.json", "[{}]", "not valid at instance_id"),
        ("p.json", "3", "is wanted"),
        ("p.csv", "", "is wanted"),
        ("p.jsonl", "{", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(BadInput, match=complaint):
        read_predictions(tmp_path / name)


def test_gold() -> None:
    row = Row.model_validate({"instance_id": "a-1", "patch": "diff", "FAIL_TO_PASS": [], "PASS_TO_PASS": []})
    assert gold_predictions([row])["a-1"].model_dump() == {**ONE, "model_name_or_path": "gold"}
