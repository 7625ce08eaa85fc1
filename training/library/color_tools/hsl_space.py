"""Hue (0 to 359 degrees), saturation and lightness (0 to 100 percent)."""

from hexcodes import hex_to_rgb, rgb_to_hex


def rgb_to_hsl(rgb):
    """Convert an RGB tuple to rounded (hue, saturation, lightness)."""
    red, green, blue = (part / 255 for part in rgb)
    high = max(red, green, blue)
    low = min(red, green, blue)
    spread = high - low
    lightness = (high + low) / 2
    if spread == 0:
        return (0, 0, round(lightness * 100))
    saturation = spread / (1 - abs(2 * lightness - 1))
    if high == red:
        hue = (green - blue) / spread % 6
    elif high == green:
        hue = (blue - red) / spread + 2
    else:
        hue = (red - green) / spread + 4
    return (round(hue * 60) % 360, round(saturation * 100), round(lightness * 100))


def hsl_to_rgb(hue, saturation, lightness):
    """Convert hue in degrees and two percentages to an RGB tuple."""
    light = lightness / 100
    reach = saturation / 100 * min(light, 1 - light)

    def channel(offset):
        k = (offset + hue / 30) % 12
        return round(255 * (light - reach * max(-1, min(k - 3, 9 - k, 1))))

    return (channel(0), channel(8), channel(4))


def turn_hue(code, degrees):
    """Turn the hue of a hex colour on the colour wheel."""
    hue, saturation, lightness = rgb_to_hsl(hex_to_rgb(code))
    return rgb_to_hex(hsl_to_rgb((hue + degrees) % 360, saturation, lightness))


def complementary(code):
    """The colour on the opposite side of the colour wheel."""
    return turn_hue(code, 180)


def triad(code):
    """The colour itself and the two that are a third of the wheel away."""
    return [code, turn_hue(code, 120), turn_hue(code, 240)]


def lighten(code, percent):
    """Raise the lightness by percentage points, at most to 100."""
    hue, saturation, lightness = rgb_to_hsl(hex_to_rgb(code))
    return rgb_to_hex(hsl_to_rgb(hue, saturation, min(100, lightness + percent)))


def darken(code, percent):
    """Lower the lightness by percentage points, at least to 0."""
    hue, saturation, lightness = rgb_to_hsl(hex_to_rgb(code))
    return rgb_to_hex(hsl_to_rgb(hue, saturation, max(0, lightness - percent)))


def hue_family(hue):
    """Rough name of a hue: red, yellow, green, cyan, blue or magenta (60 degrees each).

    Red reaches from 330 up to (not including) 30 degrees.
    """
    families = ["red", "yellow", "green", "cyan", "blue", "magenta"]
    return families[int((hue + 30) % 360 // 60)]
