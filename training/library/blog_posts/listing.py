"""Lists of posts: pages, tags, archives and related posts."""
from datetime import date

from posts import Post

PER_PAGE = 5


def latest(posts: list[Post], today: date) -> list[Post]:
    """Visible posts, newest first; posts of one day in order of their titles."""
    visible = [post for post in posts if post.is_visible(today)]
    visible.sort(key=lambda post: post.title)
    visible.sort(key=lambda post: post.published_on, reverse=True)
    return visible


def page_count(total: int, per_page: int = PER_PAGE) -> int:
    """Number of pages for a number of posts; an empty blog still has one page."""
    return max(1, -(-total // per_page))


def page_items(items: list, page: int, per_page: int = PER_PAGE) -> list:
    """Items on a page; pages are numbered from 1, ValueError outside the range."""
    if not 1 <= page <= page_count(len(items), per_page):
        raise ValueError(f"no such page: {page}")
    start = (page - 1) * per_page
    return items[start:start + per_page]


def page_links(page: int, pages: int, around: int = 2) -> list[int]:
    """Page numbers to show: first, last and up to `around` on both sides of the page."""
    near = range(max(1, page - around), min(pages, page + around) + 1)
    return sorted({1, pages, *near})


def tag_cloud(posts: list[Post], minimum: int = 1) -> list[tuple[str, int]]:
    """Tags used at least `minimum` times with their counts, most used first, then by name."""
    counts: dict[str, int] = {}
    for post in posts:
        for tag in post.tags:
            counts[tag] = counts.get(tag, 0) + 1
    used = [(tag, count) for tag, count in counts.items() if count >= minimum]
    return sorted(used, key=lambda item: (-item[1], item[0]))


def archive(posts: list[Post]) -> dict[str, int]:
    """Number of dated posts per month, as 'YYYY-MM', newest month first."""
    months = [post.published_on.strftime("%Y-%m") for post in posts if post.published_on]
    return {month: months.count(month) for month in sorted(set(months), reverse=True)}


def related(post: Post, others: list[Post], count: int = 2) -> list[str]:
    """Titles of the posts that share the most tags, without those that share none."""
    scored = []
    for other in others:
        shared = len(set(post.tags) & set(other.tags))
        if shared > 0 and other.title != post.title:
            scored.append((-shared, other.title))
    return [title for _, title in sorted(scored)[:count]]
