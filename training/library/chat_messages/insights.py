"""Summaries of the activity in a room."""
from collections import Counter

from room import Room
from textparse import find_mentions

SESSION_GAP = 1800


def top_talkers(room: Room, count=3):
    """(author, messages) of the most active authors, ties in alphabetical order."""
    totals = Counter(message.author for message in room.messages)
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return ordered[:count]


def longest_thread(room: Room):
    """Id of the message with the most replies, the oldest on a tie, None without replies."""
    replies = Counter(m.parent for m in room.messages if m.parent is not None)
    if not replies:
        return None
    return min(replies, key=lambda message_id: (-replies[message_id], message_id))


def conversations(room: Room, gap=SESSION_GAP):
    """Group message ids; a pause of more than `gap` seconds starts a new group."""
    groups = []
    previous = None
    for message in room.messages:
        if previous is None or message.sent_at - previous > gap:
            groups.append([])
        groups[-1].append(message.id)
        previous = message.sent_at
    return groups


def response_time(room: Room, message_id):
    """Seconds until somebody else replied to a message, None if nobody did."""
    asked = room.get(message_id)
    for message in room.messages:
        if message.parent == message_id and message.author != asked.author:
            return message.sent_at - asked.sent_at
    return None


def mention_pairs(room: Room):
    """How often each author mentioned each other name, as 'author>name': count."""
    pairs = {}
    for message in room.messages:
        for name in find_mentions(message.text):
            if name == message.author.lower():
                continue
            key = f"{message.author}>{name}"
            pairs[key] = pairs.get(key, 0) + 1
    return pairs
