"""One episode of a show, and how much of it was heard."""

from dataclasses import dataclass

from podcast_queue.durations import parse_duration


@dataclass
class Episode:
    """An episode; length and position are seconds."""

    show: str
    title: str
    length: int
    position: int = 0

    def remaining(self):
        """Seconds that are still to be heard."""
        return max(0, self.length - self.position)

    def is_finished(self, tolerance=30):
        """True when at most the closing words are left."""
        return self.remaining() <= tolerance

    def listen(self, seconds):
        """Move on by some seconds, at most to the end."""
        self.position = min(self.length, self.position + seconds)


def read_episode(line):
    """Read 'show | title | 42:10' as an episode."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3:
        raise ValueError(f"not an episode: {line!r}")
    show, title, duration = parts
    return Episode(show, title, parse_duration(duration))
