"""A sandbox in memory that scores as a real one would: the patch is applied, and the fixed line passes the tests."""

from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping, Sequence

from sandboxes.base import ExecResult
from sandboxes.memory import MemorySandbox
from tests.evals.suites import FILES, FIX


class Machine:
    """Makes sandboxes; ``opened`` counts them. ``broken`` makes of an honest run of the tests what comes instead."""

    def __init__(self, *, broken: Callable[[ExecResult], ExecResult] = lambda honest: honest) -> None:
        self.broken = broken
        self.opened = 0
        self.sandboxes: list[MemorySandbox] = []

    def open(self) -> MemorySandbox:
        self.opened += 1
        self.sandboxes.append(MemorySandbox(FILES, self.answer))
        return self.sandboxes[-1]

    def answer(self, command: Sequence[str], stdin: bytes, files: MutableMapping[str, bytes]) -> ExecResult:
        if command[0] == "git":
            if stdin != FIX:
                return ExecResult(1, b"error: patch failed\n")
            files["shop/cart.py"] = b"fixed"
            return ExecResult(0, b"")
        return self.broken(self._tests(json.loads(stdin), solved=files["shop/cart.py"] == b"fixed"))

    def _tests(self, order: dict[str, str], *, solved: bool) -> ExecResult:
        names = ("test_total[prices0]", "test_total[prices1]", "TestEmpty::test_empty")
        hidden = {f"t.py::{name}": "passed" if solved else "failed" for name in names}
        report = {
            "exit_code": 1,
            "outcomes": {"hidden": hidden, "must_fail": {"f.py::f": "failed"}},
            "reasons": [],
            "collection_errors": [],
        }
        return ExecResult(1, f"\n{order['ready']} {{}}\n\n{order['secret']} {json.dumps(report)}\n".encode())
