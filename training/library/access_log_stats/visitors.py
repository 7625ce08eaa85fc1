from access_lines import Hit

SESSION_MINUTES = 30


class VisitorTracker:
    """Follows the visits of each client; hits must arrive in the order of time."""

    def __init__(self, session_minutes=SESSION_MINUTES):
        self.session_minutes = session_minutes
        self.sessions = {}

    def observe(self, hit: Hit):
        """Add a hit and return True if it begins a new session of its client.

        A session ends when the client makes no request for more than its length.
        """
        sessions = self.sessions.setdefault(hit.client, [])
        if sessions and hit.minute - sessions[-1]["end"] <= self.session_minutes:
            session = sessions[-1]
            session["end"] = hit.minute
            session["pages"] += hit.is_page_view()
            return False
        pages = 1 if hit.is_page_view() else 0
        sessions.append({"start": hit.minute, "end": hit.minute, "pages": pages})
        return True

    def session_count(self, client=None):
        """Return the number of sessions of one client, or of all."""
        if client is not None:
            return len(self.sessions.get(client, []))
        return sum(len(sessions) for sessions in self.sessions.values())

    def average_minutes(self):
        """Return the mean length of a session in minutes, with one decimal."""
        lengths = [s["end"] - s["start"] for group in self.sessions.values() for s in group]
        if not lengths:
            return 0.0
        return round(sum(lengths) / len(lengths), 1)

    def bounce_percent(self):
        """Return the whole percentage of sessions with at most one page."""
        total = self.session_count()
        if total == 0:
            return 0
        bounced = 0
        for sessions in self.sessions.values():
            bounced += sum(1 for session in sessions if session["pages"] <= 1)
        return round(100 * bounced / total)

    def busiest_client(self):
        """Return the client with the most pages in all its sessions, None if there is none."""
        def pages(client):
            return sum(session["pages"] for session in self.sessions[client])

        return max(self.sessions, key=pages, default=None)


def suspicious_clients(hits, limit=5):
    """Return the sorted clients with at least that many failed logins (status 401 or 403)."""
    failures = {}
    for hit in hits:
        if hit.status in (401, 403):
            failures[hit.client] = failures.get(hit.client, 0) + 1
    return sorted(client for client, count in failures.items() if count >= limit)


def network_of(client):
    """Return the first three numbers of an IPv4 address as a network, like '10.1.2.0/24'."""
    numbers = client.split(".")
    if len(numbers) != 4:
        raise ValueError(f"not an IPv4 address: {client}")
    return ".".join(numbers[:3]) + ".0/24"
