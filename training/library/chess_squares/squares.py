"""Chess squares as (file, rank) pairs of numbers from 0 to 7; a1 is (0, 0)."""

FILES = "abcdefgh"


def parse_square(name):
    """Turn a name such as 'e4' into (4, 3); case and surrounding blanks do not matter."""
    name = name.strip().lower()
    if len(name) != 2 or name[0] not in FILES or name[1] not in "12345678":
        raise ValueError(f"not a square: {name!r}")
    return (FILES.index(name[0]), int(name[1]) - 1)


def square_name(square):
    """Name of a (file, rank) pair: (4, 3) is 'e4'."""
    file, rank = square
    return f"{FILES[file]}{rank + 1}"


def on_board(square):
    """True when file and rank are both between 0 and 7."""
    file, rank = square
    return 0 <= file <= 7 and 0 <= rank <= 7


def square_color(name):
    """'dark' or 'light'; a1 is dark."""
    file, rank = parse_square(name)
    return "dark" if (file + rank) % 2 == 0 else "light"


def king_distance(start, target):
    """Number of king moves between two named squares."""
    start_file, start_rank = parse_square(start)
    target_file, target_rank = parse_square(target)
    return max(abs(start_file - target_file), abs(start_rank - target_rank))


def same_diagonal(first, second):
    """True when two different named squares lie on one diagonal."""
    file_a, rank_a = parse_square(first)
    file_b, rank_b = parse_square(second)
    return file_a != file_b and abs(file_a - file_b) == abs(rank_a - rank_b)


def mirror_square(name):
    """The square seen from the other side of the board: a2 becomes a7."""
    file, rank = parse_square(name)
    return square_name((file, 7 - rank))
