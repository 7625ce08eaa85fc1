"""The contract of a sandbox: run a command, read and write a file, take the change out, close.

It is not a policy (see ``SandboxPolicy``) and not a shell: state between commands is the tools' affair. Paths are POSIX
paths inside the sandbox. No argument of this contract is ever taken from model output except ``command``, ``path`` and
``content`` of calls that the tools make on its behalf.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, runtime_checkable

from sandboxes.network import AllowedHost

REPOSITORY = "/repo"
"""Where the repository lies inside every sandbox."""


Tier = Literal["strict", "compat"]

TIER_USERS: Final[Mapping[Tier, str]] = {"strict": "1000:1000", "compat": "0:0"}
"""As whom commands run in a tier, where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class ExecResult:
    """How a command ended.

    ``output`` is what the command wrote to standard output and standard error, in order, as bytes; at most
    ``max_output_bytes`` of it: the first and the last half, with the middle left out and counted in ``omitted_bytes``.
    ``exit_code`` is 124 when ``timed_out`` and 137 when the command was killed for memory (``out_of_memory``).
    """

    exit_code: int
    output: bytes
    omitted_bytes: int = 0
    timed_out: bool = False
    out_of_memory: bool = False
    duration_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a sandbox may use. ``run_s`` is how long it lives at most.

    ``repository_bytes`` bounds the repository with all that is written into it, where the engine can set a quota.
    """

    memory_bytes: int = 2 << 30
    cpus: float = 2.0
    pids: int = 256
    file_bytes: int = 2 << 30
    repository_bytes: int = 10 << 30
    run_s: float = 4 * 3600.0


@dataclass(frozen=True, slots=True)
class SandboxPolicy:
    """Everything that a sandbox is allowed, as data. Never taken from model output or from the repository.

    A sandbox has no network. ``allowed_hosts`` can be reached through a proxy, by HTTP and HTTPS; ``setup_hosts`` besides
    them while the user's set-up command runs. ``runtime`` is the engine's name of another container runtime, such as
    ``runsc`` (gVisor). Tier ``compat`` is for images that do not work otherwise: their own files can be written, and the
    user may be root, with the capabilities over files and users that root has in most containers. It has no network.
    ``mirrored_at`` is a folder of the image where the repository lies, too: what the image holds there (build products, say) is
    taken over, its git repository is not. ``environment`` holds variables for every command.
    """

    image: str
    allowed_hosts: tuple[AllowedHost, ...] = ()
    setup_hosts: tuple[AllowedHost, ...] = ()
    limits: Limits = field(default_factory=Limits)
    user: str = "1000:1000"
    tier: Tier = "strict"
    runtime: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    mirrored_at: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def reaches_out(self) -> bool:
        """Whether there is any host that a sandbox may reach at any time."""
        return bool(self.allowed_hosts or self.setup_hosts)


class Sandbox(Protocol):
    """A place where commands of the model run."""

    def exec(
        self,
        command: Sequence[str],
        *,
        stdin: bytes = b"",
        workdir: str = REPOSITORY,
        environment: Mapping[str, str] | None = None,
        timeout_s: float = 120.0,
        max_output_bytes: int = 1 << 20,
    ) -> ExecResult:
        """Run ``command`` (an argument list, no shell) as the sandbox's user and wait.

        On a timeout the whole process tree of the command is ended in the sandbox and the result says ``timed_out``.
        Standard input is ``stdin`` and then end-of-file.

        Raises:
            SandboxLost: the sandbox is gone or the engine does not answer.
        """

    def read_file(self, path: str, *, max_bytes: int = 10 << 20) -> bytes:
        """Content of a file.

        Raises:
            SandboxFileError: no such file, not a regular file, unreadable, or larger than ``max_bytes``.
            SandboxLost: as ``exec``.
        """

    def write_file(self, path: str, content: bytes) -> None:
        """Write a file; parents are made; the mode of an existing file is kept.

        Raises:
            SandboxFileError: the path cannot be written.
            SandboxLost: as ``exec``.
        """

    def change(self, *, max_bytes: int = 50 << 20) -> bytes:
        """The change of the repository since it was put in, as a binary-safe git patch (empty when there is none).

        No git runs on the host over files that the sandbox could have written.

        Raises:
            SandboxLost: as ``exec``; SandboxFileError: the patch is larger than ``max_bytes``.
        """

    def close(self) -> None:
        """End everything in the sandbox and remove it. May be called twice."""


NOT_ARRIVED = 75
"""Exit code of a write whose content did not arrive in full, since its sender died: the file is as it was."""


@dataclass(frozen=True, slots=True)
class CallMarks:
    """What a sandbox knows of one tool call: exit codes of its commands and of its file writes, in order.

    None stands for one that began and did not end by itself: how far it came is unknown.
    """

    commands: tuple[int | None, ...] = ()
    writes: tuple[int | None, ...] = ()


@runtime_checkable
class PhasedSandbox(Sandbox, Protocol):
    """A sandbox in which the user's set-up may be allowed more than the model."""

    def setup_phase(self) -> AbstractContextManager[None]:
        """Inside the ``with`` block the hosts of the set-up can be reached, too; when it ends, what runs is ended.

        Raises:
            SandboxLost: what runs cannot be ended.
        """


@runtime_checkable
class RecoverableSandbox(Sandbox, Protocol):
    """A sandbox that a later process can go on with, and whose repository can be kept and put back."""

    def begin_call(self, name: str) -> None:
        """From here on, what ``exec`` and ``write_file`` do is marked in the sandbox as part of call ``name``."""

    def settle_call(self, name: str, *, wait_s: float) -> CallMarks:
        """What became of a call whose process died: waits for what still runs, at most ``wait_s``, and then ends it.

        After this nothing of that call begins any more, however late it arrives.

        Raises:
            SandboxLost: as ``exec``.
        """

    def checkpoint(self, *, max_bytes: int = 50 << 20) -> bytes:
        """As ``change``, but ends nothing that runs.

        Raises:
            SandboxLost: as ``exec``; SandboxFileError: the patch is larger than ``max_bytes``.
        """

    def restore(self, change: bytes) -> None:
        """Make the repository the base with ``change``, whatever was changed in it before.

        Raises:
            SandboxFileError: it does not apply.
            SandboxLost: as ``exec``.
        """
