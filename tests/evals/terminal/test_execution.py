from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from evals.terminal.agents import reference_agent
from evals.terminal.execution import Phases, Trial, run_trial
from evals.terminal.phases import Place
from evals.terminal.support import Terms
from evals.terminal.tampering import Change
from evals.terminal.task_directory import read_task
from sandboxes.base import ExecResult, Sandbox
from sandboxes.errors import SandboxUnavailable
from sandboxes.memory import MemorySandbox
from tests.evals.terminal.tasks import write_task


@dataclass
class FakeContainer:
    """Remembers in order what was done; scripts end as they are told to."""

    solve: ExecResult = field(default_factory=lambda: ExecResult(0, b"solved\n"))
    verify: ExecResult = field(default_factory=lambda: ExecResult(0, b"tested\n"))
    other: ExecResult = field(default_factory=lambda: ExecResult(0, b""))
    files: dict[str, bytes] = field(default_factory=lambda: {"/logs/verifier/reward.txt": b"1\n"})
    survivors: int = 0
    changed: tuple[Change, ...] = ()
    done: list[str] = field(default_factory=list)
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)

    def exec(
        self,
        command: Sequence[str],
        *,
        user: str,
        workdir: str,
        environment: Mapping[str, str],
        timeout_s: float,
        max_output_bytes: int,
    ) -> ExecResult:
        name = command[3] if len(command) > 3 else "check"
        if name == "pack":
            return ExecResult(66, b"")
        self.done.append(name)
        self.calls[name] = {"user": user, "workdir": workdir, "environment": environment, "timeout_s": timeout_s}
        return {"solve": self.solve, "verify": self.verify, "prepare": ExecResult(0, b"")}.get(name, self.other)

    def put_archive(self, folder: str, archive: bytes) -> None:
        self.done.append(f"put {folder}")

    def read_file(self, path: str, *, max_bytes: int) -> bytes | None:
        return self.files.get(path)

    def stop(self) -> None:
        self.done.append("stop")

    def start(self) -> int:
        self.done.append("start")
        return self.survivors

    def set_network(self, *, on: bool) -> None:
        self.done.append(f"network {on}")

    def sandbox(self, *, user: str, environment: Mapping[str, str]) -> Sandbox:
        return MemorySandbox({})

    def changes(self) -> tuple[Change, ...]:
        return self.changed

    def put_back(self, paths: Sequence[str]) -> None:
        self.done.append(f"put back {' '.join(paths)}")

    def save(self, known_to: Path) -> str:
        self.done.append("save")
        return "saved"


def trial(folder: Path, configuration: str = "", **options: Any) -> Trial:
    task = read_task(write_task(folder / "t", configuration=configuration))
    return Trial(task, options.pop("terms", Terms()), folder / "out", **options)


def play(trial: Trial, container: FakeContainer, agent: str = "gold") -> Phases:
    return run_trial(trial, Place(container), reference_agent(agent))


def test_the_order_of_a_trial(tmp_path: Path) -> None:
    container = FakeContainer()
    phases = play(trial(tmp_path), container)
    assert phases.verdict.outcome == "resolved"
    before = ["prepare", "network True", "prepare", "put /solution", "solve"]
    assert container.done == [*before, "stop", "start", "network True", "prepare", "put /tests", "verify"]
    assert (tmp_path / "out" / "agent" / "oracle.txt").read_bytes() == b"solved\n"
    assert (tmp_path / "out" / "verifier" / "test-stdout.txt").read_bytes() == b"tested\n"
    assert (tmp_path / "out" / "verifier" / "reward.txt").read_bytes() == b"1\n"


def test_noop_runs_the_tests_alone(tmp_path: Path) -> None:
    container = FakeContainer(files={"/logs/verifier/reward.txt": b"0"})
    assert play(trial(tmp_path), container, "noop").verdict.reason == "reward 0"
    assert "solve" not in container.done
    assert "put /solution" not in container.done


PHASES = """
[agent]
timeout_sec = 10
user = "dev"
network_mode = "no-network"
[verifier]
timeout_sec = 20
user = 1000
env = {T = "${T:-t}", E = "verifier"}
[solution.env]
S = "${S}"
[environment]
workdir = "/work"
env = {E = "environment"}
"""


def test_each_phase_has_its_own_terms(tmp_path: Path) -> None:
    container = FakeContainer()
    play(trial(tmp_path, PHASES, terms=Terms(variables={"S": "s"}), timeout_multiplier=2.0), container)
    solve, verify = container.calls["solve"], container.calls["verify"]
    assert solve == {
        "user": "dev",
        "workdir": "/work",
        "environment": {"E": "environment", "S": "s", "DEBIAN_FRONTEND": "noninteractive"},
        "timeout_s": 20.0,
    }
    assert verify == {
        "user": "1000",
        "workdir": "/work",
        "environment": {"E": "verifier", "T": "t"},
        "timeout_s": 40.0,
    }
    assert [step for step in container.done if step.startswith("network")] == ["network False", "network True"]


def test_without_a_network_there_is_none_whatever_the_task_says(tmp_path: Path) -> None:
    container = FakeContainer()
    play(trial(tmp_path, terms=Terms("none")), container)
    assert "network True" not in container.done


def test_an_agent_that_fails_or_takes_too_long_is_judged_all_the_same(tmp_path: Path) -> None:
    phases = play(trial(tmp_path), FakeContainer(solve=ExecResult(3, b"")))
    assert (phases.verdict.outcome, phases.note) == ("resolved", "the solution ended with exit code 3")
    late = play(
        trial(tmp_path, "[agent]\ntimeout_sec = 5\n"), FakeContainer(solve=ExecResult(124, b"", timed_out=True))
    )
    assert (late.verdict.outcome, late.note) == ("resolved", "the solution did not end within 5 s")


@pytest.mark.parametrize(
    ("container", "reason"),
    [
        (FakeContainer(files={}), "the tests left no reward (exit code 0): tested"),
        (FakeContainer(verify=ExecResult(124, b"", timed_out=True)), "the tests did not end within 600 s"),
        (FakeContainer(survivors=1), "tampering: after the end of all processes something runs again"),
        (FakeContainer(files={"/logs/verifier/reward.json": b"["}), "reward.json is no JSON (exit code 0): tested"),
    ],
)
def test_what_shows_no_success_is_unresolved(tmp_path: Path, container: FakeContainer, reason: str) -> None:
    verdict = play(trial(tmp_path), container).verdict
    assert (verdict.outcome, verdict.reason) == ("unresolved", reason)


def test_processes_can_be_kept(tmp_path: Path) -> None:
    container = FakeContainer()
    play(trial(tmp_path, keep_processes=True), container)
    assert "stop" not in container.done


def test_an_environment_that_is_not_healthy_is_the_machine_s_failure(tmp_path: Path) -> None:
    text = '[environment.healthcheck]\ncommand = "false"\ninterval_sec = 0\nretries = 2\n'
    container = FakeContainer(other=ExecResult(1, b"down"))
    with pytest.raises(SandboxUnavailable, match="does not become healthy: down"):
        play(trial(tmp_path, text), container)
    assert container.done.count("check") == 2
