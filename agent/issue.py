"""Where an issue comes from (text, a file, standard input, a GitHub issue) and how it is cleaned for a model.

Cleaning removes what a reader on the web would not see. It narrows the ways in for hidden instructions and closes none:
what contains a run is the sandbox.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from agent.cleaning import strip_html_comments, strip_invisible
from agent.clips import Clip, Footage
from agent.errors import BadInput
from agent.pictures import Picture, linked_pictures, named_picture

MAX_ISSUE_BYTES: Final = 64 << 10
MAX_SOURCE_BYTES: Final = 4 << 20
GITHUB_API: Final = "https://api.github.com"
FETCH_TIMEOUT_S: Final = 20.0

_ISSUE_URL: Final = re.compile(r"https?://(?:www\.)?github\.com/([\w.-]+)/([\w.-]+)/issues/(\d+)/?(?:[?#].*)?")
_FILE_NAME: Final = re.compile(r"[^\s]+\.(?:md|txt|rst|text|markdown)|\.{0,2}/[^\s]+")


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue. ``raw`` is what came in, ``text`` what the model reads; ``notices`` say what was changed.

    One that ``is_fetched`` came from GitHub, where the pictures are that it shows.
    """

    source: str
    raw: str
    text: str
    notices: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    is_fetched: bool = False
    clips: tuple[Clip, ...] = ()


def read_issue(argument: str, stdin: BinaryIO, *, github_api: str = GITHUB_API) -> Issue:
    """Read the issue that a command line names. A file's pictures are read with it.

    Args:
        argument: the text itself, the path of a file, ``-``, or the URL of a GitHub issue.
        stdin: read when ``argument`` is ``-``.
        github_api: where issues are fetched from.

    Raises:
        BadInput: it cannot be read, or nothing is left after cleaning.
    """
    if argument == "-":
        return clean_issue("standard input", _decode(stdin.read(MAX_SOURCE_BYTES), "standard input"))
    if argument.startswith(("https://", "http://")) and not re.search(r"\s", argument.strip()):
        return replace(clean_issue(argument.strip(), _fetch(argument.strip(), github_api)), is_fetched=True)
    path = Path(argument)
    if _is_file(path):
        issue = clean_issue(str(path), _decode(_read(path), str(path)))
        pictures, notices = linked_pictures(issue.text, path.parent)
        return replace(issue, notices=issue.notices + notices, pictures=pictures)
    if _FILE_NAME.fullmatch(argument):
        raise BadInput(f"no such issue file: {argument}")
    return clean_issue("argument", argument)


def with_pictures(issue: Issue, paths: Sequence[Path]) -> Issue:
    """The issue with further pictures at its end, each behind a line that names its file.

    Raises:
        BadInput: a file cannot be read.
    """
    named = tuple(named_picture(path) for path in paths)
    text = "\n\n".join((issue.text, *(picture.link for picture in named)))
    return replace(issue, text=text, pictures=issue.pictures + named)


def with_footage(issue: Issue, footage: Sequence[Footage]) -> Issue:
    """The issue with a line for each video at its end; what it shows is cut once the model is there."""
    return replace(issue, text="\n\n".join((issue.text, *(each.link for each in footage))))


def clean_issue(source: str, raw: str) -> Issue:
    """Remove what a reader would not see and cut to the size limit. Pure.

    Raises:
        BadInput: nothing is left.
    """
    notices = []
    text, invisible = strip_invisible(raw)
    if invisible:
        notices.append(f"{invisible} invisible or control characters were taken out of the issue")
    text, comments = strip_html_comments(text)
    if comments:
        notices.append(f"{comments} hidden comments were taken out of the issue")
    text = text.strip()
    encoded = text.encode("utf-8")
    if len(encoded) > MAX_ISSUE_BYTES:
        text = encoded[:MAX_ISSUE_BYTES].decode("utf-8", "ignore").rstrip()
        notices.append(f"the issue was cut to its first {MAX_ISSUE_BYTES >> 10} KiB of {len(encoded) >> 10} KiB")
    if not text:
        raise BadInput(
            f"the issue is empty ({source}): give it as text, as a file, as - for standard input, or as a URL"
        )
    return Issue(source, raw, text, tuple(notices))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a long text is no path
        return False


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_SOURCE_BYTES)
    except OSError as error:
        raise BadInput(f"the issue file {path} cannot be read: {error.strerror}") from error


def _decode(content: bytes, source: str) -> str:
    if b"\0" in content[:8192]:
        raise BadInput(f"the issue is not text: {source}")
    return content.decode("utf-8-sig", "replace")


def _fetch(url: str, github_api: str) -> str:
    """Title and body of a GitHub issue."""
    match = _ISSUE_URL.fullmatch(url)
    if match is None:
        raise BadInput(f"not the URL of a GitHub issue: {url} (expected https://github.com/OWNER/NAME/issues/NUMBER)")
    owner, name, number = match.groups()
    request = urllib.request.Request(
        f"{github_api}/repos/{owner}/{name}/issues/{number}",
        headers={"Accept": "application/vnd.github+json", "User-Agent": "throughline"},
    )
    try:
        with urllib.request.urlopen(request, timeout=FETCH_TIMEOUT_S) as response:
            issue = json.loads(response.read(MAX_SOURCE_BYTES))
        return f"{issue['title']}\n\n{issue['body'] or ''}"
    except urllib.error.HTTPError as error:
        with error:
            raise BadInput(f"{url} could not be fetched: {_explain(error.code)}") from error
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise BadInput(
            f"{url} could not be fetched: {reason}; save the issue to a file and give that instead"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{url} could not be fetched: the answer is not a GitHub issue") from error


def _explain(status: int) -> str:
    reasons = {
        403: "GitHub refuses (too many requests?); save the issue to a file and give that instead",
        404: "no such issue, or its repository is private",
        410: "the issue was deleted",
        429: "too many requests; try again later",
    }
    return reasons.get(status, f"GitHub answers {status}")
