"""Count words and sequences of words."""
from collections import Counter

from text_units import split_words

STOP_WORDS = {"a", "an", "and", "in", "is", "it", "of", "on", "the", "to"}


def word_counts(text, skip_stop_words=False):
    """Return how often each word occurs."""
    counts = {}
    for word in split_words(text):
        if skip_stop_words and word in STOP_WORDS:
            continue
        counts[word] = counts.get(word, 0) + 1
    return counts


def top_words(text, limit=5, min_length=1):
    """Return the most frequent words with their counts; ties go in alphabetical order."""
    counts = word_counts(text, skip_stop_words=True)
    kept = [(word, count) for word, count in counts.items() if len(word) >= min_length]
    kept.sort(key=lambda pair: (-pair[1], pair[0]))
    return kept[:limit]


def ngrams(text, size=2):
    """Return all runs of size neighbouring words, each joined by blanks."""
    if size < 1:
        raise ValueError("size must be positive")
    words = split_words(text)
    return [" ".join(words[i:i + size]) for i in range(len(words) - size + 1)]


def repeated_ngrams(text, size=2):
    """Return the sorted n-grams that occur more than once."""
    counts = Counter(ngrams(text, size))
    return sorted(gram for gram, count in counts.items() if count > 1)


def lexical_variety(text):
    """Return the share of different words among all words, from 0.0 to 1.0."""
    words = split_words(text)
    if not words:
        return 0.0
    return round(len(set(words)) / len(words), 3)


def words_used_once(text):
    """Return the words that occur exactly once, in the order of the text."""
    return [word for word, count in word_counts(text).items() if count == 1]


def length_histogram(text):
    """Return {word length: number of words}, in order of length."""
    histogram = {}
    for word in sorted(split_words(text), key=len):
        histogram[len(word)] = histogram.get(len(word), 0) + 1
    return histogram


def shared_words(first, second):
    """Return the sorted words that occur in both texts, without stop words."""
    common = set(split_words(first)) & set(split_words(second))
    return sorted(common - STOP_WORDS)
