"""The pictures of an issue: found beside an issue file or named by the user, and shown where the text links to them.

Nothing is fetched here, and an issue file reaches no further than its own folder. What a picture holds, the model's side checks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from agent.clips import Clip
from agent.errors import BadInput, Misconfigured
from agent.model import ChatFormat, LanguageModel
from vocabulary.messages import Image, Message

MAX_PICTURES: Final = 16
MAX_PICTURE_BYTES: Final = 10 << 20

# Bounded, so that no text makes the search slow.
_LINK: Final = re.compile(
    r"!\[[^\]\n]{0,500}\]\(\s{0,20}(?:<(?P<spaced>[^>\n]{1,1000})>|(?P<plain>[^\s)<]{1,1000}))"
    r"(?:\s{1,20}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s{0,20}\)"
    r"|<img\s[^>]{0,1000}?\bsrc\s{0,20}=\s{0,20}[\"'](?P<source>[^\"'>\n]{1,1000})[\"'][^>]{0,1000}>",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file. ``link`` is the piece of the issue's text that it comes behind, ``name`` is for people."""

    link: str
    name: str
    content: bytes = field(repr=False)

    @property
    def entry(self) -> dict[str, str]:
        """It without its content, which is elsewhere under its digest."""
        return {"link": self.link, "name": self.name, "digest": self.digest}

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hex: that of the image which is made of it, too."""
        return hashlib.sha256(self.content).hexdigest()


def picture_links(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a text that show a picture, in Markdown or HTML, and what each names."""
    for match in _LINK.finditer(text):
        yield match[0], match["spaced"] or match["plain"] or match["source"]


def linked_pictures(text: str, folder: Path) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """The files in ``folder`` that Markdown or HTML in ``text`` shows, and one line about each that cannot be shown."""
    pictures: list[Picture] = []
    notices: list[str] = []
    for link, target in picture_links(text):
        if len(pictures) == MAX_PICTURES:
            notices.append(f"only the first {MAX_PICTURES} pictures of the issue are shown")
            break
        try:
            pictures.append(Picture(link, target, _read_beside(folder, target)))
        except BadInput as error:
            notices.append(f"a picture of the issue is left out: {error}")
    return tuple(pictures), tuple(notices)


def named_picture(path: Path) -> Picture:
    """A picture that the user names; its link is a line to be added to the issue.

    Raises:
        BadInput: the file cannot be read.
    """
    label = re.sub(r"[\[\]<>\s]+", " ", path.name).strip()
    return Picture(f"![{label}]", str(path), _read(path))


def show(
    message: Message, pictures: Sequence[Picture], chat: ChatFormat, clips: Sequence[Clip] = ()
) -> tuple[Message, tuple[str, ...]]:
    """The message with each picture and clip behind its link, and one line about each that cannot be shown.

    Clips were cut for this model.
    """
    if pictures and not chat.reads_images:
        return message, (
            f"the issue has pictures ({len(pictures)}), which this model does not see: it reads text only",
        )
    shown: list[tuple[str, Sequence[str | Image]]] = []
    notices: list[str] = []
    for picture in pictures:
        try:
            shown.append((picture.link, ["\n", chat.read_image(picture.content)]))
        except ValueError as error:
            notices.append(f"a picture of the issue is left out: {picture.name}: {error}")
    for clip in clips:
        shown.append((clip.link, _moments(clip, {content: chat.read_image(content) for _, content in clip.moments})))
    return _placed(message, shown, there=False), tuple(notices)


def show_again(
    message: Message, pictures: Sequence[Picture], images: Mapping[str, Image], clips: Sequence[Clip] = ()
) -> Message:
    """What ``show`` gave, from its text, what it was given, and the images that it showed, by their digests."""
    shown: list[tuple[str, Sequence[str | Image]]] = [
        (picture.link, ["\n", images[picture.digest]]) for picture in pictures if picture.digest in images
    ]
    by_content = {image.content: image for image in images.values()}
    shown += [(clip.link, _moments(clip, by_content)) for clip in clips]
    return _placed(message, shown, there=True)


def _moments(clip: Clip, images: Mapping[bytes, Image]) -> list[str | Image]:
    return ["\n", *(part for label, content in clip.moments for part in (label, images[content]))]


def _placed(message: Message, shown: Sequence[tuple[str, Sequence[str | Image]]], *, there: bool) -> Message:
    """The message with what is shown behind each link; its texts are ``there`` already, or not."""
    parts: list[str | Image] = []
    rest = message.content
    for link, behind in shown:
        before, found, rest = rest.partition(link)
        parts += [before, found, *behind]
        if there:
            rest = rest.removeprefix("".join(part for part in behind if isinstance(part, str)))
    return Message.of_parts(message.role, _joined([*parts, rest]))


def require_sight(model: LanguageModel, pictures: Sequence[Picture]) -> None:
    """Check pictures that the user has named: those are not to be left out.

    Raises:
        Misconfigured: the model reads text only.
        BadInput: a file cannot be shown to it.
    """
    if pictures and not model.chat.reads_images:
        raise Misconfigured(f"{model.name} reads text only; leave --picture out, or give a model that sees")
    for picture in pictures:
        try:
            model.chat.read_image(picture.content)
        except ValueError as error:
            raise BadInput(f"{picture.name}: {error}") from error


def _joined(parts: Sequence[str | Image]) -> list[str | Image]:
    """Texts beside each other as one."""
    joined: list[str | Image] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _read_beside(folder: Path, target: str) -> bytes:
    if _ELSEWHERE.match(target):
        raise BadInput(f"{target} is not fetched; save it beside the issue file, or give it with --picture")
    root = folder.resolve()
    try:
        path = (root / unquote(target)).resolve()
    except (OSError, ValueError) as error:
        raise BadInput(f"{target} is no path") from error
    if not path.is_relative_to(root):
        raise BadInput(f"{target} lies outside the folder of the issue file; give it with --picture")
    return _read(path)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise BadInput(f"no such file: {path}")
        with path.open("rb") as stream:
            content = stream.read(MAX_PICTURE_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise BadInput(f"{path} is no path") from error
    if len(content) > MAX_PICTURE_BYTES:
        raise BadInput(f"{path} is larger than {MAX_PICTURE_BYTES >> 20} MiB")
    return content
