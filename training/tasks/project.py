"""A seed project: correct modules, the cases that pin their behaviour, and running them in this process.

The code that runs here is the library's own (and its one-edit variants), never code from outside.
"""

from __future__ import annotations

import importlib
import re
import signal
import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_IMPORT = re.compile(r"^(?:from (\w+) import|import (\w+))", re.MULTILINE)
_CASE_TIMEOUT_S = 0.3


@dataclass(frozen=True, slots=True)
class Case:
    """Statements, the last of which is an expression; all names of the project are in scope."""

    function: str
    statements: tuple[str, ...]

    @property
    def expression(self) -> str:
        """The last statement."""
        return self.statements[-1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case gave: the repr of a value, or an exception with the frames inside the project."""

    value: str | None = None
    error: str | None = None
    message: str = ""
    frames: tuple[tuple[str, int, str], ...] = ()

    def same_as(self, other: Outcome) -> bool:
        """Equal for a test: same value or same type of exception."""
        return (self.value, self.error) == (other.value, other.error)


@dataclass(frozen=True, slots=True)
class Project:
    """Modules by name, with what their functions compute in a user's words."""

    name: str
    modules: Mapping[str, str]
    cases: tuple[Case, ...]
    about: Mapping[str, str]


def load_project(folder: Path) -> Project:
    """Read a seed project from its folder."""
    modules = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.py")) if path.stem != "cases"}
    scope: dict[str, Any] = {}
    exec(compile((folder / "cases.py").read_text("utf-8"), str(folder / "cases.py"), "exec"), scope)
    cases, about = [], {}
    for function, entry in scope["CASES"].items():
        about[function] = entry["about"]
        for case in entry["cases"]:
            cases.append(Case(function, (case,) if isinstance(case, str) else tuple(case)))
    return Project(folder.name, modules, tuple(cases), about)


def load_library(folder: Path) -> list[Project]:
    """All seed projects, by name."""
    return [load_project(path) for path in sorted(folder.iterdir()) if (path / "cases.py").exists()]


class CaseTimeout(BaseException):
    """A case ran for too long (a mutation made a loop endless)."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: Any) -> None:
        raise CaseTimeout

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def imported_modules(text: str, known: Mapping[str, str]) -> list[str]:
    """Which of the project's own modules a module imports."""
    return [name for pair in _IMPORT.findall(text) for name in pair if name in known]


def import_order(modules: Mapping[str, str]) -> list[str]:
    """Modules, each after those that it imports."""
    ordered: list[str] = []

    def visit(name: str) -> None:
        if name not in ordered:
            for other in imported_modules(modules[name], modules):
                visit(other)
            ordered.append(name)

    for name in modules:
        visit(name)
    return ordered


def run_cases(modules: Mapping[str, str], cases: Sequence[Case]) -> list[Outcome]:
    """Outcomes of the cases. Modules are loaded once; each case has a scope of its own over them.

    Raises:
        CaseTimeout: a module or case does not end.
        Exception: a module cannot be imported.
    """
    saved = {name: sys.modules.get(name) for name in modules}
    try:
        with _time_limit(_CASE_TIMEOUT_S):
            scope = _load(modules)
        outcomes = []
        for case in cases:
            with _time_limit(_CASE_TIMEOUT_S):
                outcomes.append(_run_case(dict(scope), case, modules))
        return outcomes
    finally:
        for name, module in saved.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
        importlib.invalidate_caches()


def _load(modules: Mapping[str, str]) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    for name in import_order(modules):
        module = types.ModuleType(name)
        sys.modules[name] = module
        exec(_compiled(name, modules[name]), module.__dict__)
        scope.update({key: value for key, value in module.__dict__.items() if not key.startswith("__")})
    return scope


_code_cache: dict[tuple[str, str], types.CodeType] = {}


def _compiled(name: str, text: str) -> types.CodeType:
    if len(_code_cache) > 256:
        _code_cache.clear()
    if (name, text) not in _code_cache:
        _code_cache[name, text] = compile(text, f"{name}.py", "exec")
    return _code_cache[name, text]


def _run_case(scope: dict[str, Any], case: Case, modules: Mapping[str, str]) -> Outcome:
    try:
        for statement in case.statements[:-1]:
            exec(statement, scope)
        return Outcome(value=repr(eval(case.expression, scope)))
    except CaseTimeout:
        raise
    except Exception as error:
        return Outcome(error=type(error).__name__, message=str(error), frames=tuple(_frames(error, modules)))


def _frames(error: Exception, modules: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename.removesuffix(".py")
        if name in modules:
            yield name, trace.tb_lineno, trace.tb_frame.f_code.co_name
        trace = trace.tb_next
