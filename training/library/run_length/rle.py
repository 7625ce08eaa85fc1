"""Run-length encoding of texts and lists."""
import re
from dataclasses import dataclass


@dataclass
class Run:
    value: str
    length: int

    def code(self):
        """Text form: the length, left out when it is 1, then the value."""
        return f"{self.length if self.length > 1 else ''}{self.value}"

    def extend(self, count=1):
        """Make the run longer and return its new length."""
        if count < 0:
            raise ValueError("count must not be negative")
        self.length += count
        return self.length


def find_runs(items):
    """Return the Run objects of a text or list."""
    runs = []
    for item in items:
        if runs and runs[-1].value == item:
            runs[-1].extend()
        else:
            runs.append(Run(item, 1))
    return runs


def run_pairs(items):
    """Return the runs as (value, length) pairs."""
    return [(run.value, run.length) for run in find_runs(items)]


def pack_text(text):
    """Encode a text without digits: 'aaab' becomes '3ab'."""
    if any(char.isdigit() for char in text):
        raise ValueError("text must not contain digits")
    return "".join(run.code() for run in find_runs(text))


def unpack_text(packed):
    """Decode a packed text; a number at the end without a character is an error."""
    if packed and packed[-1].isdigit():
        raise ValueError("length without a character")
    output = []
    for length, char in re.findall(r"(\d*)(\D)", packed):
        output.append(char * int(length or 1))
    return "".join(output)


def expand_pairs(pairs):
    """Return the list of values for (value, length) pairs; lengths must be positive."""
    values = []
    for value, length in pairs:
        if length < 1:
            raise ValueError("length must be positive")
        values.extend([value] * length)
    return values


def value_at(pairs, index):
    """Return the value at an index of the expanded list, without expanding it."""
    for value, length in pairs:
        if index < length:
            return value
        index -= length
    raise IndexError("index beyond the last run")
