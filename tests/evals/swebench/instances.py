"""A small instance as SWE-bench has them, and an image for it made of the project's own sandbox image."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sandboxes.git_patch import git_patch

if TYPE_CHECKING:
    from docker import DockerClient

BROKEN, FIXED = b"def double(x):\n    return x\n", b"def double(x):\n    return 2 * x\n"
TEST, NEW_TEST = (
    b"def test_old():\n    assert True\n",
    b"from lib import double\n\n\ndef test_old():\n    assert True\n\n\ndef test_double():\n    assert double(2) == 4\n",
)
FILES = {"lib.py": BROKEN, "test_lib.py": TEST}
GOLD = git_patch(FILES, {**FILES, "lib.py": FIXED}).decode()
TEST_PATCH = git_patch(FILES, {**FILES, "test_lib.py": NEW_TEST}).decode()
SCRIPT = f"""#!/bin/bash
set -uxo pipefail
cd /testbed
git config --global --add safe.directory /testbed
git checkout HEAD test_lib.py
git apply -v - <<'EOF_1'
{TEST_PATCH}
EOF_1
: '>>>>> Start Test Output'
python3 -m pytest -rA -p no:cacheprovider test_lib.py
: '>>>>> End Test Output'
git checkout HEAD test_lib.py
"""
_SET_UP = r"""
mkdir /testbed && cd /testbed && git init -q
git config --global user.email a@b && git config --global user.name a && git config --global --add safe.directory /testbed
printf 'def double(x):\n    return x\n' >lib.py
printf 'def test_old():\n    assert True\n' >test_lib.py
git add -A && git commit -qm base
"""


def row(image: str, name: str = "a__lib-1", **columns: Any) -> dict[str, Any]:
    """A row of harness 5."""
    return {
        "instance_id": name,
        "repo": "a/lib",
        "version": "1",
        "image": image,
        "eval_script": SCRIPT,
        "log_parser": "parse_log_pytest",
        "eval_type": "pass_and_fail",
        "patch": GOLD,
        "FAIL_TO_PASS": ["test_lib.py::test_double"],
        "PASS_TO_PASS": ["test_lib.py::test_old"],
        **columns,
    }


@contextmanager
def instance_image(client: DockerClient, base: str) -> Iterator[str]:
    """An image that holds the repository in ``/testbed``; removed at the end."""
    name = f"throughline-test-instance:{secrets.token_hex(6)}"
    container = client.containers.create(base, ["sh", "-ec", _SET_UP], user="0:0", network_mode="none", working_dir="/")
    try:
        container.start()
        assert container.wait(timeout=60)["StatusCode"] == 0
        container.commit(*name.split(":"))
    finally:
        container.remove(force=True)
    try:
        yield name
    finally:
        client.images.remove(name, force=True)
