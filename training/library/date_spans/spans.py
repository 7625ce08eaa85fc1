"""Spans of days with both ends inclusive."""
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Span:
    """A span of days from start to end, both inclusive."""
    start: date
    end: date

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError("span ends before it starts")

    def __str__(self) -> str:
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    def days(self) -> int:
        """Return the number of days, at least 1."""
        return (self.end - self.start).days + 1

    def contains(self, day: date) -> bool:
        """Return whether the day lies in the span."""
        return self.start <= day <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return whether the spans share at least one day."""
        return self.start <= other.end and other.start <= self.end


def span_from_text(text: str) -> Span:
    """Parse '2024-03-01..2024-03-09', or a single day."""
    first, dots, last = text.partition("..")
    start = date.fromisoformat(first.strip())
    end = date.fromisoformat(last.strip()) if dots else start
    return Span(start, end)


def overlap_days(left: Span, right: Span) -> int:
    """Return the number of days the spans share."""
    start = max(left.start, right.start)
    end = min(left.end, right.end)
    return max(0, (end - start).days + 1)


def merge_spans(spans: list[Span]) -> list[Span]:
    """Join the spans that overlap or follow each other directly, sorted by start."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda item: item.start):
        if merged and span.start <= merged[-1].end + timedelta(days=1):
            previous = merged.pop()
            span = Span(previous.start, max(previous.end, span.end))
        merged.append(span)
    return merged


def free_spans(period: Span, busy: list[Span]) -> list[Span]:
    """Return the parts of the period that no busy span covers."""
    free = []
    cursor = period.start
    for span in merge_spans(busy):
        if span.start > period.end:
            break
        if span.start > cursor:
            free.append(Span(cursor, span.start - timedelta(days=1)))
        cursor = max(cursor, span.end + timedelta(days=1))
    if cursor <= period.end:
        free.append(Span(cursor, period.end))
    return free
