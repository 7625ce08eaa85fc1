"""The pictures that an issue on GitHub shows, fetched from GitHub's own hosts under strict limits. The only place that fetches any.

The text of an issue is a stranger's: it may name any address. What is fetched is bytes for the model's side to decode.
"""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field, replace
from typing import IO, Final
from urllib.parse import urlsplit

from agent.errors import BadInput
from agent.issue import Issue
from agent.pictures import MAX_PICTURE_BYTES, MAX_PICTURES, Picture, picture_links

MAX_TOTAL_BYTES: Final = 40 << 20
MAX_TOTAL_S: Final = 60.0
_TIMEOUT_S: Final = 15.0
_MAX_REDIRECTS: Final = 3
_TYPES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/x-ms-bmp"})
_BLOCK_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class PictureHosts:
    """Where pictures may be fetched from: addresses that an issue names, and those that they may lead on to."""

    linked: re.Pattern[str] = field(
        default_factory=lambda: re.compile(
            r"https://(?:github\.com/(?:user-attachments/assets|[\w.-]{1,100}/[\w.-]{1,100}/assets)/"
            r"|(?:user-images|private-user-images|raw|camo)\.githubusercontent\.com/)[^\s@\\]{1,1500}"
        )
    )
    stored: re.Pattern[str] = field(
        default_factory=lambda: re.compile(
            r"https://(?:(?:[a-z-]{1,60}\.)?githubusercontent\.com"
            r"|github-production-[a-z0-9-]{1,60}\.s3\.amazonaws\.com)/[^\s@\\]{1,4000}"
        )
    )


def with_linked_pictures(issue: Issue, *, seen: bool, hosts: PictureHosts | None = None) -> Issue:
    """An issue that came from GitHub with the pictures that it shows; notices say what was left out.

    Args:
        issue: without its pictures yet.
        seen: whether the model sees; nothing is fetched for one that does not.
        hosts: where they may be; None is GitHub.
    """
    links = dict(picture_links(issue.text))
    if not links:
        return issue
    if not seen:
        notice = f"the issue shows pictures ({len(links)}), which this model does not see: it reads text only"
        return replace(issue, notices=(*issue.notices, notice))
    fetching = _Fetching(hosts or PictureHosts(), time.monotonic() + MAX_TOTAL_S)
    pictures, notices = list[Picture](), list[str]()
    for number, (link, target) in enumerate(links.items()):
        if number == MAX_PICTURES:
            notices.append(f"only the first {MAX_PICTURES} pictures of the issue are shown")
            break
        try:
            pictures.append(Picture(link, target, fetching.fetch(target)))
        except BadInput as error:
            notices.append(f"a picture of the issue is left out: {error}")
    return replace(issue, pictures=(*pictures, *issue.pictures), notices=(*issue.notices, *notices))


class _Fetching:
    """Fetches the pictures of one issue, within limits for all of them together."""

    def __init__(self, hosts: PictureHosts, deadline_s: float) -> None:
        self._hosts = hosts
        self._deadline_s = deadline_s
        self._left_bytes = MAX_TOTAL_BYTES
        self._opener = urllib.request.build_opener(_Redirects(hosts))

    def fetch(self, target: str) -> bytes:
        """The content of a picture; ``BadInput`` says why it is left out."""
        shown = target if len(target) <= 100 else f"{target[:100]}..."
        if not self._hosts.linked.fullmatch(target):
            raise BadInput(f"{shown} is not one of GitHub's own by https, and is not fetched; give it with --picture")
        request = urllib.request.Request(target, headers={"Accept": "image/*", "User-Agent": "throughline"})
        try:
            with self._opener.open(request, timeout=_TIMEOUT_S) as response:
                kind = response.headers.get_content_type()
                if kind not in _TYPES:
                    raise BadInput(f"{shown} is no picture but {kind[:60]}")
                return self._read(response, shown)
        except urllib.error.HTTPError as error:
            with error:
                raise BadInput(f"{shown} cannot be fetched: the server answers {error.code}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise BadInput(f"{shown} cannot be fetched: {getattr(error, 'reason', error)}") from error

    def _read(self, response: http.client.HTTPResponse, shown: str) -> bytes:
        content = bytearray()
        while block := response.read1(_BLOCK_BYTES):
            content += block
            self._left_bytes -= len(block)
            if len(content) > MAX_PICTURE_BYTES:
                raise BadInput(f"{shown} is larger than {MAX_PICTURE_BYTES >> 20} MiB")
            if self._left_bytes < 0:
                raise BadInput(
                    f"{shown} is one too many: the pictures are larger than {MAX_TOTAL_BYTES >> 20} MiB together"
                )
            if time.monotonic() > self._deadline_s:
                raise BadInput(f"{shown} came too slowly: fetching pictures ends after {MAX_TOTAL_S:.0f} s")
        return bytes(content)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, and only to where GitHub keeps pictures."""

    max_redirections = _MAX_REDIRECTS

    def __init__(self, hosts: PictureHosts) -> None:
        self._hosts = hosts

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not self._hosts.stored.fullmatch(newurl):
            host = (urlsplit(newurl).hostname or "nowhere")[:100]
            raise BadInput(f"{req.full_url[:100]} leads to {host}, where GitHub keeps no pictures")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
