"""A poll with a deadline, a quorum and one vote per person."""
from tally import clean_ballot, has_majority, leaders


def quorum_size(members, percent):
    """Number of votes needed for a quorum, rounded up."""
    return -(-members * percent // 100)


def turnout(voters, members):
    """Turnout in percent with one decimal, 0 for an empty membership."""
    return round(100 * voters / members, 1) if members else 0.0


def motion_result(yes, no, abstain=0, threshold=50):
    """'passed' if yes votes exceed the threshold percent of yes and no votes together.

    Abstentions do not count; 'void' if they are the only votes.
    """
    cast = yes + no
    if cast == 0:
        return "void"
    return "passed" if yes * 100 > threshold * cast else "failed"


class Poll:
    """Collects one vote per member until it closes; votes may be changed before."""

    def __init__(self, options, members, closes_at, quorum_percent=0):
        if len(options) < 2:
            raise ValueError("a poll needs at least two options")
        self.options = list(options)
        self.members = set(members)
        self.closes_at = closes_at
        self.quorum_percent = quorum_percent
        self.votes = {}

    def is_open(self, now):
        """Open until the closing time, at which votes are no longer taken."""
        return now < self.closes_at

    def vote(self, member, choice, now):
        """Cast or change a vote; returns 'closed', 'not a member', 'invalid' or 'ok'."""
        if not self.is_open(now):
            return "closed"
        if member not in self.members:
            return "not a member"
        option = clean_ballot(choice, self.options)
        if option is None:
            return "invalid"
        self.votes[member] = option
        return "ok"

    def counts(self):
        """Current number of votes for each option."""
        totals = {option: 0 for option in self.options}
        for option in self.votes.values():
            totals[option] += 1
        return totals

    def has_quorum(self):
        """True if enough members have voted."""
        return len(self.votes) >= quorum_size(len(self.members), self.quorum_percent)

    def outcome(self, now):
        """'open', 'no quorum', 'tie', 'no votes' or the leading option.

        A leader without an absolute majority is marked with an asterisk.
        """
        if self.is_open(now):
            return "open"
        if not self.has_quorum():
            return "no quorum"
        first = leaders(self.counts())
        if not first:
            return "no votes"
        if len(first) > 1:
            return "tie"
        winner = first[0]
        return winner if has_majority(self.counts(), winner) else winner + "*"
