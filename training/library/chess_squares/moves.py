"""Moves of single pieces; squares are given and returned by name."""

from squares import on_board, parse_square, square_name

ROOK_STEPS = [(1, 0), (-1, 0), (0, 1), (0, -1)]
BISHOP_STEPS = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
KNIGHT_JUMPS = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]


def offset_targets(name, offsets):
    """Squares on the board that are one offset away, sorted by name."""
    file, rank = parse_square(name)
    targets = [(file + df, rank + dr) for df, dr in offsets]
    return sorted(square_name(target) for target in targets if on_board(target))


def knight_moves(name):
    return offset_targets(name, KNIGHT_JUMPS)


def king_moves(name):
    return offset_targets(name, ROOK_STEPS + BISHOP_STEPS)


def slide(name, step, occupied=()):
    """Squares in one direction; an occupied square is the last one that is reached."""
    file, rank = parse_square(name)
    path = []
    while True:
        file += step[0]
        rank += step[1]
        if not on_board((file, rank)):
            return path
        target = square_name((file, rank))
        path.append(target)
        if target in occupied:
            return path


def rook_moves(name, occupied=()):
    """Squares a rook attacks, sorted by name."""
    reached = []
    for step in ROOK_STEPS:
        reached.extend(slide(name, step, occupied))
    return sorted(reached)


def bishop_moves(name, occupied=()):
    """Squares a bishop attacks, sorted by name."""
    reached = []
    for step in BISHOP_STEPS:
        reached.extend(slide(name, step, occupied))
    return sorted(reached)


def pawn_moves(name, white=True, occupied=()):
    """Forward moves of a pawn: one step, or two from its start rank, if the way is free."""
    file, rank = parse_square(name)
    direction = 1 if white else -1
    start_rank = 1 if white else 6
    reach = 2 if rank == start_rank else 1
    moves = []
    for distance in range(1, reach + 1):
        target = (file, rank + direction * distance)
        if not on_board(target) or square_name(target) in occupied:
            break
        moves.append(square_name(target))
    return moves
