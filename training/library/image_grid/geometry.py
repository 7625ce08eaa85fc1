"""Crop, flip, rotate and scale; all functions return a new image."""
from pixels import WHITE, Image, image_size


def crop(image: Image, left: int, top: int, width: int, height: int) -> Image:
    """Part of the image; parts outside the image are cut off."""
    if left < 0 or top < 0:
        raise ValueError("crop starts outside the image")
    return [row[left:left + width] for row in image[top:top + height]]


def flip_horizontal(image: Image) -> Image:
    """Mirror left and right."""
    return [row[::-1] for row in image]


def flip_vertical(image: Image) -> Image:
    """Mirror top and bottom."""
    return [list(row) for row in reversed(image)]


def rotate_right(image: Image) -> Image:
    """Turn by 90 degrees clockwise."""
    return [list(column) for column in zip(*reversed(image))]


def rotate(image: Image, degrees: int) -> Image:
    """Turn clockwise by a multiple of 90 degrees; negative angles turn the other way."""
    if degrees % 90 != 0:
        raise ValueError("angle must be a multiple of 90")
    turned = [list(row) for row in image]
    for _ in range(degrees // 90 % 4):
        turned = rotate_right(turned)
    return turned


def enlarge(image: Image, factor: int = 2) -> Image:
    """Repeat each pixel `factor` times in both directions."""
    if factor < 1:
        raise ValueError("factor must be at least 1")
    enlarged = []
    for row in image:
        wide = [value for value in row for _ in range(factor)]
        enlarged.extend(list(wide) for _ in range(factor))
    return enlarged


def add_border(image: Image, thickness: int = 1, value: int = WHITE) -> Image:
    """Frame of equal thickness on all four sides."""
    width, _ = image_size(image)
    side = [value] * thickness
    edge = [[value] * (width + 2 * thickness) for _ in range(thickness)]
    middle = [side + row + side for row in image]
    return edge + middle + [list(row) for row in edge]


def side_by_side(left: Image, right: Image) -> Image:
    """Join two images of the same height."""
    if len(left) != len(right):
        raise ValueError("heights differ")
    return [left_row + right_row for left_row, right_row in zip(left, right)]
