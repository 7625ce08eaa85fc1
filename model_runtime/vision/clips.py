"""Videos as pictures: an animation, or the pictures that a film was cut into, sampled and cut into moments.

A moment is what one frame of patches spans, pictures of one size. It is kept as a small file of its own, so that a session
reads it as it reads an image, and nothing of the video is needed any more. Films themselves are not decoded.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from PIL import Image

from model_runtime.errors import ImageError
from model_runtime.vision.decoding import MAX_FILE_BYTES, MAX_PIXELS, decode_image, opened
from model_runtime.vision.pixel_rules import PixelRules
from model_runtime.vision.placeholders import frame_times
from model_runtime.vision.preprocess import Pixels, fit_video, resized

MAX_PICTURES: Final = 4096
_MAX_ANIMATION_PIXELS: Final = 1 << 32  # of all its pictures together: they have to be decoded one after the other
_ANIMATIONS: Final = ("GIF", "WEBP", "PNG")
_MARK: Final = b"throughline moment 1\n"
# How the model was trained to see videos: by time, but not fewer and not more pictures than these.
_PICTURES_PER_S: Final = 2
_FEWEST, _MOST = 4, 768


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame of a video: when it is, in seconds from the start, and its pictures as a file."""

    time_s: float
    content: bytes


@dataclass(frozen=True, slots=True)
class _Reel:
    """Pictures that can be decoded one by one, forward only, and the second at which each begins."""

    starts_s: Sequence[float]
    size: tuple[int, int]
    picture: Callable[[int], Pixels]


def read_animation(content: bytes, rules: PixelRules) -> list[Moment]:
    """Cut an animated GIF, WebP or PNG file into moments.

    Raises:
        ImageError: It is no animation, damaged, or beyond a limit.
    """
    if len(content) > MAX_FILE_BYTES:
        raise ImageError(f"the animation has {len(content)} bytes, more than {MAX_FILE_BYTES}")
    with opened(content, _ANIMATIONS) as image:
        width, height = image.size
        count = getattr(image, "n_frames", 1)
        if count > MAX_PICTURES or count * width * height > _MAX_ANIMATION_PIXELS or width * height > MAX_PIXELS:
            raise ImageError(f"an animation of {count} pictures of {width} x {height} pixels is too large")
        starts_s, end_s = list[float](), 0.0
        for number in range(count):
            image.seek(number)
            image.load()  # WebP names times only then
            starts_s.append(end_s)
            # Players take a tenth of a second where a file names no time.
            end_s += (float(image.info.get("duration", 0)) or 100.0) / 1000

        def picture(number: int) -> Pixels:
            image.seek(number)
            return numpy.asarray(image.convert("RGB"))

        return _cut(_Reel(starts_s, (height, width), picture), rules)


def read_pictures(files: Sequence[bytes], pictures_per_s: float, rules: PixelRules) -> list[Moment]:
    """Cut the pictures of a film, image files in their order, all of one size, into moments.

    Raises:
        ImageError: One cannot be decoded or is of another size, or there are too many.
    """
    if len(files) > MAX_PICTURES:
        raise ImageError(f"a video of {len(files)} pictures is longer than {MAX_PICTURES}")
    if not files:
        raise ImageError("a video has at least one picture")
    height, width = decode_image(files[0]).shape[:2]

    def picture(number: int) -> Pixels:
        pixels = decode_image(files[number])
        if pixels.shape[:2] != (height, width):
            found = f"{pixels.shape[1]} x {pixels.shape[0]}"
            raise ImageError(f"picture {number + 1} of the video has {found} pixels, the first {width} x {height}")
        return pixels

    starts_s = [number / pictures_per_s for number in range(len(files))]
    return _cut(_Reel(starts_s, (height, width), picture), rules)


def sampled(starts_s: Sequence[float]) -> list[int]:
    """Which pictures are looked at: two for each second, evenly, at least four and at most 768 if there are so many.

    For pictures at an even rate, the choice of the published processor.
    """
    count = len(starts_s)
    rate = (count - 1) / starts_s[-1] if count > 1 and starts_s[-1] > 0 else float(_PICTURES_PER_S)
    wanted = min(max(int(count / rate * _PICTURES_PER_S + 1e-6), _FEWEST), _MOST, count)
    times_s, begins = numpy.linspace(0, starts_s[-1], wanted), numpy.asarray(starts_s)
    return [int(numpy.abs(begins - time_s).argmin()) for time_s in times_s]


def _cut(reel: _Reel, rules: PixelRules) -> list[Moment]:
    chosen, span = sampled(reel.starts_s), rules.temporal_patch_size
    if len(chosen) < span:
        raise ImageError(f"a video needs {span} pictures, not {len(chosen)}")
    height, width = fit_video(len(chosen), *reel.size, rules)
    times_s = frame_times([reel.starts_s[number] for number in chosen], span)
    moments, group = list[Moment](), list[Pixels]()
    for place, number in enumerate(chosen):
        group.append(resized(reel.picture(number), height, width))
        if place == len(chosen) - 1:
            group += group[-1:] * (span - len(group))
        if len(group) == span:
            moments.append(Moment(times_s[len(moments)], encode_moment(numpy.stack(group))))
            group.clear()
    return moments


def encode_moment(pictures: Pixels) -> bytes:
    """A file that holds ``[pictures, height, width, 3]`` as they are: a mark, and a PNG with one below the other."""
    file = io.BytesIO(_MARK)
    file.seek(0, io.SEEK_END)
    Image.fromarray(pictures.reshape(-1, *pictures.shape[2:])).save(file, "PNG", compress_level=1)
    return file.getvalue()


def is_moment(content: bytes) -> bool:
    """Whether a file begins as ``encode_moment`` makes them."""
    return content.startswith(_MARK)


def decode_moment(content: bytes, rules: PixelRules) -> Pixels:
    """The pictures of a moment, ``[pictures, height, width, 3]``.

    Raises:
        ImageError: The file is damaged, or was not made by these rules.
    """
    pixels = decode_image(content.removeprefix(_MARK))
    height = pixels.shape[0] // rules.temporal_patch_size
    if pixels.shape[0] % rules.temporal_patch_size or height % rules.block_size or pixels.shape[1] % rules.block_size:
        raise ImageError("the moment of a video does not fit this model")
    return pixels.reshape(rules.temporal_patch_size, height, *pixels.shape[1:])
