"""Collecting notices into digests that are sent together."""
from notices import Notice, by_topic, in_order, merge_repeats
from quiet import is_quiet, next_allowed

MAX_LINES = 5
BATCH_MINUTES = 30
BATCH_SIZE = 10


def subject_line(count: int, urgent: int = 0) -> str:
    """Subject such as '3 updates' or '1 update, 1 urgent'."""
    noun = "update" if count == 1 else "updates"
    suffix = f", {urgent} urgent" if urgent else ""
    return f"{count} {noun}{suffix}"


def digest_lines(notices: list[Notice], limit: int = MAX_LINES) -> list[str]:
    """Headlines of the most important notices; a last line counts those left out."""
    ordered = in_order(merge_repeats(notices))
    lines = [notice.headline() for notice in ordered[:limit]]
    hidden = len(ordered) - limit
    if hidden > 0:
        lines.append(f"... and {hidden} more")
    return lines


def topic_summary(notices: list[Notice]) -> str:
    """Topics with their number of notices, e.g. 'billing: 2, team: 1', sorted by name."""
    groups = by_topic(notices)
    return ", ".join(f"{topic}: {len(groups[topic])}" for topic in sorted(groups))


class Outbox:
    """Holds notices of one user until a digest is due."""

    def __init__(self, quiet_start: int = 0, quiet_end: int = 0):
        self.quiet_start = quiet_start
        self.quiet_end = quiet_end
        self.waiting: list[Notice] = []

    def push(self, notice: Notice) -> str:
        """Accept a notice: 'now' for critical ones, which are never held, else 'queued'."""
        if notice.priority == "critical":
            return "now"
        self.waiting.append(notice)
        return "queued"

    def due_at(self) -> int | None:
        """Moment at which the digest should go out, None with nothing waiting.

        That is 30 minutes after the oldest notice, or at the time of the newest one
        once ten are waiting, but never in quiet hours.
        """
        if not self.waiting:
            return None
        if len(self.waiting) >= BATCH_SIZE:
            moment = max(notice.created for notice in self.waiting)
        else:
            moment = min(notice.created for notice in self.waiting) + BATCH_MINUTES
        return next_allowed(moment, self.quiet_start, self.quiet_end)

    def flush(self, now: int) -> list[str]:
        """Lines of the digest if it is due, emptying the outbox; expired notices vanish."""
        due = self.due_at()
        if due is None or now < due or is_quiet(now, self.quiet_start, self.quiet_end):
            return []
        fresh = [notice for notice in self.waiting if not notice.expired(now)]
        self.waiting.clear()
        return digest_lines(fresh)
