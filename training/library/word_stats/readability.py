"""Readability scores and reading times."""
from text_units import count_letters, count_syllables, split_sentences, split_words

LONG_WORD_LENGTH = 7
WORDS_PER_MINUTE = 240
GRADE_BANDS = [(90, "very easy"), (70, "easy"), (50, "medium"), (30, "hard")]


def average_sentence_length(text):
    """Return the mean number of words per sentence, with one decimal."""
    sentences = split_sentences(text)
    if not sentences:
        return 0.0
    return round(len(split_words(text)) / len(sentences), 1)


def average_word_length(text):
    """Return the mean number of letters per word, with two decimals."""
    words = split_words(text)
    if not words:
        return 0.0
    return round(count_letters(text) / len(words), 2)


def long_word_percent(text):
    """Return the percentage of words with more than seven characters."""
    words = split_words(text)
    if not words:
        return 0.0
    long_words = [word for word in words if len(word) > LONG_WORD_LENGTH]
    return round(100 * len(long_words) / len(words), 1)


def reading_ease(text):
    """Return the Flesch reading ease with one decimal.

    It is 206.835 - 1.015 * words per sentence - 84.6 * syllables per word.
    """
    words = split_words(text)
    if not words:
        raise ValueError("text has no words")
    per_sentence = len(words) / len(split_sentences(text))
    per_word = sum(count_syllables(word) for word in words) / len(words)
    return round(206.835 - 1.015 * per_sentence - 84.6 * per_word, 1)


def ease_band(score):
    """Return the name of the band for a reading ease; lower limits are inclusive."""
    for limit, name in GRADE_BANDS:
        if score >= limit:
            return name
    return "very hard"


def reading_seconds(text, words_per_minute=WORDS_PER_MINUTE):
    """Return the time to read a text in whole seconds, rounded up."""
    seconds = len(split_words(text)) * 60
    return -(-seconds // words_per_minute)


def longest_sentence(text):
    """Return the sentence with the most words; the first one wins a tie."""
    best = ""
    for sentence in split_sentences(text):
        if len(split_words(sentence)) > len(split_words(best)):
            best = sentence
    return best
