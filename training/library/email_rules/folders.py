"""Folders that hold messages."""
from addresses import mailbox_key, parse_mailbox
from message_rules import Message, Rule, choose_folder, thread_subject


def folder_parent(path: str) -> str:
    """Return the path of the folder above ('Work/Ads' -> 'Work'), '' at the top."""
    return path.strip("/").rpartition("/")[0]


def is_inside(path: str, folder: str) -> bool:
    """Return whether a folder path is the given folder or lies below it."""
    path, folder = path.strip("/"), folder.strip("/")
    return path == folder or path.startswith(folder + "/")


def group_threads(messages: list[Message]) -> dict[str, int]:
    """Return the number of messages for each thread subject."""
    threads: dict[str, int] = {}
    for message in messages:
        subject = thread_subject(message.subject) or "(no subject)"
        threads[subject] = threads.get(subject, 0) + 1
    return threads


class MailStore:
    """Files messages into folders by rules; quota is in kilobytes."""

    def __init__(self, rules: list[Rule] | None = None, quota: int = 1000):
        self.rules = rules or []
        self.quota = quota
        self.folders: dict[str, list[Message]] = {"Inbox": []}

    def used(self) -> int:
        """Return the size of all messages together."""
        return sum(message.size for held in self.folders.values() for message in held)

    def deliver(self, message: Message) -> str:
        """File a message and return its folder; a message above the quota is refused."""
        if self.used() + message.size > self.quota:
            raise ValueError("mailbox is full")
        folder = choose_folder(message, self.rules)
        self.folders.setdefault(folder, []).append(message)
        return folder

    def count(self, folder: str) -> int:
        """Return the number of messages in a folder and everything below it."""
        return sum(len(held) for path, held in self.folders.items() if is_inside(path, folder))

    def move_all(self, source: str, target: str) -> int:
        """Move all messages of one folder behind those of another; return how many moved."""
        if source == target:
            return 0
        moved = self.folders.pop(source, [])
        self.folders.setdefault(target, []).extend(moved)
        return len(moved)

    def senders(self, folder: str) -> list[str]:
        """Return the different sender mailboxes of a folder in alphabetical order."""
        held = self.folders.get(folder, [])
        return sorted({mailbox_key(parse_mailbox(message.sender)[1]) for message in held})
