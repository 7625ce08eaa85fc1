"""Playing cards written as rank and suit: 'AS', '10H', '7d'."""

RANKS = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "A"]
SUITS = {"C": "clubs", "D": "diamonds", "H": "hearts", "S": "spades"}
RANK_NAMES = {"J": "jack", "Q": "queen", "K": "king", "A": "ace"}


def parse_card(text):
    """Split a card into (rank, suit) in upper case; 'T' is another way to write 10."""
    text = text.strip().upper()
    rank, suit = text[:-1], text[-1:]
    if rank == "T":
        rank = "10"
    if rank not in RANKS or suit not in SUITS:
        raise ValueError(f"not a card: {text!r}")
    return (rank, suit)


def parse_hand(text):
    """Read cards separated by blanks; the same card twice raises ValueError."""
    hand = [parse_card(part) for part in text.split()]
    if len(set(hand)) != len(hand):
        raise ValueError("a card appears twice")
    return hand


def rank_value(rank):
    """Numeric value of a rank: 2 to 10, jack 11, queen 12, king 13, ace 14."""
    return RANKS.index(rank) + 2


def card_name(text):
    """Full name such as 'queen of hearts' or '7 of clubs'."""
    rank, suit = parse_card(text)
    return f"{RANK_NAMES.get(rank, rank)} of {SUITS[suit]}"


def is_red(text):
    """True for diamonds and hearts."""
    _, suit = parse_card(text)
    return suit in ("D", "H")


def sort_hand(text):
    """Cards by suit (spades, hearts, diamonds, clubs), highest rank first within a suit."""
    ordered = sorted(
        parse_hand(text), key=lambda card: ("SHDC".index(card[1]), -rank_value(card[0]))
    )
    return " ".join(rank + suit for rank, suit in ordered)


def full_deck():
    """All 52 cards, from 2C to AS, suit after suit."""
    return [rank + suit for suit in SUITS for rank in RANKS]
