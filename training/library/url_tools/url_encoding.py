"""Percent encoding and decoding of URL parts."""

UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
HEX_DIGITS = "0123456789abcdefABCDEF"


def percent_encode(text, safe=""):
    """Encode every byte of the UTF-8 text that is neither unreserved nor in safe."""
    encoded = []
    for char in text:
        if char in UNRESERVED or char in safe:
            encoded.append(char)
        else:
            encoded.extend(f"%{byte:02X}" for byte in char.encode("utf-8"))
    return "".join(encoded)


def percent_decode(text, plus_is_space=False):
    """Decode %XX sequences; an incomplete or invalid one is kept as it stands."""
    if plus_is_space:
        text = text.replace("+", " ")
    data = bytearray()
    pos = 0
    while pos < len(text):
        code = text[pos + 1:pos + 3]
        if text[pos] == "%" and len(code) == 2 and all(c in HEX_DIGITS for c in code):
            data.append(int(code, 16))
            pos += 3
        else:
            data.extend(text[pos].encode("utf-8"))
            pos += 1
    return data.decode("utf-8", errors="replace")


def parse_query(query):
    """Return the (name, value) pairs of a query string in order, decoded.

    A leading '?' is ignored, as are empty parts; a name without '=' has an empty value.
    """
    pairs = []
    for part in query.removeprefix("?").split("&"):
        if not part:
            continue
        name, _, value = part.partition("=")
        pairs.append((percent_decode(name, True), percent_decode(value, True)))
    return pairs


def build_query(pairs):
    """Return the query string for (name, value) pairs, leaving out values that are None."""
    parts = []
    for name, value in pairs:
        if value is not None:
            parts.append(f"{percent_encode(name)}={percent_encode(str(value))}")
    return "&".join(parts)


def query_value(query, name, default=None):
    """Return the first value of a parameter, or the default if it does not occur."""
    for key, value in parse_query(query):
        if key == name:
            return value
    return default
