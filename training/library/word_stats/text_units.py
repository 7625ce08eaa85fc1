"""Split text into words, sentences and syllables."""
import re

ABBREVIATIONS = {"mr", "mrs", "dr", "st", "etc"}
VOWELS = "aeiouy"


def split_words(text):
    """Return the lower-case words; inner apostrophes and hyphens belong to a word."""
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", text.lower())


def split_sentences(text):
    """Split text after '.', '!' and '?', but not after abbreviations such as 'Dr.'."""
    sentences = []
    current = []
    for word in text.split():
        current.append(word)
        if word[-1] in ".!?" and word[:-1].lower() not in ABBREVIATIONS:
            sentences.append(" ".join(current))
            current = []
    if current:
        sentences.append(" ".join(current))
    return sentences


def count_syllables(word):
    """Estimate the syllables of a word as its groups of vowels, at least 1.

    A silent 'e' at the end is not counted, but '-le' after a consonant is.
    """
    word = word.lower()
    groups = 0
    previous_vowel = False
    for char in word:
        vowel = char in VOWELS
        if vowel and not previous_vowel:
            groups += 1
        previous_vowel = vowel
    if word.endswith("e") and len(word) > 2 and word[-2] not in VOWELS:
        if not (word[-2] == "l" and word[-3] not in VOWELS):
            groups -= 1
    return max(groups, 1)


def count_letters(text):
    """Return how many characters of the text are letters."""
    return sum(1 for char in text if char.isalpha())


def is_palindrome(text):
    """Return True if the letters and digits read the same backwards; empty text does not."""
    chars = [char for char in text.lower() if char.isalnum()]
    return bool(chars) and chars == chars[::-1]
