"""The engine is stopped in the middle of a command: told apart from the model's failure in time, the patch kept, resumable."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sandboxes.docker.engine import connect
from sandboxes.docker.image import ensure_image
from tests.agent.cli.test_solve_in_docker import FIX, ROOT, SUBMIT, Shop, call
from tests.sandboxes.docker.own_engine import OwnEngine, own_engine

pytestmark = [pytest.mark.docker, pytest.mark.slow]

LONG = call("bash", command="echo x >more.txt; sleep 10; echo done")


@pytest.fixture(scope="module")
def engine() -> Iterator[OwnEngine]:
    with own_engine() as engine, closing(connect()) as machine:
        engine.load(machine, ensure_image(machine))
        yield engine


def calls_begun(run: Path) -> int:
    try:
        return (run / "events.jsonl").read_bytes().count(b'"type":"tool_call"')
    except FileNotFoundError:
        return 0


@pytest.mark.parametrize(
    ("number", "within_s"),
    # One that hangs answers nothing and refuses nothing: it is asked twice, and waited for.
    [(signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0), (signal.SIGSTOP, 30.0)],
    ids=["terminated", "killed", "hanging"],
)
def test_an_engine_that_stops_in_mid_command(
    engine: OwnEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: signal.Signals, within_s: float
) -> None:
    engine.start()
    shop, environment = Shop(tmp_path), {**os.environ, "DOCKER_HOST": engine.host}
    command = shop.command([FIX, LONG, SUBMIT], "--json")
    run = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        while calls_begun(shop.runs) < 2 and run.poll() is None:
            time.sleep(0.05)
        time.sleep(1.0)
        stopped_s = time.monotonic()
        engine.signal(number)
        printed, errors = run.communicate(timeout=60)
        took_s = time.monotonic() - stopped_s
    finally:
        run.kill()
    with capsys.disabled():
        sys.stdout.write(f"\n{number.name}: the run ended {took_s:.1f} s later\n")
    result = json.loads(printed)
    assert (run.returncode, result["status"], result["verdict"]) == (44, "sandbox_lost", "sandbox_lost"), errors
    assert took_s < within_s
    assert "+    return sum(prices)\n" in result["patch"], "the change as it was last kept"
    assert "as it was last kept" in result["failure_cause"]
    if number == signal.SIGSTOP:
        engine.signal(signal.SIGCONT)
    else:
        engine.wait()
        engine.start()
    resume = [sys.executable, "-m", "agent.cli.main", "solve", "--resume", str(shop.runs), "--json"]
    again = subprocess.run(resume, env=environment, cwd=ROOT, capture_output=True, timeout=120)
    assert (again.returncode, json.loads(again.stdout)["status"]) == (0, "patched"), again.stderr
    assert "+    return sum(prices)\n" in json.loads(again.stdout)["patch"]
