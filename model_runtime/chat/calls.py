"""Reads the text of a tool call, Qwen's XML form, against the schemas of the tools: text in, calls or faults out.

What is merely left open is read when nothing can be missing. All else becomes a ``MalformedCall`` that tells the model
what was wrong. It never raises and never guesses a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from model_runtime.chat.coercion import BadValue, coerce
from model_runtime.chat.parameters import Parameters, read_parameters
from model_runtime.chat.turn import EndedBy
from vocabulary.messages import MalformedCall, ToolCall, ToolSpec

Fault = Literal["no_function", "unknown_tool", "bad_parameter", "missing_parameter", "unclosed", "bad_value"]
Tools = Mapping[str, ToolSpec]

_END = "</function>"
_CUT = "The tool call was cut off before its end, so it was not run. Write shorter calls."
_FUNCTION = re.compile(r"<function=([^<>\n]*)(>|(?=[<\n])|\Z)")
_NEXT_FUNCTION = re.compile(r"(?:</parameter>|</function>)\s*(?=<function=([^<>\n]*)>)")
_BARE_FUNCTION = re.compile(r"^[ \t]*(?=<function=([^<>\n]+)>\s*(?:<parameter=|</function>))", re.MULTILINE)


def read_calls(body: str, tools: Tools, ended_by: EndedBy) -> list[ToolCall | MalformedCall]:
    """The calls in the text between ``<tool_call>`` and what ended it: one, or several if the model left out tags."""
    calls: list[ToolCall | MalformedCall] = []
    while True:
        boundary = next((m for m in _NEXT_FUNCTION.finditer(body) if _name(m[1]) in tools), None)
        if boundary is None:
            break
        call = _read_call(body[: boundary.end()], tools, "next_call")
        if not isinstance(call, ToolCall):
            break  # the boundary lies inside a value
        calls.append(call)
        body = body[boundary.end() :]
    return [*calls, _read_call(body, tools, ended_by)]


def cut_bare_call(content: str, tools: Tools) -> tuple[str, str, str] | None:
    """Content before, text of, and content after a call that lacks its ``<tool_call>``; None if there is none.

    Prose may speak of calls: only a declared tool that starts a line, with a parameter or the end behind it, counts.
    """
    opening = next((m for m in _BARE_FUNCTION.finditer(content) if _name(m[1]) in tools), None)
    if opening is None:
        return None
    end = content.rfind(_END)
    end = len(content) if end < opening.end() else end + len(_END)
    return content[: opening.start()], content[opening.end() : end], content[end:]


def _read_call(body: str, tools: Tools, ended_by: EndedBy) -> ToolCall | MalformedCall:
    opening = _FUNCTION.search(body)
    name = _name(opening[1]) if opening else ""
    if opening is None or not name:
        if ended_by == "length":
            return _fault("unclosed", _CUT, body)
        return _fault("no_function", "The tool call names no function. " + _form(None), body)
    tool = tools.get(name)
    if tool is None:
        if ended_by == "length" and opening.end() == len(body):
            return _fault("unclosed", _CUT, body)
        names = ", ".join(tools) or "none"
        return _fault("unknown_tool", f"There is no tool {_excerpt(name)}. The tools are: {names}.", body)
    parameters = _complete_parameters(body[opening.end() :], tool, ended_by)
    if parameters is None:
        return _fault("unclosed", f"The call of {name} has no end, so it was not run. {_form(tool)}", body)
    if parameters.unreadable:
        said = f"A parameter tag in the call of {name} cannot be read: {_excerpt(parameters.unreadable)}. {_form(tool)}"
        return _fault("bad_parameter", said, body)
    return _typed_call(tool, parameters, body)


def _complete_parameters(rest: str, tool: ToolSpec, ended_by: EndedBy) -> Parameters | None:
    """The parameters of the block that ``rest`` starts with; None if something of it may be missing."""
    known = _properties(tool).keys()
    ended_on_purpose = ended_by in ("closer", "end_of_turn")
    end = rest.rfind(_END)
    if end >= 0:
        parameters = read_parameters(rest[:end], known)
        nothing_follows = rest[end + len(_END) :].strip() in ("", "</tool_call>")
        # Of these three signs that the block is whole, one may fail.
        if parameters.is_balanced + nothing_follows + ended_on_purpose >= 2:
            return parameters
    parameters = read_parameters(rest, known)
    if ended_by == "length":
        return None
    is_whole = parameters.is_balanced and bool(parameters.values)
    return parameters if is_whole or ended_by == "closer" or parameters.unreadable else None


def _typed_call(tool: ToolSpec, parameters: Parameters, body: str) -> ToolCall | MalformedCall:
    properties = _properties(tool)
    arguments: dict[str, Any] = {}
    for name, text in parameters.values:
        if name not in properties:
            names = ", ".join(properties) or "none"
            said = f"{tool.name} has no parameter {_excerpt(name)}. Its parameters are: {names}."
            return _fault("bad_parameter", said, body)
        if name in arguments:
            said = f"The call of {tool.name} gives the parameter {name} twice. Make one call for each."
            return _fault("bad_parameter", said, body)
        try:
            arguments[name] = coerce(text, properties[name])
        except BadValue as error:
            said = f"The parameter {name} of {tool.name} must be {error}, not {_excerpt(text)}."
            return _fault("bad_value", said, body)
    missing = [name for name in tool.parameters.get("required", ()) if name not in arguments]
    if missing:
        said = f"The call of {tool.name} lacks the required parameter {missing[0]}. {_form(tool)}"
        return _fault("missing_parameter", said, body)
    return ToolCall(tool.name, arguments)


def _properties(tool: ToolSpec) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = tool.parameters.get("properties") or {}
    return properties


def _name(written: str) -> str:
    return written.strip().strip("\"'")


def _fault(kind: Fault, message: str, raw: str) -> MalformedCall:
    return MalformedCall(kind, message, raw)


def _excerpt(text: str) -> str:
    return repr(text if len(text) <= 80 else text[:77] + "...")


def _form(tool: ToolSpec | None) -> str:
    """The right form, with the tool's own required parameters."""
    required = ["PARAMETER"] if tool is None else list(tool.parameters.get("required", ()))
    parameters = "".join(f"<parameter={name}>\nVALUE\n</parameter>\n" for name in required)
    name = "TOOL" if tool is None else tool.name
    return f"The right form is:\n<tool_call>\n<function={name}>\n{parameters}</function>\n</tool_call>"
