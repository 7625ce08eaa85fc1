"""What the environment of an instance is made of: Python, packages, and the commands that install and test its repository.

The names are those of harness 4's specifications, which SWE-rebench's ``install_config`` has, too. Those of SWE-bench Verified's
repositories are in ``environments.toml``; a user's file comes first. Nothing is built here.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from agent.errors import BadInput
from evals.pypi import Release
from evals.swebench.rows import Row

_PYTHON: Final = "3.9"
"""Where a specification names none, as in some of SWE-rebench's."""
_FROM_REPOSITORY: Final = frozenset({"requirements.txt", "environment.yml"})
"""Words of ``packages`` that stand for a file of the repository."""


class SourceDistribution(Release):
    """A source distribution that holds the repository, where there is no mirror."""

    package: str = Field(pattern=r"^[A-Za-z0-9._-]+$")


class Environment(BaseModel):
    """A specification. ``packages`` and ``pip_packages`` are requirements of pip; ``requirements`` are files of the repository.

    ``packages`` may also be one text with words in shell quotes, or ``requirements.txt``, which stands for the first of
    ``requirements`` that is there. ``exclude_newer`` (a date, YYYY-MM-DD) hides later releases from the installer. ``source`` is
    where the repository comes from when no mirror has it. Keys of others are let through and not used.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    python: str = Field(default=_PYTHON, pattern=r"^\d+\.\d+(\.\d+)?$")
    packages: tuple[str, ...] = ()
    pip_packages: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    pre_install: tuple[str, ...] = ()
    install: tuple[str, ...] = ()
    eval_commands: tuple[str, ...] = ()
    test_cmd: str = "pytest -rA"
    exclude_newer: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    source: SourceDistribution | None = None

    @field_validator("packages", mode="before")
    @classmethod
    def _words(cls, value: Any) -> Any:
        import shlex

        words = shlex.split(value) if isinstance(value, str) else value or ()
        return [word for word in words if word not in _FROM_REPOSITORY]

    @field_validator("pre_install", "install", "eval_commands", "pip_packages", "requirements", mode="before")
    @classmethod
    def _as_list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value or ()

    @field_validator("test_cmd", mode="before")
    @classmethod
    def _joined(cls, value: Any) -> Any:
        return "; ".join(value) if isinstance(value, list) else value


class Environments:
    """Specifications by instance, or by repository and version; a row's own column ``install_config`` comes last but one."""

    def __init__(self, given: Mapping[str, Any], shipped: Mapping[str, Any]) -> None:
        self._given = given
        self._shipped = shipped

    @classmethod
    def read(cls, path: Path | None) -> Environments:
        """Those of a file (JSON or TOML), before those that are shipped.

        Raises:
            BadInput: the file cannot be read.
        """
        shipped = tomllib.loads(resources.files("evals.swebench").joinpath("environments.toml").read_text("utf-8"))
        if path is None:
            return cls({}, _by_version(shipped["environment"]))
        try:
            text = path.read_text("utf-8")
            given = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        except (OSError, ValueError) as error:
            raise BadInput(f"{path} holds no environments: {' '.join(str(error).split())[:200]}") from error
        return cls(given, _by_version(shipped["environment"]))

    def of(self, row: Row) -> Environment | None:
        """The specification of an instance; None where nothing says what it is made of.

        Raises:
            BadInput: it is not valid.
        """
        own = (row.model_extra or {}).get("install_config")
        own = json.loads(own) if isinstance(own, str) and own else own
        found = _look_up(self._given, row) or own or _look_up(self._shipped, row)
        if not found:
            return None
        try:
            return Environment.model_validate(found)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "top"
            raise BadInput(f"the environment of {row.instance_id} is not valid at {place}: {first['msg']}") from error


def _look_up(known: Mapping[str, Any], row: Row) -> Any:
    """By instance, by ``REPOSITORY`` and version, or by ``REPOSITORY`` alone."""
    if row.instance_id in known:
        return known[row.instance_id]
    found = known.get(row.repo)
    if isinstance(found, Mapping) and "python" not in found:
        return found.get(row.version)
    return found


def _by_version(entries: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Entries that name a repository and its versions, as a table of tables."""
    table: dict[str, dict[str, Any]] = {}
    for entry in entries:
        settings = {name: value for name, value in entry.items() if name not in ("repo", "versions")}
        table.setdefault(entry["repo"], {}).update(dict.fromkeys(entry["versions"], settings))
    return table
