"""How rows of several sequences are put together so that none of them can tell who else was there.

Products round by the shape that they are given: one row otherwise than many, and a few otherwise than a few more. Measured with MKL
in float32, on one thread and on two, every row comes out bit for bit the same in any number of rows that four divides. And what is
done element by element is rounded otherwise at the end of a run that vectors do not divide, which eight rows of any width of this
architecture do. So rows come in whole blocks, those behind the last sequence being padding.
"""

from __future__ import annotations

from typing import Final

ROW_BLOCK: Final = 8
EXPERT_BLOCK: Final = 4


def whole_blocks(rows: int, block: int = ROW_BLOCK) -> int:
    """The number of rows with its padding."""
    return -(-rows // block) * block
