"""All log parsers by the name that rows use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from evals.swebench.parsers import compiled, javascript, nested, python
from evals.swebench.parsers.base import Parser

PARSERS: Final[Mapping[str, Parser]] = {
    f"parse_log_{name}": parser
    for parsers in (python.PARSERS, javascript.PARSERS, nested.PARSERS, compiled.PARSERS)
    for name, parser in parsers.items()
}
"""The names of the official harness, version 5, and R2E-Gym's."""
