"""From pixels to the patches that the vision encoder reads: resize, normalise, cut. Pure: arrays in, arrays out.

Equal to transformers' processor on Pillow. Its twin on torchvision rounds a little differently; see the decision on
vision in the documentation for how much.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from PIL import Image

from model_runtime.errors import ImageError
from model_runtime.vision.grid import Grid
from model_runtime.vision.pixel_rules import PixelRules

MAX_ASPECT_RATIO = 200
MAX_VIDEO_PICTURES = 4096

Pixels = NDArray[numpy.uint8]


@dataclass(frozen=True, slots=True)
class Patches:
    """Patches of some images or videos, one after the other.

    ``values`` is float32 ``[patches, patch_width]``, a patch being channels, pictures, rows, columns, flattened. The
    patches of a frame come block by block, in the order in which the encoder merges them.
    """

    values: NDArray[numpy.float32]
    grids: tuple[Grid, ...]


def image_patches(images: Sequence[Pixels], rules: PixelRules) -> Patches:
    """Cut images ``[height, width, 3]``; each is one frame, made of the same picture several times.

    Raises:
        ImageError: There is no image, or one is empty, of another shape, or too narrow.
    """
    if not images:
        raise ImageError("there is no image")
    parts = [_one_image(image, rules) for image in images]
    return Patches(numpy.concatenate([values for values, _ in parts]), tuple(grid for _, grid in parts))


def video_patches(pictures: Pixels, rules: PixelRules) -> Patches:
    """Cut the sampled pictures of one video, ``[pictures, height, width, 3]``; the last fills up an unfinished frame.

    Raises:
        ImageError: There are too few or too many pictures, or they are empty, of another shape, or too narrow.
    """
    if pictures.ndim != 4:
        raise ImageError("a video must have the shape [pictures, height, width, 3]")
    if len(pictures) > MAX_VIDEO_PICTURES:
        raise ImageError(f"a video of {len(pictures)} pictures is longer than {MAX_VIDEO_PICTURES}")
    if len(pictures) < rules.temporal_patch_size:
        raise ImageError(f"a video needs {rules.temporal_patch_size} pictures, not {len(pictures)}")
    _check_picture(pictures[0])
    height, width = fit_video(len(pictures), pictures.shape[1], pictures.shape[2], rules)
    fitted = [resized(picture, height, width) for picture in pictures]
    fitted += fitted[-1:] * (-len(fitted) % rules.temporal_patch_size)
    values, grid = _cut(_normalise(numpy.stack(fitted), rules), rules)
    return Patches(values, (grid,))


def moment_patches(pictures: Pixels, rules: PixelRules) -> Patches:
    """Cut one frame of a video, ``[pictures, height, width, 3]``, whose pictures have their final size.

    Raises:
        ValueError: They do not, or are not as many as a frame spans.
    """
    count, height, width = pictures.shape[:3]
    if count != rules.temporal_patch_size or height % rules.block_size or width % rules.block_size:
        raise ValueError(f"{count} pictures of {width} x {height} pixels are not one frame")
    values, grid = _cut(_normalise(pictures, rules), rules)
    return Patches(values, (grid,))


def fit_image(height: int, width: int, rules: PixelRules) -> tuple[int, int]:
    """The size, in whole blocks and within the limits, that an image is resized to; nearly the same aspect ratio.

    Raises:
        ImageError: One side is more than 200 times the other.
    """
    _check_aspect_ratio(height, width)
    return _fit(height, width, (1, 1), rules)


def fit_video(pictures: int, height: int, width: int, rules: PixelRules) -> tuple[int, int]:
    """As ``fit_image``, with the limits on the pixels of all pictures together."""
    block = rules.block_size
    if min(height, width) < block:
        scale = max(block / height, block / width)
        height, width = int(height * scale), int(width * scale)
    _check_aspect_ratio(height, width)
    rounded = round(pictures / rules.temporal_patch_size) * rules.temporal_patch_size
    return _fit(height, width, (pictures, rounded), rules)


def _fit(height: int, width: int, pictures: tuple[int, int], rules: PixelRules) -> tuple[int, int]:
    """``pictures`` counts them as they are and rounded to whole frames, which is what the limits look at first."""
    block, limits = rules.block_size, rules.size
    count, rounded = pictures
    rows, columns = round(height / block), round(width / block)
    pixels = rounded * rows * columns * block**2
    if pixels > limits.longest_edge:
        shrink = math.sqrt(count * height * width / limits.longest_edge)
        rows = max(1, math.floor(height / shrink / block))
        columns = max(1, math.floor(width / shrink / block))
    elif pixels < limits.shortest_edge:
        grow = math.sqrt(limits.shortest_edge / (count * height * width))
        rows, columns = math.ceil(height * grow / block), math.ceil(width * grow / block)
    return rows * block, columns * block


def _one_image(image: Pixels, rules: PixelRules) -> tuple[NDArray[numpy.float32], Grid]:
    _check_picture(image)
    height, width = fit_image(image.shape[0], image.shape[1], rules)
    normalised = _normalise(resized(image, height, width)[None], rules)
    repeated = numpy.broadcast_to(normalised, (rules.temporal_patch_size, *normalised.shape[1:]))
    return _cut(repeated, rules)


def _check_picture(picture: Pixels) -> None:
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != numpy.uint8:
        raise ImageError("an image must be 8-bit and have the shape [height, width, 3]")
    if picture.size == 0:
        raise ImageError("the image is empty")


def _check_aspect_ratio(height: int, width: int) -> None:
    if max(height, width) > MAX_ASPECT_RATIO * min(height, width):
        raise ImageError(f"an image of {width} x {height} pixels is too narrow: at most {MAX_ASPECT_RATIO} to 1")


def resized(picture: Pixels, height: int, width: int) -> Pixels:
    """Bicubic with antialiasing, to 8 bits, as the model was trained."""
    return numpy.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC))


def _normalise(pictures: Pixels, rules: PixelRules) -> NDArray[numpy.float32]:
    mean = numpy.asarray(rules.image_mean, dtype=numpy.float32)
    std = numpy.asarray(rules.image_std, dtype=numpy.float32)
    scaled: NDArray[numpy.float32] = (pictures.astype(numpy.float32) / numpy.float32(255.0) - mean) / std
    return scaled


def _cut(pictures: NDArray[numpy.float32], rules: PixelRules) -> tuple[NDArray[numpy.float32], Grid]:
    """``[pictures, height, width, 3]``, all in whole frames and blocks, to ``[patches, patch_width]``."""
    span, merge, patch = rules.temporal_patch_size, rules.merge_size, rules.patch_size
    count, height, width, channels = pictures.shape
    grid = Grid(count // span, height // patch, width // patch)
    split = pictures.reshape(
        grid.frames, span, grid.rows // merge, merge, patch, grid.columns // merge, merge, patch, channels
    )
    # frame, block row, block column, row in the block, column in the block; then what is inside one patch
    ordered = split.transpose(0, 2, 5, 3, 6, 8, 1, 4, 7)
    return ordered.reshape(grid.patches, rules.patch_width), grid
