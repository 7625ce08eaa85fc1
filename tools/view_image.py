"""Shows the model an image file of the sandbox. Whether a file is one that the model can see is asked of the model's side."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field

from sandboxes.base import Sandbox
from tools.base import Observation, ToolError
from vocabulary.messages import Image

MAX_IMAGE_BYTES: Final = 10 << 20

ReadImage = Callable[[bytes], Image]
"""Checks an image file; raises ``ValueError`` with one line if the model cannot be shown it."""


class ViewImageArguments(BaseModel):
    """Arguments of ``view_image``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str = Field(description="Absolute path of the image file.", pattern="^/")


class ViewImage:
    """Reads an image file out of the sandbox."""

    name: ClassVar[str] = "view_image"
    description: ClassVar[str] = (
        "Look at an image file (PNG, JPEG, GIF, WebP or BMP).\n"
        "Use it for screenshots, plots and other pictures in the repository or made by your own commands. Of an animation you see "
        "the first picture. Large images are scaled down. Other formats, such as SVG or PDF, have to be converted first."
    )
    Arguments: ClassVar[type[BaseModel]] = ViewImageArguments

    def __init__(self, read_image: ReadImage) -> None:
        """``read_image`` checks files for the model."""
        self._read_image = read_image

    def run(self, arguments: ViewImageArguments, sandbox: Sandbox) -> Observation:
        """Show the image.

        Raises:
            ToolError: it is no image that the model can be shown.
            SandboxFileError: the file cannot be read, or is larger than 10 MiB.
            SandboxLost: the sandbox is gone.
        """
        content = sandbox.read_file(arguments.path, max_bytes=MAX_IMAGE_BYTES)
        try:
            image = self._read_image(content)
        except ValueError as error:
            raise ToolError(f"{arguments.path}: {error}") from error
        return Observation(f"{arguments.path} ({len(content)} bytes):", images=(image,))
