"""The flag store and the order in which a flag is decided."""
from rollout import in_rollout
from rules import matches_all


class Flag:
    """A named switch with user overrides, targeting rules and a rollout percentage."""

    def __init__(self, name, percent=0, rules=(), enabled=True):
        self.name = name
        self.percent = percent
        self.rules = list(rules)
        self.enabled = enabled
        self.overrides = {}

    def override(self, user, value):
        """Force the flag for one user; None removes an earlier override."""
        if value is None:
            self.overrides.pop(user, None)
        else:
            self.overrides[user] = bool(value)

    def decide(self, user, context=None):
        """Return (on, reason) for a user.

        The kill switch wins over everything, then overrides, then rules, then rollout.
        """
        if not self.enabled:
            return False, "disabled"
        if user in self.overrides:
            return self.overrides[user], "override"
        if not matches_all(self.rules, context or {}):
            return False, "rules"
        return in_rollout(self.name, user, self.percent), "rollout"


class FlagStore:
    """Flags by name; names are compared in lower case with dashes."""

    def __init__(self):
        self.flags = {}
        self.exposures = {}

    @staticmethod
    def clean_name(name):
        """Canonical flag name: 'New Checkout' and 'new_checkout' become 'new-checkout'."""
        return name.strip().lower().replace(" ", "-").replace("_", "-")

    def define(self, name, **settings):
        """Create a flag; defining a name twice is an error."""
        key = self.clean_name(name)
        if key in self.flags:
            raise ValueError(f"flag exists: {key}")
        self.flags[key] = Flag(key, **settings)
        return self.flags[key]

    def is_on(self, name, user, context=None, default=False):
        """Decide a flag for a user and count it when on; unknown flags give the default."""
        flag = self.flags.get(self.clean_name(name))
        if flag is None:
            return default
        on, _ = flag.decide(user, context)
        if on:
            self.exposures[flag.name] = self.exposures.get(flag.name, 0) + 1
        return on

    def stale(self):
        """Names of the flags that are fully on without rules, ready for clean-up."""
        return sorted(
            flag.name
            for flag in self.flags.values()
            if flag.enabled and flag.percent == 100 and not flag.rules
        )
