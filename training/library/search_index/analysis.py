"""Turn texts and queries into search terms."""
import re
from dataclasses import dataclass, field

STOP_TERMS = frozenset("a an and are as at be by for in is it of on or the to with".split())
MIN_LENGTH = 2
SUFFIXES = [("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")]


def tokenise(text: str) -> list[str]:
    """Return the lower-case runs of letters and digits."""
    return re.findall(r"[a-z0-9]+", text.lower())


def stem_term(term: str) -> str:
    """Cut off the first suffix that fits, if at least three characters are left.

    Words in '-ss' keep their ending.
    """
    if term.endswith("ss"):
        return term
    for suffix, replacement in SUFFIXES:
        if term.endswith(suffix) and len(term) - len(suffix) >= 3:
            return term[:-len(suffix)] + replacement
    return term


def index_terms(text: str) -> list[str]:
    """Return the stemmed terms of a text without stop words and single characters."""
    kept = [term for term in tokenise(text) if term not in STOP_TERMS]
    return [stem_term(term) for term in kept if len(term) >= MIN_LENGTH]


@dataclass
class Query:
    """The terms that must occur, that must not occur, and that improve the rank."""
    required: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Return True when nothing is searched for; exclusions alone find nothing."""
        return not self.required and not self.optional


def parse_search(text: str) -> Query:
    """Parse a query: '+word' is required, '-word' excluded, other words are optional."""
    query = Query()
    for word in text.split():
        terms = index_terms(word)
        if word.startswith("+"):
            query.required.extend(terms)
        elif word.startswith("-"):
            query.excluded.extend(terms)
        else:
            query.optional.extend(terms)
    return query


def character_grams(term: str, size: int = 3) -> list[str]:
    """Return the overlapping pieces of a term; a shorter term is its own only piece."""
    if len(term) <= size:
        return [term]
    return [term[i:i + size] for i in range(len(term) - size + 1)]


def term_similarity(left: str, right: str) -> float:
    """Return the shared part of the character grams of two terms, from 0.0 to 1.0."""
    first, second = set(character_grams(left)), set(character_grams(right))
    return round(len(first & second) / len(first | second), 2)
