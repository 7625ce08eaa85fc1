"""Split CSV text into rows and records, and write rows back."""

QUOTE = '"'


def read_quoted(line, start):
    """Read the quoted field whose opening quote is at position start.

    Returns the field text and the position just after its closing quote.
    A doubled quote inside the field stands for one quote.
    """
    chars = []
    pos = start + 1
    while pos < len(line):
        if line[pos] == QUOTE:
            if line[pos + 1:pos + 2] != QUOTE:
                return "".join(chars), pos + 1
            pos += 1
        chars.append(line[pos])
        pos += 1
    raise ValueError("quoted field is not closed")


def split_line(line, delimiter=","):
    """Split one CSV line into fields; blanks around unquoted fields are dropped."""
    fields = []
    pos = 0
    while True:
        if line[pos:pos + 1] == QUOTE:
            field, end = read_quoted(line, pos)
        else:
            end = line.find(delimiter, pos)
            if end == -1:
                end = len(line)
            field = line[pos:end].strip()
        fields.append(field)
        if end >= len(line):
            return fields
        pos = end + 1


def parse_rows(text, delimiter=","):
    """Return the rows of the text as lists of fields, skipping blank lines."""
    return [split_line(line, delimiter) for line in text.splitlines() if line.strip()]


def parse_records(text, delimiter=","):
    """Return one dict per data row, keyed by the lower-case names of the header row.

    Short rows are padded with empty strings; a row with too many fields is an error.
    """
    rows = parse_rows(text, delimiter)
    if not rows:
        return []
    header = [name.strip().lower() for name in rows[0]]
    records = []
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > len(header):
            raise ValueError(f"row {number} has {len(row)} fields, expected {len(header)}")
        padded = row + [""] * (len(header) - len(row))
        records.append(dict(zip(header, padded)))
    return records


def format_field(value, delimiter=","):
    """Return the value as CSV text, quoted only when it needs to be; None becomes empty."""
    if value is None:
        return ""
    text = str(value)
    if delimiter in text or QUOTE in text or "\n" in text or text != text.strip():
        return QUOTE + text.replace(QUOTE, QUOTE * 2) + QUOTE
    return text


def format_row(values, delimiter=","):
    """Join the values into one CSV line."""
    return delimiter.join(format_field(value, delimiter) for value in values)
