"""Work with single columns of a list of records (dicts of text values)."""

EMPTY_MARKS = ("", "-", "n/a", "null")


def is_missing(text):
    """Return True when a cell holds nothing or one of the usual marks for nothing."""
    return text is None or text.strip().lower() in EMPTY_MARKS


def to_number(text, default=None):
    """Convert a cell such as ' 1,250.5 ' or '12%' to a number; missing cells give default."""
    if is_missing(text):
        return default
    cleaned = text.strip().replace(",", "")
    if cleaned.endswith("%"):
        return float(cleaned[:-1]) / 100
    number = float(cleaned)
    return int(number) if number.is_integer() else number


def column_values(records, name):
    """Return the numbers of the named column in order, leaving out missing cells."""
    values = []
    for record in records:
        number = to_number(record[name])
        if number is not None:
            values.append(number)
    return values


def guess_column_type(cells):
    """Return 'integer', 'decimal' or 'text' for a column, or 'empty' if no cell is filled."""
    kind = "empty"
    for cell in cells:
        if is_missing(cell):
            continue
        try:
            number = to_number(cell)
        except ValueError:
            return "text"
        if isinstance(number, float):
            kind = "decimal"
        elif kind == "empty":
            kind = "integer"
    return kind


def rename_column(records, old, new):
    """Return copies of the records with one column renamed and its position kept."""
    renamed = []
    for record in records:
        renamed.append({new if key == old else key: cell for key, cell in record.items()})
    return renamed


def fill_down(records, name):
    """Return the cells of a column where each missing cell repeats the last filled one."""
    filled = []
    last = ""
    for record in records:
        if not is_missing(record[name]):
            last = record[name]
        filled.append(last)
    return filled
