from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from evals.repository import make_base
from evals.task_folder import Task
from sandboxes.base import Limits, Sandbox, SandboxPolicy

SMALL = Limits(memory_bytes=256 << 20, cpus=1.0, pids=64, file_bytes=64 << 20, run_s=600)

OpenerFor = Callable[[Task], Callable[[], Sandbox]]


@pytest.fixture(scope="session")
def docker_opener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenerFor]:
    """What opens Docker sandboxes that hold the repository of a task."""
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import ensure_image
    from sandboxes.docker.sandbox import open_docker_sandbox

    with closing(connect()) as client:
        policy = SandboxPolicy(ensure_image(client), limits=SMALL)

        def opener_for(task: Task) -> Callable[[], Sandbox]:
            base = make_base(task, tmp_path_factory.mktemp("base"))
            return lambda: open_docker_sandbox(policy, base, client=client)

        yield opener_for


@pytest.fixture
def task_folder(tmp_path: Path) -> Path:
    return tmp_path / "suite" / "shop"
