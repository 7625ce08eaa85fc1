"""The order to run hidden tests, and what comes back from it: two secrets, two files of unforeseeable names. Pure."""

from __future__ import annotations

import ast
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from sandboxes.base import ExecResult

_MUST_FAIL: Final = "def test_{name}():\n    assert False\n"


class Report(BaseModel):
    """What the run tells in its last line. ``outcomes``: role of the file, then outcome by node id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    exit_code: int
    outcomes: Mapping[str, Mapping[str, str]]
    reasons: tuple[str, ...]
    collection_errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HiddenRun:
    """How a run of hidden tests ended.

    ``began`` is False when Python or pytest could not be loaded, which no patch can bring about. ``report`` is None when
    the process ended, or was ended, before it could report. ``trail`` is the end of its output.
    """

    began: bool
    report: Report | None
    exit_code: int
    timed_out: bool
    out_of_memory: bool
    trail: str


@dataclass(frozen=True, slots=True)
class Order:
    """What to run. Made anew for every run; nothing in it is known to the sandbox before."""

    hidden_test: str
    hidden_name: str
    failing_name: str
    ready: str
    secret: str

    @classmethod
    def new(cls, hidden_test: str) -> Order:
        """An order with fresh names and secrets."""
        names = [f"test_{secrets.token_hex(8)}" for _ in range(2)]
        return cls(hidden_test, names[0], names[1], secrets.token_hex(16), secrets.token_hex(16))

    def to_json(self) -> bytes:
        """The order as the script in the sandbox reads it. The test that must fail runs last."""
        hidden, failing = f"{self.hidden_name}.py", f"{self.failing_name}.py"
        order = {
            "ready": self.ready,
            "secret": self.secret,
            "files": {hidden: self.hidden_test, failing: _MUST_FAIL.format(name=self.failing_name)},
            "roles": {hidden: "hidden", failing: "must_fail"},
        }
        return json.dumps(order).encode("ascii")

    def read(self, result: ExecResult) -> HiddenRun:
        """What the output of a run says; only lines that begin with a secret count, and of each at most one."""
        lines = result.output.decode("utf-8", "replace").split("\n")
        told = [line.removeprefix(self.secret + " ") for line in lines if line.startswith(self.secret + " ")]
        return HiddenRun(
            began=any(line.startswith(self.ready + " ") for line in lines),
            report=_report(told[0]) if len(told) == 1 else None,
            exit_code=result.exit_code,
            timed_out=result.timed_out,
            out_of_memory=result.out_of_memory,
            trail=next((" ".join(line.split())[:300] for line in reversed(lines) if line.strip()), ""),
        )


def _report(line: str) -> Report | None:
    try:
        return Report.model_validate_json(line)
    except ValidationError:
        return None


def defined_tests(source: str) -> frozenset[str]:
    """Names of the tests that a test file defines at its top: ``test_x`` or ``TestY::test_x``.

    Raises:
        SyntaxError: it is not Python.
    """
    return frozenset(_functions(ast.parse(source).body))


def _functions(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            yield node.name
        elif isinstance(node, ast.ClassDef) and _is_collected(node):
            yield from (f"{node.name}::{name}" for name in _functions(node.body))


def _is_collected(node: ast.ClassDef) -> bool:
    return node.name.startswith("Test") or any(ast.unparse(base).endswith("TestCase") for base in node.bases)
