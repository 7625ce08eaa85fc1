"""What the parts of a trial share: a container, what an agent is asked to do in it, and who does it. Values and protocols."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from evals.agents import Solution
from evals.terminal.stages import SeparateVerifier
from evals.terminal.tampering import Change
from sandboxes.base import ExecResult, Sandbox
from sandboxes.errors import SandboxUnavailable

ROOT: Final = "0:0"
STEP_TIMEOUT_S: Final = 120.0
MAX_LOG_BYTES: Final = 16 << 20
# bash where there is one, as in Harbor: scripts without a first line are then its.
RUN_SCRIPT: Final = 'if command -v bash >/dev/null 2>&1; then exec bash -c "$1"; fi; exec sh -c "$1"'


OWN_ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin:/usr/local/sbin"}
"""For commands of ours: programs that an agent put before those of the system are not found."""


class Container(Protocol):
    """Where a phase takes place."""

    def exec(
        self,
        command: Sequence[str],
        *,
        user: str,
        workdir: str,
        environment: Mapping[str, str],
        timeout_s: float,
        max_output_bytes: int,
    ) -> ExecResult:
        """Run a command and wait. Raises SandboxLost."""

    def sandbox(self, *, user: str, environment: Mapping[str, str]) -> Sandbox:
        """The container as the tools of an agent see it."""

    def put_archive(self, folder: str, archive: bytes) -> None:
        """Unpack a tar into a folder. Raises SandboxLost."""

    def read_file(self, path: str, *, max_bytes: int) -> bytes | None:
        """A regular file, or None. Raises SandboxLost."""

    def stop(self) -> None:
        """End everything that runs. Raises SandboxLost."""

    def start(self) -> int:
        """Go on with nothing running; how much does all the same. Raises SandboxLost."""

    def set_network(self, *, on: bool) -> None:
        """Give or take the network. Raises SandboxLost."""

    def changes(self) -> tuple[Change, ...]:
        """What is not as in the image. Raises SandboxLost."""

    def put_back(self, paths: Sequence[str]) -> None:
        """Make paths what they are in the image. Raises SandboxLost."""

    def save(self, known_to: Path) -> str:
        """Keep the files as an image for as long as a file is there; its id. Raises SandboxLost."""


@dataclass(frozen=True, slots=True)
class OpenedVerifier:
    """The container of a verifier's own environment, with its image's user and folder."""

    container: Container
    image_user: str
    image_workdir: str


@dataclass(frozen=True, slots=True)
class Place:
    """The containers of a trial: that of the agent, those of its services, and what opens one for a verifier of its own."""

    main: Container
    services: Mapping[str, Container] = field(default_factory=dict)
    open_verifier: Callable[[SeparateVerifier], AbstractContextManager[OpenedVerifier]] | None = None

    def container(self, service: str | None) -> Container | None:
        """The container of a service; ``main`` is the agent's."""
        return self.main if service in (None, "main") else self.services.get(str(service))


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an agent is asked to do, as whom and where, and where the record of it goes. ``number`` is that of the attempt.

    ``stage`` names the step of a task that has several. ``solution_environment`` is for the reference solution.
    """

    task: str
    number: int
    stage: str
    instruction: str
    solution: Path
    user: str
    workdir: str
    environment: Mapping[str, str]
    solution_environment: Mapping[str, str]
    timeout_s: float
    folder: Path
    keeps_processes: bool = False


class TerminalAgent(Protocol):
    """Does what a task asks for. May be used from several threads."""

    @property
    def name(self) -> str:
        """For the record: who acts."""

    def act(self, assignment: Assignment, container: Container, should_stop: Callable[[], bool]) -> Solution:
        """Act in a container; what did not end well is told in the solution's note.

        Raises:
            SandboxError: the machine failed, which says nothing of the agent.
        """


def as_root(container: Container, script: str, *arguments: str, must_work: bool = True) -> ExecResult:
    """Run a short script of ours as root.

    Raises:
        SandboxUnavailable: it fails, and ``must_work``.
        SandboxLost: the container is gone.
    """
    ran = container.exec(
        ["sh", "-c", script, "prepare", *(arguments or ("",))],
        user=ROOT,
        workdir="/",
        environment=OWN_ENVIRONMENT,
        timeout_s=STEP_TIMEOUT_S,
        max_output_bytes=1 << 20,
    )
    if must_work and ran.exit_code:
        raise SandboxUnavailable(f"the container cannot be prepared: {tail(ran)}")
    return ran


def tail(ran: ExecResult) -> str:
    """The end of what a command put out, in one line."""
    return " ".join(ran.output[-300:].decode("utf-8", "replace").split())
