"""The record of a run, written ahead of what it tells: what a crash leaves behind is whole up to the last event.

A run directory holds ``events.jsonl`` (one record a line, with a checksum; locked by the process that writes it),
``tokens.bin`` (int32, little-endian), ``origins.bin`` (one byte a token), ``logprobs.bin`` if asked for, and the files
of ``docs/run_directory.md``.
It is not the program's log.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import math
import os
import secrets
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from agent.conversation import Origin
from agent.errors import Misconfigured
from agent.events import AnyRecord, Event
from vocabulary.reply import DrawnToken

EVENTS: Final = "events.jsonl"
LOGPROBS_FILE: Final = "logprobs.bin"
IMAGES_FOLDER: Final = "images"

ORIGINS: Final[tuple[Origin, ...]] = ("prompt", "glue", "sampled", "forced")
"""What the bytes of ``origins.bin`` mean."""

_CHECKSUM_LENGTH: Final = len(',"crc":"00000000"}')


def _utc_now() -> datetime:
    return datetime.now(UTC)


class CorruptTrajectory(Exception):
    """A line of ``events.jsonl`` before the last one is damaged; the message names it."""


class Trajectory:
    """Writes a run directory. Every ``append`` is one write and on the disk when it returns."""

    def __init__(self, folder: Path, *, logprobs: bool = False, now: Callable[[], datetime] = _utc_now) -> None:
        """Make ``folder`` and the files that grow; ``logprobs.bin`` among them (float32, little-endian) if asked for.

        Raises:
            Misconfigured: the folder cannot be written, or it holds a run already.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open(folder, os.O_CREAT | os.O_EXCL, now, logprobs=logprobs)
            _sync_folder(folder)
        except FileExistsError as error:
            raise Misconfigured(f"the run directory {folder} holds a run already; name another one") from error
        except OSError as error:
            raise Misconfigured(f"the run directory {folder} cannot be written: {error.strerror}") from error
        self._count = 0
        self._token_count = 0

    @classmethod
    def reopen(cls, folder: Path, *, now: Callable[[], datetime] = _utc_now) -> tuple[Trajectory, list[Event]]:
        """Go on with the run of a process that died; a torn tail of its record is cut off.

        Returns:
            The trajectory, and the events that are in it.

        Raises:
            Misconfigured: there is no run, another process works on it, or its record is damaged.
        """
        trajectory = cls.__new__(cls)
        try:
            trajectory._open(folder, 0, now, logprobs=(folder / LOGPROBS_FILE).exists())
            events, length = _whole_events(folder)
            os.ftruncate(trajectory._events, length)
        except BlockingIOError as error:
            raise Misconfigured(f"another process works on the run in {folder}") from error
        except FileNotFoundError as error:
            raise Misconfigured(f"there is no run in {folder}") from error
        except OSError as error:
            raise Misconfigured(f"the run directory {folder} cannot be used: {error.strerror}") from error
        except CorruptTrajectory as error:
            raise Misconfigured(str(error)) from error
        trajectory._count = len(events)
        trajectory._token_count = len(read_tokens(folder))
        return trajectory, events

    def _open(self, folder: Path, flags: int, now: Callable[[], datetime], *, logprobs: bool) -> None:
        self.folder = folder
        self._now = now
        self._events = self._tokens = self._origins = self._logprobs = -1
        try:
            self._events = _open_to_append(folder / EVENTS, flags)
            fcntl.flock(self._events, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A process may have died between the making of the one and of the others.
            self._tokens = _open_to_append(folder / "tokens.bin", flags | os.O_CREAT)
            self._origins = _open_to_append(folder / "origins.bin", flags | os.O_CREAT)
            if logprobs:
                self._logprobs = _open_to_append(folder / LOGPROBS_FILE, flags | os.O_CREAT)
        except BaseException:
            self.close()
            raise

    @property
    def lock(self) -> Path:
        """The file that is locked as long as this is open."""
        return self.folder / EVENTS

    def append(self, record: AnyRecord) -> None:
        """Add a record to the events."""
        event = Event(seq=self._count, time=self._now(), record=record)
        _write_whole(self._events, encode_event(event))
        self._count += 1

    @property
    def token_count(self) -> int:
        """Tokens written so far."""
        return self._token_count

    def append_reply(self, tokens: Sequence[DrawnToken]) -> None:
        """Add a reply, each token with its own origin and log probability."""
        for forced, group in groupby(tokens, key=lambda token: token.forced):
            run = list(group)
            logprobs = [math.nan if token.logprob is None else token.logprob for token in run]
            self.append_tokens([token.token_id for token in run], "forced" if forced else "sampled", logprobs)

    def append_tokens(self, token_ids: Sequence[int], origin: Origin, logprobs: Sequence[float] = ()) -> None:
        """Add what the token log grew by. Tokens that were not drawn have NaN for their log probability."""
        self._token_count += len(token_ids)
        if self._logprobs >= 0:
            values = logprobs or [math.nan] * len(token_ids)
            _write_whole(self._logprobs, struct.pack(f"<{len(values)}f", *values))
        _write_whole(self._tokens, struct.pack(f"<{len(token_ids)}i", *token_ids))
        _write_whole(self._origins, bytes([ORIGINS.index(origin)]) * len(token_ids))

    def cut_tokens(self, count: int) -> None:
        """Keep the first ``count`` tokens: those after them belong to nothing that was recorded."""
        os.ftruncate(self._tokens, 4 * count)
        os.ftruncate(self._origins, count)
        self._token_count = count
        if self._logprobs >= 0:
            known = min(os.fstat(self._logprobs).st_size // 4, count)
            os.ftruncate(self._logprobs, 4 * known)
            # Of tokens whose log probabilities a crash of the machine took, none is known.
            _write_whole(self._logprobs, struct.pack("<f", math.nan) * (count - known))

    def write_file(self, name: str, content: bytes) -> Path:
        """Write a file of the run as a whole: it is there complete and on the disk, or not at all."""
        path = self.folder / name
        draft = path.with_name(f".{path.name}.new")
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)  # on a full disk its room is needed
            raise
        return path

    def keep_image(self, content: bytes) -> str:
        """Write an image file to ``images/``, once; gives its digest, which is its name there."""
        digest = hashlib.sha256(content).hexdigest()
        if not (self.folder / IMAGES_FOLDER / digest).exists():
            (self.folder / IMAGES_FOLDER).mkdir(exist_ok=True)
            self.write_file(f"{IMAGES_FOLDER}/{digest}", content)
        return digest

    def kept_image(self, digest: str) -> bytes:
        """An image file by its digest.

        Raises:
            ValueError: it is not there, or no longer what it was.
        """
        return read_kept_image(self.folder, digest)

    def close(self) -> None:
        """Close the files. May be called twice."""
        for descriptor in (self._events, self._tokens, self._origins, self._logprobs):
            if descriptor >= 0:
                os.close(descriptor)
        self._events = self._tokens = self._origins = self._logprobs = -1


def encode_event(event: Event) -> bytes:
    """One line of ``events.jsonl``; the checksum is that of the line without it."""
    # ASCII escapes carry what UTF-8 cannot: text with lone surrogates, which a model can write.
    payload = json.dumps(event.model_dump(mode="json"), ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return payload[:-1] + b',"crc":"%08x"}\n' % zlib.crc32(payload)


def decode_event(line: bytes) -> Event:
    """The event of one line (without its newline).

    Raises:
        ValueError: the line is torn or damaged.
    """
    payload = line[:-_CHECKSUM_LENGTH] + b"}"
    if line[-_CHECKSUM_LENGTH:] != b',"crc":"%08x"}' % zlib.crc32(payload):
        raise ValueError("the checksum does not fit")
    try:
        return Event.model_validate(json.loads(payload))
    except ValidationError as error:
        raise ValueError(str(error)) from error


def read_events(folder: Path) -> list[Event]:
    """The events of a run directory. A torn last line, as a crash leaves it, is left out.

    Raises:
        CorruptTrajectory: an earlier line is damaged.
    """
    return _whole_events(folder)[0]


def _whole_events(folder: Path) -> tuple[list[Event], int]:
    """The events, and the length in bytes up to the end of the last one."""
    lines = (folder / EVENTS).read_bytes().split(b"\n")
    tail = lines.pop()  # empty after a whole line
    events: list[Event] = []
    length = 0
    for number, line in enumerate(lines, 1):
        try:
            events.append(decode_event(line))
        except ValueError as error:
            if number == len(lines) and not tail:
                break
            raise CorruptTrajectory(f"line {number} of {folder / 'events.jsonl'} is damaged: {error}") from error
        length += len(line) + 1
    return events, length


def read_tokens(folder: Path) -> list[tuple[int, Origin]]:
    """Token ids and origins of a run directory as they were written, as far as both are whole."""
    origins = (folder / "origins.bin").read_bytes()
    content = (folder / "tokens.bin").read_bytes()
    count = min(len(content) // 4, len(origins))
    ids = struct.unpack(f"<{count}i", content[: 4 * count])
    return [(token_id, ORIGINS[origin]) for token_id, origin in zip(ids, origins[:count], strict=True)]


def read_kept_image(folder: Path, digest: str) -> bytes:
    """An image file of a run directory; raises ``ValueError`` where it is not there, or no longer what it was."""
    try:
        content = (folder / IMAGES_FOLDER / digest).read_bytes()
    except OSError as error:
        raise ValueError(f"its image {IMAGES_FOLDER}/{digest} is not there; put it back") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"its image {IMAGES_FOLDER}/{digest} is damaged; put it back as it was")
    return content


def default_run_directory(environment: Mapping[str, str], now: datetime) -> Path:
    """A fresh run directory under the XDG state directory (https://specifications.freedesktop.org/basedir-spec/)."""
    state = environment.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state, "throughline", "runs", f"{now:%Y-%m-%d}-{secrets.token_hex(4)}")


def check_run_directory(folder: Path) -> None:
    """Make a run directory, so that what is wrong with it shows before anything long begins.

    Raises:
        Misconfigured: it cannot be written, or it holds a run already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(f"the run directory {folder} cannot be made: {error.strerror}") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Misconfigured(f"the run directory {folder} cannot be written: permission denied")
    if (folder / EVENTS).exists():
        raise Misconfigured(f"the run directory {folder} holds a run already; name another one")


def _open_to_append(path: Path, flags: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | flags, 0o600)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_whole(descriptor: int, content: bytes) -> None:
    """Append all of ``content`` and put it on the disk, or nothing of it.

    Raises:
        OSError: the disk is full or gone.
    """
    length = os.fstat(descriptor).st_size
    try:
        written = os.write(descriptor, content)
        while written < len(content):  # only a full disk or a signal makes a write short
            written += os.write(descriptor, content[written:])
        os.fdatasync(descriptor)
    except OSError:
        os.ftruncate(descriptor, length)  # what comes next must not be joined to a part of this
        raise
