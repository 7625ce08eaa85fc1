"""Text helpers for post bodies: excerpts, word counts and reading times."""
import re

WORDS_PER_MINUTE = 200
SECONDS_PER_IMAGE = 12
MORE_MARK = "<!--more-->"


def strip_markup(body: str) -> str:
    """Plain text of a Markdown body: link texts stay, images and emphasis marks go."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", body)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"[*_`#>]", "", text)
    return " ".join(text.split())


def word_count(body: str) -> int:
    """Number of words of the plain text, without a 'more' mark."""
    return len(strip_markup(body.replace(MORE_MARK, " ")).split())


def image_count(body: str) -> int:
    """Number of images in a Markdown body."""
    return body.count("![")


def reading_minutes(body: str) -> int:
    """Minutes to read a post at 200 words per minute and 12 seconds per image.

    Rounded up to whole minutes, and at least one.
    """
    seconds = word_count(body) * 60 / WORDS_PER_MINUTE
    seconds += image_count(body) * SECONDS_PER_IMAGE
    return max(1, int(-(-seconds // 60)))


def excerpt(body: str, max_words: int = 30) -> str:
    """Text before the 'more' mark, or else the first words with ' …' if any were cut."""
    if MORE_MARK in body:
        return strip_markup(body.split(MORE_MARK)[0])
    words = strip_markup(body).split()
    if len(words) <= max_words:
        return " ".join(words)
    return " ".join(words[:max_words]) + " …"


def headings(body: str) -> list[tuple[int, str]]:
    """(level, text) of the headings of a body; the level is the number of # signs."""
    found = []
    for line in body.splitlines():
        match = re.match(r"(#{1,6})\s+(.+)", line)
        if match:
            found.append((len(match.group(1)), match.group(2).strip()))
    return found
