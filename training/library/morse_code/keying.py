"""Timing of Morse signals, counted in units of one dot."""
from morse import encode

DASH_UNITS = 3
SIGN_GAP = 1
LETTER_GAP = 3
WORD_GAP = 7
PARIS_UNITS = 50


def code_units(code):
    """Length of one letter: its dots and dashes and one unit between them."""
    if not code:
        return 0
    signs = sum(DASH_UNITS if sign == "-" else 1 for sign in code)
    return signs + SIGN_GAP * (len(code) - 1)


def signal_units(signal):
    """Length of a signal without a gap after its end."""
    units = 0
    words = [word.split() for word in signal.split("/")]
    for index, codes in enumerate(words):
        if index > 0:
            units += WORD_GAP
        units += sum(code_units(code) for code in codes)
        units += LETTER_GAP * max(len(codes) - 1, 0)
    return units


def dot_milliseconds(words_per_minute):
    """Length of a dot when the standard word of 50 units is sent at this speed."""
    if words_per_minute <= 0:
        raise ValueError("speed must be positive")
    return round(60000 / (PARIS_UNITS * words_per_minute))


def sending_seconds(text, words_per_minute=20):
    """Time to send a text, in seconds with one decimal."""
    milliseconds = signal_units(encode(text)) * dot_milliseconds(words_per_minute)
    return round(milliseconds / 1000, 1)


def on_off_pairs(code, dot):
    """List of {'on', 'off'} milliseconds for one letter; the last sign has no pause."""
    pairs = []
    for index, sign in enumerate(code):
        length = dot * DASH_UNITS if sign == "-" else dot
        pause = dot * SIGN_GAP if index < len(code) - 1 else 0
        pairs.append({"on": length, "off": pause})
    return pairs
