"""Tasks of Terminal-Bench 1 (``task.yaml``) written as task directories of Terminal-Bench 2. Reads and writes files; nothing runs.

As Harbor's own mapper (0.24) does it, but that the tests' script is called and not continued, so that one that exits early has its
reward, too; and what cannot be carried over is told instead of left out.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import BadInput

TASK: Final = "task.yaml"
COMPOSE: Final = "docker-compose.yaml"
_CLIENT: Final = "client"
_NOT_CONTEXT: Final = frozenset({TASK, COMPOSE, "solution.sh", "solution.yaml", "run-tests.sh", "tests"})
_REPLACED: Final = frozenset({"build", "image", "container_name", "command", "volumes", "environment", "working_dir"})
_RUN_TESTS: Final = """#!/bin/bash
export TEST_DIR=/tests
bash /tests/run-tests.sh
code=$?
if [ $code -eq 0 ]; then echo 1; else echo 0; fi >/logs/verifier/reward.txt
exit $code
"""


class FirstTask(BaseModel):
    """``task.yaml``. Unknown keys are left out, as in Terminal-Bench 1."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    instruction: str
    author_name: str = "unknown"
    author_email: str = "unknown"
    difficulty: str = "unknown"
    category: str = "software_engineering"
    tags: tuple[str, ...] = ()
    parser_name: str = "pytest"
    max_agent_timeout_sec: float = Field(default=360.0, gt=0)
    max_test_timeout_sec: float = Field(default=60.0, gt=0)
    run_tests_in_same_shell: bool = False
    estimated_duration_sec: float | None = None
    expert_time_estimate_min: float | None = None
    junior_time_estimate_min: float | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """A task that was written, and what of it could not be carried over."""

    folder: Path
    notices: tuple[str, ...] = ()


def find_first_tasks(source: Path) -> list[Path]:
    """The folder of a task, or the folders of tasks in it.

    Raises:
        BadInput: there is none.
    """
    if (source / TASK).is_file():
        return [source]
    found = sorted(path.parent for path in source.glob(f"*/{TASK}"))
    if not found:
        raise BadInput(f"no {TASK} in {source} or in a folder in it: this is no suite of Terminal-Bench 1")
    return found


def convert_task(source: Path, target: Path) -> Converted:
    """Write the task in ``source`` to the new folder ``target``.

    Raises:
        BadInput: the target is there already, or a part of the task is missing or wrong; one line.
    """
    task = _read_task(source)
    if not (source / "run-tests.sh").is_file():
        raise BadInput(f"{source.name} has no run-tests.sh")
    compose = _read_compose(source)
    try:
        target.mkdir(parents=True)
    except FileExistsError as error:
        raise BadInput(f"{target} is there already: name another folder") from error
    notices = [*_notices(source, task), *_write_environment(source, target / "environment", compose)]
    (target / "instruction.md").write_text(task.instruction.rstrip("\n") + "\n", "utf-8")
    (target / "task.toml").write_text(_configuration(task), "utf-8")
    tests = target / "tests"
    if (source / "tests").is_dir():
        shutil.copytree(source / "tests", tests, symlinks=True)
    tests.mkdir(exist_ok=True)
    shutil.copyfile(source / "run-tests.sh", tests / "run-tests.sh")
    (tests / "test.sh").write_text(_RUN_TESTS, "utf-8")
    if (source / "solution.sh").is_file():
        (target / "solution").mkdir()
        shutil.copyfile(source / "solution.sh", target / "solution" / "solve.sh")
    return Converted(target, tuple(notices))


def _read_task(source: Path) -> FirstTask:
    try:
        return FirstTask.model_validate(yaml.safe_load((source / TASK).read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"{source.name}/{TASK} cannot be read: {' '.join(str(error).split())[:200]}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BadInput(f"{source.name}/{TASK}: {place}: {first['msg']}") from error


def _read_compose(source: Path) -> dict[str, Any]:
    """The compose file; one service that is built from the folder where there is none."""
    path = source / COMPOSE
    if not path.is_file():
        return {"services": {_CLIENT: {"build": "."}}}
    try:
        compose = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"{source.name}/{COMPOSE} cannot be read: {' '.join(str(error).split())[:200]}") from error
    services = compose.get("services") if isinstance(compose, dict) else None
    if not isinstance(services, dict) or not services or not all(isinstance(each, dict) for each in services.values()):
        raise BadInput(f"{source.name}/{COMPOSE} has no services")
    return dict(compose)


def _notices(source: Path, task: FirstTask) -> Iterator[str]:
    if task.parser_name != "pytest":
        yield f"its parser {task.parser_name} is not there: the exit code of run-tests.sh decides"
    if task.run_tests_in_same_shell:
        yield "its tests run in a shell of their own, not in the agent's"
    if (source / "solution.yaml").is_file() and not (source / "solution.sh").is_file():
        yield "its solution is keys for a terminal (solution.yaml) and was left out"


def _write_environment(source: Path, target: Path, compose: Mapping[str, Any]) -> Iterator[str]:
    """The build context of the agent's container, and a compose file where there are other services."""
    services = compose["services"]
    name = _CLIENT if _CLIENT in services else next(iter(services))
    client = services[name]
    context = _context(source, client)
    target.mkdir()
    for path in sorted(context.iterdir()):
        if context != source or path.name not in _NOT_CONTEXT:
            _copy(path, target / path.name)
    dockerfile = target / "Dockerfile"
    if not dockerfile.is_file():
        raise BadInput(f"{source.name} has no Dockerfile for its service {name}")
    text = dockerfile.read_text("utf-8")
    for part in ("tests", "solution.sh"):
        if re.search(rf"^(?:COPY|ADD)\s+(?:--\S+\s+)*(?:\./)?{re.escape(part)}\b", text, re.MULTILINE):
            _copy(source / part, target / part)
    dockerfile.write_text(text.rstrip("\n") + "\n" + "\n".join(_additions(client)) + "\n", "utf-8")
    others = {key: value for key, value in services.items() if key != name}
    for other in others.values():
        other_context = _context(source, other)
        if other_context != source and other_context.is_dir():
            _copy(other_context, target / other_context.relative_to(source))
    rest = {key: value for key, value in client.items() if key not in _REPLACED}
    if others or rest:
        main = {"build": {"context": "."}, **rest}
        written = {key: value for key, value in compose.items() if key not in ("services", "version")}
        written["services"] = {"main": main, **others}
        (target / COMPOSE).write_text(yaml.safe_dump(written, sort_keys=False), "utf-8")
        yield f"it has a compose file: services {', '.join(['main', *others])}"


def _context(source: Path, service: Mapping[str, Any]) -> Path:
    """The build context of a service, inside the task.

    Raises:
        BadInput: it is elsewhere.
    """
    build = service.get("build", ".")
    given = build.get("context", ".") if isinstance(build, dict) else build
    context = (source / str(given or ".")).resolve()
    if not context.is_relative_to(source.resolve()) or not context.is_dir():
        raise BadInput(f"{source.name}/{COMPOSE}: the build context {given!r} is no folder of the task")
    return source if context == source.resolve() else context


def _additions(client: Mapping[str, Any]) -> Iterator[str]:
    yield "# From docker-compose.yaml of Terminal-Bench 1."
    yield "ENV TEST_DIR=/tests"
    given = client.get("environment") or {}
    pairs = given.items() if isinstance(given, dict) else (str(text).partition("=")[::2] for text in given)
    for name, value in pairs:
        if name != "TEST_DIR" and "${" not in str(value):
            yield f"ENV {name}={json.dumps(str(value))}"
    workdir = client.get("working_dir")
    if workdir and "${" not in str(workdir):
        yield f"WORKDIR {workdir}"


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    elif source.exists():
        shutil.copy(source, target, follow_symlinks=False)


def _configuration(task: FirstTask) -> str:
    """``task.toml``."""
    metadata = {
        "author_name": task.author_name,
        "author_email": task.author_email,
        "difficulty": task.difficulty,
        "category": task.category,
        "tags": list(task.tags),
        "estimated_duration_sec": task.estimated_duration_sec,
        "expert_time_estimate_min": task.expert_time_estimate_min,
        "junior_time_estimate_min": task.junior_time_estimate_min,
    }
    lines = ['schema_version = "1.4"', "", "[metadata]"]
    lines += [f"{name} = {_toml(value)}" for name, value in metadata.items() if value is not None]
    lines += ["", "[agent]", f"timeout_sec = {task.max_agent_timeout_sec}"]
    lines += ["", "[verifier]", f"timeout_sec = {task.max_test_timeout_sec}", "", "[environment]"]
    return "\n".join([*lines, ""])


def _toml(value: str | float | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    # A string of JSON is one of TOML, but that TOML wants this character escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
