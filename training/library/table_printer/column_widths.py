"""How wide the columns of a table are."""
from cells import cell_text

MIN_WIDTH = 3


def needed_widths(headers, rows):
    """Return the width each column needs for its header and all its cells.

    Rows may be shorter than the headers; missing cells need no room.
    """
    widths = [len(header) for header in headers]
    for row in rows:
        for index, value in enumerate(row):
            widths[index] = max(widths[index], len(cell_text(value)))
    return widths


def shrink_widths(widths, total):
    """Take one character at a time from the widest column until the sum fits the total.

    No column becomes narrower than MIN_WIDTH; the first of equally wide ones shrinks.
    """
    widths = list(widths)
    while sum(widths) > total:
        widest = max(widths)
        if widest <= MIN_WIDTH:
            break
        widths[widths.index(widest)] -= 1
    return widths


def stretch_widths(widths, total):
    """Share out the room that is left evenly; odd characters go to the first columns."""
    room = total - sum(widths)
    if room <= 0 or not widths:
        return list(widths)
    share, odd = divmod(room, len(widths))
    return [width + share + (1 if index < odd else 0) for index, width in enumerate(widths)]


def line_length(widths, gap=3, margin=2):
    """Return the length of a line: the columns, gaps between them, a margin on both sides."""
    if not widths:
        return 0
    return sum(widths) + gap * (len(widths) - 1) + 2 * margin


def fit_to_page(widths, page_width, gap=3, margin=2):
    """Return widths whose line is as long as the page, as far as MIN_WIDTH allows."""
    room = page_width - line_length([0] * len(widths), gap, margin)
    if sum(widths) > room:
        return shrink_widths(widths, room)
    return stretch_widths(widths, room)


def drop_columns(headers, widths, page_width):
    """Return the headers of the leading columns that fit on the page unchanged."""
    kept = []
    for header in headers:
        if line_length(widths[:len(kept) + 1]) > page_width:
            break
        kept.append(header)
    return kept
