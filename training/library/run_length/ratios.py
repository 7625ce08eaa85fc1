from byte_runs import pack_bytes
from rle import pack_text, run_pairs


def ratio(original_size, packed_size):
    """Packed size as a share of the original, to two decimals; 1.0 for empty originals."""
    if original_size == 0:
        return 1.0
    return round(packed_size / original_size, 2)


def text_saving(text):
    """Percent of the characters saved by packing; negative if it gets longer."""
    return round(100 * (1 - ratio(len(text), len(pack_text(text)))))


def run_report(items):
    """Return {'items', 'runs', 'longest', 'average'} for a list; average to one decimal."""
    lengths = [length for _, length in run_pairs(items)]
    return {
        "items": len(items),
        "runs": len(lengths),
        "longest": max(lengths, default=0),
        "average": round(len(items) / len(lengths), 1) if lengths else 0.0,
    }


def better_packing(rows):
    """For rows {'name', 'data'} name those that packing makes shorter, best ratio first."""
    gains = []
    for row in rows:
        share = ratio(len(row["data"]), len(pack_bytes(row["data"])))
        if share < 1:
            gains.append((share, row["name"]))
    return [name for _, name in sorted(gains)]


class BitmapRow:
    """A row of black (1) and white (0) dots, stored as run lengths starting with white."""

    def __init__(self, dots):
        self.lengths = []
        color = 0
        for value, length in run_pairs(dots):
            if value != color:
                self.lengths.append(0)
                color = value
            self.lengths.append(length)
            color = 1 - color

    def width(self):
        """Number of dots in the row."""
        return sum(self.lengths)

    def black_dots(self):
        """Number of black dots."""
        return sum(self.lengths[1::2])

    def invert(self):
        """Swap black and white in place and return the new run lengths."""
        if self.lengths and self.lengths[0] == 0:
            del self.lengths[0]
        else:
            self.lengths.insert(0, 0)
        return self.lengths

    def draw(self, black="#", white="."):
        """The row as text."""
        pieces = []
        for index, length in enumerate(self.lengths):
            pieces.append((black if index % 2 == 1 else white) * length)
        return "".join(pieces)
