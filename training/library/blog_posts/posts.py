"""Blog posts and their life from draft to archive."""
from dataclasses import dataclass, field
from datetime import date

TRANSITIONS = {
    "draft": ("review",),
    "review": ("draft", "published"),
    "published": ("archived",),
    "archived": ("published",),
}


def clean_tags(text: str) -> list[str]:
    """Tags from 'Python, web dev,python': lower case, dashes for blanks, no repeats."""
    tags = []
    for part in text.split(","):
        tag = "-".join(part.lower().split())
        if tag and tag not in tags:
            tags.append(tag)
    return tags


@dataclass
class Post:
    """A post; published_on is None until it is published for the first time."""

    title: str
    body: str
    tags: list[str] = field(default_factory=list)
    status: str = "draft"
    published_on: date | None = None

    def move_to(self, status: str, today: date) -> None:
        """Change the status along the allowed transitions, ValueError otherwise.

        The date of the first publication is kept when a post is published again.
        """
        if status not in TRANSITIONS[self.status]:
            raise ValueError(f"cannot go from {self.status} to {status}")
        self.status = status
        if status == "published" and self.published_on is None:
            self.published_on = today

    def is_visible(self, today: date) -> bool:
        """Published posts are visible from their date on, which may be in the future."""
        return (
            self.status == "published"
            and self.published_on is not None
            and self.published_on <= today
        )

    def permalink(self) -> str:
        """Path such as '/2024/03/hello-world'; ValueError for posts without a date."""
        if self.published_on is None:
            raise ValueError("post has no date yet")
        kept = "".join(c if c.isalnum() else " " for c in self.title.lower())
        return f"/{self.published_on:%Y/%m}/" + "-".join(kept.split())
