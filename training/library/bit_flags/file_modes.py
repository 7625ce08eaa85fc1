"""Unix file modes such as 0o754 and 'rwxr-xr--'."""
from bits import get_field, has_bit, put_field

LETTERS = "rwx"
# lowest bit of the three bits of each class
CLASS_START = {"user": 6, "group": 3, "other": 0}
CLASS_LETTERS = {"u": ["user"], "g": ["group"], "o": ["other"], "a": ["user", "group", "other"]}


def mode_text(mode: int) -> str:
    """Return the nine letters of a mode, '-' where a right is missing."""
    chars = []
    for position, letter in enumerate(LETTERS * 3):
        chars.append(letter if has_bit(mode, 8 - position) else "-")
    return "".join(chars)


def mode_from_text(text: str) -> int:
    """Return the mode for nine letters; ValueError for anything else."""
    if len(text) != 9:
        raise ValueError("mode needs 9 letters")
    mode = 0
    for char, letter in zip(text, LETTERS * 3):
        if char not in (letter, "-"):
            raise ValueError(f"unexpected {char!r}")
        mode = mode * 2 + (1 if char == letter else 0)
    return mode


def rights_of(mode: int, who: str) -> str:
    """Return the rights of 'user', 'group' or 'other' as letters, like 'rx'."""
    rights = get_field(mode, CLASS_START[who], 3)
    return "".join(letter for index, letter in enumerate(LETTERS) if has_bit(rights, 2 - index))


def change_mode(mode: int, change: str) -> int:
    """Apply a change like 'u+x', 'go-w' or 'a=r'; no class letters mean all classes."""
    sign = next((char for char in change if char in "+-="), None)
    if sign is None:
        raise ValueError(f"no sign in {change!r}")
    who, _, letters = change.partition(sign)
    rights = sum(4 >> LETTERS.index(letter) for letter in set(letters))
    for class_letter in who or "a":
        for name in CLASS_LETTERS[class_letter]:
            old = get_field(mode, CLASS_START[name], 3)
            new = {"+": old | rights, "-": old & ~rights, "=": rights}[sign]
            mode = put_field(mode, CLASS_START[name], 3, new)
    return mode


def apply_umask(requested: int, umask: int = 0o022) -> int:
    """Return the mode of a new file: the requested rights without those in the umask."""
    return requested & ~umask
