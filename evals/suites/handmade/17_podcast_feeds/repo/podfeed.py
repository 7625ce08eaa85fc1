"""Merge the episodes of several podcast feeds into one reading list."""
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from email.utils import parsedate_to_datetime


@dataclass(frozen=True)
class Episode:
    show: str
    title: str
    published: object
    seconds: int
    url: str


def seconds(text):
    """'1:02:03', '62:03' or '3723' as seconds."""
    total = 0
    for part in text.strip().split(":"):
        total = total * 60 + int(part)
    return total


def _text(node, tag, default=""):
    found = node.find(tag)
    return found.text.strip() if found is not None and found.text else default


def parse(xml):
    channel = ET.fromstring(xml).find("channel")
    show = _text(channel, "title", "untitled")
    episodes = []
    for item in channel.findall("item"):
        enclosure = item.find("enclosure")
        if enclosure is None:
            continue
        episodes.append(Episode(
            show=show,
            title=_text(item, "title", "untitled"),
            published=parsedate_to_datetime(_text(item, "pubDate")),
            seconds=seconds(_text(item, "duration", "0")),
            url=enclosure.get("url"),
        ))
    return episodes


def merge(feeds):
    """All episodes of all feeds (XML texts), the newest first, each URL once."""
    episodes = []
    for xml in feeds:
        episodes.append(parse(xml))
    seen, merged = set(), []
    for episode in sorted(episodes, key=lambda e: e.published, reverse=True):
        if episode.url not in seen:
            seen.add(episode.url)
            merged.append(episode)
    return merged


def fits(episodes, minutes):
    """The episodes, in order, that can be heard within so many minutes."""
    left = minutes * 60
    chosen = []
    for episode in episodes:
        if episode.seconds <= left:
            chosen.append(episode)
            left -= episode.seconds
    return chosen
