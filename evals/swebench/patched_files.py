"""Which files a patch changes, read from its headers alone: patches of data sets are not always whole. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

_SECTION: Final = re.compile(r"^diff --git a/(.+) b/(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PatchedFiles:
    """Paths that are there before a patch, after it, and all of them; in order."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        """Every path that the patch names."""
        return frozenset((*self.before, *self.after))


def patched_files(patch: str) -> PatchedFiles:
    """Read the headers of a git patch; an empty one changes nothing."""
    sections = list(_SECTION.finditer(patch))
    before, after = [], []
    for section, following in zip_longest(sections, sections[1:]):
        header = patch[section.end() : following.start() if following else None].partition("\n@@")[0]
        if "\nnew file mode " not in header:
            before.append(section[1])
        if "\ndeleted file mode " not in header:
            after.append(section[2])
    return PatchedFiles(tuple(before), tuple(after))
