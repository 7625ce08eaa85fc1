"""Seat names like 'C7': rows are letters from A at the screen, seats count from 1."""
from string import ascii_uppercase


def row_letter(index: int) -> str:
    """Letter of a row, counting from 0; after Z come AA, AB and so on."""
    letters = ""
    index += 1
    while index > 0:
        index, remainder = divmod(index - 1, 26)
        letters = ascii_uppercase[remainder] + letters
    return letters


def row_index(letters: str) -> int:
    """Inverse of row_letter, for capitals or small letters."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ascii_uppercase.index(letter) + 1
    return index - 1


def parse_seat(name: str) -> tuple[int, int]:
    """Zero-based (row, column) of a seat name such as ' c7 '."""
    name = name.strip().upper()
    letters = name.rstrip("0123456789")
    digits = name[len(letters):]
    if not letters or not digits or int(digits) == 0:
        raise ValueError(f"not a seat: {name!r}")
    return row_index(letters), int(digits) - 1


def seat_name(row: int, column: int) -> str:
    """Name of a seat given by zero-based row and column."""
    return f"{row_letter(row)}{column + 1}"


def seat_range(first: str, last: str) -> list[str]:
    """All seats of one row from the first to the last, both included."""
    row, start = parse_seat(first)
    other_row, end = parse_seat(last)
    if row != other_row:
        raise ValueError("seats are in different rows")
    return [seat_name(row, column) for column in range(start, end + 1)]


def compact_names(names: list[str]) -> str:
    """Neighbouring seats joined: ['A1', 'A2', 'A3', 'B5'] gives 'A1-A3, B5'."""
    runs: list[list[tuple[int, int]]] = []
    for seat in sorted(parse_seat(name) for name in names):
        if runs and runs[-1][-1] == (seat[0], seat[1] - 1):
            runs[-1].append(seat)
        else:
            runs.append([seat])
    parts = []
    for run in runs:
        text = seat_name(*run[0])
        if len(run) > 1:
            text += "-" + seat_name(*run[-1])
        parts.append(text)
    return ", ".join(parts)
