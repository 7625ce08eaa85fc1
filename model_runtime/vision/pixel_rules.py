"""How a checkpoint wants pixels: ``preprocessor_config.json`` and ``video_preprocessor_config.json`` as checked values.

It reads no image.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from model_runtime.errors import CheckpointError

IMAGE_RULES_FILE = "preprocessor_config.json"
VIDEO_RULES_FILE = "video_preprocessor_config.json"
MAX_RULES_BYTES = 1 << 20

Pixels = Annotated[int, Field(ge=1, le=1 << 31)]
Triple = Annotated[tuple[float, float, float], Field(strict=False)]


class PixelLimits(BaseModel):
    """Fewest and most pixels after resizing: of an image, or of all frames of a video together.

    The keys' names are the file's; they do not mean edges.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    shortest_edge: Pixels
    longest_edge: Pixels


class PixelRules(BaseModel):
    """Sizes of patches, limits of pixels, and the normalisation ``(pixel / 255 - mean) / std`` by channel."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    size: PixelLimits
    patch_size: Annotated[int, Field(ge=1, le=256)]
    temporal_patch_size: Annotated[int, Field(ge=1, le=16)]
    merge_size: Annotated[int, Field(ge=1, le=16)]
    image_mean: Triple
    image_std: Triple
    processor_class: str | None = None
    image_processor_type: Literal["Qwen2VLImageProcessorFast", "Qwen2VLImageProcessor"] | None = None
    video_processor_type: Literal["Qwen3VLVideoProcessor"] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.size.shortest_edge > self.size.longest_edge:
            raise ValueError("size.shortest_edge exceeds size.longest_edge")
        if min(self.image_std) <= 0:
            raise ValueError("image_std must be positive")
        return self

    @property
    def block_size(self) -> int:
        """Edge in pixels of what becomes one token. Both sides of a resized image are multiples of it."""
        return self.patch_size * self.merge_size

    @property
    def patch_width(self) -> int:
        """Numbers in one patch: channels, pictures in time, rows and columns of pixels, in this order."""
        return 3 * self.temporal_patch_size * self.patch_size**2


def read_pixel_rules(folder: Path, file_name: str = IMAGE_RULES_FILE) -> PixelRules:
    """Read and check ``folder/file_name``.

    Raises:
        CheckpointError: The file is missing, too large, not JSON, or says what this runtime does not know.
    """
    try:
        with (folder / file_name).open("rb") as file:
            content = file.read(MAX_RULES_BYTES + 1)
    except OSError as error:
        raise CheckpointError(folder, f"cannot read {file_name}: {error.strerror or error}") from error
    if len(content) > MAX_RULES_BYTES:
        raise CheckpointError(folder, f"{file_name} is larger than {MAX_RULES_BYTES} bytes")
    try:
        return PixelRules.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise CheckpointError(folder, f"{file_name}: {where}: {first['msg']}") from error
