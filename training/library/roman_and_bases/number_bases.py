"""Write numbers in other bases, from 2 to 36."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
PREFIXES = {"0b": 2, "0o": 8, "0x": 16}


def check_base(base: int) -> None:
    """Raise ValueError for a base outside 2 to 36."""
    if not 2 <= base <= len(DIGITS):
        raise ValueError(f"base {base} is not supported")


def to_base(number: int, base: int) -> str:
    """Return the digits of a number in a base, with a minus sign if it is negative."""
    check_base(base)
    if number == 0:
        return "0"
    digits = []
    rest = abs(number)
    while rest > 0:
        rest, digit = divmod(rest, base)
        digits.append(DIGITS[digit])
    if number < 0:
        digits.append("-")
    return "".join(reversed(digits))


def from_base(text: str, base: int) -> int:
    """Return the number written in a base; '_' between digits and the case are ignored."""
    check_base(base)
    text = text.strip().lower().replace("_", "")
    negative = text.startswith("-")
    digits = text[1:] if negative else text
    if not digits:
        raise ValueError("no digits")
    number = 0
    for char in digits:
        digit = DIGITS.find(char)
        if digit < 0 or digit >= base:
            raise ValueError(f"{char!r} is no digit of base {base}")
        number = number * base + digit
    return -number if negative else number


def parse_literal(text: str) -> int:
    """Parse '0x1F', '0b101', '0o17' or a decimal number."""
    text = text.strip().lower()
    base = PREFIXES.get(text[:2])
    if base is None:
        return from_base(text, 10)
    return from_base(text[2:], base)


def group_digits(digits: str, size: int = 4, mark: str = "_") -> str:
    """Put a mark between groups of digits, counted from the right."""
    groups = []
    while len(digits) > size:
        groups.insert(0, digits[-size:])
        digits = digits[:-size]
    return mark.join([digits] + groups)


def to_binary_byte(number: int) -> str:
    """Return the eight bits of a number from 0 to 255, in two groups of four."""
    if not 0 <= number <= 255:
        raise ValueError("not a byte")
    return group_digits(to_base(number, 2).zfill(8), 4, " ")


def digits_needed(number: int, base: int) -> int:
    """Return how many digits a number has in a base, the sign not counted."""
    return len(to_base(abs(number), base))
