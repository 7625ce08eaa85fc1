"""The tool that shows images, in memory and in a real sandbox: what is no image is told, whatever kind of file it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandboxes.errors import SandboxFileError
from sandboxes.memory import MemorySandbox
from tests.seeing_checkpoint import png
from tests.tools.sandbox_of_files import sandbox_of_files
from tools.base import ToolError
from tools.registry import create_tools
from tools.view_image import MAX_IMAGE_BYTES, ViewImage, ViewImageArguments
from vocabulary.messages import Image

RED = png(8, 8, (200, 20, 20))


def read_image(content: bytes) -> Image:
    if content != RED:
        raise ValueError("no image")
    return Image(content, 1)


def look(path: str) -> ViewImageArguments:
    return ViewImageArguments(path=path)


def test_it_shows_what_the_model_can_be_shown() -> None:
    sandbox = MemorySandbox({"/repo/a.png": RED, "/repo/b.png": b"x", "/repo/c.png": bytes(MAX_IMAGE_BYTES + 1)})
    tool = ViewImage(read_image)
    assert tool.run(look("/repo/a.png"), sandbox).images == (Image(RED, 1),)
    with pytest.raises(ToolError, match=r"^/repo/b\.png: no image$"):
        tool.run(look("/repo/b.png"), sandbox)
    for path in ("/repo/c.png", "/repo/none.png"):
        with pytest.raises(SandboxFileError):
            tool.run(look(path), sandbox)


def test_it_exists_only_for_models_that_see() -> None:
    with pytest.raises(KeyError):
        create_tools(["view_image"], command_timeout_s=1.0)
    [tool] = create_tools(["view_image"], command_timeout_s=1.0, read_image=read_image)
    assert tool.name == "view_image"


@pytest.mark.docker
def test_in_a_real_sandbox(tmp_path: Path) -> None:
    with sandbox_of_files({"a.png": RED, "b.txt": b"text"}, tmp_path) as sandbox:
        made = (
            "ln -s /repo/a.png /tmp/link.png; mkfifo /tmp/pipe.png; truncate -s 20M /tmp/large.png; mkdir /tmp/folder"
        )
        assert sandbox.exec(["bash", "-c", made]).exit_code == 0
        tool = ViewImage(read_image)
        for path in ("/repo/a.png", "/tmp/link.png"):
            assert tool.run(look(path), sandbox).images[0].content == RED
        for path in ("/tmp/pipe.png", "/tmp/large.png", "/tmp/folder", "/dev/zero", "/repo/none.png"):
            with pytest.raises(SandboxFileError):
                tool.run(look(path), sandbox)
        with pytest.raises(ToolError):
            tool.run(look("/repo/b.txt"), sandbox)
