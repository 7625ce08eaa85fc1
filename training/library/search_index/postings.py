"""An inverted index: for each term the documents and positions where it occurs."""
from analysis import index_terms


def intersect_sorted(left: list[int], right: list[int]) -> list[int]:
    """Return the numbers that are in both ascending lists."""
    common = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            common.append(left[i])
            i += 1
            j += 1
        elif left[i] < right[j]:
            i += 1
        else:
            j += 1
    return common


def encode_gaps(numbers: list[int]) -> list[int]:
    """Replace ascending numbers by the differences to the one before (first: to 0)."""
    return [number - before for before, number in zip([0] + numbers, numbers)]


def decode_gaps(gaps: list[int]) -> list[int]:
    """Restore the numbers from their gaps."""
    numbers = []
    current = 0
    for gap in gaps:
        current += gap
        numbers.append(current)
    return numbers


class InvertedIndex:
    """Documents have positive ids; positions are counted from 0 among the index terms."""

    def __init__(self):
        self.postings: dict[str, dict[int, list[int]]] = {}
        self.lengths: dict[int, int] = {}

    def add(self, doc_id: int, text: str) -> int:
        """Index a text, replacing an earlier one of the same id; return its term count."""
        if doc_id in self.lengths:
            self.remove(doc_id)
        terms = index_terms(text)
        for position, term in enumerate(terms):
            self.postings.setdefault(term, {}).setdefault(doc_id, []).append(position)
        self.lengths[doc_id] = len(terms)
        return len(terms)

    def remove(self, doc_id: int) -> bool:
        """Forget a document and the terms that only it had; return whether it was known."""
        if doc_id not in self.lengths:
            return False
        del self.lengths[doc_id]
        for term in list(self.postings):
            self.postings[term].pop(doc_id, None)
            if not self.postings[term]:
                del self.postings[term]
        return True

    def documents(self, term: str) -> list[int]:
        """Return the ids of the documents with an index term, ascending."""
        return sorted(self.postings.get(term, {}))

    def frequency(self, term: str, doc_id: int) -> int:
        """Return how often a term occurs in a document."""
        return len(self.postings.get(term, {}).get(doc_id, []))

    def phrase_documents(self, phrase: str) -> list[int]:
        """Return the ids of the documents in which the terms of a phrase follow each other."""
        terms = index_terms(phrase)
        if not terms:
            return []
        found = []
        for doc_id in self.documents(terms[0]):
            for start in self.postings[terms[0]][doc_id]:
                if all(
                    start + offset in self.postings.get(term, {}).get(doc_id, [])
                    for offset, term in enumerate(terms)
                ):
                    found.append(doc_id)
                    break
        return found

    def complete(self, prefix: str, limit: int = 5) -> list[str]:
        """Return the terms with a prefix, those in most documents first, then by name."""
        prefix = prefix.strip().lower()
        terms = [term for term in self.postings if term.startswith(prefix)]
        terms.sort(key=lambda term: (-len(self.postings[term]), term))
        return terms[:limit]
