"""A task's compose file as services: the part of the format that runs here, and a reason for each part that does not. Pure.

Everything is on one network of the trial, where services have their names. Nothing is published to this machine and nothing of it
is mounted. ``main`` is the agent's container: its command is ours. Source: the Compose Specification.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from agent.errors import BadInput
from evals.terminal.task_directory import COMPOSE_FILES, read_text
from sandboxes.services import Health, Service, Wait

MAIN: Final = "main"
_VARIABLE: Final = re.compile(r"\$\$|\$\{(\w+)(?:(:?[-?])([^}]*))?\}|\$([A-Za-z_]\w*)")
_READ: Final = frozenset(
    {
        "build",
        "command",
        "cpus",
        "depends_on",
        "deploy",
        "entrypoint",
        "environment",
        "healthcheck",
        "hostname",
        "image",
    }
    | {"mem_limit", "networks", "tmpfs", "user", "volumes", "working_dir"}
)
_IGNORED: Final = frozenset(
    {"attach", "container_name", "expose", "init", "labels", "logging", "platform", "ports", "pull_policy", "restart"}
    | {"stdin_open", "stop_grace_period", "stop_signal", "tty"}
)
"""What changes nothing in a trial: names and ports on this machine, restarts, logs, how an image is got."""

_TOP: Final = frozenset({"services", "volumes", "networks", "version", "name"})
_WAITS: Final[Mapping[str, Wait]] = {
    "service_started": "started",
    "service_healthy": "healthy",
    "service_completed_successfully": "completed",
}
_KEEPERS: Final = re.compile(
    r"(?:(?:/bin/)?(?:sh|bash) -c )?[\"']?(?:sleep (?:infinity|inf|\d+[dhms]?)|tail -f /dev/null)[\"']?"
)
_UNITS: Final = {"": 1, "b": 1, "k": 1 << 10, "kb": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "g": 1 << 30, "gb": 1 << 30}
_SECONDS: Final = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, "us": 1e-6}


@dataclass(frozen=True, slots=True)
class ComposedService:
    """A service whose image may have to be built: from ``context`` (a folder of the task) unless ``service.image`` is held."""

    service: Service
    context: Path | None
    dockerfile: str = "Dockerfile"


@dataclass(frozen=True, slots=True)
class Composition:
    """``main`` and the others, each behind those that it waits for; ``reasons`` say why it cannot be run here."""

    main: ComposedService | None
    services: tuple[ComposedService, ...]
    reasons: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The services besides ``main``."""
        return frozenset(each.service.name for each in self.services)


@dataclass(slots=True)
class _Reader:
    folder: Path
    given: Mapping[str, str]
    reasons: list[str] = field(default_factory=list)

    def refuse(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)

    def filled(self, value: Any) -> Any:
        """Variables in all texts filled in; a variable without value is a reason."""
        if isinstance(value, dict):
            return {str(key): self.filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        return _VARIABLE.sub(self._variable, value) if isinstance(value, str) else value

    def _variable(self, found: re.Match[str]) -> str:
        if found[0] == "$$":
            return "$"
        name = found[1] or found[4]
        if self.given.get(name) or (name in self.given and not (found[2] or "").startswith(":")):
            return self.given[name]
        if found[2] in ("-", ":-"):
            return found[3]
        self.refuse(f"it needs the variable {name} (--variable {name}=VALUE)")
        return ""


def read_composition(folder: Path, given: Mapping[str, str]) -> Composition | None:
    """The composition of an environment's folder; None where it has no compose file.

    Raises:
        BadInput: the file is no compose file; one line.
    """
    path = next((folder / name for name in COMPOSE_FILES if (folder / name).is_file()), None)
    if path is None:
        return None
    try:
        document = yaml.safe_load(read_text(path))
    except (yaml.YAMLError, RecursionError) as error:
        raise BadInput(f"{path.name} is no YAML: {' '.join(str(error).split())[:200]}") from error
    services = document.get("services") if isinstance(document, dict) else None
    if not isinstance(services, dict) or not services or not all(isinstance(each, dict) for each in services.values()):
        raise BadInput(f"{path.name} has no services")
    reader = _Reader(folder, {"TEST_DIR": "/tests", "CONTEXT_DIR": ".", "MAIN_IMAGE_NAME": "main", **given})
    for key in sorted(set(map(str, document)) - _TOP):
        reader.refuse(f"compose: {key} is not supported")
    _check_volumes(document.get("volumes"), reader)
    composed = {str(name): _service(str(name), table, reader) for name, table in services.items()}
    ordered = _ordered(composed, reader)
    return Composition(
        composed.get(MAIN), tuple(composed[name] for name in ordered if name != MAIN), tuple(reader.reasons)
    )


def _service(name: str, table: Mapping[str, Any], reader: _Reader) -> ComposedService:
    known = {key: value for key, value in table.items() if key in _READ}
    for key in sorted(set(map(str, table)) - _READ - _IGNORED):
        reader.refuse(f"compose: {name}.{key} is not supported")
    if name == MAIN:
        # Harbor fills in what is said of the agent's container by resources; here task.toml says it.
        known = {key: value for key, value in known.items() if key not in ("deploy", "image")}
    if isinstance(known.get("volumes"), list):
        known["volumes"] = [entry for entry in known["volumes"] if not _is_logs(entry)]
    filled = reader.filled(known)
    try:
        return _read_service(name, filled, reader)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        reader.refuse(f"compose: {name} cannot be read: {' '.join(str(error).split())[:100]}")
        return ComposedService(Service(name, ""), None)


def _read_service(name: str, table: Mapping[str, Any], reader: _Reader) -> ComposedService:
    command, entrypoint = _words(table.get("command")), _words(table.get("entrypoint"))
    if name == MAIN and (entrypoint or (command and not _KEEPERS.fullmatch(" ".join(command)))):
        reader.refuse("compose: main has a command of its own, and none is started here")
    context, dockerfile = _build(name, table.get("build"), reader)
    if context is None and not table.get("image") and name != MAIN:
        reader.refuse(f"compose: {name} has neither image nor build")
    limits = ((table.get("deploy") or {}).get("resources") or {}).get("limits") or {}
    memory, cpus = limits.get("memory", table.get("mem_limit")), limits.get("cpus", table.get("cpus"))
    tmpfs = table.get("tmpfs") or []
    service = Service(
        name=name,
        image=str(table.get("image") or ""),
        command=command,
        entrypoint=entrypoint,
        environment=_environment(table.get("environment"), reader),
        user=str(table["user"]) if table.get("user") is not None else None,
        workdir=table.get("working_dir"),
        hostname=table.get("hostname"),
        aliases=_aliases(name, table.get("networks")),
        volumes=tuple(_volumes(name, table.get("volumes") or [], reader)),
        tmpfs=tuple(map(str, [tmpfs] if isinstance(tmpfs, str) else tmpfs)),
        memory_bytes=_bytes(str(memory)) if memory else None,
        cpus=float(cpus) if cpus else None,
        health=_health(table.get("healthcheck")),
        waits_for=_waits(table.get("depends_on")),
    )
    return ComposedService(service, context, dockerfile)


def _words(given: Any) -> tuple[str, ...] | None:
    if given is None:
        return None
    return tuple(shlex.split(given)) if isinstance(given, str) else tuple(map(str, given))


def _build(name: str, given: Any, reader: _Reader) -> tuple[Path | None, str]:
    if given is None:
        return None, "Dockerfile"
    table = {"context": given} if isinstance(given, str) else given
    for key in sorted(set(table) - {"context", "dockerfile"}):
        reader.refuse(f"compose: {name}.build.{key} is not supported")
    context = (reader.folder / str(table.get("context") or ".")).resolve()
    if not context.is_relative_to(reader.folder.resolve()) or not context.is_dir():
        reader.refuse(f"compose: {name} is built from a folder that is none of the environment")
        return None, "Dockerfile"
    return context, str(table.get("dockerfile") or "Dockerfile")


def _environment(given: Any, reader: _Reader) -> dict[str, str]:
    """Variables; one without value is taken from those that the user gave."""
    if isinstance(given, dict):
        pairs = [(str(name), value) for name, value in given.items()]
    else:
        pairs = [
            (text.partition("=")[0], text.partition("=")[2] if "=" in text else None) for text in map(str, given or [])
        ]
    found = {name: reader.given.get(name) if value is None else _plain(value) for name, value in pairs}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _aliases(name: str, networks: Any) -> tuple[str, ...]:
    """All names of a service: its own, and those on networks, of which there is one here."""
    tables = networks.values() if isinstance(networks, dict) else ()
    others = [alias for table in tables if table for alias in table.get("aliases") or ()]
    return (name, *map(str, others))


def _volumes(name: str, given: list[Any], reader: _Reader) -> Iterator[tuple[str, str, bool]]:
    for entry in given:
        if isinstance(entry, dict):
            kind, source, target = entry.get("type", "volume"), entry.get("source"), str(entry["target"])
            read_only = bool(entry.get("read_only"))
        else:
            source, _, rest = str(entry).partition(":")
            target, _, mode = rest.partition(":")
            kind, read_only = "volume", "ro" in mode.split(",")
            if not target:
                source, target = "", source
        if kind != "volume" or re.match(r"[./~$]", str(source or "")):
            reader.refuse(f"compose: {name} mounts {source} of this machine")
            continue
        yield (str(source) if source else f"{name}{target}", target, read_only)


def _is_logs(entry: Any) -> bool:
    """Whether something is Harbor's own mount of a folder for logs: logs are taken out here, and not mounted."""
    target = entry.get("target") if isinstance(entry, dict) else str(entry).partition(":/")[2]
    return str(target).lstrip("/").startswith("logs")


def _check_volumes(given: Any, reader: _Reader) -> None:
    for name, table in (given or {}).items() if isinstance(given, dict) else ():
        if table:
            reader.refuse(f"compose: volume {name} has settings")


def _bytes(text: str) -> int:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]*)", text.strip().lower())
    if found is None or found[2] not in _UNITS:
        raise ValueError(f"{text!r} is no size")
    return int(float(found[1]) * _UNITS[found[2]])


def _seconds(given: Any, default_s: float) -> float:
    if given is None:
        return default_s
    parts = re.findall(r"(\d+(?:\.\d+)?)(h|ms|us|m|s)", str(given))
    if "".join(number + unit for number, unit in parts) != str(given):
        raise ValueError(f"{given!r} is no duration")
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)


def _health(given: Any) -> Health | None:
    if not given or given.get("disable") or given.get("test") in (None, ["NONE"]):
        return None
    test = given["test"]
    return Health(
        ("CMD-SHELL", test) if isinstance(test, str) else tuple(map(str, test)),
        _seconds(given.get("interval"), 30.0),
        _seconds(given.get("timeout"), 30.0),
        _seconds(given.get("start_period"), 0.0),
        int(given.get("retries", 3)),
    )


def _waits(given: Any) -> dict[str, Wait]:
    if isinstance(given, dict):
        return {str(name): _WAITS[(table or {}).get("condition", "service_started")] for name, table in given.items()}
    return {str(name): "started" for name in given or ()}


def _ordered(composed: Mapping[str, ComposedService], reader: _Reader) -> list[str]:
    """Each service behind those that it waits for."""
    done: dict[str, None] = {}
    left = dict(composed)
    while left:
        ready = [name for name, each in left.items() if all(other in done for other in each.service.waits_for)]
        if not ready:
            reader.refuse(f"compose: {', '.join(sorted(left))} wait for each other or for what is not there")
            break
        for name in ready:
            done[name] = None
            del left[name]
    return list(done)
