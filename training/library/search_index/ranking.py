import math

from analysis import Query, parse_search, stem_term, tokenise
from postings import InvertedIndex, intersect_sorted


def rarity(index: InvertedIndex, term: str) -> float:
    """Return log2(1 + documents / documents with the term); 0.0 for an unknown term."""
    holders = len(index.documents(term))
    if holders == 0:
        return 0.0
    return math.log2(1 + len(index.lengths) / holders)


def score(index: InvertedIndex, doc_id: int, terms: list[str]) -> float:
    """Return the sum over the terms of their share in the document times their rarity."""
    length = index.lengths.get(doc_id, 0)
    if length == 0:
        return 0.0
    total = 0.0
    for term in terms:
        total += index.frequency(term, doc_id) / length * rarity(index, term)
    return round(total, 3)


def candidates(index: InvertedIndex, query: Query) -> list[int]:
    """Return the ascending ids that meet a query.

    They have all required terms, or any optional one if none is required, and none excluded.
    """
    if query.required:
        found = index.documents(query.required[0])
        for term in query.required[1:]:
            found = intersect_sorted(found, index.documents(term))
    else:
        found = sorted({doc for term in query.optional for doc in index.documents(term)})
    banned = {doc for term in query.excluded for doc in index.documents(term)}
    return [doc for doc in found if doc not in banned]


def search(index: InvertedIndex, text: str, limit: int = 10) -> list[int]:
    """Return the ids of the best documents, highest score first, then the lower id."""
    query = parse_search(text)
    if query.is_empty():
        return []
    terms = query.required + query.optional
    ranked = candidates(index, query)
    ranked.sort(key=lambda doc: (-score(index, doc, terms), doc))
    return ranked[:limit]


def page_of(results: list[int], page: int, size: int = 10) -> list[int]:
    """Return one page of the results; pages are counted from 1."""
    if page < 1 or size < 1:
        raise ValueError("page and size start at 1")
    start = (page - 1) * size
    return results[start:start + size]


def snippet(text: str, term: str, context: int = 2) -> str:
    """Return the first word with the stem of term, marked [so], and its neighbours.

    There are at most context words on each side; dots show where text was cut off.
    """
    words = text.split()
    wanted = stem_term(term.lower())
    for index, word in enumerate(words):
        if wanted in [stem_term(token) for token in tokenise(word)]:
            start = max(0, index - context)
            end = index + context + 1
            shown = words[start:index] + [f"[{word}]"] + words[index + 1:end]
            before = "... " if start > 0 else ""
            after = " ..." if end < len(words) else ""
            return before + " ".join(shown) + after
    return ""


def precision_at(results: list[int], relevant: set[int], cutoff: int) -> float:
    """Return the share of relevant documents among the first cutoff results."""
    if cutoff < 1:
        raise ValueError("cutoff must be positive")
    hits = sum(1 for doc in results[:cutoff] if doc in relevant)
    return round(hits / cutoff, 2)
