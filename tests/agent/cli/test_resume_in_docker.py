"""``agent solve`` is killed with SIGKILL and resumed, as a user would do it; only the model is scripted."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.events import ModelTurn, Resumed
from agent.trajectory import read_events, read_tokens
from tests.agent.cli.test_solve_in_docker import FIX, LOOK, ROOT, SUBMIT, Shop, call, image

__all__ = ["image"]

pytestmark = pytest.mark.docker

COUNT = call("bash", command="sleep 0.4; echo once >>count.txt")
NOTE = call("str_replace_editor", command="create", path="/repo/notes.md", file_text="The first price counts too.\n")
RENAME = call("bash", command="mv notes.md NOTES.md")
TURNS = [LOOK, COUNT, FIX, NOTE, RENAME, LOOK, SUBMIT]


class Killable:
    """A run in processes that are killed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.shop = Shop(folder)
        self.run_dir = folder / "run"
        script = folder / "script.json"
        script.write_text(json.dumps(TURNS), encoding="utf-8")
        options = ["--model", f"script:{script}", "--run-dir", str(self.run_dir)]
        self._begin = [str(self.shop.folder), "The total is wrong.", *options]

    def process(self) -> subprocess.Popen[bytes]:
        """A process that begins the run, or goes on with it."""
        is_there = (self.run_dir / "config.json").exists()
        arguments = ["--resume", str(self.run_dir)] if is_there else self._begin
        argv = [sys.executable, "-m", "agent.cli.main", "solve", *arguments]
        return subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def kill_after(self, delay_s: float) -> bool:
        """Let a process work for a time; whether it had to be killed."""
        process = self.process()
        try:
            process.communicate(timeout=delay_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
        return False

    def finish(self) -> bytes:
        """Let a process work until the end of the run; the patch that it prints."""
        if (self.run_dir / "result.json").exists():
            return (self.run_dir / "patch.diff").read_bytes()
        stdout, stderr = self.process().communicate(timeout=120)
        assert (self.run_dir / "result.json").exists(), stderr.decode()
        return stdout


def assert_sound(run: Killable, patch: bytes, expected: bytes) -> None:
    assert patch == expected
    assert patch.count(b"+once") == 1
    events = read_events(run.run_dir)
    assert [event.seq for event in events] == list(range(len(events)))
    ids = [token_id for token_id, _ in read_tokens(run.run_dir)]
    turns = [event.record for event in events if isinstance(event.record, ModelTurn)]
    assert [turn.step for turn in turns] == list(range(1, len(TURNS) + 1))
    for turn in turns:
        assert tuple(ids[turn.first_token : turn.first_token + len(turn.token_ids)]) == turn.token_ids


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The patch of a run that nobody kills."""
    return Killable(tmp_path_factory.mktemp("whole") / "run").finish()


def containers_of(run_dir: Path) -> list[str]:
    lock = (run_dir / "events.jsonl").resolve()
    command = ["docker", "ps", "-aq", "--filter", f"label=throughline.lock={lock}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def kill_in_command(run: Killable) -> None:
    """Kill the process while the command that counts runs in the container."""
    process = run.process()
    events = run.run_dir / "events.jsonl"
    deadline_s = time.monotonic() + 60
    while not (events.exists() and b"count.txt" in events.read_bytes().rpartition(b'"tool_call"')[2]):
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    time.sleep(0.25)
    process.kill()
    process.communicate()


def test_killed_in_the_middle_of_a_command(tmp_path: Path, expected: bytes) -> None:
    run = Killable(tmp_path / "run")
    kill_in_command(run)
    patch = run.finish()
    assert_sound(run, patch, expected)
    resumed = [event.record for event in read_events(run.run_dir) if isinstance(event.record, Resumed)]
    assert [record.sandbox for record in resumed] == ["adopted"]
    assert b"its output is lost" in (run.run_dir / "events.jsonl").read_bytes()
    assert containers_of(run.run_dir) == []


def test_killed_and_its_container_too(tmp_path: Path, expected: bytes) -> None:
    run = Killable(tmp_path / "run")
    kill_in_command(run)
    subprocess.run(["docker", "rm", "-f", *containers_of(run.run_dir)], capture_output=True, check=True)
    patch = run.finish()
    assert_sound(run, patch, expected)
    assert b"a new one was made" in (run.run_dir / "events.jsonl").read_bytes()


def test_a_run_that_is_over_is_refused(tmp_path: Path) -> None:
    run = Killable(tmp_path / "run")
    run.finish()
    stdout, stderr = run.process().communicate(timeout=60)
    assert stdout == b""
    assert re.search(rb"^agent: the run in .* is over \(submitted\)", stderr)


def test_two_processes_cannot_work_on_one_run(tmp_path: Path) -> None:
    run = Killable(tmp_path / "run")
    kill_in_command(run)
    first = run.process()
    events = run.run_dir / "events.jsonl"
    while b'"resumed"' not in events.read_bytes():
        time.sleep(0.01)
    second = run.process()
    _, stderr = second.communicate(timeout=60)
    first.communicate(timeout=120)
    assert (first.returncode, second.returncode) == (0, 52)
    assert b"another process works on the run" in stderr


def kill_at_random(folder: Path, seed: int, expected: bytes) -> int:
    """A run whose processes are killed at random instants until one comes to the end; how many were killed."""
    chance, run, kills = random.Random(seed), Killable(folder), 0
    while kills < 4 and run.kill_after(chance.uniform(0.1, 6.0)):
        kills += 1
    assert_sound(run, run.finish(), expected)
    return kills


def test_killed_at_random_instants(tmp_path: Path, expected: bytes) -> None:
    kills = 0
    for seed in range(20):
        kills += kill_at_random(tmp_path / str(seed), seed, expected)
        if kills >= 5:
            break
    assert kills >= 5


@pytest.mark.soak
def test_killed_at_two_hundred_random_instants(
    tmp_path: Path, expected: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted, kills, runs = int(os.environ.get("THROUGHLINE_KILLS", "200")), 0, 0
    while kills < wanted:
        kills += kill_at_random(tmp_path / str(runs), 1000 + runs, expected)
        runs += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{kills} kills in {runs} runs\n")
