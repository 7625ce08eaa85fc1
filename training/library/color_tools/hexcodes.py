"""Colours as hex text and as (red, green, blue) tuples with parts from 0 to 255."""

NAMED_COLORS = {
    "black": "#000000",
    "white": "#ffffff",
    "red": "#ff0000",
    "navy": "#000080",
    "teal": "#008080",
    "orange": "#ffa500",
}


def hex_to_rgb(text):
    """Read '#1e90ff', '1E90FF' or the short form '#fa0' into an RGB tuple."""
    digits = text.strip().lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6:
        raise ValueError(f"not a hex colour: {text!r}")
    return tuple(int(digits[i:i + 2], 16) for i in (0, 2, 4))


def rgb_to_hex(rgb):
    """Write an RGB tuple as '#rrggbb' in lower case."""
    for part in rgb:
        if part < 0 or part > 255:
            raise ValueError(f"colour part out of range: {part}")
    return "#" + "".join(f"{part:02x}" for part in rgb)


def parse_color(text):
    """RGB of a colour name, a hex code or 'rgb(30, 144, 255)'."""
    text = text.strip().lower()
    if text in NAMED_COLORS:
        return hex_to_rgb(NAMED_COLORS[text])
    if text.startswith("rgb(") and text.endswith(")"):
        parts = text[4:-1].split(",")
        if len(parts) != 3:
            raise ValueError("rgb() needs three parts")
        return tuple(int(part) for part in parts)
    return hex_to_rgb(text)


def shorten_hex(code):
    """'#ffaa00' becomes '#fa0' when each pair repeats one digit; other codes are unchanged."""
    red, green, blue = code[1:3], code[3:5], code[5:7]
    if all(pair[0] == pair[1] for pair in (red, green, blue)):
        return "#" + red[0] + green[0] + blue[0]
    return code


def nearest_name(rgb):
    """The named colour with the smallest squared distance; the first name wins ties."""
    def squared_distance(name):
        other = hex_to_rgb(NAMED_COLORS[name])
        return sum((a - b) ** 2 for a, b in zip(rgb, other))

    return min(NAMED_COLORS, key=squared_distance)
