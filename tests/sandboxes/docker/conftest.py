from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest
from docker import DockerClient

from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.engine import connect
from sandboxes.docker.image import ensure_image
from sandboxes.docker.sandbox import DockerSandbox, open_docker_sandbox
from tests.sandboxes.conformance import FILES
from tests.sandboxes.repositories import make_base

SMALL = Limits(memory_bytes=256 << 20, cpus=1.0, pids=64, file_bytes=64 << 20, run_s=600)


@pytest.fixture(scope="session")
def engine() -> Iterator[DockerClient]:
    with closing(connect()) as client:
        yield client


@pytest.fixture(scope="session")
def image(engine: DockerClient) -> str:
    return ensure_image(engine)


@pytest.fixture(scope="session")
def policy(image: str) -> SandboxPolicy:
    return SandboxPolicy(image, limits=SMALL)


OpenDockerSandbox = Callable[[Mapping[str, bytes]], DockerSandbox]


@pytest.fixture
def open_sandbox(policy: SandboxPolicy, tmp_path: Path) -> Iterator[OpenDockerSandbox]:
    numbers = count()
    with ExitStack() as stack:

        def open_one(files: Mapping[str, bytes]) -> DockerSandbox:
            base = make_base(tmp_path / f"base{next(numbers)}", files)
            return stack.enter_context(open_docker_sandbox(policy, base))

        yield open_one


@pytest.fixture(scope="module")
def shared_sandbox(policy: SandboxPolicy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerSandbox]:
    base = make_base(tmp_path_factory.mktemp("shared") / "base", FILES)
    with open_docker_sandbox(policy, base) as sandbox:
        yield sandbox
