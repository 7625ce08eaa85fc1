from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandboxes.docker.sandbox import DockerSandbox
from tests.tools.sandbox_of_files import sandbox_of_files

FILES = {
    "calc.py": b"def add(a, b):\n    return a - b\n",
    "docs/notes.txt": b"remember\n",
    "data/table.bin": bytes(range(256)),
    ".gitignore": b"*.log\n",
}


@pytest.fixture
def docker_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerSandbox]:
    """A fresh sandbox with ``FILES`` in its repository."""
    with sandbox_of_files(FILES, tmp_path_factory.mktemp("base")) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerSandbox]:
    """One sandbox with ``FILES`` for all tests of a file; tests leave the repository as it was."""
    with sandbox_of_files(FILES, tmp_path_factory.mktemp("base")) as sandbox:
        yield sandbox
