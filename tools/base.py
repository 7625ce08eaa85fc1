"""The contract of a tool: a pydantic model of its arguments, and ``run`` from arguments to an observation.

A tool touches the world only through the sandbox that it is given. What it raises as ``ToolError`` is told to the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from pydantic import BaseModel

from sandboxes.base import Sandbox
from vocabulary.messages import Image, ToolSpec


class ToolError(Exception):
    """The call cannot be carried out; the message is the observation that the model gets."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What the model is told and shown after a call. ``ends_run`` is set by ``submit`` alone."""

    text: str
    is_error: bool = False
    ends_run: bool = False
    images: tuple[Image, ...] = ()


class Tool(Protocol):
    """One tool. Instances may keep state of the run (the undo history of the editor)."""

    name: ClassVar[str]
    description: ClassVar[str]
    Arguments: ClassVar[type[BaseModel]]

    def run(self, arguments: Any, sandbox: Sandbox) -> Observation:
        """Carry out a call. ``arguments`` is an instance of ``Arguments``.

        Raises:
            ToolError: told to the model.
            SandboxLost: ends the run.
        """


def tool_spec(tool: Tool | type[Tool], *, brief: bool = False) -> ToolSpec:
    """The tool as the prompt shows it, made from its pydantic schema.

    ``brief`` keeps only the first sentence of the description and the types: for small models with little context.
    """
    schema = tool.Arguments.model_json_schema()
    properties = {name: _property(prop, brief=brief) for name, prop in schema["properties"].items()}
    description = tool.description.split("\n", 1)[0] if brief else tool.description
    parameters: dict[str, Any] = {"type": "object", "properties": properties}
    if schema.get("required"):
        parameters["required"] = schema["required"]
    return ToolSpec(tool.name, description, parameters)


def _property(prop: dict[str, Any], *, brief: bool) -> dict[str, Any]:
    """One property without pydantic's decorations: ``X | None`` becomes ``X``, titles and null defaults go."""
    branches = [branch for branch in prop.get("anyOf", []) if branch.get("type") != "null"]
    merged = {**(branches[0] if len(branches) == 1 else {}), **{k: v for k, v in prop.items() if k != "anyOf"}}
    dropped = {"title", "default"} | ({"description"} if brief else set())
    return {key: value for key, value in merged.items() if key not in dropped}
