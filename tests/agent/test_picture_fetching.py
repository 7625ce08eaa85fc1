"""Pictures of issues on GitHub, from a server on this machine: what is fetched, and what is left out with a line."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from agent.issue import Issue
from agent.picture_fetching import PictureHosts, with_linked_pictures
from agent.pictures import MAX_PICTURE_BYTES, show
from tests.seeing_checkpoint import png
from vocabulary.messages import Image, Message

RED = png(32, 16, (200, 20, 20))
asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked.append(self.path)
        answers: dict[str, tuple[int, str, bytes]] = {
            "/assets/red": (200, "image/png", RED),
            "/assets/page": (200, "text/html; charset=utf-8", b"<html>"),
            "/assets/drawing": (200, "image/svg+xml", b"<svg/>"),
            "/assets/large": (200, "image/png", b"\x89PNG" + bytes(MAX_PICTURE_BYTES)),
            "/stored/red": (200, "image/png", RED),
        }
        moved = {
            "/assets/moved": "/stored/red",
            "/assets/away": "/secret",
            "/assets/loop": "/stored/loop",
            "/stored/loop": "/stored/loop",
        }
        try:
            if self.path in moved:
                self.send_response(302)
                self.send_header("Location", moved[self.path])
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            status, kind, content = answers.get(self.path, (404, "text/plain", b""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def issue(*targets: str) -> Issue:
    text = "\n".join(f"Look ![it {number}]({target})" for number, target in enumerate(targets))
    return Issue("https://github.com/a/b/issues/1", text, text, is_fetched=True)


def fetched(server: str, *targets: str, seen: bool = True) -> Issue:
    here = re.escape(server)
    hosts = PictureHosts(re.compile(f"{here}/assets/.*"), re.compile(f"{here}/stored/.*"))
    asked.clear()
    return with_linked_pictures(issue(*(f"{server}{target}" for target in targets)), seen=seen, hosts=hosts)


def test_pictures_come_behind_their_links(server: str) -> None:
    found = fetched(server, "/assets/red", "/assets/moved")
    assert ([picture.content for picture in found.pictures], found.notices) == ([RED, RED], ())

    class Chat:
        reads_images = True

        def read_image(self, content: bytes) -> Image:
            return Image(content, 8)

    message, _ = show(Message("user", found.text), found.pictures, Chat())  # type: ignore[arg-type]
    kinds = [part if isinstance(part, str) else "image" for part in message.parts]
    assert kinds == [
        f"Look ![it 0]({server}/assets/red)\n",
        "image",
        f"\nLook ![it 1]({server}/assets/moved)\n",
        "image",
    ]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/assets/page", "is no picture but text/html"),
        ("/assets/drawing", "is no picture but image/svg"),
        ("/assets/large", "larger than 10 MiB"),
        ("/assets/none", "the server answers 404"),
        ("/assets/away", "where GitHub keeps no pictures"),
        ("/assets/loop", "cannot be fetched"),
        ("/elsewhere", "not one of GitHub's own"),
    ],
)
def test_what_is_left_out(server: str, target: str, words: str) -> None:
    found = fetched(server, "/assets/red", target)
    assert [picture.content for picture in found.pictures] == [RED]
    assert len(found.notices) == 1
    assert found.notices[0].startswith("a picture of the issue is left out: ")
    assert words in found.notices[0]
    assert "/secret" not in asked


def test_there_is_an_end(server: str) -> None:
    found = fetched(server, *(f"/assets/red?{number}" for number in range(18)))
    assert found.notices[-1] == "only the first 16 pictures of the issue are shown"
    assert len(asked) == 16


def test_nothing_is_fetched_for_a_model_that_reads_text_only(server: str) -> None:
    found = fetched(server, "/assets/red", seen=False)
    assert (found.pictures, asked) == ((), [])
    assert "which this model does not see" in found.notices[0]
    assert with_linked_pictures(issue(), seen=True).notices == ()


@pytest.mark.parametrize(
    ("address", "linked", "stored"),
    [
        ("https://github.com/user-attachments/assets/0d1b-22", True, False),
        ("https://github.com/OWNER/NAME/assets/123/4-5", True, False),
        ("https://user-images.githubusercontent.com/1/2.png", True, True),
        ("https://raw.githubusercontent.com/a/b/main/x.png?raw=true", True, True),
        ("https://github-production-user-asset-6210df.s3.amazonaws.com/1/2?X-Amz-Signature=3", False, True),
        ("http://user-images.githubusercontent.com/1/2.png", False, False),
        ("https://githubusercontent.com.evil.example/x.png", False, False),
        ("https://raw.githubusercontent.com@evil.example/x.png", False, False),
        ("https://evil.example/https://raw.githubusercontent.com/x.png", False, False),
        ("https://github-production-x.s3.amazonaws.com.evil.example/x", False, False),
        ("https://169.254.169.254/latest", False, False),
        ("https://github.com/a/b/pull/1", False, False),
        ("file:///etc/passwd", False, False),
        ("data:image/png;base64,AAAA", False, False),
    ],
)
def test_addresses(address: str, linked: bool, stored: bool) -> None:
    hosts = PictureHosts()
    assert (hosts.linked.fullmatch(address) is not None, hosts.stored.fullmatch(address) is not None) == (
        linked,
        stored,
    )
