"""Break text into lines of a given width."""


def break_word(word, width):
    """Cut a word into pieces of at most width characters."""
    if width < 1:
        raise ValueError("width must be at least 1")
    return [word[start:start + width] for start in range(0, len(word), width)]


def wrap_words(text, width):
    """Fill lines of at most width characters with the words of the text.

    A word longer than a line is cut into pieces.
    """
    pieces = []
    for word in text.split():
        pieces.extend(break_word(word, width))
    lines = []
    current = ""
    for piece in pieces:
        if not current:
            current = piece
        elif len(current) + 1 + len(piece) <= width:
            current += " " + piece
        else:
            lines.append(current)
            current = piece
    if current:
        lines.append(current)
    return lines


def split_paragraphs(text):
    """Return the paragraphs, which are separated by blank lines, each on one line."""
    paragraphs = []
    current = []
    for line in text.splitlines():
        if line.strip():
            current.append(line.strip())
        elif current:
            paragraphs.append(" ".join(current))
            current = []
    if current:
        paragraphs.append(" ".join(current))
    return paragraphs


def wrap_text(text, width=70):
    """Wrap every paragraph and keep one empty line between paragraphs."""
    blocks = ["\n".join(wrap_words(part, width)) for part in split_paragraphs(text)]
    return "\n\n".join(blocks)


def widest_line(text):
    """Return the length of the longest line, trailing blanks not counted."""
    return max((len(line.rstrip()) for line in text.splitlines()), default=0)


def lines_needed(text, width):
    """Return the number of lines that the wrapped text takes, empty lines included."""
    return len(wrap_text(text, width).splitlines())
