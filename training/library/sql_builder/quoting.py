"""Quote identifiers and values for SQL texts."""

RESERVED = {"select", "from", "where", "order", "group", "table", "user", "limit"}


def needs_quotes(name):
    """Return True unless a name is lower-case letters, digits and underscores.

    Names that start with a digit and reserved words need quotes as well.
    """
    if not name or name[0].isdigit() or name in RESERVED:
        return True
    return any(not (char.islower() or char.isdigit() or char == "_") for char in name)


def quote_name(name):
    """Quote an identifier if necessary; 'table.column' is quoted in parts."""
    parts = []
    for part in name.split("."):
        if part != "*" and needs_quotes(part):
            part = '"' + part.replace('"', '""') + '"'
        parts.append(part)
    return ".".join(parts)


def quote_text(text):
    """Return a string literal; single quotes inside are doubled."""
    return "'" + text.replace("'", "''") + "'"


def sql_value(value):
    """Return the literal for None, a bool, a number or a text."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return str(value)
    return quote_text(str(value))


def like_pattern(text, anywhere=True):
    """Return a LIKE pattern that finds the text literally, anywhere or only at the start."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if anywhere else f"{escaped}%"


def name_list(names):
    """Return quoted names separated by commas, '*' for none."""
    return ", ".join(quote_name(name) for name in names) or "*"
