from cells import cell_text, natural_alignment, place
from column_widths import needed_widths

# style -> (left end, crossing, right end, line, separator between cells)
STYLES = {
    "ascii": ("+", "+", "+", "-", "|"),
    "box": ("├", "┼", "┤", "─", "│"),
    "markdown": ("|", "|", "|", "-", "|"),
}


class Table:
    """Rows under fixed headers that are printed with aligned columns."""

    def __init__(self, headers, style="ascii"):
        if style not in STYLES:
            raise ValueError(f"unknown style {style}")
        self.headers = list(headers)
        self.style = style
        self.rows = []
        self.alignments = {}

    def add_row(self, *values):
        """Add a row; missing values at the end become None, too many are an error."""
        if len(values) > len(self.headers):
            raise ValueError("more values than columns")
        padding = [None] * (len(self.headers) - len(values))
        self.rows.append(list(values) + padding)

    def align(self, header, alignment):
        """Set the alignment of a column; otherwise its values decide."""
        if header not in self.headers:
            raise KeyError(header)
        self.alignments[header] = alignment

    def sort_rows(self, header, reverse=False):
        """Sort the rows by a column; rows without a value always come last."""
        index = self.headers.index(header)
        known = [row for row in self.rows if row[index] is not None]
        missing = [row for row in self.rows if row[index] is None]
        known.sort(key=lambda row: row[index], reverse=reverse)
        self.rows = known + missing

    def add_total(self, label="Total"):
        """Add a row with the sums of the numeric columns, labelled in the first column."""
        totals = []
        for index in range(len(self.headers)):
            values = [row[index] for row in self.rows if row[index] is not None]
            totals.append(sum(values) if natural_alignment(values) == ">" else None)
        totals[0] = label
        self.rows.append(totals)

    def render(self):
        """Return the lines: header, rule and rows, with outer borders except in markdown."""
        widths = needed_widths(self.headers, self.rows)
        columns = list(zip(*self.rows)) or [()] * len(self.headers)
        sides = []
        for header, values in zip(self.headers, columns):
            sides.append(self.alignments.get(header) or natural_alignment(values))
        lines = [self._line(self.headers, widths, sides), self._rule(widths)]
        for row in self.rows:
            lines.append(self._line([cell_text(value) for value in row], widths, sides))
        if self.style != "markdown":
            lines = [self._rule(widths), *lines, self._rule(widths)]
        return lines

    def _line(self, texts, widths, sides):
        bar = STYLES[self.style][4]
        cells = [place(text, width, side) for text, width, side in zip(texts, widths, sides)]
        return f"{bar} " + f" {bar} ".join(cells) + f" {bar}"

    def _rule(self, widths):
        left, cross, right, dash, _ = STYLES[self.style]
        return left + cross.join(dash * (width + 2) for width in widths) + right


def from_records(records, headers=None, style="ascii"):
    """Return a table of dicts; without headers all keys are used in order of appearance."""
    if headers is None:
        headers = list(dict.fromkeys(key for record in records for key in record))
    table = Table(headers, style)
    for record in records:
        table.add_row(*(record.get(header) for header in headers))
    return table


def key_value_lines(values, separator=" : "):
    """Return one line per entry of a dict, with the separators below each other."""
    width = max((len(key) for key in values), default=0)
    return [f"{key:<{width}}{separator}{cell_text(value)}" for key, value in values.items()]
