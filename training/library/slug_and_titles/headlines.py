"""Title case and sentence case for headlines."""
from slugs import SEPARATOR

SMALL_WORDS = {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"}
SENTENCE_ENDS = ".!?"


def is_acronym(word):
    """Return True for words of two or more letters all in capitals, such as 'NASA'."""
    letters = [char for char in word if char.isalpha()]
    return len(letters) >= 2 and all(char.isupper() for char in letters)


def capitalise_word(word):
    """Capitalise each hyphenated part of a word, leaving acronyms as they are."""
    if is_acronym(word):
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def title_case(text):
    """Capitalise a headline; small words stay lower-case unless first or last."""
    words = text.split()
    titled = []
    for index, word in enumerate(words):
        inner = 0 < index < len(words) - 1
        if inner and word.lower() in SMALL_WORDS:
            titled.append(word.lower())
        else:
            titled.append(capitalise_word(word))
    return " ".join(titled)


def sentence_case(text):
    """Lower-case the text except acronyms and the first letter of each sentence."""
    words = []
    start_of_sentence = True
    for word in text.split():
        if not is_acronym(word):
            word = word.lower()
        if start_of_sentence:
            word = word[:1].upper() + word[1:]
        start_of_sentence = word[-1] in SENTENCE_ENDS
        words.append(word)
    return " ".join(words)


def title_from_slug(slug):
    """Return a readable title for a slug ('war-and-peace' -> 'War and Peace')."""
    return title_case(slug.strip(SEPARATOR).replace(SEPARATOR, " "))


def name_initials(name, dots=False):
    """Return the upper-case first letters of a name, small words left out."""
    mark = "." if dots else ""
    words = [word for word in name.split() if word.lower() not in SMALL_WORDS]
    return "".join(word[0].upper() + mark for word in words)
