"""From two texts of a file to the edit between them, as the product's editor takes it. Pure."""

from __future__ import annotations


class NoEdit(Exception):
    """The editor cannot make this change by one replacement of a unique text."""


def edit_arguments(path: str, before: str, after: str) -> tuple[dict[str, object], int]:
    """Arguments of the edit from one text to the other, and the line at which it happens."""
    old, new = before.split("\n"), after.split("\n")
    first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - first and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    old_end, new_end = len(old) - tail, len(new) - tail
    if old_end == first:  # pure insertion: anchor at the line after it
        if not old[first].strip() and first:
            first -= 1
        else:
            old_end, new_end = old_end + 1, new_end + 1
    anchor = first
    if new_end == first:  # pure deletion: something has to stay, the line before it
        if not first:
            raise NoEdit("a deletion at the beginning of a file")
        anchor -= 1
    while True:
        old_text, new_text = "\n".join(old[anchor:old_end]), "\n".join(new[anchor:new_end])
        stripped = _strip_indent(old_text, new_text)
        for old_str, new_str in ([stripped] if stripped else []) + [(old_text, new_text)]:
            if old_str.strip() and before.count(old_str) == 1:
                arguments = {
                    "command": "str_replace",
                    "path": path,
                    "old_str": old_str,
                    "new_str": new_str,
                }
                return arguments, first + 1
        if anchor == 0:
            raise NoEdit("no unique place")
        anchor -= 1


def _strip_indent(old: str, new: str) -> tuple[str, str] | None:
    """Both texts without the indentation of their first line, where it is the same."""
    indents = {len(old) - len(old.lstrip(" ")), len(new) - len(new.lstrip(" "))}
    return (old.lstrip(" "), new.lstrip(" ")) if len(indents) == 1 else None
