"""Roman numerals from 1 to 3999."""

NUMERALS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]
LETTER_VALUES = {letters: value for value, letters in NUMERALS if len(letters) == 1}
LARGEST = 3999


def to_roman(number: int) -> str:
    """Return the upper-case Roman numeral of a number from 1 to 3999 inclusive."""
    if number < 1 or number > LARGEST:
        raise ValueError(f"{number} has no Roman numeral")
    letters = []
    for value, numeral in NUMERALS:
        count, number = divmod(number, value)
        letters.append(numeral * count)
    return "".join(letters)


def roman_value(numeral: str) -> int:
    """Add up a numeral; a letter in front of a larger one is subtracted."""
    values = [LETTER_VALUES[letter] for letter in numeral]
    total = 0
    for index, value in enumerate(values):
        if index + 1 < len(values) and value < values[index + 1]:
            total -= value
        else:
            total += value
    return total


def is_roman(text: str) -> bool:
    """Return whether the text is a correctly written numeral, in either case."""
    text = text.strip().upper()
    if not text or any(letter not in LETTER_VALUES for letter in text):
        return False
    value = roman_value(text)
    return 1 <= value <= LARGEST and to_roman(value) == text


def from_roman(text: str) -> int:
    """Return the number of a correctly written Roman numeral."""
    if not is_roman(text):
        raise ValueError(f"not a Roman numeral: {text!r}")
    return roman_value(text.strip().upper())


def add_roman(*numerals: str) -> str:
    """Return the sum of Roman numerals as a Roman numeral."""
    return to_roman(sum(from_roman(numeral) for numeral in numerals))


def sort_regnal_names(names: list[str]) -> list[str]:
    """Sort names such as 'Louis IX' by name, then by number; no numeral sorts first."""
    def key(name: str) -> tuple[str, int]:
        head, _, last = name.rpartition(" ")
        return (head, from_roman(last)) if head and is_roman(last) else (name, 0)
    return sorted(names, key=key)
