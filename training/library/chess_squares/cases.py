CASES = {
    "squares.parse_square": {
        "about": "reading the name of a square",
        "cases": [
            "parse_square('e4')",
            "parse_square(' H8 ')",
            "parse_square('a1')",
            "parse_square('i3')",
            "parse_square('b9')",
            "parse_square('b0')",
            "parse_square('e44')",
            "parse_square('')",
        ],
    },
    "squares.square_name": {
        "about": "the name of a square",
        "cases": [
            "square_name((4, 3))",
            "square_name((0, 0))",
            "square_name((7, 2))",
            "square_name((8, 1))",
        ],
    },
    "squares.on_board": {
        "about": "the check whether a square is on the board",
        "cases": [
            "on_board((0, 7))",
            "on_board((7, 0))",
            "on_board((8, 3))",
            "on_board((3, 8))",
            "on_board((-1, 3))",
            "on_board((3, -1))",
        ],
    },
    "squares.square_color": {
        "about": "the colour of a square",
        "cases": [
            "square_color('a1')",
            "square_color('e4')",
            "square_color('H8')",
            "square_color('b1')",
            "square_color('d6')",
        ],
    },
    "squares.king_distance": {
        "about": "the number of king moves between two squares",
        "cases": [
            "king_distance('a1', 'h8')",
            "king_distance('e4', 'c5')",
            "king_distance('b7', 'c2')",
            "king_distance('d4', 'd4')",
            "king_distance('g3', 'b5')",
        ],
    },
    "squares.same_diagonal": {
        "about": "the check whether two squares share a diagonal",
        "cases": [
            "same_diagonal('a1', 'h8')",
            "same_diagonal('c6', 'f3')",
            "same_diagonal('a1', 'a5')",
            "same_diagonal('d4', 'd4')",
            "same_diagonal('b2', 'd5')",
            "same_diagonal('e2', 'b5')",
            "same_diagonal('E2', 'e2')",
        ],
    },
    "squares.mirror_square": {
        "about": "the square seen from the other side",
        "cases": [
            "mirror_square('a2')",
            "mirror_square('E8')",
            "mirror_square('h4')",
            "mirror_square('c0')",
        ],
    },
    "moves.offset_targets": {
        "about": "the squares that are one offset away",
        "cases": [
            "offset_targets('a1', [(0, 1), (1, 0), (-1, 0)])",
            "offset_targets('h8', [(1, 0), (0, 1)])",
            "offset_targets('d4', [(2, -1), (-3, 1)])",
            "offset_targets('c3', [])",
        ],
    },
    "moves.knight_moves": {
        "about": "the moves of a knight",
        "cases": [
            "knight_moves('a1')",
            "knight_moves('d4')",
            "knight_moves('g8')",
            "knight_moves('h5')",
        ],
    },
    "moves.king_moves": {
        "about": "the moves of a king",
        "cases": [
            "king_moves('a1')",
            "king_moves('e4')",
            "king_moves('h5')",
        ],
    },
    "moves.slide": {
        "about": "the squares in one direction",
        "cases": [
            "slide('a1', (1, 1))",
            "slide('d4', (0, 1), ['d6'])",
            "slide('h3', (1, 0))",
            "slide('e5', (-1, 0), ('c5', 'e6'))",
            "slide('d4', (0, -1), {'d4'})",
        ],
    },
    "moves.rook_moves": {
        "about": "the moves of a rook",
        "cases": [
            "rook_moves('a1', ['a3', 'c1'])",
            "rook_moves('d4', ['d5', 'd2', 'b4', 'f4'])",
            "len(rook_moves('c6'))",
        ],
    },
    "moves.bishop_moves": {
        "about": "the moves of a bishop",
        "cases": [
            "bishop_moves('c1')",
            "bishop_moves('a2', ['c4'])",
            "bishop_moves('d4', ['e5', 'c3', 'b6'])",
            "len(bishop_moves('d4'))",
        ],
    },
    "moves.pawn_moves": {
        "about": "the forward moves of a pawn",
        "cases": [
            "pawn_moves('e2')",
            "pawn_moves('e3')",
            "pawn_moves('d7', white=False)",
            "pawn_moves('d2', False)",
            "pawn_moves('e2', occupied=['e4'])",
            "pawn_moves('e2', True, ['e3'])",
            "pawn_moves('a8')",
            "pawn_moves('b7')",
            "pawn_moves('c1', False)",
        ],
    },
    "notation.parse_move": {
        "about": "reading a chess move",
        "cases": [
            "parse_move('e4')['piece']",
            "sorted(parse_move(' Nbxd7+ ').values(), key=str)",
            "list(parse_move('exd8=Q#').values())",
            "parse_move('O-O')",
            "parse_move('O-O-O')",
            "parse_move('Nf9')",
            "parse_move('Rd1')['capture']",
            "parse_move('Qh5+')['check']",
            "list(parse_move('Bxf7'))",
        ],
    },
    "notation.split_moves": {
        "about": "the list of moves in a game text",
        "cases": [
            "split_moves('1. e4 e5 2. Nf3 *')",
            "split_moves('')",
            "split_moves('1. d4 1-0')",
            "split_moves('1. f3 e5 2. g4 Qh4# 0-1')",
        ],
    },
    "notation.expand_fen_rank": {
        "about": "the squares of a FEN rank",
        "cases": [
            "expand_fen_rank('8')",
            "expand_fen_rank('rn2k1nr')",
            "expand_fen_rank('3P3')",
            "expand_fen_rank('pppp1ppp')",
            "expand_fen_rank('PP7')",
        ],
    },
    "notation.piece_at": {
        "about": "the piece on a square of a FEN board",
        "cases": [
            "piece_at('4k3/8/8/3P4/8/8/8/R3K3 w', 'a1')",
            "piece_at('4k3/8/8/3P4/8/8/8/R3K3 w', 'd5')",
            "piece_at('4k3/8/8/3P4/8/8/8/R3K3 w', 'e8')",
            "piece_at('4k3/8/8/3P4/8/8/8/R3K3 w', 'd4')",
        ],
    },
    "notation.material": {
        "about": "the material balance",
        "cases": [
            "material('4k3/8/8/3P4/8/8/8/R3K3 w')",
            "material('rnbqkbnr/8/8/8/8/8/8/K7 w - -')",
            "material('8/8/8 b')",
            "material('kq6/PPN5/8 w')",
        ],
    },
    "notation.move_number_text": {
        "about": "the numbered text of a move",
        "cases": [
            "move_number_text(0, 'e4')",
            "move_number_text(1, 'e5')",
            "move_number_text(6, 'Nf3')",
            "move_number_text(11, 'O-O')",
            "move_number_text(2, 'd4')",
            "move_number_text(3, 'd5')",
        ],
    },
}
