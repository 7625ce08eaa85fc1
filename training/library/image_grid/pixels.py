"""Grey images as lists of rows; a pixel is a whole number from 0 (black) to 255 (white)."""
from __future__ import annotations

Image = list[list[int]]

BLACK = 0
WHITE = 255
SHADES = " .:*#"


def blank_image(width: int, height: int, value: int = WHITE) -> Image:
    """Image in which all pixels have the same value."""
    if width < 1 or height < 1:
        raise ValueError("image needs at least one pixel")
    return [[value] * width for _ in range(height)]


def image_size(image: Image) -> tuple[int, int]:
    """(width, height) in pixels."""
    return (len(image[0]), len(image)) if image else (0, 0)


def clamp_pixel(value: float) -> int:
    """Round to a whole number and keep it within 0 to 255."""
    return max(BLACK, min(WHITE, round(value)))


def pixel_at(image: Image, x: int, y: int, outside: int = BLACK) -> int:
    """Pixel in column x and row y, or the `outside` value beyond the border."""
    width, height = image_size(image)
    if 0 <= x < width and 0 <= y < height:
        return image[y][x]
    return outside


def mean_brightness(image: Image) -> float:
    """Average of all pixels, rounded to one digit."""
    width, height = image_size(image)
    if width * height == 0:
        return 0.0
    return round(sum(sum(row) for row in image) / (width * height), 1)


def to_text(image: Image) -> list[str]:
    """Rows of characters, a blank for black up to '#' for white."""
    lines = []
    for row in image:
        lines.append("".join(SHADES[value * len(SHADES) // 256] for value in row))
    return lines


def count_pixels(image: Image, low: int, high: int = WHITE) -> int:
    """How many pixels lie between low and high, both included."""
    return sum(1 for row in image for value in row if low <= value <= high)
