"""A real sandbox over a repository of given files, for tests of what runs in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.engine import connect
from sandboxes.docker.image import ensure_image
from sandboxes.docker.sandbox import DockerSandbox, open_docker_sandbox
from tests.sandboxes.repositories import make_base

LIMITS = Limits(memory_bytes=512 << 20, cpus=1.0, pids=64, file_bytes=64 << 20, run_s=900)


@contextmanager
def sandbox_of_files(files: Mapping[str, bytes], folder: Path) -> Iterator[DockerSandbox]:
    """A sandbox whose repository has one commit of ``files``; ``folder`` is for its base."""
    client = connect()
    try:
        policy = SandboxPolicy(ensure_image(client), limits=LIMITS)
        with open_docker_sandbox(policy, make_base(folder, files), client=client) as sandbox:
            yield sandbox
    finally:
        client.close()
