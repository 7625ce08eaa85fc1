"""Points of hands in blackjack, bridge and cribbage."""

from cards import parse_card, parse_hand

BLACKJACK_LIMIT = 21
DEALER_STANDS_AT = 17
HONOUR_POINTS = {"A": 4, "K": 3, "Q": 2, "J": 1}


def pip_value(rank):
    """Blackjack value of a rank: pictures count 10 and aces 11."""
    if rank == "A":
        return 11
    if rank in ("J", "Q", "K"):
        return 10
    return int(rank)


def blackjack_total(text):
    """Best total of a hand: aces fall from 11 to 1 one by one while it is above 21."""
    ranks = [parse_card(part)[0] for part in text.split()]
    total = sum(pip_value(rank) for rank in ranks)
    aces = ranks.count("A")
    while total > BLACKJACK_LIMIT and aces > 0:
        total -= 10
        aces -= 1
    return total


def is_blackjack(text):
    """True for 21 with exactly two cards."""
    return len(text.split()) == 2 and blackjack_total(text) == BLACKJACK_LIMIT


def dealer_draws(text):
    """The dealer draws below 17 and stands from 17 on."""
    return blackjack_total(text) < DEALER_STANDS_AT


def settle(player, dealer, bet):
    """Win or loss of the player: blackjack pays 3 to 2, an equal total pays nothing.

    A player above 21 loses the bet whatever the dealer has.
    """
    player_total = blackjack_total(player)
    dealer_total = blackjack_total(dealer)
    if player_total > BLACKJACK_LIMIT:
        return -bet
    if is_blackjack(player) and not is_blackjack(dealer):
        return bet * 1.5
    if is_blackjack(dealer) and not is_blackjack(player):
        return -bet
    if dealer_total > BLACKJACK_LIMIT or player_total > dealer_total:
        return bet
    return 0 if player_total == dealer_total else -bet


def high_card_points(text):
    """Bridge points for honours: ace 4, king 3, queen 2, jack 1."""
    return sum(HONOUR_POINTS.get(rank, 0) for rank, _ in parse_hand(text))


def long_suit_points(text):
    """One bridge point for each card beyond the fourth in a suit."""
    suits = [suit for _, suit in parse_hand(text)]
    return sum(max(0, suits.count(suit) - 4) for suit in set(suits))


def pairs_score(text):
    """Cribbage points for pairs: 2 for each two cards of the same rank."""
    ranks = [rank for rank, _ in parse_hand(text)]
    points = 0
    for i, rank in enumerate(ranks):
        points += 2 * ranks[i + 1:].count(rank)
    return points
