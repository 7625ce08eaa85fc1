"""Make URL slugs out of titles."""
import re
import unicodedata

SEPARATOR = "-"
SPECIAL_LETTERS = {"ß": "ss", "æ": "ae", "ø": "o", "&": " and ", "@": " at "}


def plain_letters(text):
    """Replace accented and special letters by plain ones ('Café' -> 'Cafe')."""
    for letter, replacement in SPECIAL_LETTERS.items():
        text = text.replace(letter, replacement)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slugify(title, max_length=50):
    """Return a lower-case slug of at most max_length characters, cut between words.

    Apostrophes vanish; every other run of non-alphanumeric characters becomes one hyphen.
    """
    text = plain_letters(title.lower()).replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", SEPARATOR, text).strip(SEPARATOR)
    return shorten_slug(slug, max_length)


def shorten_slug(slug, max_length):
    """Drop whole words from the end until the slug fits; a first word too long is cut."""
    if len(slug) <= max_length:
        return slug
    words = slug.split(SEPARATOR)
    while len(words) > 1 and len(SEPARATOR.join(words)) > max_length:
        words.pop()
    return SEPARATOR.join(words)[:max_length]


def unique_slug(title, taken):
    """Return the slug of the title, with -2, -3, ... appended when it is already taken."""
    base = slugify(title) or "untitled"
    slug = base
    number = 2
    while slug in taken:
        slug = f"{base}{SEPARATOR}{number}"
        number += 1
    return slug


def slug_number(slug):
    """Return the number at the end of a slug such as 'my-post-3'; 1 if there is none."""
    head, _, tail = slug.rpartition(SEPARATOR)
    if head and tail.isdigit():
        return int(tail)
    return 1


def is_slug(text, max_length=50):
    """Return True when the text is already a valid slug."""
    return bool(text) and text == slugify(text, max_length)
