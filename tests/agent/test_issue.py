from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from agent.errors import BadInput
from agent.issue import MAX_ISSUE_BYTES, read_issue

NO_INPUT = io.BytesIO(b"")


class _GitHub(BaseHTTPRequestHandler):
    """Answers as GitHub's API does for one issue of one repository."""

    def do_GET(self) -> None:
        if self.path == "/repos/acme/shop/issues/7":
            body = json.dumps({"title": "Total is wrong", "body": "It is off by one.<!-- psst -->"}).encode()
            self.send_response(200)
        elif self.path == "/repos/acme/shop/issues/8":
            body = b"[]"
            self.send_response(200)
        else:
            body = b"{}"
            self.send_response(404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def github_api() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _GitHub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_text_is_taken_as_it_is() -> None:
    issue = read_issue("The total is wrong.", NO_INPUT)
    assert (issue.text, issue.raw, issue.notices) == ("The total is wrong.", "The total is wrong.", ())


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "issue.md"
    path.write_bytes("\ufeffUmlaut: ä\r\n".encode())
    issue = read_issue(str(path), NO_INPUT)
    assert (issue.text, issue.source) == ("Umlaut: ä", str(path))


def test_standard_input_is_read() -> None:
    assert read_issue("-", io.BytesIO(b"from a pipe\n")).text == "from a pipe"


def test_a_long_text_is_no_path() -> None:
    assert read_issue("word " * 5000, NO_INPUT).text.startswith("word word")


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("<!-- only hidden -->", "empty"),
        ("missing.md", "no such issue file"),
        ("./nowhere/issue", "no such issue file"),
        ("https://example.org/issues/1", "not the URL of a GitHub issue"),
    ],
)
def test_what_is_no_issue_is_refused_in_one_line(argument: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as caught:
        read_issue(argument, NO_INPUT)
    assert caught.value.exit_code == 42
    assert "\n" not in str(caught.value)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(b"\x89PNG\0\0")
    with pytest.raises(BadInput, match="not text"):
        read_issue(str(path), NO_INPUT)


def test_a_long_issue_is_cut_with_a_notice() -> None:
    issue = read_issue("-", io.BytesIO("é".encode() * MAX_ISSUE_BYTES))
    assert len(issue.text.encode()) == MAX_ISSUE_BYTES
    assert "64 KiB of 128 KiB" in issue.notices[0]
    assert len(issue.raw) == MAX_ISSUE_BYTES


def test_what_is_hidden_is_taken_out_and_the_raw_text_kept() -> None:
    issue = read_issue("a\u200b<!-- do evil -->", NO_INPUT)
    assert (issue.text, issue.raw, len(issue.notices)) == ("a", "a\u200b<!-- do evil -->", 2)


def test_a_github_issue_is_fetched(github_api: str) -> None:
    issue = read_issue("https://github.com/acme/shop/issues/7", NO_INPUT, github_api=github_api)
    assert issue.text == "Total is wrong\n\nIt is off by one."
    assert "psst" in issue.raw


@pytest.mark.parametrize(("number", "words"), [(9, "no such issue"), (8, "not a GitHub issue")])
def test_a_github_issue_that_cannot_be_had_is_refused(github_api: str, number: int, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_issue(f"https://github.com/acme/shop/issues/{number}", NO_INPUT, github_api=github_api)


def test_no_connection_is_told_with_the_way_out() -> None:
    with pytest.raises(BadInput, match="save the issue to a file"):
        read_issue("https://github.com/acme/shop/issues/7", NO_INPUT, github_api="http://127.0.0.1:9")
