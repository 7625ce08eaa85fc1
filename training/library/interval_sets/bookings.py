"""Questions about busy and free time, in minutes since midnight."""
from spans import Span, overlaps, span_length
from span_set import complement, merge

OFFICE_HOURS = (540, 1020)


def free_slots(busy: list[Span], minimum: int = 30, hours: Span = OFFICE_HOURS) -> list[Span]:
    """Gaps of at least `minimum` minutes within the office hours."""
    gaps = complement(merge(busy), hours)
    return [gap for gap in gaps if span_length(gap) >= minimum]


def first_free_start(busy: list[Span], minutes: int) -> int | None:
    """Earliest start of a free slot of that length, or None."""
    slots = free_slots(busy, minutes)
    return slots[0][0] if slots else None


def conflicts(bookings: dict[str, Span]) -> list[tuple[str, str]]:
    """Pairs of names whose bookings overlap, in alphabetical order."""
    names = sorted(bookings)
    clashes = []
    for i, name in enumerate(names):
        for other in names[i + 1:]:
            if overlaps(bookings[name], bookings[other]):
                clashes.append((name, other))
    return clashes


def rooms_needed(bookings: list[Span]) -> int:
    """Largest number of bookings at the same time; back to back bookings share a room."""
    changes = []
    for start, end in bookings:
        changes.append((start, 1))
        changes.append((end, -1))
    rooms = most = 0
    for _, change in sorted(changes):
        rooms += change
        most = max(most, rooms)
    return most


def clock_text(minute: int) -> str:
    """Minutes since midnight as 'HH:MM'."""
    hours, minutes = divmod(minute, 60)
    return f"{hours:02d}:{minutes:02d}"


def slot_text(slot: Span) -> str:
    """Text such as '09:00-10:30 (90 min)'."""
    return f"{clock_text(slot[0])}-{clock_text(slot[1])} ({span_length(slot)} min)"
