"""The one way out of a sandbox: an HTTP proxy on a Unix socket, which connects to hosts of a list and logs what was asked for.

It runs in this process, in threads, and ends with its sandbox. It sees names and ports, and nothing of what TLS carries.
"""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sandboxes.network import AllowedHost, is_allowed, is_public

logger = logging.getLogger(__name__)

FOLDER: Final = "/run/egress"
"""Where the socket's folder lies inside the sandbox."""

_SOCKET: Final = "proxy.sock"
_PREFIX: Final = "throughline-egress-"
_HEAD_BYTES: Final = 1 << 16
_HEAD_TIMEOUT_S: Final = 20.0
_IDLE_TIMEOUT_S: Final = 120.0
_CONNECT_TIMEOUT_S: Final = 20.0
_MOST_CONNECTIONS: Final = 64
_CHUNK_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class NetworkRequest:
    """What the sandbox asked for, and what came of it: ``connected``, ``refused`` by the list, or ``failed``."""

    method: str
    host: str
    port: int
    outcome: str


class Egress:
    """Listens from construction until ``close``; allows nothing until ``allow`` is called."""

    def __init__(self, log: Callable[[NetworkRequest], None], folder: Path | None = None) -> None:
        """``folder`` is that of an earlier proxy, whose sandbox is taken over; a new one is made otherwise.

        Its parent is closed to other users of this machine, and only it is mounted into the sandbox.
        """
        self._log = log
        self._parent = folder.parent if folder else Path(tempfile.mkdtemp(prefix=_PREFIX))
        self.folder = folder or self._parent / "egress"
        self.folder.mkdir(mode=0o755, exist_ok=True)
        self._hosts: tuple[AllowedHost, ...] = ()
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        path = self.folder / _SOCKET
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        path.chmod(0o666)
        self._listener.listen(_MOST_CONNECTIONS)
        threading.Thread(target=self._serve, name="egress", daemon=True).start()

    def allow(self, hosts: tuple[AllowedHost, ...]) -> None:
        """From now on allow these hosts and no other; what is connected is cut off."""
        with self._guard:
            self._hosts = hosts
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End it and all that is connected. May be called twice."""
        self.allow(())
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        remove_folder(self.folder)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._guard:
                is_full = len(self._open) >= 2 * _MOST_CONNECTIONS
            if is_full:
                connection.close()
            else:
                threading.Thread(target=self._handle, args=(connection,), name="egress", daemon=True).start()

    def _handle(self, client: socket.socket) -> None:
        with self._tracked(client):
            try:
                self._answer(client)
            except (OSError, ValueError) as error:
                logger.info("a request out of the sandbox: %s", error)

    def _answer(self, client: socket.socket) -> None:
        client.settimeout(_HEAD_TIMEOUT_S)
        head, rest = _read_head(client)
        method, host, port, first = _parsed(head)
        with self._guard:
            hosts = self._hosts
        if not is_allowed(hosts, host, port):
            self._log(NetworkRequest(method, host, port, "refused"))
            _say(client, "403 Forbidden", f"{host}:{port} is not on the list of allowed hosts")
            return
        try:
            server = _connected(host, port)
        except OSError as error:
            self._log(NetworkRequest(method, host, port, "failed"))
            _say(client, "502 Bad Gateway", str(error))
            return
        with self._tracked(server):
            with self._guard:
                is_still_allowed = is_allowed(self._hosts, host, port)
            if not is_still_allowed:
                return
            self._log(NetworkRequest(method, host, port, "connected"))
            if method == "CONNECT":
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            server.sendall(first + rest)
            _relay(client, server)

    @contextlib.contextmanager
    def _tracked(self, connection: socket.socket) -> Iterator[None]:
        with self._guard:
            self._open.add(connection)
        try:
            yield
        finally:
            with self._guard:
                self._open.discard(connection)
            connection.close()


def _read_head(client: socket.socket) -> tuple[bytes, bytes]:
    """The head of a request, and what came after it."""
    deadline_s, head = time.monotonic() + _HEAD_TIMEOUT_S, b""
    while b"\r\n\r\n" not in head:
        chunk = client.recv(_CHUNK_BYTES)
        head += chunk
        if not chunk or len(head) > _HEAD_BYTES or time.monotonic() > deadline_s:
            raise ValueError("no head of a request")
    head, _, rest = head.partition(b"\r\n\r\n")
    return head, rest


def _parsed(head: bytes) -> tuple[str, str, int, bytes]:
    """Method, host, port, and the head as the server gets it (nothing for a tunnel).

    Raises:
        ValueError: it is no request to a proxy.
    """
    line, _, headers = head.partition(b"\r\n")
    method, target, version = line.decode("ascii").split(" ")
    if method == "CONNECT":
        host, _, port = target.rpartition(":")
        return method, host, int(port), b""
    address = urlsplit(target)
    if address.scheme != "http" or not address.hostname or address.username is not None:
        raise ValueError("a proxy takes CONNECT and http:// addresses")
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    # One request a connection: the next one on it could be to another host, and would not be looked at. The name in the
    # head is that of the address, whatever the sandbox wrote.
    dropped = (b"proxy-", b"connection:", b"host:")
    kept = [header for header in headers.split(b"\r\n") if header and not header.lower().startswith(dropped)]
    kept += [b"Host: " + address.netloc.encode("ascii"), b"Connection: close"]
    first = b"\r\n".join([f"{method} {path} {version}".encode("ascii"), *kept, b"", b""])
    return method, address.hostname, address.port or 80, first


def _connected(host: str, port: int) -> socket.socket:
    """A connection to the host. A name must lead to the Internet; an address was meant as it stands.

    Raises:
        OSError: it cannot be reached, or leads to this machine or its networks.
    """
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in infos]
    reachable = [address for address in addresses if address == host or is_public(address)]
    if not reachable:
        raise OSError(f"{host} does not lead to the Internet")
    return socket.create_connection((reachable[0], port), timeout=_CONNECT_TIMEOUT_S)


def _say(client: socket.socket, status: str, reason: str) -> None:
    body = f"{reason}\n".encode("utf-8", "replace")
    client.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)


def _relay(client: socket.socket, server: socket.socket) -> None:
    """Carry bytes both ways until one side is done, or nothing moves for long."""
    other = {client: server, server: client}
    client.settimeout(_IDLE_TIMEOUT_S)
    server.settimeout(_IDLE_TIMEOUT_S)
    with selectors.DefaultSelector() as selector:
        for side in other:
            selector.register(side, selectors.EVENT_READ)
        while events := selector.select(_IDLE_TIMEOUT_S):
            for key, _ in events:
                source = client if key.fd == client.fileno() else server
                chunk = source.recv(_CHUNK_BYTES)
                if not chunk:
                    if source is server:
                        return
                    selector.unregister(source)
                    with contextlib.suppress(OSError):
                        other[source].shutdown(socket.SHUT_WR)
                    continue
                other[source].sendall(chunk)


def proxy_environment() -> dict[str, str]:
    """Variables by which programs in the sandbox find the way out."""
    address = "http://127.0.0.1:3128"
    names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
    return {**dict.fromkeys(names, address), "no_proxy": "localhost,127.0.0.1", "NO_PROXY": "localhost,127.0.0.1"}


def folder_of(mounts: list[dict[str, str]]) -> Path | None:
    """The folder of the proxy on this machine, from the mounts of a container."""
    source = next((mount["Source"] for mount in mounts if mount.get("Destination") == FOLDER), None)
    return Path(os.fspath(source)) if source else None


def remove_folder(folder: Path | None) -> None:
    """Remove the folder of a proxy with its parent, if it is one that was made here."""
    if folder is not None and folder.parent.name.startswith(_PREFIX):
        shutil.rmtree(folder.parent, ignore_errors=True)
