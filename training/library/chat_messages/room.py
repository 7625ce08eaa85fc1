"""A chat room with numbered messages, threads and read markers."""
from dataclasses import dataclass

from textparse import mentions_user

EDIT_WINDOW = 300


@dataclass
class Message:
    """One message; parent is the id of the message it replies to, or None."""

    id: int
    author: str
    text: str
    sent_at: int
    parent: int | None = None
    edited: bool = False


class Room:
    """Messages in order of sending; ids start at 1."""

    def __init__(self):
        self.messages = []
        self.last_read = {}

    def post(self, author, text, sent_at, parent=None):
        """Add a message and return its id. Blank messages raise ValueError.

        A reply to a reply is filed under the first message of the thread. Authors
        have read everything up to their own message.
        """
        text = text.strip()
        if not text:
            raise ValueError("empty message")
        if parent is not None:
            origin = self.get(parent)
            parent = origin.parent or origin.id
        message = Message(len(self.messages) + 1, author, text, sent_at, parent)
        self.messages.append(message)
        self.last_read[author] = message.id
        return message.id

    def get(self, message_id):
        """Message with the given id; KeyError if there is none."""
        if not 1 <= message_id <= len(self.messages):
            raise KeyError(message_id)
        return self.messages[message_id - 1]

    def edit(self, message_id, author, text, now):
        """Change a message; only its author may, within 300 seconds inclusive."""
        message = self.get(message_id)
        if message.author != author:
            return False
        if now - message.sent_at > EDIT_WINDOW:
            return False
        message.text = text.strip()
        message.edited = True
        return True

    def thread(self, message_id):
        """Ids of the thread that starts with the message, first message included."""
        replies = [m.id for m in self.messages if m.parent == message_id]
        return [message_id] + replies

    def mark_read(self, user, message_id):
        """Move the read marker forward; it never moves back."""
        self.last_read[user] = max(self.last_read.get(user, 0), message_id)

    def unread(self, user):
        """Ids of the messages after the read marker that others have written."""
        marker = self.last_read.get(user, 0)
        return [m.id for m in self.messages if m.id > marker and m.author != user]

    def unread_mentions(self, user):
        """Number of unread messages that mention the user."""
        unread = self.unread(user)
        return sum(1 for m in self.messages if m.id in unread and mentions_user(m.text, user))
