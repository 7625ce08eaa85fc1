"""What the user's set-up command changed is not the model's work: it is left out of the patch. Pure."""

from __future__ import annotations

import re
from typing import Final

# No line of a hunk or of encoded bytes can begin like this: hunks begin each line with a mark, encodings have no spaces.
_FILE: Final = re.compile(rb"^(?=diff --git )", re.MULTILINE)


def file_sections(patch: bytes) -> list[bytes]:
    """A git patch cut into the parts that belong to one file each."""
    return [section for section in _FILE.split(patch) if section]


def without_setup(patch: bytes, setup_change: bytes) -> bytes:
    """The patch without the files that are as the set-up left them; a file that was changed further stays whole."""
    left_by_setup = set(file_sections(setup_change))
    return b"".join(section for section in file_sections(patch) if section not in left_by_setup)
