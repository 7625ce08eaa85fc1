"""Priority queue of named jobs; the lowest number is the most urgent."""

from binary_heap import heap_pop, heap_push

PRIORITY_NAMES = {"urgent": 0, "high": 1, "normal": 5, "low": 9}


def priority_value(priority):
    """Number of a priority given as a number or as a name in any letter case."""
    if isinstance(priority, int):
        return priority
    name = priority.strip().lower()
    if name not in PRIORITY_NAMES:
        raise ValueError(f"unknown priority {name!r}")
    return PRIORITY_NAMES[name]


class WaitingLine:
    """Jobs come out by priority; jobs of equal priority in the order they came in."""

    def __init__(self):
        self._heap = []
        self._arrivals = 0
        self._cancelled = set()

    def enqueue(self, job, priority="normal"):
        """Add a job and return its ticket number; tickets start at 1."""
        self._arrivals += 1
        heap_push(self._heap, (priority_value(priority), self._arrivals, job))
        return self._arrivals

    def cancel(self, ticket):
        """Mark a waiting job so that it is skipped; False when it is not waiting."""
        waiting = any(entry[1] == ticket for entry in self._heap)
        if not waiting or ticket in self._cancelled:
            return False
        self._cancelled.add(ticket)
        return True

    def dequeue(self):
        """Remove and return the next job, or None when nobody waits."""
        while self._heap:
            _, ticket, job = heap_pop(self._heap)
            if ticket not in self._cancelled:
                return job
            self._cancelled.remove(ticket)
        return None

    def waiting(self):
        """Number of jobs that are still to come out."""
        return len(self._heap) - len(self._cancelled)

    def drain(self):
        """Remove all jobs and return them in order."""
        jobs = []
        while self.waiting() > 0:
            jobs.append(self.dequeue())
        return jobs
