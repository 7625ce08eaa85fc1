"""The sandbox under gVisor, on an engine of the tests' own that knows it: the same contract. Needs ``runsc`` (a Debian package)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest
from docker import DockerClient

from sandboxes.base import Sandbox, SandboxPolicy
from sandboxes.docker.sandbox import DockerSandbox, open_docker_sandbox
from tests.sandboxes.conformance import FILES, CommandConformance, FileConformance, OpenRecoverable, RecoveryConformance
from tests.sandboxes.docker.conftest import OpenDockerSandbox
from tests.sandboxes.docker.own_engine import own_engine
from tests.sandboxes.repositories import make_base

pytestmark = [pytest.mark.docker, pytest.mark.slow]


@pytest.fixture(scope="module")
def gvisor(engine: DockerClient, image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerClient]:
    if shutil.which("runsc") is None:
        pytest.skip("gVisor is not installed: apt-get install runsc")
    program = tmp_path_factory.mktemp("runtime") / "runsc"
    # Debian's release of 2022 refuses the namespace that the engine makes for a container without a network.
    program.write_text('#!/bin/sh\nexec runsc --network=none "$@"\n', "utf-8")
    program.chmod(0o755)
    with own_engine(runtimes={"runsc": program}) as own:
        own.load(engine, image)
        with closing(own.client()) as client:
            yield client


@pytest.fixture(scope="module")
def gvisor_policy(policy: SandboxPolicy) -> SandboxPolicy:
    return SandboxPolicy(policy.image, runtime="runsc")  # its own threads count among the processes: no tight limits


@pytest.fixture
def open_sandbox(gvisor: DockerClient, gvisor_policy: SandboxPolicy, tmp_path: Path) -> Iterator[OpenDockerSandbox]:
    numbers = count()
    with ExitStack() as stack:

        def open_one(files: Mapping[str, bytes]) -> DockerSandbox:
            base = make_base(tmp_path / f"base{next(numbers)}", files)
            return stack.enter_context(open_docker_sandbox(gvisor_policy, base, client=gvisor))

        yield open_one


@pytest.fixture(scope="module")
def shared_sandbox(
    gvisor: DockerClient, gvisor_policy: SandboxPolicy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DockerSandbox]:
    base = make_base(tmp_path_factory.mktemp("shared") / "base", FILES)
    with open_docker_sandbox(gvisor_policy, base, client=gvisor) as sandbox:
        yield sandbox


class TestFiles(FileConformance):
    pass


class TestCommands(CommandConformance):
    pass


class TestRecovery(RecoveryConformance):
    @pytest.fixture
    def open_recoverable(self, open_sandbox: OpenDockerSandbox) -> OpenRecoverable:
        return open_sandbox


def test_the_kernel_is_gvisor_s(shared_sandbox: Sandbox) -> None:
    assert b"gVisor" in shared_sandbox.exec(["dmesg"]).output
