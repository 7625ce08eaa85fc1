from line_wrap import split_paragraphs, widest_line, wrap_words


def justify_line(line, width):
    """Stretch a line to width by widening its gaps, the leftmost ones first.

    A line with a single word, or one that is too long already, is returned unstretched.
    """
    words = line.split()
    if len(words) < 2:
        return " ".join(words)
    gaps = len(words) - 1
    blanks = width - sum(len(word) for word in words)
    if blanks < gaps:
        return " ".join(words)
    each, extra = divmod(blanks, gaps)
    stretched = words[0]
    for index, word in enumerate(words[1:]):
        stretched += " " * (each + (1 if index < extra else 0)) + word
    return stretched


def justify_text(text, width):
    """Wrap and justify paragraphs; the last line of each paragraph is not stretched."""
    blocks = []
    for paragraph in split_paragraphs(text):
        lines = wrap_words(paragraph, width)
        body = [justify_line(line, width) for line in lines[:-1]]
        blocks.append("\n".join(body + lines[-1:]))
    return "\n\n".join(blocks)


def centre_line(line, width, fill=" "):
    """Centre a line; when the padding is odd the right side gets the extra character."""
    line = line.strip()
    padding = max(0, width - len(line))
    left = padding // 2
    return fill * left + line + fill * (padding - left)


def align_right(text, width):
    """Move every line to the right edge, after removing the blanks around it."""
    aligned = []
    for line in text.splitlines():
        stripped = line.strip()
        aligned.append(" " * (width - len(stripped)) + stripped)
    return "\n".join(aligned)


def draw_box(text, padding=1):
    """Draw a box of '+', '-' and '|' around the lines, with padding at both sides."""
    width = widest_line(text)
    border = "+" + "-" * (width + 2 * padding) + "+"
    side = " " * padding
    rows = [f"|{side}{line.rstrip():<{width}}{side}|" for line in text.splitlines()]
    return "\n".join([border] + rows + [border])


def dotted_row(left, right, width):
    """Join a label and a value with dots to the width, with at least three dots."""
    dots = max(3, width - len(left) - len(right))
    return left + "." * dots + right
