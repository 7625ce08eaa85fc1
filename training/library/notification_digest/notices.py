"""Single notifications, their priority and merging of repeated ones."""
from dataclasses import dataclass

PRIORITY_RANK = {"critical": 0, "high": 1, "normal": 2, "low": 3}
TTL_MINUTES = {"critical": 7 * 1440, "high": 2880, "normal": 1440, "low": 360}


@dataclass
class Notice:
    """A notification about a topic; count tells how many were merged into it."""

    topic: str
    text: str
    created: int
    priority: str = "normal"
    count: int = 1

    def rank(self) -> int:
        """Position of the priority, 0 for critical; unknown priorities rank as normal."""
        return PRIORITY_RANK.get(self.priority, PRIORITY_RANK["normal"])

    def expired(self, now: int) -> bool:
        """True when the notice is older than the time to live of its priority."""
        return now - self.created > TTL_MINUTES.get(self.priority, 1440)

    def headline(self) -> str:
        """Text of the notice, with '(xN)' when it stands for several."""
        return f"{self.text} (x{self.count})" if self.count > 1 else self.text


def in_order(notices: list[Notice]) -> list[Notice]:
    """Most important first; within a priority the oldest first."""
    return sorted(notices, key=lambda notice: (notice.rank(), notice.created))


def merge_repeats(notices: list[Notice], window: int = 60) -> list[Notice]:
    """Merge notices of equal topic and text that follow within `window` minutes.

    The time is measured from the last merged notice; the bound is inclusive. The
    merged notice keeps the first text and carries the most important priority.
    """
    merged: list[Notice] = []
    latest: dict[tuple[str, str], tuple[Notice, int]] = {}
    for notice in sorted(notices, key=lambda item: item.created):
        key = (notice.topic, notice.text.lower())
        known = latest.get(key)
        if known is not None and notice.created - known[1] <= window:
            target = known[0]
            target.count += notice.count
            if notice.rank() < target.rank():
                target.priority = notice.priority
        else:
            target = Notice(notice.topic, notice.text, notice.created, notice.priority,
                            notice.count)
            merged.append(target)
        latest[key] = (target, notice.created)
    return merged


def by_topic(notices: list[Notice]) -> dict[str, list[str]]:
    """Headlines grouped by topic, topics in order of first appearance."""
    groups: dict[str, list[str]] = {}
    for notice in notices:
        groups.setdefault(notice.topic, []).append(notice.headline())
    return groups
