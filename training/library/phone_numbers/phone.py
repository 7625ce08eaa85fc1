"""Normalise and format single phone numbers."""
from dialing import CALLING_CODES, country_of_digits, drop_trunk, length_problem
from dialing import calling_code

KEYPAD = {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV",
          "9": "WXYZ"}
GROUPS = {"US": (3, 3, 4), "FR": (1, 2, 2, 2, 2), "CH": (2, 3, 2, 2)}
DEFAULT_GROUPS = (3, 3)


def keep_digits(text):
    """Return only the digits of the text."""
    return "".join(char for char in text if char.isdigit())


def keypad_digits(text):
    """Replace the letters of a vanity number by the digits of the phone keypad."""
    digits = []
    for char in text.upper():
        for key, letters in KEYPAD.items():
            if char in letters:
                char = key
        digits.append(char)
    return "".join(digits)


def to_e164(text, country="GB"):
    """Return the number as '+<code><national>'.

    Numbers starting with '+' or '00' are taken as international, all others as
    national numbers of the given country.
    """
    digits = keep_digits(text)
    if text.strip().startswith("+"):
        return "+" + digits
    if digits.startswith("00"):
        return "+" + digits[2:]
    return calling_code(country) + drop_trunk(country, digits)


def split_e164(number):
    """Return {'country', 'code', 'national'} of a '+...' number."""
    digits = number.removeprefix("+")
    country = country_of_digits(digits)
    if country is None:
        raise ValueError(f"no known country code in {number}")
    code = CALLING_CODES[country]
    return {"country": country, "code": code, "national": digits[len(code):]}


def spaced(national, country):
    """Group the national digits as is usual in the country; the rest forms a last group."""
    parts = []
    start = 0
    for size in GROUPS.get(country, DEFAULT_GROUPS):
        parts.append(national[start:start + size])
        start += size
    parts.append(national[start:])
    return " ".join(part for part in parts if part)


def international(text, country="GB"):
    """Return the number for display to foreign callers, like '+33 1 23 45 67 89'."""
    parts = split_e164(to_e164(text, country))
    return f"+{parts['code']} {spaced(parts['national'], parts['country'])}"


def phone_problem(text, country="GB"):
    """Return what is wrong with the number ('empty', 'too short', ...), or None."""
    if not keep_digits(text):
        return "empty"
    parts = split_e164(to_e164(text, country))
    return length_problem(parts["country"], parts["national"])


def hide_number(number, visible=3):
    """Replace all digits by '*' except the last few; other characters stay."""
    hidden = len(keep_digits(number)) - visible
    output = []
    for char in number:
        if char.isdigit() and hidden > 0:
            char = "*"
            hidden -= 1
        output.append(char)
    return "".join(output)
