"""Rows of SWE-bench data sets: Verified, Lite, full, Multilingual, Multimodal, with the columns of harness 4 and of harness 5.

Read from JSON lines, JSON, or parquet (with pyarrow). Nothing here fetches or runs anything.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from agent.errors import BadInput, Misconfigured
from evals.swebench.dialects import DIALECTS
from evals.swebench.repositories import FAIL_ONLY, PARSER_OF
from evals.swebench.task_folders import is_task_repository, read_task_folders

EvaluationType = Literal["pass_and_fail", "fail_only"]
_LISTS: Final = ("FAIL_TO_PASS", "PASS_TO_PASS")


class Row(BaseModel):
    """An instance of a data set. Columns that are not known here are kept, because every set adds its own.

    The lists of tests come as lists, as JSON, or as Python literals, in upper or lower case. Harness 5 ships ``image``,
    ``eval_script``, ``log_parser`` and ``eval_type`` in the row; for rows without them, parser and type are those that harness 4
    had for the repository.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    instance_id: str
    repo: str = ""
    base_commit: str = ""
    patch: str = ""
    test_patch: str = ""
    problem_statement: str = ""
    hints_text: str = ""
    created_at: str = ""
    version: str = ""
    environment_setup_commit: str = ""
    difficulty: str = ""
    image: str = ""
    eval_script: str = ""
    log_parser: str = ""
    eval_type: EvaluationType = "pass_and_fail"
    image_assets: Mapping[str, Any] = Field(default_factory=dict)
    FAIL_TO_PASS: tuple[str, ...]
    PASS_TO_PASS: tuple[str, ...]

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, columns: Any) -> Any:
        if not isinstance(columns, Mapping):
            return columns
        filled = {name: value for name, value in columns.items() if value is not None}
        for name in _LISTS:
            if name not in filled and name.lower() in filled:
                filled[name] = filled.pop(name.lower())
        repository = str(filled.get("repo", "")).lower()
        if not filled.get("log_parser") and repository in PARSER_OF:
            filled["log_parser"] = PARSER_OF[repository]
        if not filled.get("eval_type"):
            filled["eval_type"] = "fail_only" if repository in FAIL_ONLY else "pass_and_fail"
        return filled

    @field_validator(*_LISTS, mode="before")
    @classmethod
    def _read_list(cls, value: Any) -> Any:
        return _literal(value) if isinstance(value, str) else value

    @field_validator("image_assets", mode="before")
    @classmethod
    def _read_assets(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) and value else value or {}

    @field_validator("version", "created_at", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> str:
        return str(value)


def read_rows(path: Path, *, split: str = "test", dialect: str = "swe-bench") -> list[Row]:
    """Rows of a data set.

    Args:
        path: a ``.jsonl``, ``.json`` or ``.parquet`` file, a folder with ``SPLIT.parquet``, or one with the task folders of
            harness 5 (``tasks/INSTANCE/``).
        split: for folders.
        dialect: one of ``DIALECTS``: whose columns they are.

    Raises:
        BadInput: there is no such file, or a row is not valid; the message names it.
        Misconfigured: it is parquet and pyarrow is not installed.
    """
    try:
        columns = [DIALECTS[dialect](value) for value in _columns(path, split)]
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(f"{path} cannot be read: {' '.join(str(error).split())[:200]}") from error
    rows = [_row(number, value, path) for number, value in enumerate(columns, 1)]
    twice = sorted({row.instance_id for row in rows if sum(other.instance_id == row.instance_id for other in rows) > 1})
    if twice:
        raise BadInput(f"{path} has {twice[0]} more than once")
    return rows


def _columns(path: Path, split: str) -> Iterable[Any]:
    if is_task_repository(path):
        return read_task_folders(path, split)
    if path.is_dir():
        return _parquet(path / f"{split}.parquet")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    if path.suffix == ".json":
        content = json.loads(path.read_text("utf-8"))
        return content.values() if isinstance(content, dict) and "instance_id" not in content else _as_list(content)
    if path.suffix == ".parquet":
        return _parquet(path)
    raise ValueError(".jsonl, .json or .parquet is wanted")


def _as_list(content: Any) -> list[Any]:
    return content if isinstance(content, list) else [content]


def _parquet(path: Path) -> Iterable[Any]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise Misconfigured(f"{path} is parquet: pip install 'throughline[parquet]'") from error
    rows: list[Any] = parquet.read_table(path).to_pylist()
    return rows


def _row(number: int, columns: Any, path: Path) -> Row:
    try:
        return Row.model_validate(columns)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "top"
        name = columns.get("instance_id", number) if isinstance(columns, dict) else number
        raise BadInput(f"row {name} of {path} is not valid at {place}: {first['msg']}") from error


def _literal(text: str) -> Any:
    """A list that was written as JSON, or as Python does.

    Raises:
        ValueError: it is neither.
    """
    try:
        return json.loads(text)
    except ValueError:
        try:
            return ast.literal_eval(text)
        except (SyntaxError, ValueError) as error:
            raise ValueError("neither JSON nor a Python literal") from error
