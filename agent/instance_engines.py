"""What joins evaluations with the Docker engine where tasks have images of their own: a part of the composition root."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent.errors import NoSandbox
from sandboxes.base import Limits
from sandboxes.errors import SandboxLost, SandboxUnavailable

if TYPE_CHECKING:
    from sandboxes.docker.instance_engine import InstanceEngine, InstanceTerms
    from sandboxes.docker.release_images import ReleaseImages


def instance_terms(
    agent: Callable[[Limits], Limits], tests: Callable[[Limits], Limits], *, networked: bool
) -> InstanceTerms:
    """What containers of instances may use: the usual limits, changed by ``agent`` and ``tests``; a network for tests alone."""
    from sandboxes.docker.instance_engine import InstanceTerms

    usual = InstanceTerms()
    return InstanceTerms(tests(usual.limits), agent(usual.agent_limits), networked)


def instance_engine(terms: InstanceTerms | None = None) -> InstanceEngine:
    """The engine as instances of SWE-bench need it.

    Raises:
        NoSandbox: no engine answers.
    """
    from sandboxes.docker.instance_engine import InstanceEngine

    try:
        return InstanceEngine(terms)
    except (SandboxUnavailable, SandboxLost) as error:
        raise NoSandbox(str(error)) from error


def release_images(note: Callable[[str], None]) -> ReleaseImages:
    """What makes images of Debian releases.

    Raises:
        NoSandbox: no engine answers.
    """
    from sandboxes.docker.release_images import ReleaseImages

    try:
        return ReleaseImages(note)
    except (SandboxUnavailable, SandboxLost) as error:
        raise NoSandbox(str(error)) from error
