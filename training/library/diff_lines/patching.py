import re

from hunks import Hunk, edit_script

HEADER = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


class PatchError(ValueError):
    """Raised when a patch does not fit a text."""


class Patcher:
    """Applies hunks to a text from top to bottom and keeps track of the shifted lines."""

    def __init__(self, lines: list[str]):
        self.lines = list(lines)
        self.offset = 0
        self.applied = 0

    def apply(self, hunk: Hunk) -> int:
        """Apply a hunk and return the index of its first line in the changed text."""
        position = hunk.old_start + self.offset
        expected = [line[1:] for line in hunk.lines if line[0] != "+"]
        if self.lines[position:position + len(expected)] != expected:
            raise PatchError(f"hunk does not fit at line {position + 1}")
        replacement = [line[1:] for line in hunk.lines if line[0] != "-"]
        self.lines[position:position + len(expected)] = replacement
        self.offset += len(replacement) - len(expected)
        self.applied += 1
        return position

    def apply_all(self, hunks: list[Hunk]) -> list[str]:
        """Apply all hunks and return the new lines."""
        for hunk in hunks:
            self.apply(hunk)
        return self.lines


def read_hunks(diff: list[str]) -> list[Hunk]:
    """Hunks of a unified diff; lines before the first header are ignored."""
    hunks: list[Hunk] = []
    for line in diff:
        match = HEADER.match(line)
        if match:
            old_start = int(match[1]) - (0 if match[2] == "0" else 1)
            new_start = int(match[3]) - (0 if match[4] == "0" else 1)
            hunks.append(Hunk(old_start, new_start))
        elif hunks and line[:1] in (" ", "+", "-"):
            hunks[-1].lines.append(line)
    return hunks


def reverse_hunk(hunk: Hunk) -> Hunk:
    """The hunk that undoes another one, with deletions before insertions."""
    swapped: list[str] = []
    added: list[str] = []
    for line in hunk.lines:
        if line[0] == "-":
            added.append("+" + line[1:])
        elif line[0] == "+":
            swapped.append("-" + line[1:])
        else:
            swapped += added + [line]
            added = []
    return Hunk(hunk.new_start, hunk.old_start, swapped + added)


def change_summary(old: list[str], new: list[str]) -> dict[str, int]:
    """Number of lines 'added', 'removed' and 'kept'."""
    counts = {"added": 0, "removed": 0, "kept": 0}
    names = {"+": "added", "-": "removed", " ": "kept"}
    for sign, _ in edit_script(old, new):
        counts[names[sign]] += 1
    return counts


def change_bar(added: int, removed: int, width: int = 10) -> str:
    """Bar of '+' and '-' in proportion to the changes, at most width characters.

    Both signs appear if both counts are positive.
    """
    total = added + removed
    if total <= width:
        return "+" * added + "-" * removed
    plus = round(width * added / total)
    if added and removed:
        plus = min(max(plus, 1), width - 1)
    return "+" * plus + "-" * (width - plus)
