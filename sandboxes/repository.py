"""The base of a run as sandboxes take it: a commit without a past, as a bundle to put in and as objects to compare.

It is made outside (``agent/workspace.py`` from a user's repository) and nothing that ran in a sandbox
ever writes to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class BaseRepository:
    """A bare repository with one commit (no parent, no other objects) and the same as a git bundle.

    ``folder`` and what is in it can be read by every user: the collector does not run as the one who made it.
    """

    folder: Path
    bundle: Path
    commit: str
    tree: str
    object_format: Literal["sha1", "sha256"] = "sha1"
