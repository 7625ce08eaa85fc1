"""The disk of the run directory fills at any moment: the run ends in order with its patch, and goes on once there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.errors import Misconfigured
from agent.outcome import SolveResult
from agent.resume import Sandboxes, resume
from agent.saved_run import open_saved_run
from agent.scripted import ScriptedModel
from agent.solve import solve
from agent.trajectory import read_events
from tests.agent.test_resume import CHAT, FILES, TURNS, Surviving, answer, assert_sound, request_in

KIB = 1024


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file system of its own, of 8 MiB."""
    folder = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "run-directory", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, free_bytes: int) -> Path:
    """Leave only so much room."""
    stat = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(stat.f_bavail * stat.f_frsize - free_bytes))
    return filler


def solved(folder: Path, sandbox: Surviving) -> SolveResult:
    return solve(request_in(folder), ScriptedModel(TURNS, CHAT), lambda: sandbox)


@pytest.mark.parametrize("free", range(4, 80, 4))
def test_whenever_the_disk_fills_the_patch_comes_out_and_the_run_can_go_on(
    disk: Path, tmp_path: Path, free: int
) -> None:
    (tmp_path / "whole" / "base").mkdir(parents=True)
    whole = solved(tmp_path / "whole", Surviving(FILES, answer))
    folder, sandbox = disk / str(free), Surviving(FILES, answer)
    (folder / "base").mkdir(parents=True)
    filler = fill(disk, free * KIB)
    result, refusal = None, ""
    try:
        result = solved(folder, sandbox)
    except Misconfigured as error:
        refusal = str(error)
    filler.unlink()
    if result is None:
        assert "cannot be written: No space left on device" in refusal
        assert sandbox.change() == b"", "nothing was done"
        return
    assert sandbox.change() == result.patch
    events = read_events(folder)
    assert [event.seq for event in events] == list(range(len(events)))
    if result.status == "patched":
        assert result.patch == whole.patch
        return
    assert (result.status, result.exit_code) == ("internal_error", 1)
    assert result.ending_detail == "the run directory cannot be written: No space left on device"
    again = resume(
        open_saved_run(folder),
        ScriptedModel(TURNS, CHAT),
        Sandboxes(lambda _: sandbox, lambda _: Surviving(FILES, answer)),
    )
    assert (again.status, again.patch) == ("patched", whole.patch)
    assert_sound(folder)
