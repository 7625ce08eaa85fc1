from __future__ import annotations

import contextlib
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_runtime.chat.coercion import BadValue, coerce

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NESTED = {"type": "object", "properties": {"b": {"type": "integer"}}}
TYPES = st.sampled_from(["null", "integer", "number", "boolean", "object", "array", "string"])
SCHEMAS = st.one_of(
    st.just({}),
    st.builds(lambda name: {"type": name}, TYPES),
    st.builds(lambda names: {"type": names}, st.lists(TYPES, min_size=1, max_size=3)),
    st.builds(lambda names: {"anyOf": [{"type": name} for name in names]}, st.lists(TYPES, min_size=1, max_size=3)),
    st.builds(lambda values: {"enum": values}, st.lists(JSON, min_size=1, max_size=3)),
)


@pytest.mark.parametrize(
    ("text", "schema", "value"),
    [
        ("5", {"type": "integer"}, 5),
        (" -7\n", {"type": "integer"}, -7),
        ("2.0", {"type": "integer"}, 2),
        ("2.0", {"type": "number"}, 2),
        ("2.5", {"type": "number"}, 2.5),
        ("1e3", {"type": "number"}, 1000),
        ("TRUE", {"type": "boolean"}, True),
        ("0", {"type": "boolean"}, False),
        ("null", {"type": ["integer", "null"]}, None),
        ("NULL", {"anyOf": [{"type": "string"}, {"type": "null"}]}, None),
        ("null", {"type": "string"}, "null"),
        (" x\n", {"type": "string"}, " x\n"),
        ("5", {"type": "string"}, "5"),
        ('{"a": 1}', {"type": "string"}, '{"a": 1}'),
        ("5", {"type": ["string", "integer"]}, 5),
        ("five", {"type": ["string", "integer"]}, "five"),
        ("x", {}, "x"),
        ("[1, 2]", {"type": "array"}, [1, 2]),
        ('["1", "b"]', {"type": "array", "items": {"type": "integer"}}, [1, "b"]),
        ('{"a": {"b": "5"}, "c": "5"}', {"type": "object", "properties": {"a": NESTED}}, {"a": {"b": 5}, "c": "5"}),
        ("[3, 4]", {"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "null"}]}, [3, 4]),
        ("view", {"enum": ["view", "create"], "type": "string"}, "view"),
        ("2", {"enum": [1, 2]}, 2),
        ('{"a": [1, null, true], "é": "x"}', {"type": "object"}, {"a": [1, None, True], "é": "x"}),
    ],
)  # fmt: skip
def test_text_is_read_as_the_schema_says(text: str, schema: dict[str, Any], value: Any) -> None:
    read = coerce(text, schema)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "schema", "said"),
    [
        ("soon", {"type": "integer"}, "an integer"),
        ("2.5", {"type": "integer"}, "an integer"),
        ("1_000", {"type": "integer"}, "an integer"),
        ("1e999", {"type": "number"}, "a number"),
        ("nan", {"type": "number"}, "a number"),
        ("yes", {"type": "boolean"}, "a boolean"),
        ("[1", {"type": "array"}, "a JSON array"),
        ("{}", {"type": "array"}, "a JSON array"),
        ("[" * 100_000, {"type": "array"}, "a JSON array"),
        ("{'a': 1}", {"type": "object"}, "a JSON object"),
        ('{"a": NaN}', {"type": "object"}, "a JSON object"),
        ("x", {"type": ["integer", "null"]}, "null or an integer"),
        ("show", {"enum": ["view", "create"]}, 'one of "view", "create"'),
        ("9" * 5000, {"type": "integer"}, "an integer"),
    ],
)
def test_text_that_fits_no_type_is_refused(text: str, schema: dict[str, Any], said: str) -> None:
    with pytest.raises(BadValue) as caught:
        coerce(text, schema)
    assert str(caught.value) == said


@given(text=st.text() | JSON.map(json.dumps), schema=SCHEMAS)
def test_any_text_is_read_or_refused(text: str, schema: dict[str, Any]) -> None:
    with contextlib.suppress(BadValue):
        json.dumps(coerce(text, schema), allow_nan=False)


@given(JSON)
def test_what_json_prints_is_read_back(value: Any) -> None:
    if isinstance(value, dict | list):
        assert coerce(json.dumps(value), {"type": ["object", "array"]}) == value
    elif isinstance(value, float) and math.isfinite(value):
        assert coerce(json.dumps(value), {"type": "number"}) == value


@given(st.text())
def test_string_is_taken_as_it_stands(text: str) -> None:
    assert coerce(text, {"type": "string"}) == text
