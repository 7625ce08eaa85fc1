"""Turn option texts into typed values."""

TRUE_WORDS = {"yes", "true", "on", "1"}
FALSE_WORDS = {"no", "false", "off", "0"}
SIZE_UNITS = {"k": 1024, "m": 1024 ** 2, "g": 1024 ** 3}


def parse_bool(text: str) -> bool:
    """Return the truth value of words like Yes, off or 1; other words are an error."""
    word = text.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ValueError(f"not a boolean: {text!r}")


def parse_byte_size(text: str) -> int:
    """Return a size in bytes from texts such as '512', '4K' or '2 m' (powers of 1024)."""
    text = text.strip().lower()
    unit = text[-1:]
    if unit in SIZE_UNITS:
        return int(text[:-1]) * SIZE_UNITS[unit]
    return int(text)


def parse_list(text: str, separator: str = ",") -> list[str]:
    """Split a list value, trimming the items and dropping empty ones."""
    return [item.strip() for item in text.split(separator) if item.strip()]


def parse_bounded(text: str, low: int = 1, high: int = 65535) -> int:
    """Return an integer that must lie between low and high, both inclusive."""
    number = int(text)
    if number < low or number > high:
        raise ValueError(f"{number} is not between {low} and {high}")
    return number


def parse_pairs(text: str) -> dict[str, str]:
    """Parse 'host=db, port=5432' into a dict; an item without '=' gets an empty value."""
    pairs = {}
    for item in parse_list(text):
        key, _, value = item.partition("=")
        pairs[key.strip()] = value.strip()
    return pairs


def guess_value(text: str) -> bool | int | str:
    """Return an int for digits, a bool for on/off words and the trimmed text otherwise."""
    text = text.strip()
    if text.lstrip("-").isdigit():
        return int(text)
    if text.lower() in TRUE_WORDS | FALSE_WORDS:
        return parse_bool(text)
    return text
