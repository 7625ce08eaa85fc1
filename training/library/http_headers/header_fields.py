"""Parse and format the header fields of HTTP messages."""
SEPARATE_FIELDS = {"set-cookie", "www-authenticate"}


def canonical_name(name):
    """Return a field name the way it is usually written, such as 'Content-Type'."""
    return "-".join(part.capitalize() for part in name.strip().split("-"))


def parse_block(text):
    """Return the (name, value) pairs of a header block.

    The block ends at the first empty line. Lines that start with a blank or tab continue
    the value of the line before. Lines without a colon raise ValueError.
    """
    pairs = []
    for line in text.splitlines():
        if not line:
            break
        if line[0] in " \t" and pairs:
            name, value = pairs[-1]
            pairs[-1] = (name, f"{value} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"no colon in {line!r}")
        pairs.append((canonical_name(name), value.strip()))
    return pairs


def split_commas(value):
    """Split a list value at its commas, but not inside double quotes; drop empty parts."""
    parts, current, quoted = [], "", False
    for char in value:
        if char == '"':
            quoted = not quoted
        if char == "," and not quoted:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    parts.append(current.strip())
    return [part for part in parts if part]


def parse_parameters(value):
    """Return (main value, parameters) of a field like 'text/html; charset=utf-8'.

    Parameter names are lower-case, their values lose surrounding quotes.
    """
    main, *rest = value.split(";")
    parameters = {}
    for part in rest:
        name, equals, text = part.partition("=")
        if equals:
            parameters[name.strip().lower()] = text.strip().strip('"')
    return main.strip(), parameters


class Headers:
    """Header fields with names that ignore case; repeated fields keep all values."""

    def __init__(self, pairs=()):
        self.values = {}
        for name, value in pairs:
            self.add(name, value)

    def add(self, name, value):
        """Add a value to the values of a field."""
        self.values.setdefault(canonical_name(name), []).append(value)

    def replace(self, name, value):
        """Set a field to one value and return how many values it had before."""
        key = canonical_name(name)
        before = len(self.values.get(key, []))
        self.values[key] = [value]
        return before

    def get(self, name, default=None):
        """Return the values joined by commas; of a Set-Cookie field only the first."""
        values = self.values.get(canonical_name(name))
        if values is None:
            return default
        if name.strip().lower() in SEPARATE_FIELDS:
            return values[0]
        return ", ".join(values)

    def merged_with(self, other):
        """Return new headers in which the fields of the other ones take precedence."""
        result = Headers()
        result.values = {name: list(values) for name, values in self.values.items()}
        for name, values in other.values.items():
            result.values[name] = list(values)
        return result

    def lines(self):
        """Return the lines 'Name: value' sorted by name, one line per value."""
        return [f"{name}: {value}" for name in sorted(self.values) for value in self.values[name]]
