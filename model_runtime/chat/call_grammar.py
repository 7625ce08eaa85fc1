"""The grammar of tool calls, Qwen's XML form, for declared tools: their schemas in, text in llguidance's Lark out.

Whatever it accepts, ``calls.py`` reads as legal calls. Bounds and patterns of a schema are left to the tool's own
validation, as in ``coercion.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from model_runtime.chat.coercion import Schema, allowed_types
from vocabulary.messages import ToolSpec

_MAX_NAMES = 64  # a set of names is one 64-bit number in the grammar
_NAME = re.compile(r"[^\s<>\"']([^<>\n\"']*[^\s<>\"'])?")

# A text ends at the first closing tag that has a line of its own. What else may stand in it follows from how
# ``parameters.py`` finds that end: opening tags at the start of a line (at most 15 characters of whitespace before
# them) are counted, so they come in pairs with closing ones; a closing tag elsewhere is text unless structure seems to
# follow it.
_TEXT = r"""
text: text_end | text_open quoted text_rest
text_rest: rest_end | rest_open quoted text_rest
quoted: quoted_end | quoted_open quoted quoted
text_end[lazy]: (FIRST_LINES "\n")? "</parameter>\n"
text_open[lazy]: ((FIRST_LINES & ~ENDS_CLOSED) "\n")? OPENING
rest_end[lazy]: LINES "\n</parameter>\n"
rest_open[lazy]: (LINES & ~ENDS_CLOSED) "\n" OPENING
quoted_end[lazy]: QUOTED "</parameter>"
quoted_open[lazy]: QUOTED "\n" OPENING
FIRST_LINES: LINES & ~STARTS_WITH_OPENING
LINES: ANYTHING & ~HOLDS_OPENING & ~HOLDS_END
QUOTED: ANYTHING & ~HOLDS_OPENING & ~HOLDS_CLOSING
OPENING: /[ \t]{0,15}<parameter=[^<>\n]*>/
ANYTHING: /(?s:.*)/
STARTS_WITH_OPENING: /[\s\x1c-\x1f]*<parameter=(?s:.*)/
HOLDS_OPENING: /(?s:.*)\n[\s\x1c-\x1f]*<parameter=(?s:.*)/
ENDS_CLOSED: /(?s:.*)<\/parameter>[\s\x1c-\x1f]*/
HOLDS_CLOSING: /(?s:.*)<\/parameter>(?s:.*)/
HOLDS_END: /(?s:.*)<\/parameter>[\s\x1c-\x1f]*<(parameter=|function=|\/function>)(?s:.*)/
"""

# JSON as ``json.loads`` reads it. Numbers are short enough to be finite; a string spells no tag.
_JSON = r"""
json_value: "null" | "true" | "false" | NUMBER | STRING | json_array | json_object
json_array: "[" GAP? (json_value (GAP? "," GAP? json_value)*)? GAP? "]"
json_object: "{" GAP? (STRING GAP? ":" GAP? json_value (GAP? "," GAP? STRING GAP? ":" GAP? json_value)*)? GAP? "}"
INTEGER: /-?(0|[1-9][0-9]{0,17})/
NUMBER: /-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?([eE][+-]?[0-9]{1,2})?/
STRING: /"([^"\\\x00-\x1f\x7f]|\\(["\\\/bfnrt]|u[0-9a-fA-F]{4}))*"/ & ~/(?s:.*)<\/?(parameter|function)(?s:.*)/
GAP: /[ \n]{1,40}/
"""


class CallGrammarError(ValueError):
    """A tool cannot be written in this form. The message is one line."""


def call_grammar(tools: Sequence[ToolSpec], *, open_call: int, close_call: int) -> str:
    """The grammar of a turn's rest behind its first ``<tool_call>``: that call, and further ones behind it.

    Args:
        tools: What may be called.
        open_call: Id of ``<tool_call>``.
        close_call: Id of ``</tool_call>``.

    Raises:
        CallGrammarError: No tool, a name that the form cannot hold, or more than 64 parameters.
    """
    if not tools:
        raise CallGrammarError("no tool is declared, so there is no call to hold the model to")
    rules = _Rules()
    functions = " | ".join(_function(tool, rules) for tool in tools)
    head = f'start: call ("\\n" <[{open_call}]> call)*\ncall: "\\n" ({functions}) <[{close_call}]>'
    return "\n".join([head, *rules.lines]) + _TEXT + _JSON


class _Rules:
    """Rules as they come up, each with a name of its own."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, body: str, *, parameter: str = "") -> str:
        name = f"r{len(self.lines)}"
        self.lines.append(f"{name}{parameter}: {body}")
        return name

    def add_choice(self, alternatives: Iterable[str]) -> str:
        return self.add(" | ".join(dict.fromkeys(alternatives)))

    def reserve(self) -> int:
        self.lines.append("")
        return len(self.lines) - 1


def _function(tool: ToolSpec, rules: _Rules) -> str:
    """The rule of one tool: its name, each parameter at most once in any order, the required ones before the end."""
    properties: Mapping[str, Any] = tool.parameters.get("properties") or {}
    required = [name for name in tool.parameters.get("required", ()) if name in properties]
    names = _ordered(properties, required, tool.name)
    for name in (tool.name, *names):
        if not _NAME.fullmatch(name):
            raise CallGrammarError(f"the name {name!r} (of {tool.name}) cannot be written in a tool call")
    head, end = _quoted(f"<function={tool.name}>\n"), _quoted("</function>\n")
    if not names:
        return rules.add(f"{head} {end}")
    place = rules.reserve()
    alternatives = [f"{end} %if is_ones([0:{len(required)}])" if required else end]
    for bit, name in enumerate(names):
        value = _parameter(properties[name], rules)
        tag = _quoted(f"<parameter={name}>\n")
        alternatives.append(f"{tag} {value} r{place}::set_bit({bit}) %if bit_clear({bit})")
    rules.lines[place] = f"r{place}::_: " + " | ".join(alternatives)
    return rules.add(f"{head} r{place}::0x0")


def _ordered(properties: Mapping[str, Any], required: Sequence[str], owner: str) -> list[str]:
    """Names with the required ones first, so that these are one run of bits."""
    names = list(dict.fromkeys([*required, *properties]))
    if len(names) > _MAX_NAMES:
        raise CallGrammarError(f"{owner} has {len(names)} parameters, more than {_MAX_NAMES}")
    return names


def _parameter(schema: Schema, rules: _Rules) -> str:
    """The rule of a parameter's value and its closing tag."""
    if "enum" not in schema and "string" in allowed_types(schema):
        return "text"
    if "enum" in schema:
        values = [value if isinstance(value, str) else json.dumps(value) for value in schema["enum"]]
        return rules.add_choice(_quoted(f"{value}\n</parameter>\n") for value in values)
    end = _quoted("\n</parameter>\n")
    return rules.add(f"{_json(schema, rules)} {end}")


def _json(schema: Schema | bool, rules: _Rules) -> str:
    """The rule of a JSON value by its schema; any value where the schema says nothing that can be held to."""
    if not isinstance(schema, Mapping):
        return "json_value"
    if "enum" in schema or "const" in schema:
        values = schema["enum"] if "enum" in schema else [schema["const"]]
        return rules.add_choice(_quoted(json.dumps(value)) for value in values)
    branches = schema.get("anyOf") or schema.get("oneOf") or ()
    if branches and "type" not in schema and all(map(_says_type, branches)):
        return rules.add_choice(_json(branch, rules) for branch in branches)
    if not _says_type(schema) and not any(map(_says_type, [*branches, *schema.get("allOf", ())])):
        return "json_value"
    return rules.add_choice(_json_of_type(kind, schema, rules) for kind in sorted(allowed_types(schema)))


def _says_type(schema: Schema | bool) -> bool:
    if not isinstance(schema, Mapping):
        return False
    branches = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf") or ()
    return bool({"type", "enum", "const"} & schema.keys()) or (bool(branches) and all(map(_says_type, branches)))


def _json_of_type(kind: str, schema: Schema, rules: _Rules) -> str:
    match kind:
        case "null":
            return '"null"'
        case "boolean":
            return '("true" | "false")'
        case "integer":
            return "INTEGER"
        case "number":
            return "NUMBER"
        case "string":
            return "STRING"
        case "array":
            items = schema.get("items")
            if not isinstance(items, Mapping):
                return "json_array"
            item = _json(items, rules)
            return rules.add(f'"[" GAP? ({item} (GAP? "," GAP? {item})*)? GAP? "]"')
        case "object":
            return _json_object(schema, rules)
        case _:
            return "json_value"


def _json_object(schema: Schema, rules: _Rules) -> str:
    """An object with the members that its schema names, each at most once; any object if it names none."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping) or not properties:
        return "json_object"
    required = [name for name in schema.get("required", ()) if name in properties]
    names = _ordered(properties, required, "an object")
    first, rest = rules.reserve(), rules.reserve()
    end = 'GAP? "}"' + (f" %if is_ones([0:{len(required)}])" if required else "")
    begins, goes_on = [end], [end]
    for bit, name in enumerate(names):
        member = f'{_quoted(json.dumps(name))} GAP? ":" GAP? {_json(properties[name], rules)}'
        tail = f"{member} r{rest}::set_bit({bit}) %if bit_clear({bit})"
        begins.append(f"GAP? {tail}")
        goes_on.append(f'GAP? "," GAP? {tail}')
    rules.lines[first] = f"r{first}::_: " + " | ".join(begins)
    rules.lines[rest] = f"r{rest}::_: " + " | ".join(goes_on)
    return rules.add(f'"{{" r{first}::0x0')


def _quoted(text: str) -> str:
    """A literal of the grammar."""
    return json.dumps(text)
