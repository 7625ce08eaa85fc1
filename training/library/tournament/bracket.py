"""Knock-out brackets and round plans."""


def bracket_size(players):
    """Smallest power of two that is not below the number of players."""
    size = 1
    while size < players:
        size *= 2
    return size


def byes(players):
    """How many players skip the first round."""
    return bracket_size(players) - players


def rounds_needed(players):
    """Rounds until one player is left; a single player needs none."""
    rounds = 0
    while players > 1:
        players = (players + 1) // 2
        rounds += 1
    return rounds


def round_name(players_left):
    """Name of a knock-out round by the number of players in it."""
    names = {2: "final", 4: "semi-final", 8: "quarter-final"}
    return names.get(players_left, f"round of {players_left}")


def seeded_pairs(seeds):
    """First round: the best seed meets the weakest one, and so on inwards.

    The list goes from the best seed to the weakest and must have even length.
    """
    if len(seeds) % 2 != 0:
        raise ValueError("odd number of seeds")
    half = len(seeds) // 2
    return [(seeds[i], seeds[-1 - i]) for i in range(half)]


def round_robin_plan(teams):
    """Rounds in which each team meets each other team once (circle method).

    With an odd number of teams one of them has a free round.
    """
    circle = list(teams)
    if len(circle) % 2 == 1:
        circle.append(None)
    plan = []
    for _ in range(len(circle) - 1):
        pairs = [(circle[i], circle[-1 - i]) for i in range(len(circle) // 2)]
        plan.append([pair for pair in pairs if None not in pair])
        circle.insert(1, circle.pop())
    return plan


def buchholz(scores, opponents, player):
    """Swiss tie-break: the sum of the scores of all opponents of the player."""
    return sum(scores[opponent] for opponent in opponents[player])


def swiss_order(scores, opponents):
    """Players by score, then by Buchholz, then by name."""
    def sort_key(player):
        return (-scores[player], -buchholz(scores, opponents, player), player)

    return sorted(scores, key=sort_key)
