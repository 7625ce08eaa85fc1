"""Pictures of an issue: what an issue file may show, and what is left out with a word about it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from agent.errors import BadInput, Misconfigured
from agent.pictures import (
    MAX_PICTURE_BYTES,
    MAX_PICTURES,
    Picture,
    linked_pictures,
    named_picture,
    require_sight,
    show,
    show_again,
)
from agent.scripted import ScriptedModel
from model_runtime.chat.format import QwenChatFormat, byte_chat_format
from vocabulary.messages import Image, Message


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("![](a.png)", ["a.png"]),
        ("![alt text](<a b.png> 'title') ![x](a.png)", ["a b.png", "a.png"]),
        ("<IMG width=3 SRC='a.png' >", ["a.png"]),
        ("[no picture](a.png) `![`", []),
        ("![x] (a.png)", []),
        ("![x](sub/../a.png)", ["sub/../a.png"]),
    ],
)
def test_links_to_files_beside_the_issue(tmp_path: Path, text: str, names: list[str]) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.png", "a b.png"):
        (tmp_path / name).write_bytes(b"x")
    pictures, notices = linked_pictures(text, tmp_path)
    assert [picture.name for picture in pictures] == names
    assert all(picture.link in text for picture in pictures)
    assert not notices


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("https://example.org/a.png", "not fetched"),
        ("//example.org/a.png", "not fetched"),
        ("data:image/png;base64,AAAA", "not fetched"),
        ("file:///etc/passwd", "not fetched"),
        ("../secret.png", "outside"),
        ("%2e%2e/secret.png", "outside"),
        ("/etc/hostname", "outside"),
        ("link.png", "outside"),
        ("none.png", "no such file"),
        ("%00.png", "no path"),
        ("folder", "no such file"),
        ("big.png", "larger than 10 MiB"),
    ],
)
def test_what_is_not_beside_the_issue_is_left_out(tmp_path: Path, target: str, said: str) -> None:
    folder = tmp_path / "issues"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "big.png").write_bytes(bytes(MAX_PICTURE_BYTES + 1))
    pictures, [notice] = linked_pictures(f"![x]({target})", folder)
    assert not pictures
    assert said in notice


def test_only_so_many(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    pictures, [notice] = linked_pictures("![x](a.png)" * (MAX_PICTURES + 5), tmp_path)
    assert len(pictures) == MAX_PICTURES
    assert str(MAX_PICTURES) in notice


@pytest.mark.parametrize("piece", ["![", "![a](", "<img ", '<img src="', "![](<", "<img src = "])
def test_no_text_makes_the_search_slow(tmp_path: Path, piece: str) -> None:
    started_s = time.monotonic()
    linked_pictures(piece * (65_536 // len(piece)), tmp_path)
    assert time.monotonic() - started_s < 10


def test_a_named_picture_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        named_picture(tmp_path / "none.png")
    (tmp_path / "a [1].png").write_bytes(b"x")
    assert named_picture(tmp_path / "a [1].png").link == "![a 1 .png]"


def test_a_model_that_reads_text_only_is_no_use_for_named_pictures() -> None:
    model = ScriptedModel([], byte_chat_format())
    require_sight(model, [])
    with pytest.raises(Misconfigured, match="text only"):
        require_sight(model, [Picture("![a]", "a.png", b"x")])


@pytest.mark.parametrize("between", ["", "\n", "\n\n", " and ", "![a]"])
def test_what_was_shown_is_shown_again_in_the_same_places(between: str) -> None:
    """The text of the record holds the lines between; a picture that was left out, or is linked to twice, moves nothing."""
    red, blue, broken = (Picture(link, link, link.encode()) for link in ("![a]", "![b]", "![c]"))
    pictures = [red, broken, blue, red]
    message = Message("user", f"See{between}![a]{between}![c]\n![b]{between}![a]{between}")
    shown, [_] = show(message, pictures, _Reading())
    images = {image.digest: image for image in shown.images}
    assert len(shown.images) == 3
    assert show_again(Message("user", shown.content), pictures, images) == shown


class _Reading(QwenChatFormat):
    """A chat format that sees all files but one."""

    def __init__(self) -> None:
        plain = byte_chat_format()
        super().__init__(plain.tokenizer, plain.template)

    @property
    def reads_images(self) -> bool:
        return True

    def read_image(self, content: bytes) -> Image:
        if content == b"![c]":
            raise ValueError("no image")
        return Image(content, 1)


def test_without_pictures_a_message_stays_as_it_is() -> None:
    message = Message("user", "Text ![x](a.png)")
    assert show(message, [], byte_chat_format()) == (message, ())
