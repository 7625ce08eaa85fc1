"""Snapshots of how sequences began, so that a new sequence with the same beginning need not compute it again.

For one model, limited in bytes, shared by its sessions in any threads. It keeps and finds; the session does the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from model_runtime.snapshot import Snapshot
from model_runtime.token_log import TokenLog

_MIN_BORDER_TOKENS = 64


class PrefixStore:
    """The snapshots that were used last, as many as fit.

    Args:
        limit_bytes: Of all tensors that are held; keys and values that several snapshots share count once, with the
            room that is left in them.
        min_border_tokens: A common beginning that is shorter is not worth a snapshot of its own.
    """

    def __init__(self, limit_bytes: int, *, min_border_tokens: int = _MIN_BORDER_TOKENS) -> None:
        self._limit_bytes = limit_bytes
        self.min_border_tokens = min_border_tokens
        # From the one that has not been used for longest to the one used last. They are few: states are large.
        self._snapshots: list[Snapshot] = []
        self._lock = Lock()
        self._turns: dict[tuple[int, ...], tuple[int, Lock]] = {}

    def __len__(self) -> int:
        return len(self._snapshots)

    @property
    def held_bytes(self) -> int:
        """Bytes that the snapshots hold now; never above the limit."""
        with self._lock:
            return _held_bytes(self._snapshots)

    @contextmanager
    def turn(self, beginning: Sequence[int]) -> Iterator[None]:
        """Inside, nobody else is who computes this beginning. Who waits here has computed nothing yet."""
        key = tuple(beginning)
        with self._lock:
            users, lock = self._turns.get(key, (0, Lock()))
            self._turns[key] = (users + 1, lock)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                users, lock = self._turns.pop(key)
                if users > 1:
                    self._turns[key] = (users - 1, lock)

    def keep(self, snapshot: Snapshot) -> None:
        """Add a snapshot; those not used for longest go, until all fit. One that never could is not added."""
        if _held_bytes([snapshot]) > self._limit_bytes:
            return
        with self._lock:
            others = [kept for kept in self._snapshots if not _same_tokens(kept, snapshot)]
            self._snapshots = [*others, snapshot]
            while _held_bytes(self._snapshots) > self._limit_bytes:
                del self._snapshots[0]

    def longest(self, token_ids: Sequence[int], *, every: int = 1) -> Snapshot | None:
        """The longest snapshot whose sequence begins ``token_ids`` and has a multiple of ``every`` tokens, or is all of it."""
        with self._lock:
            fitting = [
                kept
                for kept in self._snapshots
                if (kept.token_count % every == 0 or kept.token_count == len(token_ids)) and kept.log.begins(token_ids)
            ]
            if not fitting:
                return None
            found = max(fitting, key=lambda kept: kept.token_count)
            self._snapshots = [kept for kept in self._snapshots if kept is not found] + [found]
            return found

    def border(self, token_ids: Sequence[int]) -> int:
        """How many of ``token_ids`` some kept sequence also begins with; 0 for a beginning that is too short.

        A recurrent state cannot be cut back, so what two sequences share helps a third only if a snapshot was taken
        just where they part.
        """
        wanted = token_ids if isinstance(token_ids, TokenLog) else TokenLog(token_ids)
        with self._lock:
            lengths = [_common_length(kept.log, wanted) for kept in self._snapshots]
        longest = max(lengths, default=0)
        return longest if longest >= self.min_border_tokens else 0


def _held_bytes(snapshots: Sequence[Snapshot]) -> int:
    rows = {id(each): each.nbytes for snapshot in snapshots for each in snapshot.shared_rows}
    return sum(rows.values()) + sum(snapshot.copied_bytes for snapshot in snapshots)


def _same_tokens(one: Snapshot, other: Snapshot) -> bool:
    return one.token_count == other.token_count and one.log.begins(other.log)


def _common_length(one: TokenLog, other: TokenLog) -> int:
    """Up to the first image that is not the same: the ids of two images may be equal."""
    different = set(one.images) ^ set(other.images)
    low, high = 0, min([len(one), len(other), *(place for place, _ in different)])
    while low < high:  # comparing slices is far faster than a loop over ids
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
