"""Morse code: letters are separated by blanks, words by ' / '."""

CODES = {
    "A": ".-", "B": "-...", "C": "-.-.", "D": "-..", "E": ".", "F": "..-.", "G": "--.",
    "H": "....", "I": "..", "J": ".---", "K": "-.-", "L": ".-..", "M": "--", "N": "-.",
    "O": "---", "P": ".--.", "Q": "--.-", "R": ".-.", "S": "...", "T": "-", "U": "..-",
    "V": "...-", "W": ".--", "X": "-..-", "Y": "-.--", "Z": "--..",
    "?": "..--..", ".": ".-.-.-", ",": "--..--",
}
LETTERS = {code: letter for letter, code in CODES.items()}
UNKNOWN = "#"


def digit_code(digit):
    """Code of a digit: 1 to 5 start with that many dots, 6 to 0 with dashes; five signs."""
    number = int(digit)
    if 1 <= number <= 5:
        return "." * number + "-" * (5 - number)
    dashes = (number - 5) % 10
    return "-" * dashes + "." * (5 - dashes)


def letter_code(char):
    """Code of one character in any case, or None if it has no code."""
    if char in "0123456789":
        return digit_code(char)
    return CODES.get(char.upper())


def encode(text):
    """Encode a text; characters without a code are left out."""
    words = []
    for word in text.split():
        codes = [letter_code(char) for char in word]
        known = [code for code in codes if code]
        if known:
            words.append(" ".join(known))
    return " / ".join(words)


def decode_letter(code):
    """Character for one code, '#' if there is none."""
    if code in LETTERS:
        return LETTERS[code]
    for digit in "0123456789":
        if digit_code(digit) == code:
            return digit
    return UNKNOWN


def decode(signal):
    """Decode a signal to capitals; the words come out separated by one blank."""
    words = []
    for group in signal.split("/"):
        letters = [decode_letter(code) for code in group.split()]
        if letters:
            words.append("".join(letters))
    return " ".join(words)


def unreadable(signal):
    """Return the codes of a signal that stand for no character, each once, in order."""
    found = []
    for code in signal.replace("/", " ").split():
        if decode_letter(code) == UNKNOWN and code not in found:
            found.append(code)
    return found
