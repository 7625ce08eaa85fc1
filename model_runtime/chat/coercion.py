"""The text of a parameter to a value of the type that the tool's JSON schema names.

Follows vLLM's rule for Qwen's XML form: of the types that the schema allows the strictest one that reads the text wins.
What fits none is refused, not passed on. Limits and patterns are left to the tool's own validation.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

Schema = Mapping[str, Any]

_ORDER = ("null", "integer", "number", "boolean", "object", "array", "string")
_PYTHON_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (str, "string"),
    (dict, "object"),
    (list, "array"),
    (type(None), "null"),
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,4000}\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")


class BadValue(ValueError):
    """The text does not fit the schema. The message says what would: ``an integer or null``."""


def coerce(text: str, schema: Schema) -> Any:
    """Read ``text`` as the schema says. A parameter that may only be a string is taken as it stands.

    Raises:
        BadValue: none of the allowed types reads it, or it is not among the enumerated values.
    """
    types = allowed_types(schema)
    for name in _ORDER:
        if name not in types:
            continue
        try:
            value = text if name == "string" else conform(_READERS[name](text.strip()), schema)
        except (ValueError, RecursionError, OverflowError):
            continue
        if "enum" in schema and value not in schema["enum"]:
            continue
        return value
    if "enum" in schema:
        raise BadValue("one of " + ", ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"]))
    raise BadValue(" or ".join(_with_article(name) for name in _ORDER if name in types))


def allowed_types(schema: Schema) -> set[str]:
    """JSON type names that the schema allows; ``string`` if it says nothing."""
    return (_named_types(schema) & set(_ORDER)) or {"string"}


def _named_types(schema: Schema) -> set[str]:
    named = schema.get("type", ())
    types = {named} if isinstance(named, str) else {str(name) for name in named}
    for value in [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]:
        types.add(next((name for kind, name in _PYTHON_TYPES if isinstance(value, kind)), "string"))
    for keyword in ("anyOf", "oneOf", "allOf"):
        for branch in schema.get(keyword, ()):
            types |= _named_types(branch)
    return types


def conform(value: Any, schema: Schema) -> Any:
    """A JSON value with its parts read as the schema of each part says: ``{"line": "5"}`` to ``{"line": 5}``."""
    if isinstance(value, dict):
        properties = _part(schema, "properties")
        return {key: conform(item, properties[key]) if key in properties else item for key, item in value.items()}
    if isinstance(value, list):
        items = _part(schema, "items")
        return [conform(item, items) for item in value] if items else value
    types = allowed_types(schema) if _named_types(schema) else set()
    if isinstance(value, str) and types and "string" not in types:
        try:
            return coerce(value, schema)
        except BadValue:
            return value
    if isinstance(value, float) and "integer" in types and value.is_integer():
        return int(value)
    return value


def _part(schema: Schema, keyword: str) -> Schema:
    """``properties`` or ``items`` of the schema, or of the first branch that has them."""
    branches = [branch for union in ("anyOf", "oneOf", "allOf") for branch in schema.get(union, ())]
    for candidate in [schema, *branches]:
        part = candidate.get(keyword)
        if isinstance(part, Mapping):
            return part
    return {}


def _read_null(text: str) -> None:
    if text.lower() != "null":
        raise ValueError(text)


def _read_integer(text: str) -> int:
    if _INTEGER.fullmatch(text):
        return int(text)
    value = _read_number(text)
    if value != int(value):
        raise ValueError(text)
    return int(value)


def _read_number(text: str) -> int | float:
    if _INTEGER.fullmatch(text):
        return int(text)
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return int(value) if value.is_integer() else value


def _read_boolean(text: str) -> bool:
    lowered = text.lower()
    if lowered not in ("true", "1", "false", "0"):
        raise ValueError(text)
    return lowered in ("true", "1")


def _read_object(text: str) -> dict[str, Any]:
    value = _read_json(text)
    if not isinstance(value, dict):
        raise ValueError(text)
    return value


def _read_array(text: str) -> list[Any]:
    value = _read_json(text)
    if not isinstance(value, list):
        raise ValueError(text)
    return value


def _read_json(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _with_article(name: str) -> str:
    if name == "null":
        return name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {'JSON ' if name in ('object', 'array') else ''}{name}".replace(
        "an JSON", "a JSON"
    )


_READERS: dict[str, Callable[[str], Any]] = {
    "null": _read_null,
    "integer": _read_integer,
    "number": _read_number,
    "boolean": _read_boolean,
    "object": _read_object,
    "array": _read_array,
}
