"""Find words for a crossword pattern such as 'c?o?s' and check anagrams."""
from collections import Counter


class WordList:
    def __init__(self, words):
        self._by_length = {}
        for word in words:
            word = word.strip().lower()
            if word.isalpha():
                self._by_length.setdefault(len(word), set()).add(word)

    @classmethod
    def from_file(cls, path):
        with open(path, encoding="utf-8") as handle:
            return cls(handle)

    def __len__(self):
        return sum(len(words) for words in self._by_length.values())

    def of_length(self, n):
        return sorted(self._by_length.get(n, ()))


def fits(word, pattern):
    """True when the word could be written over the pattern ('?' is open)."""
    if len(word) != len(pattern):
        return False
    return all(p == "?" or p == w for w, p in zip(word, pattern))


def candidates(words, pattern, without=""):
    """Words of the list that fit, leaving out those with a letter of `without`."""
    pattern = pattern.strip()
    banned = set(without.lower())
    return [
        word
        for word in words.of_length(len(pattern))
        if fits(word, pattern) and not banned & set(word)
    ]


def anagrams(words, letters):
    letters = letters.replace(" ", "").lower()
    wanted = Counter(letters)
    return [
        word
        for word in words.of_length(len(letters))
        if Counter(word) == wanted and word != letters
    ]
