"""Read robots.txt files into groups of rules."""
from dataclasses import dataclass, field

from path_patterns import pattern_weight, path_fits


@dataclass
class RobotsRule:
    allow: bool
    pattern: str

    def applies_to(self, path: str) -> bool:
        return path_fits(self.pattern, path)

    def strength(self) -> tuple[int, bool]:
        """Longer patterns are stronger; of equally long ones the allowing rule is."""
        return pattern_weight(self.pattern), self.allow


@dataclass
class AgentGroup:
    agents: list[str] = field(default_factory=list)
    rules: list[RobotsRule] = field(default_factory=list)
    crawl_delay: float | None = None

    def verdict_for(self, path: str) -> bool:
        """Whether a path may be fetched; the strongest rule decides, default is yes."""
        applying = [rule for rule in self.rules if rule.applies_to(path)]
        if not applying:
            return True
        return max(applying, key=RobotsRule.strength).allow


def split_field(line: str) -> tuple[str, str] | None:
    """Name (lower case) and value of a line without its comment, None if there is none."""
    name, colon, value = line.partition("#")[0].partition(":")
    if not colon:
        return None
    return name.strip().lower(), value.strip()


def parse_groups(text: str) -> list[AgentGroup]:
    """Groups of a robots.txt; user-agent lines in a row belong to the same group.

    Lines before the first user-agent and rules without a pattern are ignored.
    """
    groups: list[AgentGroup] = []
    collecting_agents = False
    for line in text.splitlines():
        entry = split_field(line)
        if entry is None:
            continue
        name, value = entry
        if name == "user-agent":
            if not collecting_agents:
                groups.append(AgentGroup())
            groups[-1].agents.append(value.lower())
            collecting_agents = True
            continue
        if name in ("allow", "disallow", "crawl-delay"):
            collecting_agents = False
        if groups and value:
            add_setting(groups[-1], name, value)
    return groups


def add_setting(group: AgentGroup, name: str, value: str) -> None:
    """Add one line to a group; unknown fields are ignored."""
    if name in ("allow", "disallow"):
        group.rules.append(RobotsRule(name == "allow", value))
    elif name == "crawl-delay":
        group.crawl_delay = float(value)


def sitemap_links(text: str) -> list[str]:
    """Addresses of all sitemap lines, each once, in order."""
    links: list[str] = []
    for line in text.splitlines():
        entry = split_field(line)
        if entry and entry[0] == "sitemap" and entry[1] not in links:
            links.append(entry[1])
    return links
