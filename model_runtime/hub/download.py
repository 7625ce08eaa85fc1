"""One file of the hub, fetched into the cache: continued where it was broken off, and in place only if its digest is right.

A process may be killed at any moment. What is written stays in the partial file, and the next one goes on behind it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO
from threading import Event
from typing import Final

from model_runtime.errors import HubError
from model_runtime.hub.cache import CachedRepository
from model_runtime.hub.connection import HubConnection, Interrupted
from model_runtime.hub.listing import RemoteFile
from model_runtime.hub.names import HubName

_BLOCK_BYTES: Final = 1 << 20
_LONGEST_WAIT_S: Final = 30.0


class Stopped(Exception):
    """Somebody asked for the end."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often an interrupted request is tried again before any byte comes, and the first wait; each is twice the last."""

    tries: int = 5
    first_wait_s: float = 1.0

    def attempt(self, number: int, reason: str, stop: Event) -> None:
        """Wait before try ``number`` (from 1), or give up.

        Raises:
            HubError: It was tried often enough.
            Stopped: While waiting.
        """
        if number >= self.tries:
            raise HubError(f"interrupted {number} times without progress, at last: {reason}; run it again to go on")
        if stop.wait(min(self.first_wait_s * 2 ** (number - 1), _LONGEST_WAIT_S)):
            raise Stopped


@dataclass(frozen=True, slots=True)
class Download:
    """What the files of one revision are fetched with. ``gained`` is told how many bytes came, or are lost if negative."""

    connection: HubConnection
    name: HubName
    commit: str
    cached: CachedRepository
    stop: Event
    gained: Callable[[int], None]
    patience: Patience

    def fetch(self, file: RemoteFile) -> None:
        """Fetch what is missing of a file.

        Raises:
            HubError: It cannot be had or written, or is not what its digest says.
            Stopped: ``stop`` was set.
        """
        if self.cached.holds(file):
            return
        path = self.cached.partial(file)
        try:
            with open(path, "a+b", buffering=0) as stream:  # noqa: PTH123 - made if missing, kept if there
                _lock(stream, file)
                if not self.cached.holds(file):  # another process may have been faster
                    self._complete(_Partial(file, stream, self.gained))
                    path.replace(self.cached.blob(file))
        except OSError as error:
            raise HubError(f"{path} cannot be written: {error.strerror}; what was fetched stays") from error

    def _complete(self, partial: _Partial) -> None:
        # What an earlier process left may be damaged (a machine that went down): that is worth one fresh start.
        file, begun = partial.file, partial.length > 0
        for _ in range(2 if begun else 1):
            self._grow(partial)
            if partial.digest.hexdigest() == file.digest:
                return
            partial.drop()
        kind = "sha256" if file.in_lfs else "git digest"
        raise HubError(f"{file.name} is not what the hub says: its {kind} differs; it was not kept")

    def _grow(self, partial: _Partial) -> None:
        """Fetch until the length is right."""
        size, failures = partial.file.size_bytes, 0
        if partial.length > size:
            partial.drop()
        while (before := partial.length) < size:
            reason = "the answer was shorter than the file"
            try:
                self._receive(partial)
            except Interrupted as error:
                reason = str(error)
            failures = 0 if partial.length > before else failures + 1
            if failures:
                self.patience.attempt(failures, reason, self.stop)
        os.fsync(partial.stream.fileno())

    def _receive(self, partial: _Partial) -> None:
        file = partial.file
        with self.connection.file(self.name, self.commit, file.name, partial.length) as body:
            if body.begin != partial.length:
                partial.drop()
            while block := body.read(_BLOCK_BYTES):
                if self.stop.is_set():
                    raise Stopped
                if partial.length + len(block) > file.size_bytes:
                    raise HubError(f"the server sends more of {file.name} than its {file.size_bytes} bytes")
                partial.append(block)


class _Partial:
    """A file that is not complete, and the digest of what is there: sha256, or sha1 as git counts it."""

    def __init__(self, file: RemoteFile, stream: FileIO, gained: Callable[[int], None]) -> None:
        self.file, self.stream = file, stream
        self._gained = gained
        self.length, self.digest = 0, self._fresh_digest()
        stream.seek(0)
        while block := stream.read(_BLOCK_BYTES):
            self.digest.update(block)
            self.length += len(block)

    def append(self, block: bytes) -> None:
        """Write further bytes. After an error the file may hold more of them than ``length`` says."""
        rest = memoryview(block)
        while rest:
            rest = rest[self.stream.write(rest) :]
        self.digest.update(block)
        self.length += len(block)
        self._gained(len(block))

    def drop(self) -> None:
        """Begin anew."""
        self.stream.truncate(0)
        self._gained(-self.length)
        self.length, self.digest = 0, self._fresh_digest()

    def _fresh_digest(self) -> hashlib._Hash:
        if self.file.in_lfs:
            return hashlib.sha256()
        return hashlib.sha1(f"blob {self.file.size_bytes}\0".encode(), usedforsecurity=False)


def _lock(stream: FileIO, file: RemoteFile) -> None:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise HubError(f"another process is fetching {file.name}; wait for it") from error
