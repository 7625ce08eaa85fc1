"""Images of a conversation, from a file's bytes to what the text model reads: how many tokens they take, and which rows.

It joins the parts of this package for sessions and chat formats. ``ImageRules`` knows no tensors, ``Sight`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model_runtime.errors import ImageError
from model_runtime.vision.clips import decode_moment, is_moment, read_animation, read_pictures
from model_runtime.vision.decoding import decode_image
from model_runtime.vision.pixel_rules import PixelRules
from model_runtime.vision.positions import Placeholders
from model_runtime.vision.preprocess import Patches, fit_image, image_patches, moment_patches
from vocabulary.messages import Image

if TYPE_CHECKING:
    from torch import Tensor

    from model_runtime.model.decoder import TextModel
    from model_runtime.model.visual_tokens import VisualTokens
    from model_runtime.state import SequenceState
    from model_runtime.vision.insertion import Inserter


@dataclass(frozen=True, slots=True)
class ImageRules:
    """How a checkpoint wants images, and which token stands for a row of one."""

    pixels: PixelRules
    placeholders: Placeholders
    video: PixelRules | None = None

    def read_video(self, files: Sequence[bytes], pictures_per_s: float) -> list[tuple[float, bytes]]:
        """Cut a video into moments: when each is, in seconds, and a file that ``read`` takes.

        Args:
            files: One animation, or image files in their order.
            pictures_per_s: Of image files.

        Raises:
            ValueError: It cannot be shown to the model.
        """
        if self.video is None:
            raise ValueError("this model has no rules for videos")
        try:
            one = len(files) == 1
            moments = read_animation(files[0], self.video) if one else read_pictures(files, pictures_per_s, self.video)
        except ImageError as error:
            raise ValueError(str(error)) from error
        return [(moment.time_s, moment.content) for moment in moments]

    def read(self, content: bytes) -> Image:
        """Decode a file within limits, and count the tokens that its image takes.

        Raises:
            ValueError: It cannot be shown to the model.
        """
        try:
            if is_moment(content):
                return self._moment(content)
            height, width = decode_image(content).shape[:2]
            rows, columns = fit_image(height, width, self.pixels)
        except ImageError as error:
            raise ValueError(str(error)) from error
        return Image(content, rows * columns // self.pixels.block_size**2)

    def patches(self, image: Image) -> Patches:
        """The patches of an image that was read.

        Raises:
            ImageError: It was not read by these rules.
        """
        if image.kind == "video" and self.video is not None:
            patches = moment_patches(decode_moment(image.content, self.video), self.video)
        else:
            patches = image_patches([decode_image(image.content)], self.pixels)
        if patches.grids[0].tokens(self.placeholders.merge) != image.token_count:
            raise ImageError(f"the image does not take {image.token_count} tokens")
        return patches

    def _moment(self, content: bytes) -> Image:
        if self.video is None:
            raise ImageError("this model has no rules for videos")
        _, height, width, _ = decode_moment(content, self.video).shape
        return Image(content, height * width // self.video.block_size**2, "video")


@dataclass(frozen=True, slots=True)
class Sight:
    """What lets the sessions of a model see images (see ``model_runtime.session.Sight``)."""

    rules: ImageRules
    inserter: Inserter
    model: TextModel

    def placeholder(self, image: Image) -> int:
        """The token that stands for a row of the image."""
        placeholders = self.rules.placeholders
        return placeholders.video_token_id if image.kind == "video" else placeholders.image_token_id

    def rows(self, image: Image, first_position: int) -> VisualTokens:
        """Encode an image whose first token is at ``first_position``.

        Raises:
            ImageError: The image was not read by the rules of this model.
        """
        from model_runtime.vision.insertion import Visuals

        patches = self.rules.patches(image)
        ids = [self.placeholder(image)] * image.token_count
        visuals = Visuals(videos=patches) if image.kind == "video" else Visuals(images=patches)
        return self.inserter.insert(ids, visuals, first_position=first_position)

    def forward(self, token_ids: list[int], state: SequenceState, visual: VisualTokens) -> Tensor:
        """As ``TextModel.forward``, with rows of images."""
        return self.model.forward(token_ids, state, visual)
