"""Rules that decide where a message goes."""
from dataclasses import dataclass, field

from addresses import mailbox_key, parse_mailbox, split_address

REPLY_PREFIXES = ("re:", "fwd:", "fw:", "aw:")
SPAM_WORDS = {"winner": 3, "free": 1, "prize": 2, "urgent": 2, "viagra": 5}
SPAM_LIMIT = 5


@dataclass
class Message:
    """A received message; size is in kilobytes."""
    sender: str
    subject: str = ""
    size: int = 0
    labels: list[str] = field(default_factory=list)


@dataclass
class Rule:
    """Conditions that must all hold; those left empty are not checked."""
    folder: str
    sender: str = ""
    domain: str = ""
    subject: str = ""
    larger_than: int | None = None

    def matches(self, message: Message) -> bool:
        """Return whether the message meets every condition of the rule."""
        address = parse_mailbox(message.sender)[1]
        if self.sender and mailbox_key(address) != mailbox_key(self.sender):
            return False
        if self.domain and not in_domain(address, self.domain):
            return False
        if self.subject and self.subject.lower() not in message.subject.lower():
            return False
        return self.larger_than is None or message.size > self.larger_than


def in_domain(address: str, domain: str) -> bool:
    """Return whether the address belongs to the domain or to a subdomain of it."""
    own = split_address(address)[1]
    domain = domain.lower().removeprefix("@")
    return own == domain or own.endswith("." + domain)


def thread_subject(subject: str) -> str:
    """Return the lower-case subject without reply prefixes and repeated blanks."""
    text = " ".join(subject.lower().split())
    stripped = True
    while stripped:
        stripped = False
        for prefix in REPLY_PREFIXES:
            if text.startswith(prefix):
                text = text[len(prefix):].strip()
                stripped = True
    return text


def junk_score(message: Message) -> int:
    """Add up the spam words of the subject, 2 for shouting and 1 for each '!' beyond one."""
    words = [word.strip("!?.,:") for word in message.subject.lower().split()]
    score = sum(SPAM_WORDS.get(word, 0) for word in words)
    if message.subject.isupper():
        score += 2
    score += max(0, message.subject.count("!") - 1)
    return score


def choose_folder(message: Message, rules: list[Rule], default: str = "Inbox") -> str:
    """Return 'Spam' from a score of 5 on, else the folder of the first matching rule."""
    if junk_score(message) >= SPAM_LIMIT:
        return "Spam"
    for rule in rules:
        if rule.matches(message):
            return rule.folder
    return default
