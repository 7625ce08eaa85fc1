TTL_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def cache_key(prefix, *parts, **options):
    """Join the parts with colons; options follow in alphabetical order as name=value.

    The prefix is stripped and put in lower case.
    """
    pieces = [prefix.strip().lower()]
    pieces.extend(str(part) for part in parts)
    pieces.extend(f"{name}={options[name]}" for name in sorted(options))
    return ":".join(pieces)


def key_prefix(key):
    """The part of the key before the first colon."""
    return key.split(":", 1)[0]


def keys_with_prefix(keys, prefix):
    """The keys whose prefix is exactly the given one, sorted."""
    return sorted(key for key in keys if key_prefix(key) == prefix)


def parse_ttl(text):
    """Seconds of a duration such as '90s', '5m', '2h' or '1d'; plain digits are seconds."""
    text = text.strip().lower()
    if text.isdigit():
        return int(text)
    number, unit = text[:-1], text[-1:]
    if not number.isdigit() or unit not in TTL_UNITS:
        raise ValueError(f"bad ttl {text!r}")
    return int(number) * TTL_UNITS[unit]
