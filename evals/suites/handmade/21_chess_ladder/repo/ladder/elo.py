"""Elo ratings as the club has used them since 1998."""
K_NEW = 40
K_USUAL = 20
K_STRONG = 10
NEW_GAMES = 30
STRONG_RATING = 2400


def expected(own, other):
    """The score, 0 to 1, that a player rated `own` may expect against `other`."""
    return 1 / (1 + 10 ** ((other - own) / 400))


def k_factor(rating, games):
    if games < NEW_GAMES:
        return K_NEW
    if rating >= STRONG_RATING:
        return K_STRONG
    return K_USUAL


def updated(own, other, score, games):
    """The new rating after one game (score 1, 0.5 or 0)."""
    change = k_factor(own, games) * (score - expected(own, other))
    return round(own + change)
