"""Requests to the hub: addresses, the token, redirects, and refusals in words. It stores nothing.

The hub sends the content of large files from other hosts; the token does not go there.
"""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final, Protocol
from urllib.parse import urlsplit

from model_runtime.errors import HubError
from model_runtime.hub.names import HubName, HubSettings

_MAX_LISTING_BYTES: Final = 16 << 20
_MAX_REDIRECTS: Final = 5
_PASSING_STATUSES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class Interrupted(Exception):
    """A request did not come to its end, for a reason that may be gone at the next try."""


class Body(Protocol):
    """An answer whose content has not been read. ``begin`` is which byte of the file it starts at."""

    begin: int

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` further bytes; none at the end, also where that came too early."""


@dataclass(slots=True)
class _OpenBody:
    begin: int
    stream: http.client.HTTPResponse

    def read(self, size: int, /) -> bytes:
        try:
            return self.stream.read1(size)  # what is there: a process that is killed should lose little
        except (OSError, http.client.HTTPException) as error:
            raise Interrupted(_reason(error)) from error


class HubConnection:
    """Asks one hub. Several threads may use it at a time."""

    def __init__(self, settings: HubSettings, *, timeout_s: float = 30.0) -> None:
        """``timeout_s`` is how long a silence of the other side may last."""
        self._settings = settings
        self._timeout_s = timeout_s
        self._opener = urllib.request.build_opener(_Redirects(settings))

    def listing(self, name: HubName) -> bytes:
        """What the hub says of a revision.

        Raises:
            HubError: It refuses, or is not to be reached.
            Interrupted: It may answer at the next try.
        """
        with self._opened(name, name.listing_path) as response:
            body = _OpenBody(0, response)
            content = b""
            while len(content) <= _MAX_LISTING_BYTES and (block := body.read(1 << 20)):
                content += block
        if len(content) > _MAX_LISTING_BYTES:
            raise HubError(f"the hub's answer about {name.repository} is longer than {_MAX_LISTING_BYTES} bytes")
        return content

    @contextmanager
    def file(self, name: HubName, commit: str, file_name: str, begin: int) -> Iterator[Body]:
        """The content of a file from byte ``begin`` on, or all of it where the server does not know parts.

        Raises:
            HubError: The hub refuses.
            Interrupted: It may answer at the next try.
        """
        with self._opened(name, name.file_path(commit, file_name), begin) as response:
            given = 0
            if response.status == 206:
                given = _first_byte(response.headers.get("Content-Range", ""))
                if given != begin:
                    raise HubError(f"the server sends {file_name} from byte {given}, not from {begin} as asked")
            yield _OpenBody(given, response)

    @contextmanager
    def _opened(self, name: HubName, path: str, begin: int = 0) -> Iterator[http.client.HTTPResponse]:
        request = urllib.request.Request(f"{self._settings.endpoint}{path}", headers=_headers(begin))
        _authorise(request, self._settings)
        try:
            response = self._opener.open(request, timeout=self._timeout_s)
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _PASSING_STATUSES:
                    raise Interrupted(f"the server answers {error.code}") from error
                raise HubError(_refusal(error, name, self._settings)) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if _is_unreachable(error):
                raise HubError(f"{self._settings.host} cannot be reached: {_reason(error)}") from error
            raise Interrupted(_reason(error)) from error
        with response:
            yield response


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects by HTTPS, and by HTTP only where the hub itself is asked so; the token stays at home."""

    max_redirections = _MAX_REDIRECTS

    def __init__(self, settings: HubSettings) -> None:
        self._settings = settings

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        home, target = urlsplit(self._settings.endpoint), urlsplit(newurl)
        if target.scheme != "https" and (target.scheme, home.scheme) != ("http", "http"):
            raise HubError(f"{self._settings.host} sends on to an address that is not https")
        followed = super().redirect_request(req, fp, code, msg, headers, newurl)
        if followed is not None and (target.scheme, target.netloc) == (home.scheme, home.netloc):
            _authorise(followed, self._settings)
        return followed


def _headers(begin: int) -> dict[str, str]:
    headers = {"User-Agent": "throughline", "Accept-Encoding": "identity"}
    return {**headers, "Range": f"bytes={begin}-"} if begin else headers


def _authorise(request: urllib.request.Request, settings: HubSettings) -> None:
    if settings.sent_token is not None:
        request.add_unredirected_header("Authorization", f"Bearer {settings.sent_token}")


def _first_byte(content_range: str) -> int:
    """Of ``bytes 100-199/200``; -1 if it is something else."""
    unit, _, span = content_range.strip().partition(" ")
    first = span.partition("-")[0]
    return int(first) if unit == "bytes" and first.isascii() and first.isdigit() else -1


def _refusal(error: urllib.error.HTTPError, name: HubName, settings: HubSettings) -> str:
    where = f"{settings.host} answers {error.code}"
    what = error.headers.get("X-Error-Code", "")
    if what == "RevisionNotFound":
        return f"{where}: {name.repository} has no revision {name.revision}"
    if what == "GatedRepo":
        return f"{where}: {name.repository} is gated; ask for access on its page, then set HF_TOKEN"
    if error.code in {401, 403, 404}:
        remedy = "check HF_TOKEN" if settings.sent_token else "a private one needs HF_TOKEN"
        return f"{where}: there is no {name.repository} at revision {name.revision} for you ({remedy})"
    return f"{where} when asked for {name.repository}"


def _is_unreachable(error: Exception) -> bool:
    """No name, no route, nobody there, or a certificate that is not trusted: what another try does not mend soon."""
    import ssl

    reason = getattr(error, "reason", error)
    kinds = (socket.gaierror, ConnectionRefusedError, ssl.SSLCertVerificationError, ValueError)
    return isinstance(reason, kinds) or (isinstance(reason, OSError) and reason.errno in {101, 113})


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return str(getattr(reason, "strerror", None) or reason or type(reason).__name__)
