from collections import Counter

from cards import parse_hand, rank_value

CATEGORIES = [
    "high card",
    "pair",
    "two pair",
    "three of a kind",
    "straight",
    "flush",
    "full house",
    "four of a kind",
    "straight flush",
]


def values_descending(hand):
    """Rank values of parsed cards, highest first."""
    return sorted((rank_value(rank) for rank, _ in hand), reverse=True)


def is_flush(hand):
    """True when all cards have the same suit."""
    return len({suit for _, suit in hand}) == 1


def straight_high(hand):
    """Highest value of a straight, or 0 when there is none.

    The ace may also be low: A 2 3 4 5 is a straight with the high card 5.
    """
    values = values_descending(hand)
    if values == [14, 5, 4, 3, 2]:
        return 5
    if len(set(values)) == 5 and values[0] - values[4] == 4:
        return values[0]
    return 0


def grouped_values(hand):
    """Values by how often they occur, then by height: 8 8 K 5 5 gives [8, 5, 13]."""
    counts = Counter(values_descending(hand))
    return sorted(counts, key=lambda value: (counts[value], value), reverse=True)


def categorize(text):
    """Name of the category of a five card hand."""
    hand = parse_hand(text)
    if len(hand) != 5:
        raise ValueError("a poker hand has five cards")
    counts = sorted(Counter(rank for rank, _ in hand).values(), reverse=True)
    flush = is_flush(hand)
    straight = straight_high(hand) > 0
    if straight and flush:
        return "straight flush"
    if counts[0] == 4:
        return "four of a kind"
    if counts == [3, 2]:
        return "full house"
    if flush:
        return "flush"
    if straight:
        return "straight"
    if counts[0] == 3:
        return "three of a kind"
    if counts[:2] == [2, 2]:
        return "two pair"
    return "pair" if counts[0] == 2 else "high card"


def hand_strength(text):
    """Comparable strength: (category number, deciding values)."""
    category = categorize(text)
    hand = parse_hand(text)
    if category in ("straight", "straight flush"):
        tie_break = [straight_high(hand)]
    else:
        tie_break = grouped_values(hand)
    return (CATEGORIES.index(category), tie_break)


def winners(hands):
    """Names of the players with the strongest hand, sorted; several when the pot is split."""
    strengths = {name: hand_strength(text) for name, text in hands.items()}
    best = max(strengths.values())
    return sorted(name for name, strength in strengths.items() if strength == best)
