from pixels import BLACK, WHITE, Image, clamp_pixel, image_size


def invert(image: Image) -> Image:
    """Negative of the image."""
    return [[WHITE - value for value in row] for row in image]


def threshold(image: Image, level: int = 128) -> Image:
    """White for pixels from the level on, black below it."""
    return [[WHITE if value >= level else BLACK for value in row] for row in image]


def brighten(image: Image, amount: int) -> Image:
    """Add the amount to each pixel and stay within 0 to 255."""
    return [[clamp_pixel(value + amount) for value in row] for row in image]


def change_contrast(image: Image, factor: float) -> Image:
    """Multiply the distance of each pixel from middle grey (128) by the factor."""
    return [[clamp_pixel(128 + (value - 128) * factor) for value in row] for row in image]


def neighbourhood(image: Image, x: int, y: int) -> list[int]:
    """The pixel and its neighbours, diagonal ones included, as far as they exist."""
    width, height = image_size(image)
    values = []
    for row in range(max(0, y - 1), min(height, y + 2)):
        for column in range(max(0, x - 1), min(width, x + 2)):
            values.append(image[row][column])
    return values


def blur(image: Image) -> Image:
    """Replace each pixel by the rounded-down mean of its neighbourhood."""
    width, height = image_size(image)
    blurred = []
    for y in range(height):
        row = []
        for x in range(width):
            values = neighbourhood(image, x, y)
            row.append(sum(values) // len(values))
        blurred.append(row)
    return blurred


def stretch_levels(image: Image) -> Image:
    """Spread the values so that the darkest pixel is 0 and the brightest is 255.

    An image of one single value is returned unchanged.
    """
    darkest = min(min(row) for row in image)
    brightest = max(max(row) for row in image)
    if darkest == brightest:
        return [list(row) for row in image]
    factor = WHITE / (brightest - darkest)
    return [[clamp_pixel((value - darkest) * factor) for value in row] for row in image]


def blend(first: Image, second: Image, share: float = 0.5) -> Image:
    """Mix two images of equal size; share 0 shows only the first, 1 only the second."""
    if image_size(first) != image_size(second):
        raise ValueError("sizes differ")
    return [
        [clamp_pixel(a * (1 - share) + b * share) for a, b in zip(row_a, row_b)]
        for row_a, row_b in zip(first, second)
    ]
