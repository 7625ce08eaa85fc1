"""The token ids of one sequence, append-only, in a list that forks share. No tensors and no text.

Of images among them it knows where they begin and their digests: the same ids with another image are another sequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from threading import Lock
from typing import overload

ImageMark = tuple[int, str]
"""Where an image begins, and its digest."""


class _SharedIds:
    __slots__ = ("ids", "lock")

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids
        self.lock = Lock()


class TokenLog(Sequence[int]):
    """Ids that are only ever appended to. The first of several forks to append goes on in the shared list."""

    __slots__ = ("_images", "_length", "_shared")

    def __init__(self, token_ids: Iterable[int] = (), images: Iterable[ImageMark] = ()) -> None:
        self._shared = _SharedIds(list(token_ids))
        self._length = len(self._shared.ids)
        self._images = tuple(images)

    @property
    def images(self) -> tuple[ImageMark, ...]:
        """The images, in order."""
        return self._images

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        return islice(self._shared.ids, self._length)

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> list[int]: ...

    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            begin, end, step = index.indices(self._length)
            # Only what is asked for is copied; a stride is nobody's everyday case.
            return self._shared.ids[begin:end] if step == 1 else self[:][index]
        return self._shared.ids[range(self._length)[index]]

    def extend(self, token_ids: Sequence[int], images: Iterable[ImageMark] = ()) -> None:
        """Append ids, and the images among them by their place in the whole log."""
        shared = self._shared
        with shared.lock:
            alone = len(shared.ids) == self._length
            if alone:
                shared.ids.extend(token_ids)
        if not alone:
            self._shared = _SharedIds([*self, *token_ids])
        self._length += len(token_ids)
        self._images += tuple(images)

    def fork(self) -> TokenLog:
        """The same ids; what either appends, the other never sees."""
        other = TokenLog.__new__(TokenLog)
        other._shared, other._length, other._images = self._shared, self._length, self._images
        return other

    def begins(self, token_ids: Sequence[int]) -> bool:
        """Whether ``token_ids`` start with all of this log, and with its images. Ids that are no log have none."""
        images = token_ids.images if isinstance(token_ids, TokenLog) else ()
        if len(token_ids) < self._length or self._images != tuple(i for i in images if i[0] < self._length):
            return False
        if isinstance(token_ids, TokenLog) and token_ids._shared is self._shared:
            return True
        return list(token_ids[: self._length]) == self[:]
