import re

from squares import parse_square

PIECE_VALUES = {"p": 1, "n": 3, "b": 3, "r": 5, "q": 9, "k": 0}
MOVE_PATTERN = re.compile(r"([KQRBN]?)([a-h]?)([1-8]?)(x?)([a-h][1-8])(=[QRBN])?([+#]?)")


def parse_move(text):
    """Read a move such as 'Nbxd7+' into a dict; castling gives the piece 'K' and its side.

    Pawns have the piece 'P'; 'check' is '', '+' or '#'.
    """
    text = text.strip()
    if text in ("O-O", "O-O-O"):
        return {"piece": "K", "castle": "short" if text == "O-O" else "long"}
    match = MOVE_PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(f"not a move: {text!r}")
    piece, _, _, capture, target, promotion, check = match.groups()
    move = {"piece": piece or "P", "target": target, "capture": capture == "x"}
    if promotion:
        move["promotion"] = promotion[1]
    move["check"] = check
    return move


def split_moves(text):
    """The single moves of '1. e4 e5 2. Nf3 *' without move numbers and result."""
    moves = []
    for word in text.split():
        if word.endswith(".") or word in ("*", "1-0", "0-1", "1/2-1/2"):
            continue
        moves.append(word)
    return moves


def expand_fen_rank(rank):
    """One rank of a FEN board as 8 characters; digits become that many dots."""
    cells = ""
    for symbol in rank:
        cells += "." * int(symbol) if symbol.isdigit() else symbol
    if len(cells) != 8:
        raise ValueError(f"rank has {len(cells)} squares")
    return cells


def piece_at(fen, name):
    """Letter of the piece on a square of a FEN board, or None when it is empty."""
    file, rank = parse_square(name)
    ranks = fen.split()[0].split("/")
    cell = expand_fen_rank(ranks[7 - rank])[file]
    return None if cell == "." else cell


def material(fen):
    """Piece values of white minus those of black."""
    balance = 0
    for symbol in fen.split()[0]:
        value = PIECE_VALUES.get(symbol.lower(), 0)
        balance += value if symbol.isupper() else -value
    return balance


def move_number_text(index, move):
    """Number a move by its index from 0: '1. e4' for white, '1... e5' for black."""
    number = index // 2 + 1
    dots = "." if index % 2 == 0 else "..."
    return f"{number}{dots} {move}"
