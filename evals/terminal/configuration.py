"""``task.toml`` of a Harbor task (Terminal-Bench 2), schema 1.0 to 1.4, as frozen values: every field, with Harbor's defaults.

It is not a judgement of what can be run here (``support.py``). Source: Harbor 0.24, ``models/task/config.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

SCHEMA_VERSIONS: Final = ("1.0", "1.1", "1.2", "1.3", "1.4")
_MIB_OF: Final = {"K": 1 / 1024, "M": 1.0, "G": 1024.0, "T": 1024.0 * 1024}
_MAX_NOTICES: Final = 100

NetworkMode = Literal["no-network", "public", "allowlist"]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Pause = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Author(_Table):
    """Who wrote a task."""

    name: str
    email: str | None = None


class Package(_Table):
    """``[task]``: what a task is called where it is published, ``ORGANISATION/NAME``."""

    name: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    version: str | None = None
    description: str = ""
    authors: tuple[Author, ...] = ()
    keywords: tuple[str, ...] = ()


class Healthcheck(_Table):
    """A command that tells when the environment is ready; times in seconds."""

    command: str
    interval_sec: Pause = 5.0
    timeout_sec: Seconds = 30.0
    start_period_sec: Pause = 0.0
    start_interval_sec: Pause = 5.0
    retries: int = Field(default=3, ge=1)


class McpServer(_Table):
    """A server of the Model Context Protocol that an agent is to be given."""

    name: str
    transport: Literal["stdio", "sse", "streamable-http"] = "sse"
    url: str | None = None
    command: str | None = None
    args: tuple[str, ...] = ()
    headers: dict[str, str] = Field(default_factory=dict)

    @field_validator("transport", mode="before")
    @classmethod
    def _short_name(cls, given: Any) -> Any:
        return "streamable-http" if given == "http" else given

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        wanted = "command" if self.transport == "stdio" else "url"
        if not getattr(self, wanted):
            raise ValueError(f"{wanted} is needed for transport {self.transport}")
        return self


class Tpu(_Table):
    """Accelerators of the kind TPU."""

    type: str
    topology: str


class Artifact(_Table):
    """A file or folder to be kept; ``artifacts = ["/path"]`` is short for its ``source``."""

    source: str
    destination: str | None = None
    exclude: tuple[str, ...] = ()
    service: str | None = None


class CollectHook(_Table):
    """A command between agent and verifier."""

    command: str
    service: str = "main"
    timeout_sec: Seconds = 60.0
    user: str | int | None = None


class _Networked(_Table):
    network_mode: NetworkMode | None = None
    allowed_hosts: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _hosts_belong_to_a_list(self) -> Self:
        if (self.network_mode == "allowlist") != bool(self.allowed_hosts):
            raise ValueError("allowed_hosts and network_mode = 'allowlist' come together or not at all")
        return self


class Agent(_Networked):
    """``[agent]``: the agent's phase. No ``timeout_sec`` means no limit."""

    timeout_sec: Seconds | None = None
    user: str | int | None = None


class Environment(_Networked):
    """``[environment]``: the machine of a task.

    ``memory``, ``storage`` and ``allow_internet`` of older files are read as what took their places.
    """

    build_timeout_sec: Seconds = 600.0
    docker_image: str | None = None
    os: Literal["linux", "windows"] = "linux"
    cpus: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    memory_mb: int | None = Field(default=None, gt=0)
    storage_mb: int | None = Field(default=None, gt=0)
    gpus: int | None = Field(default=None, ge=0)
    gpu_types: tuple[str, ...] | None = None
    tpu: Tpu | None = None
    mcp_servers: tuple[McpServer, ...] = ()
    env: dict[str, str] = Field(default_factory=dict)
    skills_dir: str | None = None
    healthcheck: Healthcheck | None = None
    workdir: str | None = None
    network_mode: NetworkMode = "public"

    @model_validator(mode="before")
    @classmethod
    def _older_names(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        table = dict(given)
        for old, new in (("memory", "memory_mb"), ("storage", "storage_mb")):
            if old in table:
                _take_over(table, new, _megabytes(old, table.pop(old)))
        if "allow_internet" in table:
            allowed = table.pop("allow_internet")
            if not isinstance(allowed, bool):
                raise ValueError("allow_internet must be true or false")
            _take_over(table, "network_mode", "public" if allowed else "no-network")
        return table

    @field_validator("os", mode="before")
    @classmethod
    def _any_case(cls, given: Any) -> Any:
        return given.lower() if isinstance(given, str) else given


class Verifier(_Networked):
    """``[verifier]``: the phase of the tests."""

    timeout_sec: Seconds = 600.0
    env: dict[str, str] = Field(default_factory=dict)
    user: str | int | None = None
    environment_mode: Literal["shared", "separate"] | None = None
    environment: Environment | None = None
    collect: tuple[CollectHook, ...] = ()

    @model_validator(mode="after")
    def _shared_has_no_environment(self) -> Self:
        if self.environment_mode == "shared" and self.environment is not None:
            raise ValueError("environment_mode = 'shared' and an environment of its own exclude each other")
        return self

    @property
    def is_separate(self) -> bool:
        """Whether the tests want an environment of their own."""
        return self.environment_mode == "separate" or (self.environment_mode is None and self.environment is not None)


class Solution(_Table):
    """``[solution]``: variables for the reference solution."""

    env: dict[str, str] = Field(default_factory=dict)


class _Artifacts(_Table):
    artifacts: tuple[Artifact, ...] = ()

    @field_validator("artifacts", mode="before")
    @classmethod
    def _tables(cls, given: Any) -> Any:
        if not isinstance(given, Sequence) or isinstance(given, str):
            return given
        return [{"source": item} if isinstance(item, str) else item for item in given]


class TaskStep(_Artifacts):
    """One of ``[[steps]]``; ``name`` is that of a folder."""

    name: str = Field(pattern=r"^[^/\\\x00-\x1f]*[^/\\\x00-\x1f. ]$")
    agent: Agent | None = None
    verifier: Verifier | None = None
    min_reward: float | dict[str, float] | None = None
    healthcheck: Healthcheck | None = None


class TaskConfiguration(_Artifacts):
    """The whole of ``task.toml``."""

    schema_version: str = "1.4"
    source: str | None = None
    multi_step_reward_strategy: Literal["mean", "final"] | None = None
    metadata: dict[str, Any] = Field(default_factory=dict)
    task: Package | None = None
    agent: Agent = Field(default_factory=Agent)
    verifier: Verifier = Field(default_factory=Verifier)
    environment: Environment = Field(default_factory=Environment)
    solution: Solution = Field(default_factory=Solution)
    steps: tuple[TaskStep, ...] = ()

    @field_validator("steps")
    @classmethod
    def _one_name_each(cls, steps: tuple[TaskStep, ...]) -> tuple[TaskStep, ...]:
        if len({step.name.casefold() for step in steps}) < len(steps):
            raise ValueError("two steps have the same name")
        return steps

    @model_validator(mode="before")
    @classmethod
    def _older_version_name(cls, given: Any) -> Any:
        if not isinstance(given, Mapping) or "version" not in given or "schema_version" in given:
            return given
        return {"schema_version" if key == "version" else key: value for key, value in given.items()}

    @field_validator("schema_version")
    @classmethod
    def _known_version(cls, version: str) -> str:
        if version not in SCHEMA_VERSIONS:
            raise ValueError(f"schema_version {version!r} is none of {', '.join(SCHEMA_VERSIONS)}")
        return version


def parse_configuration(text: str, *, strict: bool) -> tuple[TaskConfiguration, tuple[str, ...]]:
    """The configuration in ``text``, and notices about keys that were left out because nobody knows them.

    Args:
        text: what ``task.toml`` holds.
        strict: whether an unknown key is an error.

    Raises:
        ValueError: it is no TOML, a field is wrong, or, when strict, a key is unknown; one line that names the field.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"no TOML: {' '.join(str(error).split())}") from error
    notices: list[str] = []
    while True:
        try:
            return TaskConfiguration.model_validate(table), tuple(notices)
        except ValidationError as error:
            problems = error.errors(include_url=False, include_context=False)
            unknown = [problem["loc"] for problem in problems if problem["type"] == "extra_forbidden"]
            wrong = [problem for problem in problems if problem["type"] != "extra_forbidden"]
            if wrong or strict or len(notices) > _MAX_NOTICES:
                first = wrong[0] if wrong else problems[0]
                raise ValueError(_one_line(first["loc"], first["type"], first["msg"])) from error
            for place in unknown:
                _remove(table, place)
                notices.append(f"unknown key {_dotted(place)} is left out")


def _one_line(place: tuple[int | str, ...], kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"unknown key {_dotted(place)}"
    said = " ".join(message.removeprefix("Value error, ").split())
    return f"{_dotted(place)}: {said}" if place else said


def _dotted(place: tuple[int | str, ...]) -> str:
    return "".join(_parts(place)).removeprefix(".")


def _parts(place: tuple[int | str, ...]) -> Iterator[str]:
    for part in place:
        if isinstance(part, int):
            yield f"[{part}]"
        else:
            yield f".{part}" if re.fullmatch(r"[\w-]+", part) else f".{part!r}"


def _remove(table: Any, place: tuple[int | str, ...]) -> None:
    for part in place[:-1]:
        table = table[part]
    del table[place[-1]]


def _take_over(table: dict[str, Any], name: str, value: Any) -> None:
    """Set what an older key says, unless the newer one says something else."""
    if table.setdefault(name, value) != value:
        raise ValueError(f"{name} is said twice, and not the same")


def _megabytes(name: str, size: Any) -> int:
    """``2G`` and the like in MiB, rounded up to at least one."""
    found = (
        re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*([KMGT])i?B?\s*", size, re.IGNORECASE)
        if isinstance(size, str)
        else None
    )
    if found is None:
        raise ValueError(f"{name} must be a size such as 2G or 512M, not {size!r}")
    return max(1, round(float(found[1]) * _MIB_OF[found[2].upper()]))
