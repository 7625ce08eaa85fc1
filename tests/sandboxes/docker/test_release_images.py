from __future__ import annotations

import pytest

from sandboxes.docker.apt_sources import of_release
from sandboxes.docker.release_images import NAMES, RELEASE_OF, ReleaseImage


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("deb http://mirror/debian bookworm main", "deb http://mirror/debian trixie main"),
        ("deb http://mirror/bookworm bookworm-updates main", "deb http://mirror/bookworm trixie-updates main"),
        (
            "deb [signed-by=/usr/share/keyrings/bookworm.gpg] http://mirror/debian-security bookworm-security main",
            "deb [signed-by=/usr/share/keyrings/bookworm.gpg] http://mirror/debian-security trixie-security main",
        ),
    ],
)
def test_a_source_of_another_release(line: str, expected: str) -> None:
    assert of_release(line, "bookworm", "trixie") == expected


def test_the_names_that_suites_build_on() -> None:
    assert NAMES["debian:bookworm-slim"] == ReleaseImage("plain", "bookworm")
    assert NAMES["python:3.11-slim-bookworm"].release == "bookworm"
    assert "bookworm has none" in NAMES["python:3.13-slim-bookworm"].note
    assert NAMES["ubuntu:24.04"].note
    assert not any(name.startswith(("python:3.10", "python:3.12")) for name in NAMES)
    assert all(image.note for name, image in NAMES.items() if not name.startswith("debian:"))
    assert {image.release for image in NAMES.values()} == set(RELEASE_OF.values())


def test_certificates_are_trusted_where_there_are_any() -> None:
    image = ReleaseImage("python", "bookworm")
    assert not any("CERT" in name for name, _ in image.recipe(trusting=False).environment)
    assert dict(image.recipe(trusting=True).environment)["PIP_CERT"].startswith("/etc/ssl/certs/")
    assert "python3-venv" in image.recipe(trusting=False).packages
