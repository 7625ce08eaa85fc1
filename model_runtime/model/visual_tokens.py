"""What the text model gets instead of embeddings where a sequence shows images or videos. It does not encode them."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True, slots=True)
class VisualTokens:
    """Rows of an encoder for a run of new tokens, and the positions of all tokens of the run.

    ``rows`` is ``[placeholders, hidden]``; ``places`` int64 ``[placeholders]``, their indices in the run; ``positions``
    int64 ``[3, tokens]`` of time, height and width. ``rope_delta`` is by how much positions grow more than the count of
    tokens from the run's first token to what follows it (less: negative).
    """

    rows: Tensor
    places: Tensor
    positions: Tensor
    rope_delta: int

    def part(self, begin: int, end: int) -> VisualTokens:
        """The tokens from ``begin`` to ``end`` of the run, for a prefill in chunks. The last part has all the delta."""
        inside = (self.places >= begin) & (self.places < end)
        delta = self.rope_delta if end >= self.positions.shape[1] else 0
        return VisualTokens(self.rows[inside], self.places[inside] - begin, self.positions[:, begin:end], delta)
