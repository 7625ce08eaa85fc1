"""Reading and writing ingredient lines."""
from fractions import Fraction

from units import canonical_unit

QUARTERS = {0.25: "1/4", 0.5: "1/2", 0.75: "3/4"}


def parse_amount(text):
    """Number from '2', '1.5', '3/4' or '1 1/2'."""
    return float(sum(Fraction(part) for part in text.split()))


def format_amount(amount):
    """Amount with quarters as fractions: 1.5 gives '1 1/2'; others get at most 2 decimals."""
    whole, rest = int(amount), amount - int(amount)
    if rest in QUARTERS:
        return f"{whole} {QUARTERS[rest]}" if whole else QUARTERS[rest]
    return f"{amount:.2f}".rstrip("0").rstrip(".")


def is_amount(word):
    """True for a word made of digits, with a dot or a slash inside."""
    return word[:1].isdigit() and all(char.isdigit() or char in "./" for char in word)


def parse_ingredient(line):
    """Split '1 1/2 cups flour, sifted' into (1.5, 'cup', 'flour', 'sifted').

    The unit is None for countable things; without an amount the amount is None too.
    The note after the first comma may be empty.
    """
    main, _, note = line.partition(",")
    words = main.split()
    used = 0
    while used < len(words) and is_amount(words[used]):
        used += 1
    amount = parse_amount(" ".join(words[:used])) if used else None
    rest = words[used:]
    unit = None
    if amount is not None and len(rest) > 1:
        try:
            unit = canonical_unit(rest[0])
            rest = rest[1:]
        except ValueError:
            pass
    return amount, unit, " ".join(rest).lower(), note.strip()


def format_ingredient(amount, unit, name):
    """Ingredient line without the parts that are None."""
    parts = []
    if amount is not None:
        parts.append(format_amount(amount))
    if unit is not None:
        parts.append(unit)
    parts.append(name)
    return " ".join(parts)
