"""What runs beside a task's container, as values: the services of a compose file, in the order in which they are started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Wait = Literal["started", "healthy", "completed"]


@dataclass(frozen=True, slots=True)
class Health:
    """A command that tells when a service is ready: ``("CMD", ...)`` or ``("CMD-SHELL", text)``; times in seconds."""

    test: tuple[str, ...]
    interval_s: float = 30.0
    timeout_s: float = 30.0
    start_period_s: float = 0.0
    retries: int = 3


@dataclass(frozen=True, slots=True)
class Service:
    """A container beside the task's. ``image`` is held by the engine.

    ``volumes`` are named volumes of the trial alone: name, place, whether it is read only. ``waits_for`` are other services.
    """

    name: str
    image: str
    command: tuple[str, ...] | None = None
    entrypoint: tuple[str, ...] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    workdir: str | None = None
    hostname: str | None = None
    aliases: tuple[str, ...] = ()
    volumes: tuple[tuple[str, str, bool], ...] = ()
    tmpfs: tuple[str, ...] = ()
    memory_bytes: int | None = None
    cpus: float | None = None
    health: Health | None = None
    waits_for: Mapping[str, Wait] = field(default_factory=dict)
