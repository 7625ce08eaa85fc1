from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path

import pytest

from agent.errors import BadInput, Misconfigured
from evals.catalogue import SUITE_FOLDER
from evals.pypi import Release, absolute_imports, fetch_release, make_suite, read_archive, read_bug, with_fix
from evals.task_folder import load_suite

BUGS = sorted((SUITE_FOLDER / "pypi").iterdir())


def test_there_are_at_least_twelve_bugs_of_several_packages() -> None:
    bugs = [read_bug(folder) for folder in BUGS]
    assert len(bugs) >= 12
    assert len({bug.package for bug in bugs}) >= 9


@pytest.mark.parametrize("folder", BUGS, ids=lambda folder: folder.name)
def test_a_bug_is_two_releases_and_an_issue_of_our_own(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {"issue.md", "release.json"}
    bug = read_bug(folder)
    assert bug.base.sha256 != bug.fix.sha256
    assert re.search(r"test", bug.hidden_test)
    assert bug.fix.version not in (folder / "issue.md").read_text("utf-8"), "the issue must not name the fixed release"


def archive(path: Path, **files: bytes) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in {"../evil.py": b"x", "p-1/../evil.py": b"x", **files}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        link = tarfile.TarInfo("p-1/link.py")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    return path


def test_only_plain_files_below_the_one_folder_are_read(tmp_path: Path) -> None:
    files = {"p-1/p.py": b"1", "p-1/tests/test_p.py": b"2", "p-1/PKG-INFO": b"3", "p-1/p.egg-info/SOURCES.txt": b"4"}
    assert read_archive(archive(tmp_path / "p-1.tar.gz", **files)) == {"p.py": b"1", "tests/test_p.py": b"2"}


def test_the_reference_solution_is_the_sources_and_nothing_that_decides() -> None:
    base = {"p.py": b"bug", "gone.py": b"", "setup.py": b"1", "tests/test_p.py": b"old", "README": b"old"}
    fixed = {"p.py": b"fix", "new.py": b"", "setup.py": b"2", "tests/test_p.py": b"new", "README": b"new"}
    assert with_fix(base, fixed) == {**{k: v for k, v in base.items() if k != "gone.py"}, "p.py": b"fix", "new.py": b""}


def test_relative_imports_of_a_test_become_absolute() -> None:
    text = "from .._headers import a\nfrom . import b\nfrom .helpers import c\nimport d\n    from .. import e\n"
    assert absolute_imports(text, "h/tests/test_x.py") == (
        "from h._headers import a\nfrom h.tests import b\nfrom h.tests.helpers import c\nimport d\n    from .. import e\n"
    )


def test_a_damaged_description_is_named(tmp_path: Path) -> None:
    (tmp_path / "release.json").write_text("{}", "utf-8")
    with pytest.raises(BadInput, match=r"release\.json is missing or not valid"):
        read_bug(tmp_path)


@pytest.mark.network
@pytest.mark.slow
def test_a_release_that_is_not_the_pinned_one_is_refused() -> None:
    with pytest.raises(Misconfigured, match="cannot be fetched"):
        fetch_release("parse", Release(version="1.20.1", sha256="0" * 64))


@pytest.mark.network
@pytest.mark.slow
def test_a_task_is_made_once_and_whole(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "parse-hyphen").mkdir(parents=True)
    for name in ("issue.md", "release.json"):
        (source / "parse-hyphen" / name).write_bytes((SUITE_FOLDER / "pypi" / "parse-hyphen" / name).read_bytes())
    said: list[str] = []
    for _ in range(2):
        make_suite(source, tmp_path / "out", note=said.append)
    assert said == ["fetching parse 1.20.1", "fetching parse 1.20.2"]
    (task,) = load_suite(tmp_path / "out").tasks
    assert "parse.py" in task.files()
    assert "test_hyphen_inside_field_name" in task.hidden_test
    assert task.fix is not None
    assert b"test" not in b"".join(line for line in task.fix.splitlines() if line.startswith(b"diff"))
