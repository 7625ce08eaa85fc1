"""Tests in an environment of their own: a fresh container, into which nothing of the agent's comes but what was collected."""

from __future__ import annotations

from dataclasses import replace

from evals.terminal.artifacts import Collected, as_archive
from evals.terminal.phases import ROOT, Place, as_root
from evals.terminal.stages import SeparateVerifier
from evals.terminal.verifying import Judged, Verification, verify
from sandboxes.errors import SandboxUnavailable


def verify_separately(
    verification: Verification, separate: SeparateVerifier, place: Place, collected: tuple[Collected, ...]
) -> Judged:
    """Run the tests of a stage in a container of the verifier's own.

    Raises:
        SandboxError: there is no such container.
    """
    if place.open_verifier is None:
        raise SandboxUnavailable("there is no environment for its verifier")
    with place.open_verifier(separate) as opened:
        # Folders that the tests expect are there even where the agent left nothing.
        as_root(opened.container, "mkdir -p /logs/artifacts && chmod 777 /logs/artifacts")
        opened.container.put_archive("/", as_archive(collected))
        own = replace(
            verification,
            user=verification.user or opened.image_user or ROOT,
            workdir=separate.environment.workdir or opened.image_workdir,
            keeps_tests=separate.has_tests,
        )
        return verify(own, opened.container)
