"""A server on this machine that speaks what the hub speaks: the listing of a revision, and content by ranges, which large
files are sent on to another host for. It can be told to misbehave.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """What it serves, how it misbehaves, and what it was asked.

    ``listing`` changes the answer about a revision. ``breaks_after`` ends an answer with content after so many bytes;
    ``pace`` is an event that content waits for behind its first block. ``statuses`` are answered first, each once.
    """

    files: dict[str, bytes]
    repository: str = "acme/tiny"
    served: dict[str, bytes] = field(default_factory=dict)
    listing: dict[str, Any] = field(default_factory=dict)
    breaks_after: int | None = None
    knows_ranges: bool = True
    pace: threading.Event | None = None
    statuses: list[int] = field(default_factory=list)
    needs_token: str | None = None
    requests: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)
    endpoint: str = ""
    storage: str = ""

    def asked(self) -> Counter[str]:
        """How often content of each file was asked for at the storage or the hub."""
        return Counter(path.rpartition("/")[2] for host, path, _, _ in self.requests if host == "storage")

    def describe(self) -> dict[str, Any]:
        """The answer about a revision."""
        siblings: list[dict[str, Any]] = []
        for name, content in self.files.items():
            git = hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
            sibling: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": git}
            if name.endswith(".safetensors"):
                sha256 = hashlib.sha256(content).hexdigest()
                sibling["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 135}
            siblings.append(sibling)
        return {"id": self.repository, "sha": COMMIT, "private": False, "siblings": siblings, **self.listing}


def hub_of(folder: Path, **changes: Any) -> Hub:
    """A hub with a folder's files, and some that nobody should fetch."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    extra = {
        "modeling.py": b"raise SystemExit",
        "pytorch_model.bin": b"\x80",
        "README.md": b"#",
        "onnx/model.json": b"{}",
    }
    return Hub({**files, **extra}, **changes)


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Serve it at ``hub.endpoint``; content in LFS comes from ``hub.storage``."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub, host)) for host in ("hub", "storage")]
    hub.endpoint, hub.storage = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield hub
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(hub: Hub, host: str) -> type[BaseHTTPRequestHandler]:
    return type("BoundHandler", (_Handler,), {"hub": hub, "host": host})


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    host: str

    def do_GET(self) -> None:
        self.hub.requests.append((self.host, self.path, self.headers.get("Range"), self.headers.get("Authorization")))
        try:
            self._answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self) -> None:
        if self.hub.statuses:
            self._refuse(self.hub.statuses.pop(0))
        elif (
            self.host == "hub"
            and self.hub.needs_token
            and self.headers.get("Authorization") != f"Bearer {self.hub.needs_token}"
        ):
            self._refuse(401, "GatedRepo")
        elif self.path.startswith("/api/models/"):
            self._list()
        else:
            self._content(unquote(self.path.rpartition("/")[2]))

    def _list(self) -> None:
        place, _, revision = self.path.removeprefix("/api/models/").partition("/revision/")
        if place != self.hub.repository:
            self._refuse(404, "RepoNotFound")
        elif unquote(revision.partition("?")[0]) not in {"main", COMMIT, "v1/fast"}:
            self._refuse(404, "RevisionNotFound")
        else:
            self._send(200, json.dumps(self.hub.describe()).encode())

    def _content(self, name: str) -> None:
        content = self.hub.served.get(name, self.hub.files.get(name))
        if content is None:
            self._refuse(404, "EntryNotFound")
        elif self.host == "hub" and name.endswith(".safetensors"):
            self.send_response(302)
            self.send_header("Location", f"{self.hub.storage}/store/{name}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._part(content)

    def _part(self, content: bytes) -> None:
        asked = self.headers.get("Range")
        begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.hub.knows_ranges else 0
        if begin:
            span = f"bytes {begin}-{len(content) - 1}/{len(content)}"
            self._send(206, content[begin:], {"Content-Range": span})
        else:
            self._send(200, content)

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.host == "storage":
            first = (
                self.hub.breaks_after if self.hub.breaks_after is not None else 1000 if self.hub.pace else len(content)
            )
            self.wfile.write(content[:first])
            if self.hub.breaks_after is not None and first < len(content):
                self.close_connection = True
                return
            if self.hub.pace is not None:
                self.hub.pace.wait(30)
            self.wfile.write(content[first:])
        else:
            self.wfile.write(content)

    def _refuse(self, status: int, code: str = "") -> None:
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        pass
