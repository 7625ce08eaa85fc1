from hexcodes import parse_color, rgb_to_hex

AA_NORMAL = 4.5
AA_LARGE = 3.0
AAA_NORMAL = 7.0


def linear_part(part):
    """Linear light of one sRGB part from 0 to 255."""
    value = part / 255
    if value <= 0.04045:
        return value / 12.92
    return ((value + 0.055) / 1.055) ** 2.4


def luminance(color):
    """Relative luminance from 0.0 (black) to 1.0 (white), rounded to 4 digits."""
    red, green, blue = (linear_part(part) for part in parse_color(color))
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 4)


def contrast_ratio(first, second):
    """WCAG contrast from 1.0 to 21.0, rounded to 2 digits; the order does not matter."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def wcag_level(ratio, large_text=False):
    """'AAA' from 7.0 on (large text 4.5), 'AA' from 4.5 on (large text 3.0), else 'fail'."""
    if ratio >= (AA_NORMAL if large_text else AAA_NORMAL):
        return "AAA"
    if ratio >= (AA_LARGE if large_text else AA_NORMAL):
        return "AA"
    return "fail"


def text_color(background):
    """'black' or 'white', whichever has more contrast; black when both are equal."""
    on_black = contrast_ratio(background, "black")
    on_white = contrast_ratio(background, "white")
    return "black" if on_black >= on_white else "white"


def mix_colors(first, second, weight=0.5):
    """Hex code of a mix; weight is the share of the first colour from 0 to 1."""
    if not 0 <= weight <= 1:
        raise ValueError("weight must be between 0 and 1")
    mixed = []
    for a, b in zip(parse_color(first), parse_color(second)):
        mixed.append(round(a * weight + b * (1 - weight)))
    return rgb_to_hex(mixed)


def to_grey(color):
    """Grey of the same brightness (30% red, 59% green, 11% blue)."""
    red, green, blue = parse_color(color)
    level = round(0.30 * red + 0.59 * green + 0.11 * blue)
    return rgb_to_hex((level, level, level))


def gradient(start, end, steps):
    """Hex codes in equal steps from start to end, both included; at least 2 steps."""
    if steps < 2:
        raise ValueError("a gradient has at least 2 steps")
    return [mix_colors(end, start, i / (steps - 1)) for i in range(steps)]
