"""Anchors for headings and links to them."""
import re


def plain_heading(text):
    """Remove links, emphasis and code marks from the text of a heading."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*`]", "", text).strip()


def make_anchor(text):
    """Return the anchor of a heading: lower case, punctuation dropped, blanks to hyphens."""
    text = plain_heading(text).lower()
    kept = [char for char in text if char.isalnum() or char in " -_"]
    return "".join(kept).replace(" ", "-")


class AnchorRegistry:
    """Hand out anchors that are unique within one document."""

    def __init__(self):
        self.used = {}

    def register(self, text):
        """Return the anchor for a heading; repeats get the suffixes -1, -2 and so on."""
        anchor = make_anchor(text)
        repeats = self.used.get(anchor, 0)
        self.used[anchor] = repeats + 1
        if repeats == 0:
            return anchor
        return f"{anchor}-{repeats}"

    def repeated(self):
        """Return the sorted anchors that were asked for more than once."""
        return sorted(anchor for anchor, count in self.used.items() if count > 1)


def link_targets(text):
    """Return the anchors that the text links to with '(#anchor)', each one once."""
    targets = []
    for target in re.findall(r"\]\(#([^)\s]+)\)", text):
        if target not in targets:
            targets.append(target)
    return targets


def broken_links(text, headings):
    """Return the link targets of the text that are not the anchor of any heading."""
    registry = AnchorRegistry()
    known = {registry.register(heading.text) for heading in headings}
    return [target for target in link_targets(text) if target not in known]
