from path_patterns import clean_path, is_redundant
from robots_parse import AgentGroup, parse_groups, sitemap_links


class RobotsFile:
    """The rules of one site for crawlers."""

    def __init__(self, text: str):
        self.groups = parse_groups(text)
        self.sitemaps = sitemap_links(text)
        self.refused: dict[str, int] = {}

    def group_for(self, agent: str) -> AgentGroup | None:
        """Group with the longest agent name that starts the crawler's name, else '*'."""
        agent = agent.strip().lower()
        best, best_length = None, -1
        for group in self.groups:
            for name in group.agents:
                length = 0 if name == "*" else len(name)
                if (name == "*" or agent.startswith(name)) and length > best_length:
                    best, best_length = group, length
        return best

    def can_fetch(self, agent: str, link: str) -> bool:
        """Whether a crawler may fetch a link; refusals are counted per agent.

        The file /robots.txt itself may always be fetched.
        """
        path = clean_path(link)
        group = self.group_for(agent)
        if path == "/robots.txt" or group is None or group.verdict_for(path):
            return True
        self.refused[agent] = self.refused.get(agent, 0) + 1
        return False

    def delay_for(self, agent: str, default: float = 1.0) -> float:
        """Seconds between two requests."""
        group = self.group_for(agent)
        if group is None or group.crawl_delay is None:
            return default
        return group.crawl_delay

    def allowed_links(self, agent: str, links: list[str]) -> list[str]:
        """The links that may be fetched, each once, in order."""
        allowed = []
        for link in links:
            if link not in allowed and self.can_fetch(agent, link):
                allowed.append(link)
        return allowed

    def crawl_seconds(self, agent: str, links: list[str]) -> float:
        """Least time to fetch the allowed links one after the other, with the delays."""
        count = len(self.allowed_links(agent, links))
        return max(count - 1, 0) * self.delay_for(agent)


def rule_overview(text: str) -> dict[str, dict[str, int]]:
    """Number of allowing and disallowing rules per agent, as nested dicts."""
    overview: dict[str, dict[str, int]] = {}
    for group in parse_groups(text):
        for agent in group.agents:
            counts = overview.setdefault(agent, {"allow": 0, "disallow": 0})
            for rule in group.rules:
                counts["allow" if rule.allow else "disallow"] += 1
    return overview


def redundant_rules(group: AgentGroup) -> list[str]:
    """Disallowed patterns that a shorter disallowed one covers, if nothing is allowed."""
    if any(rule.allow for rule in group.rules):
        return []
    patterns = [rule.pattern for rule in group.rules]
    return [pattern for pattern in patterns if is_redundant(pattern, patterns)]
