"""Where this machine gets its Debian or Ubuntu packages from, as one-line apt sources.

Pure: text in, text out. The image is bootstrapped from the same places, so that no mirror is named in this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def one_line_sources(texts: Iterable[str], codename: str) -> tuple[str, ...]:
    """Binary sources of release ``codename`` in the given apt source files, third parties' releases left out.

    Args:
        texts: ``sources.list`` (one-line format) and ``*.sources`` files (deb822 format), told apart by their content.
        codename: ``VERSION_CODENAME`` of the release; suites such as ``codename-security`` count too.

    Returns:
        Lines ``deb [options] URI SUITE COMPONENT...`` in order, without doubles.
    """
    lines: dict[str, None] = {}
    for text in texts:
        for line in _lines_of(text):
            suite = _suite(line)
            if suite == codename or suite.startswith(codename + "-"):
                lines[line] = None
    return tuple(lines)


def of_release(line: str, own: str, release: str) -> str:
    """A line for another release of the same distribution, from the same place."""
    suite = _suite(line)
    wanted = release + suite.removeprefix(own)
    return re.sub(rf"(?<=\s){re.escape(suite)}(?=\s|$)", wanted, line, count=1)


def _lines_of(text: str) -> Iterator[str]:
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    if not re.search(r"^Types:", text, re.MULTILINE | re.IGNORECASE):
        yield from (" ".join(line.split()) for line in text.splitlines() if line.split()[:1] == ["deb"])
        return
    for stanza in re.split(r"\n[ \t]*\n", text):
        yield from _lines_of_stanza(stanza)


def _lines_of_stanza(stanza: str) -> Iterator[str]:
    """A deb822 stanza is the product of its URIs and suites."""
    unfolded = re.sub(r"\n[ \t]+", " ", stanza)
    fields = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in unfolded.splitlines())
    }
    if "deb" not in fields.get("types", "").split() or fields.get("enabled", "yes").lower() == "no":
        return
    keyring = fields.get("signed-by", "")
    options = f"[signed-by={keyring}] " if keyring.startswith("/") else ""
    for uri in fields.get("uris", "").split():
        for suite in fields.get("suites", "").split():
            yield f"deb {options}{uri} {suite} {fields.get('components', '')}".strip()


def _suite(line: str) -> str:
    words = re.sub(r"\[[^]]*]", "", line).split()
    return words[2] if len(words) > 2 else ""
