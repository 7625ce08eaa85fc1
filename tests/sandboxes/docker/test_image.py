from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sandboxes.docker.apt_sources import one_line_sources
from sandboxes.docker.image import BASE, bootstrap_command, default_image

ONE_LINE = """
# deb http://commented.example/debian bookworm main
deb http://mirror.example/debian bookworm main contrib
deb-src http://mirror.example/debian bookworm main
deb [arch=amd64 signed-by=/keyrings/x.gpg]  http://mirror.example/debian-security bookworm-security main
deb http://third.example/tool stable main
deb http://mirror.example/debian bookworm main contrib
"""

DEB822 = """\
# A comment
Types: deb deb-src
URIs: http://one.example/ubuntu http://two.example/ubuntu
Suites: noble noble-updates
Components: main
  universe
Signed-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg

Types: deb
Enabled: no
URIs: http://off.example/ubuntu
Suites: noble
Components: main

Types: deb
URIs: http://inline.example/ubuntu
Suites: noble-security
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc: def
"""


def test_one_line_sources_of_this_release_only() -> None:
    assert one_line_sources([ONE_LINE], "bookworm") == (
        "deb http://mirror.example/debian bookworm main contrib",
        "deb [arch=amd64 signed-by=/keyrings/x.gpg] http://mirror.example/debian-security bookworm-security main",
    )


def test_deb822_sources_are_multiplied_out() -> None:
    key = "[signed-by=/usr/share/keyrings/ubuntu-archive-keyring.gpg]"
    assert one_line_sources([DEB822], "noble") == (
        f"deb {key} http://one.example/ubuntu noble main universe",
        f"deb {key} http://one.example/ubuntu noble-updates main universe",
        f"deb {key} http://two.example/ubuntu noble main universe",
        f"deb {key} http://two.example/ubuntu noble-updates main universe",
        "deb http://inline.example/ubuntu noble-security main",
    )


def test_the_tag_is_the_recipe() -> None:
    assert default_image() == BASE.tag
    assert BASE.tag.startswith("throughline-sandbox:")
    assert replace(BASE).tag == BASE.tag
    assert replace(BASE, packages=(*BASE.packages, "jq")).tag != BASE.tag
    assert replace(BASE, environment=()).tag != BASE.tag


def test_the_build_names_no_mirror() -> None:
    command = bootstrap_command(BASE, "bookworm", Path("/x/root.tar"))
    assert command[-3:] == ["bookworm", "/x/root.tar", "-"]
    assert not any("http" in word for word in command)


@pytest.mark.docker
def test_the_image_has_what_agents_need(image: str) -> None:
    assert image == default_image()
