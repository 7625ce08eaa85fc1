"""Half-open spans (start, end): the start belongs to the span, the end does not."""
from __future__ import annotations

Span = tuple[int, int]


def make_span(start: int, end: int) -> Span:
    """Check the ends and return the span; it may be empty but not reversed."""
    if end < start:
        raise ValueError(f"span ends before it starts: {start}..{end}")
    return (start, end)


def span_length(span: Span) -> int:
    return span[1] - span[0]


def holds(span: Span, value: int) -> bool:
    """True when the value lies in the span (end excluded)."""
    return span[0] <= value < span[1]


def overlaps(first: Span, second: Span) -> bool:
    """True when the spans have a common value; touching ends do not count."""
    return first[0] < second[1] and second[0] < first[1]


def intersection(first: Span, second: Span) -> Span | None:
    """The common part of two spans, or None when there is none."""
    if not overlaps(first, second):
        return None
    return (max(first[0], second[0]), min(first[1], second[1]))


def shift(span: Span, offset: int) -> Span:
    """Move both ends by the offset."""
    return (span[0] + offset, span[1] + offset)


def gap_between(first: Span, second: Span) -> int:
    """Distance between two spans, 0 when they touch or overlap."""
    if first[0] > second[0]:
        first, second = second, first
    return max(0, second[0] - first[1])


def parse_span(text: str) -> Span:
    """Read '3-8' as (3, 8) and a single number '5' as (5, 6)."""
    left, dash, right = text.strip().partition("-")
    start = int(left)
    if not dash:
        return (start, start + 1)
    return make_span(start, int(right))
