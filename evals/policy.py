"""What an evaluation allows agents and tests: network and limits, as one value, by a name or from a file.

The agent's sandbox and the place where tests run are apart: what the one may the other need not.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from agent.errors import BadInput
from sandboxes.base import Limits
from sandboxes.network import AllowedHost


class Bounds(BaseModel):
    """Limits that are to differ from a place's own; None leaves one as it is. ``run_s`` is how long it lives at most."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    memory_mb: int | None = Field(default=None, ge=64)
    cpus: float | None = Field(default=None, gt=0)
    pids: int | None = Field(default=None, ge=16)
    run_s: float | None = Field(default=None, gt=0)

    def over(self, limits: Limits) -> Limits:
        """The limits with these in their place."""
        return Limits(
            memory_bytes=limits.memory_bytes if self.memory_mb is None else self.memory_mb << 20,
            cpus=limits.cpus if self.cpus is None else self.cpus,
            pids=limits.pids if self.pids is None else self.pids,
            file_bytes=limits.file_bytes,
            run_s=limits.run_s if self.run_s is None else self.run_s,
        )


class Policy(BaseModel):
    """What is allowed. ``agent_hosts`` can be reached by the agent through a proxy, ``HOST[:PORT]``; none by default.

    ``tests_network`` gives the tests of SWE-bench instances the engine's network, as the official harness does.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    agent_hosts: tuple[str, ...] = ()
    tests_network: bool = False
    agent: Bounds = Field(default_factory=Bounds)
    tests: Bounds = Field(default_factory=Bounds)

    @field_validator("agent_hosts")
    @classmethod
    def _are_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            AllowedHost.parse(text)
        return value

    @property
    def hosts(self) -> tuple[AllowedHost, ...]:
        """The agent's hosts, read."""
        return tuple(AllowedHost.parse(text) for text in self.agent_hosts)


CLOSED: Final = Policy()
POLICIES: Final[Mapping[str, Policy]] = {
    "closed": CLOSED,
    "official": Policy(tests_network=True, tests=Bounds(memory_mb=16384, cpus=8)),
}
"""By name. ``official`` is nearest to SWE-bench's own harness, whose tests have the network and no limits."""


def find_policy(name: str | None) -> Policy:
    """The policy that a user calls ``name``: one of ``POLICIES``, or a JSON or TOML file; None is ``closed``.

    Raises:
        BadInput: there is none, or it is not valid.
    """
    if name is None or name in POLICIES:
        return POLICIES[name or "closed"]
    path = Path(name)
    try:
        text = path.read_text("utf-8")
        return Policy.model_validate(json.loads(text) if path.suffix == ".json" else tomllib.loads(text))
    except OSError as error:
        raise BadInput(f"no policy is called {name}: {', '.join(POLICIES)}, or a file") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "top"
        raise BadInput(f"the policy {name} is not valid at {place}: {first['msg']}") from error
    except ValueError as error:
        raise BadInput(f"the policy {name} cannot be read: {error}") from error
