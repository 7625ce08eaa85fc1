"""Opening files of a folder that strangers made: regular files only, and none outside the folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading; a pipe or a device is refused at once, where opening it would wait for ever.

    Raises:
        OSError: It cannot be opened or is not a regular file.
    """
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK))  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(0, "it is not a regular file")
    return file


def stays_inside(folder: Path, name: str) -> bool:
    """Whether ``folder / name``, followed through links, lies in the folder.

    The hub's cache is the one exception: its snapshots consist of links into the folder ``blobs`` beside them.
    """
    # Not Path.resolve: on links that lead in a circle it raises, and what it raises depends on the version.
    home, target = Path(os.path.realpath(folder)), Path(os.path.realpath(folder / name))
    roots = [home, *([home.parents[1] / "blobs"] if home.parent.name == "snapshots" else [])]
    return any(target.is_relative_to(root) for root in roots)
