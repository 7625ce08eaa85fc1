"""A model of the hub, fetched into the cache whole and checked: a pinned commit, its files' digests, then their content.

Small files come first, so that a model which this runtime cannot read is refused before its weights are fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

from model_runtime.config import read_config
from model_runtime.errors import HubError
from model_runtime.hub.cache import CachedRepository
from model_runtime.hub.connection import HubConnection, Interrupted
from model_runtime.hub.download import Download, Patience, Stopped
from model_runtime.hub.listing import RemoteFile, RemoteRevision, read_listing
from model_runtime.hub.names import HubName, HubSettings
from model_runtime.verification import Verification, verify_folder

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What was fetched. ``fetched_bytes`` came by the network this time; ``left_out`` are files that are not wanted."""

    repository: str
    revision: str
    commit: str
    folder: str
    files: tuple[RemoteFile, ...]
    fetched_bytes: int
    left_out: tuple[str, ...]
    verification: Verification


@dataclass(frozen=True, slots=True)
class Pace:
    """How files are fetched: how many at a time, how patiently, and what silence is too long."""

    files_at_a_time: int = 4
    patience: Patience = field(default_factory=Patience)
    timeout_s: float = 30.0


def pull(name: HubName, settings: HubSettings, progress: Progress, pace: Pace | None = None) -> Pulled:
    """Fetch what is missing of a revision, and check all of it.

    Args:
        name: The repository and its revision, which is resolved to a commit first.
        settings: Where the hub and the cache are.
        progress: Is told a step's name, how much is done and how much there is.
        pace: How files are fetched; None is as usual.

    Raises:
        HubError: It cannot be had or kept, or is not what the hub says. What was fetched stays for the next time.
        CheckpointError: It is no checkpoint that this runtime can load.
    """
    pace = pace or Pace()
    if settings.offline:
        raise HubError("HF_HUB_OFFLINE is set, so nothing is fetched")
    connection = HubConnection(settings, timeout_s=pace.timeout_s)
    listed = _list(connection, name, pace.patience)
    cached = CachedRepository.of(settings.cache, name)
    cached.make_folders(listed.commit)
    _require_room(cached, listed)
    counter = _Counter(listed, cached, progress)
    download = Download(connection, name, listed.commit, cached, Event(), counter.gained, pace.patience)
    weights = [file for file in listed.files if file.name.endswith(".safetensors")]
    others = [file for file in listed.files if file not in weights]
    _fetch(download, others, pace.files_at_a_time)
    folder = cached.snapshot(listed.commit)
    read_config(folder)
    _fetch(download, weights, pace.files_at_a_time)
    found = verify_folder(folder, progress)
    if found.ok:
        cached.record(name, listed.commit)
    return Pulled(
        repository=name.repository,
        revision=name.revision,
        commit=listed.commit,
        folder=str(folder),
        files=listed.files,
        fetched_bytes=counter.came,
        left_out=listed.left_out,
        verification=found,
    )


def find_pulled(name: HubName, settings: HubSettings) -> Path | None:
    """The folder of a revision in the cache, whoever put it there; None if it is not."""
    return CachedRepository.of(settings.cache, name).find(name)


class _Counter:
    """Adds up what came, for several threads."""

    def __init__(self, listed: RemoteRevision, cached: CachedRepository, progress: Progress) -> None:
        self._total = sum(file.size_bytes for file in listed.files)
        self._done = self._total - sum(cached.missing_bytes(file) for file in listed.files)
        self._progress = progress
        self._lock = Lock()
        self.came = 0

    def gained(self, count: int) -> None:
        """``count`` bytes came, or were lost."""
        with self._lock:
            self._done += count
            self.came += max(count, 0)
            self._progress("fetching", self._done, self._total)


def _list(connection: HubConnection, name: HubName, patience: Patience) -> RemoteRevision:
    failures = 0
    while True:
        try:
            return read_listing(connection.listing(name), name)
        except Interrupted as error:
            failures += 1
            patience.attempt(failures, str(error), Event())


def _require_room(cached: CachedRepository, listed: RemoteRevision) -> None:
    needed, free = sum(cached.missing_bytes(file) for file in listed.files), cached.free_bytes()
    if needed > free:
        sizes = f"{needed / 2**30:.1f} GiB are still to come, and {free / 2**30:.1f} GiB are free"
        raise HubError(f"{sizes} where {cached.folder.parent} is; set HF_HUB_CACHE to a larger disk")


def _fetch(download: Download, files: Sequence[RemoteFile], at_a_time: int) -> None:
    """Fetch files and show them in the commit's folder, in threads; the first that fails stops the others."""
    waiting: SimpleQueue[RemoteFile] = SimpleQueue()
    for file in files:
        waiting.put(file)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            while not download.stop.is_set():
                file = waiting.get_nowait()
                download.fetch(file)
                download.cached.link(file, download.commit)
        except (Empty, Stopped):
            return
        except BaseException as error:
            failures.append(error)
            download.stop.set()

    # Daemons: after Ctrl-C nobody waits for a server that is silent. What they wrote stays either way.
    threads = [Thread(target=work, daemon=True) for _ in range(min(at_a_time, len(files)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
