"""One tool call: from what the model wrote to an observation. Everything that the model got wrong is told to it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import ValidationError

from sandboxes.base import Sandbox
from sandboxes.errors import SandboxFileError
from tools.base import Observation, Tool, ToolError
from vocabulary.messages import MalformedCall, ToolCall


def execute(call: ToolCall | MalformedCall, tools: Mapping[str, Tool], sandbox: Sandbox) -> Observation:
    """Carry out a call.

    Raises:
        SandboxLost: the sandbox is gone.
    """
    if isinstance(call, MalformedCall):
        return Observation(call.message, is_error=True)
    tool = tools.get(call.name)
    if tool is None:
        return Observation(f"There is no tool {call.name!r}. The tools are: {', '.join(tools)}.", is_error=True)
    try:
        return tool.run(tool.Arguments.model_validate(dict(call.arguments)), sandbox)
    except ValidationError as error:
        return Observation(explain(call.name, error), is_error=True)
    except (ToolError, SandboxFileError) as error:
        return Observation(str(error), is_error=True)


def explain(tool_name: str, error: ValidationError) -> str:
    """What is wrong with the arguments, one line each."""
    lines = [
        f"{tool_name}: {'.'.join(str(part) for part in problem['loc']) or 'arguments'}: {_one_line(problem['msg'])}"
        for problem in error.errors(include_url=False, include_context=False)
    ]
    return "\n".join([*lines, "The call was not run."])


def identity(call: ToolCall | MalformedCall) -> str:
    """A text that is equal for equal calls."""
    if isinstance(call, MalformedCall):
        return call.raw
    return json.dumps([call.name, dict(call.arguments)], sort_keys=True, default=str)


def _one_line(text: str) -> str:
    return " ".join(text.split())
