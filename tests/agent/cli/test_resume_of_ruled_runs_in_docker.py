"""``agent solve`` with thoughts forgotten and log probabilities is killed with SIGKILL and resumed in its container."""

from __future__ import annotations

import json
import math
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.events import Resumed, ThoughtsForgotten
from agent.trajectory import LOGPROBS_FILE, read_events, read_tokens
from tests.agent.cli.test_solve_in_docker import FIX, LOOK, ROOT, SUBMIT, Shop, call, image

__all__ = ["image"]

pytestmark = pytest.mark.docker

SLEEP = call("bash", command="sleep 1; echo slept")
TURNS = [LOOK, {"reasoning": "Hm.", "content": "What now?"}, FIX, SLEEP, {"reasoning": "Hm.", "content": "So?"}, SUBMIT]
OPTIONS = ["--forget-thinking", "--logprobs", "--thinking-budget", "20"]


def test_a_run_that_forgets_thoughts_goes_on_in_its_container(tmp_path: Path) -> None:
    shop, script, folder = Shop(tmp_path), tmp_path / "script.json", tmp_path / "run"
    script.write_text(json.dumps(TURNS), encoding="utf-8")
    command = [sys.executable, "-m", "agent.cli.main", "solve"]
    begin = [str(shop.folder), "The total is wrong.", "--model", f"script:{script}", "--run-dir", str(folder), *OPTIONS]
    process = subprocess.Popen([*command, *begin], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline_s = time.monotonic() + 60
    events = folder / "events.jsonl"
    while not (events.exists() and b"slept" in events.read_bytes().rpartition(b'"tool_call"')[2]):
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    process.kill()
    process.communicate()
    again = subprocess.run([*command, "--resume", str(folder), "--json"], cwd=ROOT, capture_output=True, check=False)
    assert again.returncode == 0, again.stderr
    result = json.loads(again.stdout)
    assert (result["status"], result["steps"]) == ("patched", len(TURNS))
    records = [event.record for event in read_events(folder)]
    assert [record.sandbox for record in records if isinstance(record, Resumed)] == ["adopted"]
    assert [record.step for record in records if isinstance(record, ThoughtsForgotten)] == [2, 5]
    tokens = read_tokens(folder)
    logprobs = struct.unpack(f"<{len(tokens)}f", (folder / LOGPROBS_FILE).read_bytes())
    assert [not math.isnan(value) for value in logprobs] == [origin == "sampled" for _, origin in tokens]
