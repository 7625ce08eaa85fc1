"""Predictions as SWE-bench's harness, SWE-agent and mini-swe-agent write them, in and out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import BadInput
from evals.swebench.rows import Row

GOLD: Final = "gold"
_NO_NAME: Final = "None"
"""What the official harness calls a model without a name."""


class Prediction(BaseModel):
    """A patch for one instance. Other keys, such as costs, are kept."""

    model_config = ConfigDict(extra="allow", frozen=True, protected_namespaces=())

    instance_id: str
    model_name_or_path: str = _NO_NAME
    model_patch: str | None = None

    @property
    def folder(self) -> str:
        """The model's name as a folder name."""
        return self.model_name_or_path.replace("/", "__")


def read_predictions(path: Path) -> dict[str, Prediction]:
    """Predictions by instance, from JSON lines or JSON (a list, or an object by instance). A later one replaces an earlier.

    Raises:
        BadInput: the file cannot be read, or a prediction has no ``instance_id``.
    """
    try:
        return {p.instance_id: p for p in (Prediction.model_validate(value) for value in _values(path))}
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "top"
        raise BadInput(f"a prediction in {path} is not valid at {place}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} cannot be read: {' '.join(str(error).split())[:200]}") from error


def gold_predictions(rows: Iterable[Row]) -> dict[str, Prediction]:
    """The reference solutions as predictions of a model called ``gold``."""
    return {
        row.instance_id: Prediction(instance_id=row.instance_id, model_name_or_path=GOLD, model_patch=row.patch)
        for row in rows
    }


def predictions_as_lines(predictions: Iterable[Prediction]) -> str:
    """The official form: one JSON object a line."""
    return "".join(json.dumps(prediction.model_dump()) + "\n" for prediction in predictions)


def _values(path: Path) -> Iterable[Any]:
    text = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    if path.suffix != ".json":
        raise ValueError(".json or .jsonl is wanted")
    content = json.loads(text)
    if isinstance(content, Mapping):
        return content.values()
    if not isinstance(content, list):
        raise ValueError("a list, or an object by instance, is wanted")
    return content
