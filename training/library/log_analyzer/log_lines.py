"""Parse server log lines such as '09:15:02 WARN [auth] slow reply (340 ms)'."""
import re
from dataclasses import dataclass

LINE_PATTERN = re.compile(r"^(\d{2}:\d{2}:\d{2})\s+(\w+)\s+\[([^\]]+)\]\s*(.*)$")
MS_PATTERN = re.compile(r"\((\d+)\s*ms\)")
SECONDS_PER_DAY = 24 * 60 * 60


@dataclass
class LogEntry:
    """One parsed log line; second counts from midnight."""
    second: int
    level: str
    source: str
    message: str

    def describe(self) -> str:
        """Return 'LEVEL source: message', without the colon if there is no message."""
        label = f"{self.level} {self.source}"
        return f"{label}: {self.message}" if self.message else label

    def duration_ms(self) -> int | None:
        """Return the milliseconds given as '(340 ms)' in the message, or None."""
        found = MS_PATTERN.search(self.message)
        return int(found.group(1)) if found else None


def clock_to_seconds(clock: str) -> int:
    """Convert 'HH:MM:SS' to seconds since midnight."""
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    if hours > 23 or minutes > 59 or seconds > 59:
        raise ValueError(f"impossible time {clock!r}")
    return hours * 3600 + minutes * 60 + seconds


def parse_log_line(line: str) -> LogEntry | None:
    """Parse one line; the level is upper-cased. Lines of another form give None."""
    found = LINE_PATTERN.match(line.strip())
    if found is None:
        return None
    clock, level, source, message = found.groups()
    return LogEntry(clock_to_seconds(clock), level.upper(), source.strip(), message)


def parse_log(text: str) -> list[LogEntry]:
    """Parse a whole log; a line that is not an entry continues the message before it."""
    entries: list[LogEntry] = []
    for line in text.splitlines():
        entry = parse_log_line(line)
        if entry is not None:
            entries.append(entry)
        elif entries and line.strip():
            entries[-1].message += " | " + line.strip()
    return entries


def elapsed_seconds(first: LogEntry, last: LogEntry) -> int:
    """Return the seconds from first to last, which may lie after one midnight."""
    return (last.second - first.second) % SECONDS_PER_DAY
