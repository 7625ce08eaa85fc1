"""Decisions on comments and the queue for human reviewers."""
from spam import spam_score

HOLD_FROM = 3
REJECT_FROM = 6
STRIKES_TO_BAN = 3
REPORTS_TO_HIDE = 4


def verdict(score):
    """'publish' below 3 points, 'hold' below 6, else 'reject'."""
    if score >= REJECT_FROM:
        return "reject"
    if score >= HOLD_FROM:
        return "hold"
    return "publish"


def trust_level(approved, rejected):
    """'new' below 5 judged comments, 'trusted' from 90 percent approval, else 'regular'."""
    judged = approved + rejected
    if judged < 5:
        return "new"
    return "trusted" if approved / judged >= 0.9 else "regular"


class Moderator:
    """Keeps the history, the strikes of authors and the comments that wait for review."""

    def __init__(self):
        self.published = []
        self.waiting = []
        self.strikes = {}

    def is_banned(self, author):
        """True once an author has three strikes."""
        return self.strikes.get(author, 0) >= STRIKES_TO_BAN

    def submit(self, author, text, account_days=30):
        """Judge a comment and file it; rejected comments cost the author a strike."""
        if self.is_banned(author):
            return "banned"
        earlier = [comment for _, comment in self.published]
        score = spam_score(text, earlier, account_days)
        decision = verdict(score)
        if decision == "publish":
            self.published.append((author, text))
        elif decision == "hold":
            self.waiting.append((score, author, text))
        else:
            self.strikes[author] = self.strikes.get(author, 0) + 1
        return decision

    def next_for_review(self):
        """Take the waiting comment with the highest score, the oldest on a tie; or None."""
        if not self.waiting:
            return None
        worst = max(self.waiting, key=lambda item: item[0])
        self.waiting.remove(worst)
        return worst[1], worst[2]

    def forgive(self, author):
        """Take back one strike and return how many are left."""
        left = max(0, self.strikes.get(author, 0) - 1)
        self.strikes[author] = left
        return left


def should_hide(reporters, author):
    """True if at least four different users, not counting the author, report a comment."""
    others = {name.lower() for name in reporters} - {author.lower()}
    return len(others) >= REPORTS_TO_HIDE
