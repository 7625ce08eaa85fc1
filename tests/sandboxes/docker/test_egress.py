"""The proxy alone, over its Unix socket, with a server on this machine in the Internet's place."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sandboxes.docker.egress import Egress, NetworkRequest
from sandboxes.network import AllowedHost


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"{self.path} {self.headers['Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def requests() -> list[NetworkRequest]:
    return []


@pytest.fixture
def egress(requests: list[NetworkRequest]) -> Iterator[Egress]:
    egress = Egress(requests.append)
    yield egress
    egress.close()


def ask(egress: Egress, *messages: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(10)
        client.connect(str(egress.folder / "proxy.sock"))
        answer = b""
        for message in messages:
            client.sendall(message)
            answer += client.recv(1 << 16)
        while chunk := client.recv(1 << 16):
            answer += chunk
        return answer


def get(host: str, path: str = "/x?y=1") -> bytes:
    return f"GET http://{host}{path} HTTP/1.1\r\nHost: evil.example\r\n\r\n".encode()


def test_an_allowed_host_is_reached(egress: Egress, port: int, requests: list[NetworkRequest]) -> None:
    egress.allow((AllowedHost("127.0.0.1", (port,)),))
    answer = ask(egress, get(f"127.0.0.1:{port}"))
    assert answer.startswith(b"HTTP/1.0 200")
    assert answer.endswith(f"/x?y=1 127.0.0.1:{port}".encode())
    assert requests == [NetworkRequest("GET", "127.0.0.1", port, "connected")]


def test_a_tunnel_carries_both_ways(egress: Egress, port: int, requests: list[NetworkRequest]) -> None:
    egress.allow((AllowedHost("127.0.0.1", (port,)),))
    tunnel = f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    answer = ask(egress, tunnel, b"GET /inner HTTP/1.0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.0 200")
    assert b"/inner" in answer
    assert [request.method for request in requests] == ["CONNECT"]


@pytest.mark.parametrize("hosts", [(), (AllowedHost("pypi.org"),)], ids=["empty", "other"])
def test_what_is_not_on_the_list_is_refused_and_logged(
    egress: Egress, port: int, requests: list[NetworkRequest], hosts: tuple[AllowedHost, ...]
) -> None:
    egress.allow(hosts)
    assert ask(egress, get(f"127.0.0.1:{port}")).startswith(b"HTTP/1.1 403")
    assert ask(egress, f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n".encode()).startswith(b"HTTP/1.1 403")
    assert [request.outcome for request in requests] == ["refused", "refused"]


def test_nothing_is_allowed_before_it_is_said(egress: Egress, port: int) -> None:
    assert ask(egress, get(f"127.0.0.1:{port}")).startswith(b"HTTP/1.1 403")


def test_a_name_that_leads_to_this_machine_is_refused(
    egress: Egress, port: int, requests: list[NetworkRequest]
) -> None:
    egress.allow((AllowedHost("localhost", (port,)),))
    assert ask(egress, get(f"localhost:{port}")).startswith(b"HTTP/1.1 502")
    assert [request.outcome for request in requests] == ["failed"]


@pytest.mark.parametrize(
    "message",
    [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET ftp://127.0.0.1/ HTTP/1.1\r\n\r\n",
        b"GET http://user@127.0.0.1/ HTTP/1.1\r\n\r\n",
        b"CONNECT nonsense HTTP/1.1\r\n\r\n",
        b"\xff\xfe\r\n\r\n",
        b"x" * 70_000,
    ],
)
def test_what_is_no_request_gets_no_answer(egress: Egress, requests: list[NetworkRequest], message: bytes) -> None:
    egress.allow((AllowedHost("127.0.0.1"),))
    with contextlib.suppress(ConnectionError):
        assert ask(egress, message) == b""
    assert requests == []


def test_what_is_connected_is_cut_off_when_the_list_changes(egress: Egress, port: int) -> None:
    egress.allow((AllowedHost("127.0.0.1", (port,)),))
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(10)
        client.connect(str(egress.folder / "proxy.sock"))
        client.sendall(f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n".encode())
        assert b"200" in client.recv(1 << 16)
        egress.allow(())
        assert client.recv(1 << 16) == b""


def test_closing_leaves_nothing(requests: list[NetworkRequest]) -> None:
    egress = Egress(requests.append)
    parent = egress.folder.parent
    assert oct(parent.stat().st_mode)[-3:] == "700"
    egress.close()
    egress.close()
    assert not parent.exists()
    deadline_s = time.monotonic() + 5
    while any(thread.name == "egress" for thread in threading.enumerate()):
        assert time.monotonic() < deadline_s
        time.sleep(0.05)
