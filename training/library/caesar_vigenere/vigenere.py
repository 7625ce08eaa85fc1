"""The Vigenère cipher and its autokey form."""
from caesar import ALPHABET, shift_letter


def key_shifts(key):
    """Return the shift of each letter of the key, A being 0; raise ValueError if none."""
    shifts = [ALPHABET.index(char) for char in key.upper() if char in ALPHABET]
    if not shifts:
        raise ValueError("key has no letters")
    return shifts


class Vigenere:
    """A cipher machine that remembers its place in the key between messages."""

    def __init__(self, key):
        self.shifts = key_shifts(key)
        self.position = 0

    def _next_shift(self):
        shift = self.shifts[self.position % len(self.shifts)]
        self.position += 1
        return shift

    def _convert(self, text, sign):
        output = []
        for char in text:
            if char.upper() in ALPHABET:
                char = shift_letter(char, sign * self._next_shift())
            output.append(char)
        return "".join(output)

    def encrypt(self, text):
        """Encrypt letters with the key; other characters use up no key letter."""
        return self._convert(text, 1)

    def decrypt(self, text):
        """Decrypt a text that was encrypted from the same place in the key."""
        return self._convert(text, -1)

    def rewind(self, position=0):
        """Go back to a place in the key; return the place where the machine was."""
        previous = self.position
        self.position = position
        return previous


def autokey_encrypt(text, key):
    """Encrypt the letters of a text with the key followed by the text itself."""
    letters = [char for char in text.upper() if char in ALPHABET]
    plain = [ALPHABET.index(char) for char in letters]
    stream = key_shifts(key) + plain
    return "".join(shift_letter(char, shift) for char, shift in zip(letters, stream))


def autokey_decrypt(text, key):
    """Undo autokey_encrypt; every decrypted letter becomes part of the key."""
    stream = key_shifts(key)
    output = []
    for position, char in enumerate(text.upper()):
        plain = shift_letter(char, -stream[position])
        stream.append(ALPHABET.index(plain))
        output.append(plain)
    return "".join(output)
