"""Locking accounts after failed logins. Times are in seconds."""
from dataclasses import dataclass, field

from usernames import normalize_username

MAX_FAILURES = 5
FAILURE_WINDOW = 15 * 60
LOCK_SECONDS = 10 * 60


@dataclass
class LoginGuard:
    """Counts recent failures of a single account and locks it when there are too many."""

    failures: list = field(default_factory=list)
    locks: int = 0
    locked_until: int = 0

    def is_locked(self, now):
        """True before the lock ends; at that very second the account is free again."""
        return now < self.locked_until

    def recent_failures(self, now):
        """Number of failures within the window, which excludes its far end."""
        return sum(1 for moment in self.failures if now - moment < FAILURE_WINDOW)

    def fail(self, now):
        """Record a failed login and return True if the account is locked by it.

        Every further lock lasts twice as long as the one before.
        """
        self.failures.append(now)
        if self.recent_failures(now) < MAX_FAILURES:
            return False
        self.locked_until = now + LOCK_SECONDS * 2 ** self.locks
        self.locks += 1
        self.failures.clear()
        return True

    def succeed(self):
        """Forget all failures and earlier locks after a good login."""
        self.failures.clear()
        self.locks = 0


class AccountDirectory:
    """Accounts by user name, with a guard for each."""

    def __init__(self):
        self.secrets = {}
        self.guards = {}

    def register(self, username, secret):
        """Add an account; user names are unique whatever their case."""
        name = normalize_username(username)
        if name in self.secrets:
            raise ValueError(f"name is taken: {name}")
        self.secrets[name] = secret
        self.guards[name] = LoginGuard()
        return name

    def login(self, username, secret, now):
        """Return 'ok', 'locked', 'wrong' or 'unknown'; a locked account is not checked."""
        name = normalize_username(username)
        if name not in self.secrets:
            return "unknown"
        guard = self.guards[name]
        if guard.is_locked(now):
            return "locked"
        if self.secrets[name] == secret:
            guard.succeed()
            return "ok"
        return "locked" if guard.fail(now) else "wrong"
