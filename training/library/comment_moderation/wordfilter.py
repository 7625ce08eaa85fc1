"""Banned words: matching, masking and simple disguises."""
import re

BANNED = {"idiot": 3, "moron": 3, "trash": 1, "scam": 2}
LOOKALIKES = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "$": "s", "@": "a"}


def undisguise(word):
    """Lower-case a word and replace digits and signs that stand for letters."""
    return "".join(LOOKALIKES.get(char, char) for char in word.lower())


def squeeze(word):
    """Reduce runs of three or more equal letters to one: 'traaash' -> 'trash'."""
    return re.sub(r"(.)\1{2,}", r"\1", word)


def clean_word(word):
    """Normal form used for look-ups: undisguised, squeezed, without punctuation around."""
    return squeeze(undisguise(word.strip(".,!?;:\"'()")))


def banned_words(text):
    """Banned words of a text in order of appearance, with repetitions."""
    cleaned = (clean_word(word) for word in text.split())
    return [word for word in cleaned if word in BANNED]


def severity(text):
    """Sum of the weights of all banned words in a text."""
    return sum(BANNED[word] for word in banned_words(text))


def mask_word(word):
    """Keep the first letter and replace the others by asterisks."""
    return word[:1] + "*" * (len(word) - 1)


def censor(text):
    """Mask the banned words of a text and leave all else as it is."""
    words = text.split(" ")
    return " ".join(mask_word(w) if clean_word(w) in BANNED else w for w in words)
