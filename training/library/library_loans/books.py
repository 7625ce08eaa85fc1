"""Catalogue records: ISBN checks, titles and shelf marks."""
import re


def clean_isbn(text):
    """Drop blanks and hyphens from an ISBN and make a final x a capital X."""
    return re.sub(r"[\s-]", "", text).upper()


def is_valid_isbn10(text):
    """Check the weighted sum of an ISBN-10: weights 10 down to 1, divisible by 11."""
    isbn = clean_isbn(text)
    if not re.fullmatch(r"\d{9}[\dX]", isbn):
        return False
    total = 0
    for position, char in enumerate(isbn):
        digit = 10 if char == "X" else int(char)
        total += digit * (10 - position)
    return total % 11 == 0


def isbn13_check_digit(first_twelve):
    """The thirteenth digit of an ISBN-13, from weights 1 and 3 in turn."""
    digits = clean_isbn(first_twelve)
    if len(digits) != 12:
        raise ValueError("twelve digits expected")
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return (10 - total % 10) % 10


def sort_title(title):
    """Title for alphabetical order: lower case, without a leading article."""
    words = title.strip().lower().split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def author_key(name):
    """'Ursula K. Le Guin' becomes 'Guin, Ursula K. Le'; a single name stays as it is."""
    parts = name.split()
    if len(parts) < 2:
        return name.strip()
    return f"{parts[-1]}, {' '.join(parts[:-1])}"


def shelf_mark(dewey, author):
    """Shelf mark such as '813.5 GUI': Dewey number and three letters of the last name."""
    last_name = author.split()[-1]
    return f"{dewey:05.1f} {last_name[:3].upper()}"
