"""Cut texts down to previews of a given size."""
ELLIPSIS = "..."


def truncate_words(text, limit=10):
    """Keep at most limit words, adding an ellipsis only if words were left out."""
    words = text.split()
    if len(words) <= limit:
        return " ".join(words)
    return " ".join(words[:limit]) + ELLIPSIS


def truncate_chars(text, width):
    """Shorten the text to at most width characters, ellipsis included.

    The cut falls at the last blank that fits, if there is one.
    """
    text = text.strip()
    if len(text) <= width:
        return text
    room = width - len(ELLIPSIS)
    if room <= 0:
        return ELLIPSIS[:width]
    cut = text.rfind(" ", 0, room + 1)
    if cut <= 0:
        cut = room
    return text[:cut].rstrip() + ELLIPSIS


def shorten_middle(name, width):
    """Shorten a file name to width characters by cutting out its middle.

    When the space left is odd, the beginning gets the extra character.
    """
    if len(name) <= width:
        return name
    room = width - len(ELLIPSIS)
    if room < 2:
        raise ValueError("width is too small")
    tail = room // 2
    head = room - tail
    return name[:head] + ELLIPSIS + name[-tail:]


def first_sentence(text):
    """Return the text up to and including its first full stop that ends a sentence."""
    text = " ".join(text.split())
    end = text.find(". ")
    if end == -1:
        return text
    return text[:end + 1]


def reading_label(text, words_per_minute=200):
    """Return a label such as '3 min read', rounded up and never below one minute."""
    count = len(text.split())
    minutes = max(1, -(-count // words_per_minute))
    return f"{minutes} min read"
