"""The sandbox as a hardened container: a keeper that holds it open, and one exec for each command.

The repository lies in a volume, which outlives the container: the change can be taken out even when the sandbox died.
One command at a time; it is not safe to call from two threads.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sandboxes.base import REPOSITORY, CallMarks, ExecResult, SandboxPolicy
from sandboxes.docker.arguments import Command
from sandboxes.docker.collector import Collector
from sandboxes.docker.commands import NotStarted, run
from sandboxes.docker.containers import (
    ROLE,
    create_volume,
    ownership,
    remove_container,
    remove_volume,
    start_container,
)
from sandboxes.docker.egress import FOLDER, Egress
from sandboxes.docker.engine import ANSWER_TIMEOUT_S, connect, engine_errors, require_answer
from sandboxes.docker.files import read_command, read_result, write_command, write_result
from sandboxes.docker.killed import COUNT_OF_MEMORY_KILLS, KILLED, memory_kills
from sandboxes.docker.marks import MarkNames, settle
from sandboxes.docker.settings import Mounts, user_ids, writable_folders
from sandboxes.docker.sweep import sweep
from sandboxes.docker.volume import RepositoryVolume
from sandboxes.docker.way_out import NetworkLog, open_egress, start_forwarder
from sandboxes.errors import EngineSilent, SandboxError, SandboxFileError, SandboxLost, SandboxUnavailable
from sandboxes.repository import BaseRepository

if TYPE_CHECKING:
    from docker import DockerClient

logger = logging.getLogger(__name__)

RESTORE_TIMEOUT_S = 300.0
SILENT_ANSWER_TIMEOUT_S = 1.0

# Folders one by one: each is opened before find looks into it.
_MAKE_READABLE = r"""find . -name .git -prune -o -type d ! -perm -u+rx -exec chmod u+rx {} \; -o \
  -type f ! -perm -u+r -exec chmod u+r {} +"""


class DockerSandbox:
    """Implements ``sandboxes.base.Sandbox``. Made by ``open_docker_sandbox``; a context manager that closes itself."""

    def __init__(
        self, container: str, volume: RepositoryVolume, *, owns_client: bool, egress: Egress | None = None
    ) -> None:
        self._egress = egress
        self._client = volume.client
        self._user = volume.policy.user
        self._container = container
        self._volume = volume
        self._owns_client = owns_client
        self._collector = Collector(volume)
        self._marks = MarkNames()
        self._memory_kills = 0
        self._left_out: tuple[str, ...] = ()
        self._answer_s = ANSWER_TIMEOUT_S
        self._closed = False

    @property
    def container(self) -> str:
        """The id of the container at the engine."""
        return self._container

    @property
    def left_out(self) -> tuple[str, ...]:
        """Files that the last ``change`` did not take: too large, or unreadable."""
        return self._left_out

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
        """As the contract says. About 50 ms more than the command itself."""
        result = self._run(
            Command(
                command,
                self._user,
                stdin=stdin,
                workdir=workdir,
                environment=environment or {},
                timeout_s=timeout_s,
                max_output_bytes=max_output_bytes,
                mark=self._marks.next("x"),
            )
        )
        if result.timed_out:
            self.end_processes()
        return result

    def read_file(self, path: str, *, max_bytes: int = 10 << 20) -> bytes:
        """As the contract says. A path may be relative to the repository."""
        return read_result(self._run(read_command(path, max_bytes, self._user)), path, max_bytes)

    def write_file(self, path: str, content: bytes) -> None:
        """As the contract says. A path may be relative to the repository."""
        write_result(self._run(write_command(path, content, self._user, self._marks.next("w"))), path)

    def change(self, *, max_bytes: int = 50 << 20) -> bytes:
        """As the contract says. Ends what still runs in the sandbox; works also when the sandbox has died.

        A file larger than a quarter of ``max_bytes`` is not taken; see ``left_out``.
        """
        self._require_answer()
        try:
            self.end_processes()
            self._make_readable()
        except EngineSilent:
            raise
        except SandboxLost as error:
            logger.info("taking the change out of a sandbox that is gone: %s", error)
        collected = self._collector.collect(max_bytes=max_bytes)
        self._left_out = collected.left_out
        return collected.patch

    @contextmanager
    def setup_phase(self) -> Iterator[None]:
        """As the contract says."""
        policy = self._volume.policy
        if self._egress is None:
            yield
            return
        self._egress.allow((*policy.allowed_hosts, *policy.setup_hosts))
        try:
            yield
            self.end_processes()
        finally:
            self._egress.allow(policy.allowed_hosts)

    def begin_call(self, name: str) -> None:
        """As the contract says."""
        self._marks.begin(name)

    def settle_call(self, name: str, *, wait_s: float) -> CallMarks:
        """As the contract says."""
        marks = settle(name, self._run, wait_s=wait_s)
        if None in marks.commands + marks.writes:
            self.end_processes()
        return marks

    def checkpoint(self, *, max_bytes: int = 50 << 20) -> bytes:
        """As the contract says. Files that the sandbox's user made unreadable for itself are left out."""
        return self._collector.patch(max_bytes=max_bytes)

    def restore(self, change: bytes) -> None:
        """As the contract says."""
        self._apply(self.checkpoint(), "--reverse")
        self._apply(change)

    def _apply(self, change: bytes, *options: str) -> None:
        """Apply a patch in the sandbox, by its own git."""
        if not change:
            return
        argv = ["git", "apply", "--whitespace=nowarn", *options, "-"]
        result = self._run(Command(argv, self._user, stdin=change, workdir=REPOSITORY, timeout_s=RESTORE_TIMEOUT_S))
        if result.exit_code:
            last = result.output.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise SandboxFileError(f"the change cannot be put back: {last}")

    def end_processes(self) -> None:
        """End everything that commands left running.

        Raises:
            SandboxLost: the sandbox is gone, or something cannot be ended.
        """
        sweep(self._client, self.container, self._user)

    def recall_memory_kills(self) -> None:
        """Count what was killed for memory before this process came: a later look tells what is new.

        Raises:
            SandboxLost: the container runs no commands.
        """
        self._memory_kills = memory_kills(self._started(COUNT_OF_MEMORY_KILLS).output)

    def close(self) -> None:
        """As the contract says. An engine that does not answer is logged, not raised: nothing can be done here."""
        if self._closed:
            return
        self._closed = True
        try:
            self._require_answer()
            with engine_errors("the sandbox cannot be removed"):
                self._collector.close()
                remove_container(self._client, self.container)
                remove_volume(self._client, self._volume.name)
            if self._egress is not None:
                self._egress.close()
        except SandboxError as error:
            logger.warning("%s; agent doctor --fix removes what is left behind", error)
        if self._owns_client:
            self._client.close()

    def __enter__(self) -> DockerSandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _require_answer(self) -> None:
        """Raise EngineSilent where the engine does not answer. One that was silent once is not waited for again."""
        try:
            require_answer(self._client, self._answer_s)
        except EngineSilent:
            self._answer_s = SILENT_ANSWER_TIMEOUT_S
            raise

    def _make_readable(self) -> None:
        self._run(Command(["sh", "-c", _MAKE_READABLE], self._user, workdir=REPOSITORY, timeout_s=60))

    def _run(self, command: Command) -> ExecResult:
        """Run a command, and if it was killed, find out why.

        Raises:
            SandboxLost: the engine does not answer, or the container has ended.
        """
        result = self._started(command)
        if result.exit_code == KILLED:
            kills = memory_kills(self._started(COUNT_OF_MEMORY_KILLS).output)
            result = replace(result, out_of_memory=kills > self._memory_kills)
            self._memory_kills = kills
        return result

    def _started(self, command: Command) -> ExecResult:
        """Run a command; when the engine cannot start it (no process number left), sweep and try once more."""
        if self._closed:
            raise SandboxLost("the sandbox is closed")
        try:
            return run(self._client, self.container, command)
        except EngineSilent:
            self._answer_s = SILENT_ANSWER_TIMEOUT_S
            raise
        except NotStarted as error:
            logger.info("sweeping the sandbox, since a command could not start: %s", error)
            self.end_processes()
            if command.mark:
                command = replace(command, mark=self._marks.next(command.mark[-1]))
            return run(self._client, self.container, command)


def open_docker_sandbox(
    policy: SandboxPolicy,
    base: BaseRepository,
    *,
    run_id: str = "",
    client: DockerClient | None = None,
    lock: Path | None = None,
    network_log: NetworkLog | None = None,
) -> DockerSandbox:
    """Start a sandbox and put the repository in: one commit, no remotes, no reflogs, no objects but the base's.

    Args:
        policy: what is allowed.
        base: the repository; must outlive the sandbox.
        run_id: for the labels; made up when empty.
        client: the engine; connected to when not given.
        lock: a file that the caller holds locked as long as it may need the sandbox; see ``ownership``.
        network_log: is told of every request out of the sandbox, from another thread.

    Raises:
        SandboxUnavailable: no engine, no such image, or the image lacks what a sandbox needs (sh, timeout, git).
    """
    user_ids(policy)
    with ExitStack() as undo:
        owns_client = client is None
        if client is None:
            client = connect()
            undo.callback(client.close)
        labels = ownership(policy, run_id or secrets.token_hex(6), lock)
        volume = RepositoryVolume(client, f"throughline-{secrets.token_hex(8)}", base, policy, labels)
        with engine_errors("the sandbox cannot be made", SandboxUnavailable):
            if not create_volume(client, volume.name, labels, policy.limits.repository_bytes):
                logger.info("the engine sets no quota for volumes: nothing bounds the repository but the disk")
        undo.callback(remove_volume, client, volume.name)
        egress = open_egress(policy, network_log)
        binds = {volume.name: (REPOSITORY, "rw")}
        if egress is not None:
            undo.callback(egress.close)
            binds[str(egress.folder)] = (FOLDER, "ro")
        mirrors = {volume.name: policy.mirrored_at} if policy.mirrored_at else {}
        mounts = Mounts(binds=binds, mirrors=mirrors, tmpfs=writable_folders(policy))
        container = start_container(client, policy, mounts, {**labels, ROLE: "sandbox"})
        undo.callback(remove_container, client, container)
        volume.put_base_in(container)
        if egress is not None:
            start_forwarder(client, container, policy.image)
        undo.pop_all()
    return DockerSandbox(container, volume, owns_client=owns_client, egress=egress)
