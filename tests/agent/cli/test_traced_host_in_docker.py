"""Every program that a whole run starts on the host, as the kernel saw it: none of them is the repository's or the model's."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.agent.cli.test_solve_in_docker import FIX, ROOT, SUBMIT, Shop, call, git
from tests.sandboxes.docker.test_escapes import CANARY, PLANT, PLANTED

pytestmark = [pytest.mark.docker, pytest.mark.slow]

EXEC = re.compile(r'execve(?:at)?\((?:AT_FDCWD, )?"([^"]*)"')
LEFT_OUT = {"index", "worktree", "gitdir file"}
"""These leave no repository that the other plants could be put into; ``test_escapes.py`` has them alone."""


def require_strace(folder: Path) -> None:
    trace = ["strace", "-f", "-qq", "-o", str(folder / "probe"), "true"]
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: apt-get install strace")
    tried = subprocess.run(trace, capture_output=True, text=True)
    if tried.returncode != 0:
        pytest.skip(f"processes cannot be traced here: {tried.stderr.strip()[:200]}")


def poison(shop: Shop, canary: Path) -> None:
    """A repository that runs its own programs wherever a host lets it, before a run and after it."""
    evil = shop.folder / "evil"
    evil.write_text(f"#!/bin/sh\necho ran >>{canary}\ncat\n", encoding="utf-8")
    evil.chmod(0o755)
    touch = f"open({str(canary)!r}, 'a').write('imported')\n"
    for name in ("sitecustomize", "usercustomize", "conftest", "json", "docker", "pydantic", "setup"):
        (shop.folder / f"{name}.py").write_text(touch, encoding="utf-8")
    for name in ("git", "python", "sh", "docker"):
        shutil.copy2(evil, shop.folder / name)
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-qm", "Poison")
    for hook in (
        "pre-commit",
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "post-commit",
        "pre-auto-gc",
    ):
        (shop.folder / ".git" / "hooks").mkdir(exist_ok=True)
        shutil.copy2(evil, shop.folder / ".git" / "hooks" / hook)
    for key, value in {
        "core.fsmonitor": str(evil),
        "filter.e.clean": str(evil),
        "filter.e.smudge": str(evil),
        "diff.external": str(evil),
        "core.pager": str(evil),
        "core.editor": str(evil),
        "core.sshCommand": str(evil),
        "gpg.program": str(evil),
        "commit.gpgSign": "true",
    }.items():
        git(shop.folder, "config", key, value)
    (shop.folder / ".git" / "info").mkdir(exist_ok=True)
    (shop.folder / ".git" / "info" / "attributes").write_text("* filter=e\n", encoding="utf-8")


def started(trace: Path) -> list[str]:
    """Programs that were started, or that somebody tried to start."""
    return [found[1] for line in trace.read_text("utf-8", "replace").splitlines() if (found := EXEC.search(line))]


def test_the_trace_would_show_it(tmp_path: Path) -> None:
    """The same repository, and git as anybody calls it."""
    require_strace(tmp_path)
    canary, shop = tmp_path / "canary", Shop(tmp_path)
    poison(shop, canary)
    trace = ["strace", "-f", "-qq", "-e", "trace=execve,execveat", "-s", "4096", "-o", str(tmp_path / "trace")]
    subprocess.run([*trace, "git", "-C", str(shop.folder), "status"], capture_output=True, timeout=60)
    assert canary.exists()
    assert any(Path(program).is_relative_to(tmp_path) for program in started(tmp_path / "trace"))


def test_a_run_starts_nothing_of_the_workspace_on_the_host(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    require_strace(tmp_path)
    canary, shop = tmp_path / "canary", Shop(tmp_path)
    poison(shop, canary)
    canary.unlink(missing_ok=True)  # of what git did while the repository was made
    plants = "; ".join(f"( {script} ) 2>/dev/null" for name, script in PLANTED.items() if name not in LEFT_OUT)
    plant = call("bash", command=f"{PLANT.replace(str(CANARY), str(canary))}{plants}; true")
    script = tmp_path / "script.json"
    script.write_text(json.dumps([plant, FIX, SUBMIT]), encoding="utf-8")
    # As the installed command, called where users call it: in the repository. -P keeps the working directory off the path.
    entry = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from agent.cli.main import main; main()"
    options = [
        "--model",
        f"script:{script}",
        "--run-dir",
        str(shop.runs),
        "--test",
        "python3 -m pytest -q; sh ./evil </dev/null",
    ]
    trace = ["strace", "-f", "-qq", "-e", "trace=execve,execveat", "-s", "4096", "-o", str(tmp_path / "trace")]
    run = subprocess.run(
        [*trace, sys.executable, "-P", "-c", entry, "solve", ".", "The total is wrong.", *options, "--branch", "fixed"],
        cwd=shop.folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=180,
    )
    patch = (shop.runs / "patch.diff").read_text("utf-8", "replace")
    assert "+    return sum(prices)\n" in patch, run.stderr
    assert not canary.exists(), canary.read_text(encoding="utf-8")
    programs = started(tmp_path / "trace")
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(programs)} programs started by the host: {sorted({Path(p).name for p in programs})}\n"
        )
    assert programs
    inside = [program for program in programs if Path(os.path.realpath(shop.folder / program)).is_relative_to(tmp_path)]
    assert inside == []
    assert {Path(program).name for program in programs} <= {"git", Path(sys.executable).name, "python3", "python"}
