"""Rows of data sets that descend from SWE-bench, as rows of SWE-bench. Pure.

Each dialect names the columns that differ. What a set does not have is left empty: an empty log parser cannot be graded here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from evals.swebench.r2e import from_r2e

Columns = dict[str, Any]
_HUNK: Final = re.compile(r"@@ -(\S+) \+(\S+) @@(.*)", re.DOTALL)
_INDEX: Final = re.compile(r"index ([0-9a-f]+)\.\.([0-9a-f]+)(.*)", re.DOTALL)
_GIT: Final = re.compile(r"diff --git a/(.+) b/(.+)\n")
_SWAPPED: Final = {
    "new file mode ": "deleted file mode ",
    "deleted file mode ": "new file mode ",
    "old mode ": "new mode ",
    "new mode ": "old mode ",
    "rename from ": "rename to ",
    "rename to ": "rename from ",
}


def from_smith(columns: Mapping[str, Any]) -> Columns:
    """SWE-smith: ``patch`` puts the bug in, so the solution is its reverse; images are those of a repository's commit.

    Raises:
        ValueError: the patch cannot be reversed.
    """
    return {
        **columns,
        "patch": reversed_patch(str(columns.get("patch") or "")),
        "image": columns.get("image_name") or "",
        "log_parser": columns.get("log_parser") or "parse_log_pytest",
    }


def from_gym(columns: Mapping[str, Any]) -> Columns:
    """SWE-Gym: SWE-bench's columns without an environment commit, and images of its own."""
    name = str(columns.get("instance_id", "")).lower().replace("__", "_s_")
    return {
        **columns,
        "image": columns.get("image") or f"xingyaoww/sweb.eval.x86_64.{name}:latest",
        "log_parser": columns.get("log_parser") or "parse_log_pytest",
    }


def from_rebench(columns: Mapping[str, Any]) -> Columns:
    """SWE-rebench: the image and the log parser stand in columns of their own, or in ``install_config``."""
    settings = columns.get("install_config") or {}
    return {
        **columns,
        "image": columns.get("image_name") or columns.get("docker_image") or "",
        "log_parser": columns.get("log_parser") or settings.get("log_parser") or "",
    }


def from_pro(columns: Mapping[str, Any]) -> Columns:
    """SWE-bench Pro: lists in lower case, and an image by its tag. It has no log parser: its own scripts write the results."""
    tag = columns.get("dockerhub_tag")
    lists = {name.upper(): columns[name] for name in ("fail_to_pass", "pass_to_pass") if name in columns}
    kept = {name: value for name, value in columns.items() if name.upper() not in lists or name.isupper()}
    return {**kept, **lists, "image": f"jefzda/sweap-images:{tag}" if tag else ""}


DIALECTS: Final[Mapping[str, Callable[[Mapping[str, Any]], Columns]]] = {
    "swe-bench": dict,
    "swe-smith": from_smith,
    "swe-gym": from_gym,
    "swe-rebench": from_rebench,
    "swe-bench-pro": from_pro,
    "r2e-gym": from_r2e,
}
"""By what users call them."""


def reversed_patch(patch: str) -> str:
    """The patch that takes a patch back.

    Raises:
        ValueError: it holds binary content.
    """
    if "\nGIT binary patch\n" in patch:
        raise ValueError("a binary patch cannot be reversed")
    lines: list[str] = []
    header: list[str] = []
    left = (0, 0)
    for line in patch.splitlines(keepends=True):
        if any(left) and line[:1] in ("+", "-", " ", "\n"):
            left = (left[0] - (line[0] != "+"), left[1] - (line[0] != "-"))
            lines.append({"+": "-", "-": "+"}.get(line[0], line[0]) + line[1:])
        elif match := _HUNK.match(line):
            lines += [*_in_order(header), f"@@ -{match[2]} +{match[1]} @@{match[3]}"]
            left, header = (_count(match[1]), _count(match[2])), []
        elif line.startswith("\\"):  # no line end there: it belongs to the line before it
            lines.append(line)
        else:
            header.append(_reversed_header(line))
    return "".join([*lines, *_in_order(header)])


def _count(span: str) -> int:
    return int(span.partition(",")[2] or 1)


def _reversed_header(line: str) -> str:
    if match := _GIT.fullmatch(line):
        return f"diff --git a/{match[2]} b/{match[1]}\n"
    if match := _INDEX.match(line):
        return f"index {match[2]}..{match[1]}{match[3]}"
    if line.startswith(("--- ", "+++ ")):
        mark, name = ("+++ ", line[4:]) if line.startswith("---") else ("--- ", line[4:])
        sides = {"--- ": ("b/", "a/"), "+++ ": ("a/", "b/")}[mark]
        return mark + (sides[1] + name[2:] if name.startswith(sides[0]) else name)
    for before, after in _SWAPPED.items():
        if line.startswith(before):
            return after + line[len(before) :]
    return line


def _in_order(lines: list[str]) -> list[str]:
    """The first of two header lines that belong together comes first again."""
    ordered = list(lines)
    for index in range(len(ordered) - 1):
        pair = (ordered[index][:4], ordered[index + 1][:4])
        if pair in (("+++ ", "--- "), ("new ", "old ")) or (
            ordered[index].startswith("rename to ") and ordered[index + 1].startswith("rename from ")
        ):
            ordered[index], ordered[index + 1] = ordered[index + 1], ordered[index]
    return ordered
