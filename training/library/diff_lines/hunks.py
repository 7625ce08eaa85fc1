"""Edit scripts and unified hunks."""
from dataclasses import dataclass, field

from common_lines import matching_pairs


@dataclass
class Hunk:
    old_start: int
    new_start: int
    lines: list[str] = field(default_factory=list)

    def old_count(self) -> int:
        """Number of lines of the old text in the hunk."""
        return sum(1 for line in self.lines if line[0] in " -")

    def new_count(self) -> int:
        """Number of lines of the new text in the hunk."""
        return sum(1 for line in self.lines if line[0] in " +")

    def header(self) -> str:
        """The line '@@ -1,3 +1,4 @@'; a count of 1 is left out, lines count from 1."""
        old = span_text(self.old_start, self.old_count())
        new = span_text(self.new_start, self.new_count())
        return f"@@ -{old} +{new} @@"


def span_text(start: int, count: int) -> str:
    """Text of a span whose first line has the index start; empty ones name the line before."""
    if count == 0:
        return f"{start},0"
    return str(start + 1) if count == 1 else f"{start + 1},{count}"


def edit_script(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Pairs of ' ', '-' or '+' and a line; deletions come before insertions."""
    script = []
    i = j = 0
    for next_i, next_j in matching_pairs(old, new) + [(len(old), len(new))]:
        script.extend(("-", line) for line in old[i:next_i])
        script.extend(("+", line) for line in new[j:next_j])
        if next_i < len(old):
            script.append((" ", old[next_i]))
        i, j = next_i + 1, next_j + 1
    return script


def change_windows(script: list[tuple[str, str]], context: int) -> list[tuple[int, int]]:
    """Ranges (start, end) of the script that hunks cover; ranges that touch are joined."""
    windows: list[tuple[int, int]] = []
    for index, (sign, _) in enumerate(script):
        if sign == " ":
            continue
        start = max(index - context, 0)
        end = min(index + context + 1, len(script))
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def make_hunks(old: list[str], new: list[str], context: int = 3) -> list[Hunk]:
    """Hunks of the difference with some lines of context around the changes."""
    script = edit_script(old, new)
    hunks = []
    for start, end in change_windows(script, context):
        before = script[:start]
        old_start = sum(1 for sign, _ in before if sign != "+")
        new_start = sum(1 for sign, _ in before if sign != "-")
        hunks.append(Hunk(old_start, new_start, [sign + line for sign, line in script[start:end]]))
    return hunks


def unified_diff(old: list[str], new: list[str], context: int = 3) -> list[str]:
    """Lines of all hunks with their headers; no lines if the texts are equal."""
    output = []
    for hunk in make_hunks(old, new, context):
        output.append(hunk.header())
        output.extend(hunk.lines)
    return output
