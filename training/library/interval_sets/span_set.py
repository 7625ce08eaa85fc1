"""Sets of integers stored as sorted spans that neither touch nor overlap."""
from __future__ import annotations

from spans import Span, holds, intersection, parse_span, span_length


def merge(spans: list[Span]) -> list[Span]:
    """Sort the spans and join those that touch or overlap; empty spans disappear."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if merged and start <= merged[-1][1]:
            previous_start, previous_end = merged[-1]
            merged[-1] = (previous_start, max(previous_end, end))
        else:
            merged.append((start, end))
    return merged


def subtract(spans: list[Span], removed: Span) -> list[Span]:
    """The spans without the values of the removed span."""
    remaining = []
    for start, end in spans:
        if intersection((start, end), removed) is None:
            remaining.append((start, end))
            continue
        if start < removed[0]:
            remaining.append((start, removed[0]))
        if removed[1] < end:
            remaining.append((removed[1], end))
    return remaining


def common(first: list[Span], second: list[Span]) -> list[Span]:
    """Values that are in both sets."""
    shared = []
    for a in first:
        for b in second:
            part = intersection(a, b)
            if part is not None:
                shared.append(part)
    return merge(shared)


def complement(spans: list[Span], within: Span) -> list[Span]:
    """The gaps that the spans leave open inside the `within` span."""
    free = [within]
    for span in spans:
        free = subtract(free, span)
    return free


def covered(spans: list[Span]) -> int:
    """How many integers the spans cover; overlaps count once."""
    return sum(span_length(span) for span in merge(spans))


def contains(spans: list[Span], value: int) -> bool:
    """True when one of the spans holds the value."""
    return any(holds(span, value) for span in spans)


def parse_set(text: str) -> list[Span]:
    """Read a list such as '1-4, 7, 9-12'; blank entries are ignored."""
    entries = [entry for entry in text.split(",") if entry.strip()]
    return merge([parse_span(entry) for entry in entries])


def format_set(spans: list[Span]) -> str:
    """Write '1-4,7'; spans that hold one value show that value only."""
    parts = []
    for start, end in spans:
        parts.append(str(start) if end - start == 1 else f"{start}-{end}")
    return ",".join(parts)
