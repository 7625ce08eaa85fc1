"""How the patches of one image or video lie: frames, rows and columns. Pure numbers, no pixels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """Patches of one image (one frame) or video, before the encoder merges neighbours.

    A frame here is a slice in time: the few pictures that one patch spans.
    """

    frames: int
    rows: int
    columns: int

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for an empty grid."""
        if min(self.frames, self.rows, self.columns) < 1:
            raise ValueError(f"a grid of {self.frames} x {self.rows} x {self.columns} patches is empty")

    @property
    def frame_patches(self) -> int:
        """Patches of one frame."""
        return self.rows * self.columns

    @property
    def patches(self) -> int:
        """Patches of all frames."""
        return self.frames * self.frame_patches

    def tokens(self, merge: int) -> int:
        """Rows that the text model sees: one for each ``merge`` x ``merge`` block of patches."""
        return self.patches // merge**2
