"""Quality values: choose what the client likes best."""
from header_fields import parse_parameters, split_commas


def quality(text):
    """Return a quality value from 0 to 1; missing ones are 1, unreadable ones 0."""
    if text is None:
        return 1.0
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return min(max(number, 0.0), 1.0)


def parse_accept(value):
    """Return dicts {'value', 'q'} of an Accept field, best first, equals in their order."""
    entries = []
    for part in split_commas(value):
        main, parameters = parse_parameters(part)
        entries.append({"value": main.lower(), "q": quality(parameters.get("q"))})
    entries.sort(key=lambda entry: entry["q"], reverse=True)
    return entries


def media_match(pattern, media_type):
    """Return how exactly a pattern matches: 3 exact, 2 'text/*', 1 '*/*', 0 not at all."""
    if pattern == media_type:
        return 3
    if pattern == "*/*":
        return 1
    kind, _, subtype = pattern.partition("/")
    if subtype == "*" and media_type.startswith(kind + "/"):
        return 2
    return 0


def media_quality(accept, media_type):
    """Return the quality of a media type; the most exact pattern decides, 0 if none."""
    best_match, best_quality = 0, 0.0
    for entry in parse_accept(accept):
        match = media_match(entry["value"], media_type)
        if match > best_match:
            best_match, best_quality = match, entry["q"]
    return best_quality


def choose_media(accept, offered):
    """Return the offered type with the highest quality, the first one in a tie.

    An empty Accept field accepts everything; return None if nothing is acceptable.
    """
    if not accept.strip():
        return offered[0] if offered else None
    best = max(offered, key=lambda media: media_quality(accept, media), default=None)
    if best is None or media_quality(accept, best) == 0:
        return None
    return best


def choose_language(accept, offered, default="en"):
    """Return the best offered language; 'de-AT' also accepts 'de'."""
    for entry in parse_accept(accept):
        if entry["q"] == 0:
            continue
        wanted = entry["value"]
        for candidate in (wanted, wanted.split("-")[0]):
            if candidate in offered:
                return candidate
    return default
