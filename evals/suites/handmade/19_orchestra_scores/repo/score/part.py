from . import pitch
from .instruments import ORCHESTRA


class Part:
    """One instrument's line, in sounding pitches; None is a rest."""

    def __init__(self, instrument, notes):
        self.instrument = ORCHESTRA[instrument]
        self.notes = [None if n in (None, "-") else pitch.number(n) for n in notes]

    def span(self):
        """The lowest and the highest pitch, by name, or None for a silent part."""
        sounding = [n for n in self.notes if n is not None]
        if not sounding:
            return None
        low, high = sounding[0], 0
        for n in sounding:
            if n < low:
                low = n
            if n > high:
                high = n
        return pitch.name(low), pitch.name(high)

    def written(self):
        """The notes as the player reads them."""
        shift = self.instrument.transposition
        return ["-" if n is None else pitch.name(n + shift) for n in self.notes]

    def unplayable(self):
        """Numbers (from 1) of the notes that the instrument does not have."""
        return [
            i
            for i, n in enumerate(self.notes, start=1)
            if n is not None and not self.instrument.can_play(n)
        ]


def tutti_span(parts):
    """The lowest and highest pitch of the whole orchestra."""
    spans = [s for s in (p.span() for p in parts) if s is not None]
    if not spans:
        return None
    low = min(spans, key=lambda s: pitch.number(s[0]))[0]
    high = max(spans, key=lambda s: pitch.number(s[1]))[1]
    return low, high
