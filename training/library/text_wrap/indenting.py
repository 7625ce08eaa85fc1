"""Add, remove and measure indentation."""
from line_wrap import wrap_words

TAB_WIDTH = 4


def indent_depth(line):
    """Return the number of columns before the first character; a tab goes to the next stop."""
    depth = 0
    for char in line:
        if char == "\t":
            depth += TAB_WIDTH - depth % TAB_WIDTH
        elif char == " ":
            depth += 1
        else:
            break
    return depth


def indent_block(text, columns=4):
    """Indent every line of the text that is not blank; blank lines become empty."""
    prefix = " " * columns
    return "\n".join(prefix + line if line.strip() else "" for line in text.splitlines())


def dedent_block(text):
    """Remove the indentation that all non-blank lines have in common."""
    lines = [line.expandtabs(TAB_WIDTH) for line in text.splitlines()]
    depths = [indent_depth(line) for line in lines if line.strip()]
    common = min(depths, default=0)
    return "\n".join(line[common:].rstrip() for line in lines)


def hanging_indent(label, text, width, gap=1):
    """Wrap the text beside a label; later lines are indented to the start of the text."""
    margin = len(label) + gap
    if margin >= width:
        raise ValueError("label leaves no room for the text")
    lines = wrap_words(text, width - margin)
    if not lines:
        return label
    first = label + " " * gap + lines[0]
    return "\n".join([first] + [" " * margin + line for line in lines[1:]])


def bullet_list(items, width=40, bullet="*"):
    """Format the items as a wrapped list with one bullet per item."""
    return "\n".join(hanging_indent(bullet, item, width) for item in items)


def quote_reply(text, mark=">"):
    """Quote a message for a reply; lines already quoted get the mark without a blank."""
    quoted = []
    for line in text.splitlines():
        if line.startswith(mark) or not line:
            quoted.append(mark + line)
        else:
            quoted.append(f"{mark} {line}")
    return "\n".join(quoted)
