"""Files of images from strangers: decoded, or refused with an error of our own."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from model_runtime.errors import ImageError
from model_runtime.vision.decoding import MAX_FILE_BYTES, decode_image

PIXELS = numpy.random.default_rng(3).integers(0, 256, (20, 30, 3), dtype=numpy.uint8)


def encoded(format_name: str, image: Image.Image | None = None, **options: object) -> bytes:
    stream = io.BytesIO()
    (image or Image.fromarray(PIXELS)).save(stream, format_name, **options)
    return stream.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that declares a size and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("format_name", ["PNG", "BMP"])
def test_lossless_formats_give_the_pixels(format_name: str) -> None:
    numpy.testing.assert_array_equal(decode_image(encoded(format_name)), PIXELS)


@pytest.mark.parametrize("format_name", ["JPEG", "GIF", "WEBP"])
def test_lossy_formats_give_the_size(format_name: str) -> None:
    decoded = decode_image(encoded(format_name))
    assert (decoded.shape, decoded.dtype) == ((20, 30, 3), numpy.uint8)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_mode_becomes_three_channels(mode: str) -> None:
    assert decode_image(encoded("PNG", Image.new(mode, (6, 4)))).shape == (4, 6, 3)


def test_the_camera_was_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # shown after a quarter turn
    assert decode_image(encoded("JPEG", exif=exif)).shape == (30, 20, 3)


@pytest.mark.parametrize("size", [(8193, 8192), (12000, 12000), (2**31 - 1, 2**31 - 1), (0, 5)], ids=str)
def test_a_declared_size_is_refused_before_anything_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(ImageError):
        decode_image(png_of_size(*size))


@pytest.mark.parametrize("format_name", ["TIFF", "PPM", "ICO", "PDF"])
def test_other_formats_are_not_opened(format_name: str) -> None:
    with pytest.raises(ImageError, match="cannot be decoded"):
        decode_image(encoded(format_name))


def test_a_file_that_is_too_large_is_not_opened() -> None:
    with pytest.raises(ImageError, match="bytes, more than"):
        decode_image(bytes(MAX_FILE_BYTES + 1))


@settings(max_examples=150, deadline=None)
@given(
    format_name=st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "BMP"]),
    length=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=5),
)
def test_damage_is_an_error_of_our_own_or_an_image(
    format_name: str, length: float, changes: list[tuple[float, int]]
) -> None:
    whole = encoded(format_name)
    content = bytearray(whole[: int(len(whole) * length)])
    for place, value in changes:
        if content:
            content[int(place * len(content))] = value
    with contextlib.suppress(ImageError):
        assert decode_image(bytes(content)).ndim == 3
