from bits import bit_positions, clear_bit, has_bit, set_bit


class FlagSet:
    """Named flags stored in one integer; the first name belongs to bit 0."""

    def __init__(self, names, value=0):
        self.names = [name.strip().lower() for name in names]
        if len(set(self.names)) < len(self.names):
            raise ValueError("flag names must differ")
        self.value = value

    def _bit(self, name):
        key = name.strip().lower()
        if key not in self.names:
            raise KeyError(key)
        return self.names.index(key)

    def enable(self, *names):
        """Turn flags on and return the new value."""
        for name in names:
            self.value = set_bit(self.value, self._bit(name))
        return self.value

    def disable(self, *names):
        """Turn flags off and return the new value."""
        for name in names:
            self.value = clear_bit(self.value, self._bit(name))
        return self.value

    def is_on(self, name):
        """Return whether a flag is on."""
        return has_bit(self.value, self._bit(name))

    def active(self):
        """Return the names of the flags that are on, in bit order; unknown bits as 'bit9'."""
        active = []
        for bit in bit_positions(self.value):
            active.append(self.names[bit] if bit < len(self.names) else f"bit{bit}")
        return active

    def changes(self, other_value):
        """Return the flags that 'added' and 'removed' would list for another value."""
        added = FlagSet(self.names, other_value & ~self.value)
        removed = FlagSet(self.names, self.value & ~other_value)
        return {"added": added.active(), "removed": removed.active()}

    def parse(self, text, separator="|"):
        """Set the flags from a text such as 'read | write'; an empty text clears all."""
        self.value = 0
        names = [name for name in text.split(separator) if name.strip()]
        return self.enable(*names)


def count_flags(records, names):
    """Return how many records {'flags': int} have each named flag on."""
    totals = {name: 0 for name in names}
    for record in records:
        for bit, name in enumerate(names):
            if has_bit(record["flags"], bit):
                totals[name] += 1
    return totals


def matching(records, required=0, forbidden=0):
    """Return the 'id' of records that have all required bits and none of the forbidden."""
    return [
        record["id"]
        for record in records
        if record["flags"] & required == required and not record["flags"] & forbidden
    ]
