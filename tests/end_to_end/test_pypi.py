"""``agent solve`` on a release of a real package that has a bug, judged by the tests of the release that fixed it.

The package is parse 1.20.1 of PyPI; 1.20.2 fixed field names with a hyphen. Only the model is scripted (``tests/data/pypi_parse``).
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from sandboxes.docker.sandbox import DockerSandbox
from tests.sandboxes.repositories import git, make_repository
from tests.tools.sandbox_of_files import sandbox_of_files

pytestmark = [pytest.mark.docker, pytest.mark.network, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "pypi_parse"
RELEASES = {
    "1.20.1": "09002ca350ad42e76629995f71f7b518670bcf93548bdde3684fd55d2be51975",
    "1.20.2": "b41d604d16503c79d81af5165155c0b20f6c8d6c559efa66b4b695c3e5a0a0ce",
}
CHECK = "python3 -m pytest -q -p no:cacheprovider"


def release(version: str, folder: Path) -> dict[str, bytes]:
    """The files of a source distribution, by path in it."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*command, "--dest", str(folder), f"parse=={version}"], check=True, timeout=300)
    archive = folder / f"parse-{version}.tar.gz"
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == RELEASES[version]
    files = {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            content = tar.extractfile(member)
            if content is not None:
                files[member.name.partition("/")[2]] = content.read()
    return files


def own_tests(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.startswith("tests/")}


def check(sandbox: DockerSandbox) -> tuple[int, str]:
    result = sandbox.exec([*CHECK.split(), "--tb=no"])
    return result.exit_code, result.output.decode()


def test_the_patch_makes_the_tests_of_the_next_release_pass(tmp_path: Path) -> None:
    old, new = (release(version, tmp_path) for version in RELEASES)
    repository = make_repository(tmp_path / "parse", old)
    patch = tmp_path / "fix.patch"
    command = [sys.executable, "-m", "agent.cli.main", "solve", str(repository), str(DATA / "issue.md")]
    command += ["--test", CHECK]
    command += ["--model", f"script:{DATA / 'script.json'}", "-o", str(patch), "--run-dir", str(tmp_path / "run")]
    solved = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert solved.returncode == 0, solved.stderr
    assert "-> exit code 0\n" in solved.stderr
    assert git(repository, "status", "--porcelain") == b""

    pristine = make_repository(tmp_path / "pristine", old)
    git(pristine, "apply", "--check", str(patch))
    git(pristine, "apply", str(patch))
    assert git(pristine, "diff", "--name-only").decode().split() == ["parse.py", "tests/test_parse.py"]
    patched = {path: (pristine / path).read_bytes() for path in old}

    judge = own_tests(new)
    with sandbox_of_files({**old, **judge}, tmp_path / "before") as sandbox:
        code, output = check(sandbox)
        assert (code, "2 failed, 94 passed" in output) == (1, True), output
    for number, tests in enumerate((own_tests(patched), judge)):
        with sandbox_of_files({**patched, **tests}, tmp_path / f"after{number}") as sandbox:
            code, output = check(sandbox)
            assert code == 0, output
