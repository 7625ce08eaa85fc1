"""Caesar shifts and related simple substitutions."""
import string

ALPHABET = string.ascii_uppercase
SIZE = len(ALPHABET)


def shift_letter(char, shift):
    """Shift one letter within the alphabet and keep its case; other characters stay."""
    index = ALPHABET.find(char.upper())
    if index < 0:
        return char
    moved = ALPHABET[(index + shift) % SIZE]
    return moved if char.isupper() else moved.lower()


def caesar_encrypt(text, shift=3):
    """Shift all letters forward by the given number of places."""
    return "".join(shift_letter(char, shift) for char in text)


def caesar_decrypt(text, shift=3):
    """Undo caesar_encrypt with the same shift."""
    return caesar_encrypt(text, -shift)


def atbash(text):
    """Mirror the alphabet: A becomes Z, B becomes Y; case is kept."""
    output = []
    for char in text:
        index = ALPHABET.find(char.upper())
        if index < 0:
            output.append(char)
            continue
        mirrored = ALPHABET[SIZE - 1 - index]
        output.append(mirrored if char.isupper() else mirrored.lower())
    return "".join(output)


def keyword_alphabet(keyword):
    """Return the cipher alphabet: the letters of the keyword, then all the others.

    Every letter occurs once; characters that are no letters are ignored.
    """
    letters = []
    for char in keyword.upper() + ALPHABET:
        if char in ALPHABET and char not in letters:
            letters.append(char)
    return "".join(letters)


def substitute(text, alphabet, decrypt=False):
    """Replace capitals by the letters of a cipher alphabet, or the other way round."""
    source, target = (alphabet, ALPHABET) if decrypt else (ALPHABET, alphabet)
    return text.upper().translate(str.maketrans(source, target))


def five_letter_groups(text):
    """Return the letters of a text in capitals, in groups of five."""
    letters = [char for char in text.upper() if char in ALPHABET]
    groups = ["".join(letters[i:i + 5]) for i in range(0, len(letters), 5)]
    return " ".join(groups)
