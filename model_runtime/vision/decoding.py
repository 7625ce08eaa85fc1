"""From the bytes of an image file, which a stranger may have made, to pixels; with limits on everything.

The first picture of an animation counts; transparency is dropped; the camera's orientation is applied.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import numpy
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from model_runtime.errors import ImageError

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MAX_FILE_BYTES = 64 << 20
# Four times the pixels that the published model can see, and below the size at which Pillow itself gives up.
MAX_PIXELS = 1 << 26

# What decoders raise for damaged files, beside OSError (Pillow's own for most of them).
_DAMAGE = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error, zlib.error,
    Image.DecompressionBombError,
)  # fmt: skip


def decode_image(content: bytes) -> NDArray[numpy.uint8]:
    """Decode a PNG, JPEG, GIF, WebP or BMP file.

    Returns:
        ``[height, width, 3]``, red, green, blue.

    Raises:
        ImageError: The file is too large, of another format, damaged, or has too many pixels; nothing is decoded
            before the size that the file declares has been checked.
    """
    if len(content) > MAX_FILE_BYTES:
        raise ImageError(f"the image file has {len(content)} bytes, more than {MAX_FILE_BYTES}")
    with opened(content, FORMATS) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise ImageError(f"the image has {width} x {height} pixels, more than {MAX_PIXELS}")
        return numpy.asarray(ImageOps.exif_transpose(image).convert("RGB"))


@contextmanager
def opened(content: bytes, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    """An image file, not decoded yet; whatever its decoder stumbles over inside becomes an ``ImageError``."""
    with warnings.catch_warnings():
        # Pillow warns of sizes that are refused here, and of oddities in metadata that nobody reads.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=formats) as image:
                yield image
        except UnidentifiedImageError as error:
            # Pillow's own words name an address in memory, which would differ from run to run.
            raise ImageError(f"the image cannot be decoded: damaged, or none of {', '.join(formats)}") from error
        except _DAMAGE as error:
            raise ImageError(f"the image cannot be decoded: {error}") from error
