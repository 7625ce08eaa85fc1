"""Single bits and bit masks of non-negative integers; bit 0 is the lowest one."""


def set_bit(value: int, bit: int) -> int:
    """Return the value with one bit turned on."""
    return value | (1 << bit)


def clear_bit(value: int, bit: int) -> int:
    """Return the value with one bit turned off."""
    return value & ~(1 << bit)


def toggle_bit(value: int, bit: int) -> int:
    """Return the value with one bit flipped."""
    return value ^ (1 << bit)


def has_bit(value: int, bit: int) -> bool:
    """Return whether a bit is on."""
    return (value >> bit) & 1 == 1


def low_mask(width: int) -> int:
    """Return a mask of the lowest bits, 0 for a width of 0."""
    if width < 0:
        raise ValueError("width must not be negative")
    return (1 << width) - 1


def bit_positions(value: int) -> list[int]:
    """Return the numbers of the bits that are on, the lowest first."""
    positions = []
    bit = 0
    while value:
        if value & 1:
            positions.append(bit)
        value >>= 1
        bit += 1
    return positions


def get_field(value: int, start: int, width: int) -> int:
    """Return the number stored in a field of bits that begins at the bit start."""
    return (value >> start) & low_mask(width)


def put_field(value: int, start: int, width: int, number: int) -> int:
    """Replace the field by a number; raise ValueError if the number does not fit."""
    mask = low_mask(width)
    if number < 0 or number > mask:
        raise ValueError(f"{number} does not fit {width} bits")
    return (value & ~(mask << start)) | (number << start)


def rotate_bits(value: int, places: int, width: int = 8) -> int:
    """Rotate a value of the given width to the left; negative places rotate right."""
    places %= width
    high = (value << places) & low_mask(width)
    return high | (value >> (width - places))


def parity(value: int) -> int:
    """Return 1 if an odd number of bits is on, otherwise 0."""
    return len(bit_positions(value)) % 2
