import re

from . import address
from .functions import FUNCTIONS

_CALL = re.compile(r"^=([A-Z]+)\(([A-Z0-9:]+)\)$")


class Sheet:
    def __init__(self):
        self._cells = {}

    def set(self, where, value):
        self._cells[address.parse(where)] = value

    def get(self, where):
        return self._value(*address.parse(where))

    def _value(self, row, column):
        raw = self._cells.get((row, column))
        if not isinstance(raw, str) or not raw.startswith("="):
            return raw
        match = _CALL.match(raw.upper())
        if match:
            name, area = match.groups()
            return FUNCTIONS[name]([self._value(r, c) for r, c in address.block(area)])
        return self.get(raw[1:])

    def used(self):
        """Addresses of the filled cells, row by row."""
        return [address.show(r, c) for r, c in sorted(self._cells)]

    def header(self):
        """The column captions, from A to the last column in use."""
        if not self._cells:
            return []
        last = max(c for _, c in self._cells)
        return [address.column_letters(c) for c in range(last + 1)]
