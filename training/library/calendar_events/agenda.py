"""A one-day agenda with conflict detection, free slots and reminders."""
from dataclasses import dataclass

from timespan import format_clock, spans_overlap, parse_clock

DEFAULT_REMINDER = 15


@dataclass
class Event:
    """An event on a single day; start and end are minutes since midnight."""

    title: str
    start: int
    end: int
    reminder: int = DEFAULT_REMINDER

    def label(self) -> str:
        """Agenda line, for example '09:00-09:30 Standup'."""
        return f"{format_clock(self.start)}-{format_clock(self.end)} {self.title}"

    def reminder_time(self) -> str:
        """Clock time of the reminder, never earlier than midnight of the same day."""
        return format_clock(max(0, self.start - self.reminder))


class Agenda:
    """The events of one day, kept in order of their start."""

    def __init__(self):
        self.events: list[Event] = []

    def book(self, title: str, start: str, end: str) -> Event:
        """Add an event from clock texts; the end must be later than the start."""
        begin, finish = parse_clock(start), parse_clock(end)
        if finish <= begin:
            raise ValueError("event must end after it starts")
        event = Event(title.strip(), begin, finish)
        self.events.append(event)
        self.events.sort(key=lambda item: (item.start, item.end))
        return event

    def conflicts(self) -> list[tuple[str, str]]:
        """Pairs of titles of events that overlap, earlier event first."""
        clashes = []
        for index, early in enumerate(self.events):
            for late in self.events[index + 1:]:
                if spans_overlap((early.start, early.end), (late.start, late.end)):
                    clashes.append((early.title, late.title))
        return clashes

    def busy_minutes(self) -> int:
        """Minutes covered by events; time shared by several events counts once."""
        total, covered_until = 0, 0
        for event in self.events:
            begin = max(event.start, covered_until)
            if event.end > begin:
                total += event.end - begin
                covered_until = event.end
        return total

    def free_slots(self, opens: int, closes: int, minimum: int = 30) -> list[str]:
        """Gaps of at least `minimum` minutes between opens and closes as 'HH:MM-HH:MM'."""
        slots = []
        cursor = opens
        for event in self.events:
            gap_end = min(event.start, closes)
            if gap_end - cursor >= minimum:
                slots.append(f"{format_clock(cursor)}-{format_clock(gap_end)}")
            cursor = max(cursor, event.end)
        if closes - cursor >= minimum:
            slots.append(f"{format_clock(cursor)}-{format_clock(closes)}")
        return slots

    def due_reminders(self, now: int) -> list[str]:
        """Titles of events whose reminder has come but which have not started yet."""
        return [e.title for e in self.events if e.start - e.reminder <= now < e.start]
