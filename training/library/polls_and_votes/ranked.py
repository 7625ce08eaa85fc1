"""Methods for ranked ballots, each a list of options from best to worst."""
from tally import leaders


def first_choices(ballots, running):
    """Count every ballot for its best option that is still running."""
    votes = {option: 0 for option in running}
    for ballot in ballots:
        for option in ballot:
            if option in votes:
                votes[option] += 1
                break
    return votes


def weakest(votes):
    """Option with the fewest votes; of several, the alphabetically last one."""
    fewest = min(votes.values())
    return max(option for option, count in votes.items() if count == fewest)


def instant_runoff(ballots, options):
    """Winner by instant runoff and the number of rounds that were needed.

    Each round the weakest option drops out until one holds more than half of the
    votes of that round.
    """
    running = list(options)
    rounds = 1
    while len(running) > 1:
        votes = first_choices(ballots, running)
        for option, count in votes.items():
            if count * 2 > sum(votes.values()):
                return option, rounds
        running.remove(weakest(votes))
        rounds += 1
    return running[0], rounds


def borda_scores(ballots, options):
    """Borda points: with n options the best place earns n-1, the last one 0."""
    scores = {option: 0 for option in options}
    for ballot in ballots:
        for place, option in enumerate(ballot):
            scores[option] += len(options) - 1 - place
    return scores


def prefers(ballot, first, second):
    """True if a ballot ranks the first option above the second; unranked comes last."""
    if first not in ballot:
        return False
    return second not in ballot or ballot.index(first) < ballot.index(second)


def condorcet_winner(ballots, options):
    """Option that beats every other one in a direct comparison, or None."""
    for option in options:
        beaten = 0
        for rival in options:
            if rival == option:
                continue
            wins = sum(prefers(ballot, option, rival) for ballot in ballots)
            losses = sum(prefers(ballot, rival, option) for ballot in ballots)
            if wins > losses:
                beaten += 1
        if beaten == len(options) - 1:
            return option
    return None


def approval_winners(ballots, options):
    """Options approved by the most voters, when ballots list all acceptable options."""
    return leaders({option: sum(option in b for b in ballots) for option in options})
