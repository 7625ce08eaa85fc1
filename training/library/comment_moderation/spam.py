"""Signals that a comment is spam, each worth some points."""
import re

from wordfilter import severity

MAX_LINKS = 2
LINK_POINTS = 2
SHOUT_POINTS = 2
REPEAT_POINTS = 3
NEWCOMER_POINTS = 1
NEWCOMER_DAYS = 7


def count_links(text):
    """Number of web addresses in a text."""
    return len(re.findall(r"https?://|www\.", text.lower()))


def shouting_ratio(text):
    """Share of upper case among the letters, 0 for a text without letters."""
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return 0
    return round(sum(char.isupper() for char in letters) / len(letters), 2)


def is_shouting(text):
    """Texts of more than ten letters are shouted when over 70 percent are upper case."""
    letters = sum(char.isalpha() for char in text)
    return letters > 10 and shouting_ratio(text) > 0.7


def similarity(first, second):
    """Jaccard similarity of the word sets of two texts, ignoring case; 0 if both are empty."""
    left, right = set(first.lower().split()), set(second.lower().split())
    union = left | right
    if not union:
        return 0
    return round(len(left & right) / len(union), 2)


def is_repeat(text, earlier, threshold=0.8):
    """True if the text is at least as similar to an earlier comment as the threshold."""
    return any(similarity(text, other) >= threshold for other in earlier)


def spam_score(text, earlier=(), account_days=30):
    """Points for links beyond two, shouting, repetition, new accounts and banned words."""
    score = severity(text)
    extra_links = count_links(text) - MAX_LINKS
    if extra_links > 0:
        score += extra_links * LINK_POINTS
    if is_shouting(text):
        score += SHOUT_POINTS
    if is_repeat(text, earlier):
        score += REPEAT_POINTS
    if account_days < NEWCOMER_DAYS:
        score += NEWCOMER_POINTS
    return score
