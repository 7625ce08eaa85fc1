"""The suite ``pypi``: real bugs of released pure-Python packages, made into task folders from what a package index hands out.

A bug is a folder of ``evals/suites/pypi``: ``release.json`` (two releases, pinned by SHA-256) and ``issue.md``, which is ours.
Nothing of the packages is part of this project. The hidden tests are those of the release that has the fix.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import BadInput, Misconfigured
from evals.patch_filter import is_protected
from evals.task_folder import DEFAULT_TEST_TIMEOUT_S, TaskSettings, write_task
from sandboxes.git_patch import git_patch

PIP_TIMEOUT_S: Final = 300.0
MAX_FILE_BYTES: Final = 8 << 20
_LEFT_OUT: Final = re.compile(r"(.*\.egg-info/.*|PKG-INFO)")
_RELATIVE_IMPORT: Final = re.compile(r"^from (\.+)([\w.]*) import", re.MULTILINE)


class Release(BaseModel):
    """A source distribution; ``sha256`` in hex."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class ReleasedBug(BaseModel):
    """Content of ``release.json``: ``base`` has the bug and ``fix`` does not.

    ``hidden_test`` is a test file in ``fix``; ``hidden_tests`` and ``ignored_tests`` are as in ``task.json``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    package: str = Field(pattern=r"^[A-Za-z0-9._-]+$")
    base: Release
    fix: Release
    hidden_test: str
    hidden_tests: int
    ignored_tests: tuple[str, ...] = ()
    timeout_s: float = DEFAULT_TEST_TIMEOUT_S


def read_bug(folder: Path) -> ReleasedBug:
    """Read ``release.json`` of a folder.

    Raises:
        BadInput: it is missing or not valid.
    """
    try:
        return ReleasedBug.model_validate_json((folder / "release.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise BadInput(
            f"{folder / 'release.json'} is missing or not valid: {' '.join(str(error).split())[:200]}"
        ) from error


def make_suite(source: Path, out: Path, *, note: Callable[[str], None]) -> Path:
    """Make the task folders of every bug in ``source`` that ``out`` does not hold yet; returns ``out``.

    Raises:
        Misconfigured: a release cannot be fetched, or is not the one that is pinned.
    """
    fetched: dict[str, dict[str, bytes]] = {}  # several bugs may be of the same release
    for folder in sorted(path for path in source.iterdir() if (path / "release.json").is_file()):
        if (out / folder.name).is_dir():
            continue
        bug = read_bug(folder)
        for release in (bug.base, bug.fix):
            if release.sha256 not in fetched:
                note(f"fetching {bug.package} {release.version}")
                fetched[release.sha256] = fetch_release(bug.package, release)
        issue = (folder / "issue.md").read_text("utf-8")
        make_task(bug, issue, (fetched[bug.base.sha256], fetched[bug.fix.sha256]), out / folder.name)
    return out


def make_task(
    bug: ReleasedBug, issue: str, releases: tuple[Mapping[str, bytes], Mapping[str, bytes]], folder: Path
) -> None:
    """Write the task folder from the files of the base and of the fix, whole or not at all.

    Raises:
        BadInput: the releases are not as ``release.json`` says.
    """
    base, fixed = releases
    if bug.hidden_test not in fixed:
        raise BadInput(f"{bug.package} {bug.fix.version} has no {bug.hidden_test}")
    hidden = absolute_imports(fixed[bug.hidden_test].decode("utf-8"), bug.hidden_test)
    settings = TaskSettings(
        family=bug.package.lower(),
        hidden_tests=bug.hidden_tests,
        ignored_tests=bug.ignored_tests,
        timeout_s=bug.timeout_s,
    )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".making-", dir=folder.parent) as draft:
        made = Path(draft) / folder.name
        write_task(made, base, issue, hidden, fix=git_patch(base, with_fix(base, fixed)), settings=settings)
        made.rename(folder)


def fetch_release(package: str, release: Release) -> dict[str, bytes]:
    """The files of a source distribution by path in it, fetched by pip, which checks the hash before anything else.

    pip asks the package's own build configuration for its metadata: code of the pinned release runs on this machine.

    Raises:
        Misconfigured: it cannot be fetched, or it is not the one that is pinned.
    """
    with TemporaryDirectory(prefix="throughline-pypi-") as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text(f"{package}=={release.version} --hash=sha256:{release.sha256}\n", "utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--no-binary", package, "--require-hashes", "--requirement", str(wanted), "--dest", folder]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PIP_TIMEOUT_S, check=False)
        except subprocess.TimeoutExpired as error:
            raise Misconfigured(f"{package} {release.version} cannot be fetched: pip took too long") from error
        archives = list(Path(folder).glob("*.tar.gz"))
        if done.returncode or len(archives) != 1:
            lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
            reason = lines[-1][:200] if lines else "pip fetched nothing"
            raise Misconfigured(f"{package} {release.version} cannot be fetched: {reason}")
        return read_archive(archives[0])


def read_archive(path: Path) -> dict[str, bytes]:
    """Regular files of a source distribution, by path below its one folder; links and build metadata are left out."""
    files = {}
    with tarfile.open(path) as tar:
        for member in tar:
            name = PurePosixPath(member.name)
            inner = str(PurePosixPath(*name.parts[1:]))
            if not member.isfile() or len(name.parts) < 2 or ".." in name.parts or name.is_absolute():
                continue
            if (
                member.size <= MAX_FILE_BYTES
                and not _LEFT_OUT.fullmatch(inner)
                and (content := tar.extractfile(member))
            ):
                files[inner] = content.read()
    return files


def with_fix(base: Mapping[str, bytes], fixed: Mapping[str, bytes]) -> dict[str, bytes]:
    """The base with the Python sources of the fix; tests and what decides over them stay as they are."""
    free = {path for path in {*base, *fixed} if path.endswith(".py") and path != "setup.py" and not is_protected(path)}
    kept = {path: content for path, content in base.items() if path not in free}
    return {**kept, **{path: fixed[path] for path in free if path in fixed}}


def absolute_imports(text: str, path: str) -> str:
    """A test file's text with relative imports made absolute, so that it can run from the top of the repository."""
    packages = path.split("/")[:-1]

    def absolute(match: re.Match[str]) -> str:
        above = packages[: len(packages) - len(match[1]) + 1]
        return f"from {'.'.join([*above, *([match[2]] if match[2] else [])])} import"

    return _RELATIVE_IMPORT.sub(absolute, text)
