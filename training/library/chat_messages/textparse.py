"""Finding mentions, links and commands in chat text."""
import re

MENTION = re.compile(r"(?<!\w)@([A-Za-z][\w-]*)")
LINK = re.compile(r"https?://[^\s]+")
EMOJI = {":)": "🙂", ":(": "🙁", "<3": "❤"}
EVERYONE = {"all", "here", "channel"}


def find_mentions(text):
    """Lower case names mentioned with @, each once, in order of appearance.

    An @ inside a word, as in an e-mail address, is not a mention.
    """
    names = []
    for name in MENTION.findall(text):
        name = name.lower()
        if name not in names:
            names.append(name)
    return names


def mentions_user(text, user):
    """True if the user is mentioned by name or through @all, @here or @channel."""
    names = find_mentions(text)
    return user.lower() in names or any(name in EVERYONE for name in names)


def parse_command(text):
    """Split '/topic new plans' into ('topic', 'new plans'); None if it is no command.

    A doubled slash starts ordinary text.
    """
    text = text.strip()
    if not text.startswith("/") or text.startswith("//"):
        return None
    name, _, rest = text[1:].partition(" ")
    if not name:
        return None
    return name.lower(), rest.strip()


def extract_links(text):
    """Links in a text without the punctuation that ends the sentence around them."""
    return [link.rstrip(".,;:!?)") for link in LINK.findall(text)]


def replace_smileys(text):
    """Replace smileys that stand alone as words with emoji."""
    return " ".join(EMOJI.get(word, word) for word in text.split(" "))


def preview(text, limit=40):
    """First line of a message, cut to at most `limit` characters including the '…'."""
    lines = text.strip().splitlines()
    first = lines[0].rstrip() if lines else ""
    if len(first) <= limit:
        return first
    return first[:limit - 1].rstrip() + "…"
