"""Videos that a user names: read from the disk as animations or folders of pictures, and cut into moments for a model.

Films are not decoded: the message for one says how to cut it into pictures. What a picture holds, the model's side checks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from agent.errors import BadInput, Misconfigured
from agent.model import LanguageModel

PICTURES_PER_S: Final = 2.0
_MAX_FILES: Final = 4096
_MAX_BYTES: Final = 512 << 20
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp"})
_ANIMATIONS: Final = frozenset({".gif", ".webp", ".png", ".apng"})


@dataclass(frozen=True, slots=True)
class Footage:
    """A video as it lies on the disk: one animation, or picture files in their order. ``link`` is its line in the issue."""

    link: str
    name: str
    files: tuple[bytes, ...] = field(repr=False)
    pictures_per_s: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A video cut into moments for one model: of each, the text that names its time, and its file."""

    link: str
    name: str
    moments: tuple[tuple[str, bytes], ...] = field(repr=False)

    @property
    def entry(self) -> dict[str, Any]:
        """It without its content, which is elsewhere under its digests."""
        moments = [[label, hashlib.sha256(content).hexdigest()] for label, content in self.moments]
        return {"link": self.link, "name": self.name, "moments": moments}


def read_footage(path: Path, pictures_per_s: float = PICTURES_PER_S) -> Footage:
    """Read a video from the disk.

    Args:
        path: an animated GIF, WebP or PNG file, or a folder of pictures, whose order is that of their names.
        pictures_per_s: of a folder.

    Raises:
        BadInput: it is neither, cannot be read, or is too large.
    """
    label = re.sub(r"[\[\]<>\s]+", " ", path.name or path.resolve().name).strip()
    try:
        if path.is_dir():
            found = sorted(each for each in path.iterdir() if each.suffix.lower() in _PICTURES and each.is_file())
        elif path.is_file():
            found = [path]
        else:
            raise BadInput(f"no such file or folder: {path}")
        if path.is_file() and path.suffix.lower() not in _ANIMATIONS:
            raise BadInput(
                f"{path} is no animated GIF, WebP or PNG; cut a film into pictures and give their folder:"
                " ffmpeg -i FILM -vf fps=2 FOLDER/%05d.png"
            )
        if not 1 <= len(found) <= _MAX_FILES:
            raise BadInput(f"{path} holds {len(found)} pictures; a video has 2 to {_MAX_FILES}")
        total_bytes = sum(each.stat().st_size for each in found)
        if total_bytes > _MAX_BYTES:
            raise BadInput(f"{path} is larger than {_MAX_BYTES >> 20} MiB")
        files = tuple(each.read_bytes() for each in found)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    return Footage(f"![{label}]", str(path), files, pictures_per_s)


def cut_clips(model: LanguageModel, footage: Sequence[Footage]) -> tuple[Clip, ...]:
    """Cut videos that the user has named into moments: those are not to be left out.

    Raises:
        Misconfigured: the model reads text only.
        BadInput: one cannot be shown to it.
    """
    if footage and not model.chat.reads_images:
        raise Misconfigured(f"{model.name} reads text only; leave --video out, or give a model that sees")
    clips = []
    for each in footage:
        try:
            moments = model.chat.read_video(each.files, each.pictures_per_s)
        except ValueError as error:
            raise BadInput(f"{each.name}: {error}") from error
        clips.append(Clip(each.link, each.name, tuple(moments)))
    return tuple(clips)
