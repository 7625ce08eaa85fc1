from number_bases import DIGITS, from_base, to_base


def digit_sum(number: int, base: int = 10) -> int:
    """Return the sum of the digits of a number in a base, ignoring the sign."""
    return sum(DIGITS.index(digit) for digit in to_base(abs(number), base))


def digital_root(number: int) -> int:
    """Repeat the decimal digit sum until one digit is left."""
    while abs(number) >= 10:
        number = digit_sum(number)
    return abs(number)


def luhn_sum(digits: str) -> int:
    """Return the Luhn sum of the digits.

    From the right, every second digit is doubled, and 9 is taken off a result above 9.
    """
    total = 0
    for position, char in enumerate(reversed(digits)):
        digit = int(char)
        if position % 2 == 1:
            digit *= 2
            if digit > 9:
                digit -= 9
        total += digit
    return total


def is_luhn_valid(text: str) -> bool:
    """Return whether a card number, blanks and hyphens allowed, passes the Luhn check."""
    digits = text.replace(" ", "").replace("-", "")
    if len(digits) < 2 or not digits.isdigit():
        return False
    return luhn_sum(digits) % 10 == 0


def luhn_check_digit(payload: str) -> int:
    """Return the digit to append to the payload so that the whole passes the check."""
    return -luhn_sum(payload + "0") % 10


def isbn10_check_digit(first_nine: str) -> str:
    """Return the check digit of an ISBN-10: weights 10 down to 2, modulo 11, 'X' for 10."""
    if len(first_nine) != 9:
        raise ValueError("expected nine digits")
    total = sum(int(char) * weight for char, weight in zip(first_nine, range(10, 1, -1)))
    check = -total % 11
    return "X" if check == 10 else str(check)


def ean13_check_digit(first_twelve: str) -> int:
    """Return the check digit of an EAN-13: weights 1 and 3 in turn, starting with 1."""
    total = 0
    for index, char in enumerate(first_twelve):
        total += int(char) * (3 if index % 2 else 1)
    return (10 - total % 10) % 10


def xor_checksum(hex_bytes: str) -> str:
    """Return the XOR of blank-separated hex bytes as two upper-case hex digits."""
    checksum = 0
    for part in hex_bytes.split():
        checksum ^= from_base(part, 16)
    return to_base(checksum, 16).upper().zfill(2)
