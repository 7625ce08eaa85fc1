"""Counting single-choice ballots."""


def clean_ballot(raw, options):
    """Return the option that a ballot names, ignoring case and blanks, or None if invalid."""
    wanted = raw.strip().lower()
    for option in options:
        if option.lower() == wanted:
            return option
    return None


def count_votes(ballots, options):
    """Votes per option, in the order of the options, including those with zero votes."""
    votes = dict.fromkeys(options, 0)
    for raw in ballots:
        option = clean_ballot(raw, options)
        if option is not None:
            votes[option] += 1
    return votes


def spoiled(ballots, options):
    """Number of ballots that name no option."""
    return sum(1 for raw in ballots if clean_ballot(raw, options) is None)


def percentages(votes):
    """Share of each option in percent with one decimal; all zero without votes."""
    total = sum(votes.values())
    if total == 0:
        return {option: 0.0 for option in votes}
    return {option: round(100 * count / total, 1) for option, count in votes.items()}


def leaders(votes):
    """Options that share the highest number of votes; empty if nobody voted."""
    best = max(votes.values(), default=0)
    if best == 0:
        return []
    return [option for option, count in votes.items() if count == best]


def margin(votes):
    """Difference between the first and the second place."""
    ranked = sorted(votes.values(), reverse=True)
    if len(ranked) < 2:
        return sum(ranked)
    return ranked[0] - ranked[1]


def has_majority(votes, option):
    """True if the option holds more than half of the votes."""
    return votes[option] * 2 > sum(votes.values())


def bar(count, highest, width=10):
    """Text bar for a result; the highest count fills the whole width."""
    if highest == 0:
        return ""
    return "#" * round(width * count / highest)
