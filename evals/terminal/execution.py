"""One trial of a terminal task: an agent's phase in a container of the task's image, the end of all its processes, the verifier.

The order of the phases, the places of files and the reading of rewards are Harbor's. Meant to differ: unless ``keep_processes`` is
set nothing that the agent started lives when the tests come in, and tests that leave no reward are a failure of the agent.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from evals.terminal.configuration import Healthcheck
from evals.terminal.reward import MAX_BYTES, judge_rewards, read_rewards
from evals.terminal.support import Terms, filled_variables, network_of
from evals.terminal.task_directory import SOLVE, TEST, TerminalTask, folder_archive
from evals.verdict import Verdict
from sandboxes.base import ExecResult
from sandboxes.errors import SandboxUnavailable

Agent = Literal["gold", "noop"]

AGENT_LOG: Final = "agent/oracle.txt"
VERIFIER: Final = "verifier"
KEPT_FILES: Final = ("reward.json", "reward.txt", "ctrf.json")
ROOT: Final = "0:0"
UNLIMITED_S: Final = 4 * 3600.0
"""How long an agent may take for which its task sets no limit."""

_STEP_TIMEOUT_S: Final = 120.0
_MAX_LOG_BYTES: Final = 16 << 20
_LOGS: Final = "/logs/verifier"
# bash where there is one, as in Harbor: scripts without a first line are then its.
_RUN_SCRIPT: Final = 'if command -v bash >/dev/null 2>&1; then exec bash -c "$1"; fi; exec sh -c "$1"'
_MAKE_AGENT_FOLDERS: Final = "mkdir -p /logs/agent /logs/artifacts && chmod 777 /logs/agent /logs/artifacts"
# The agent may have owned any of these, or put links in their places.
_MAKE_VERIFIER_FOLDERS: Final = """
set -e
[ ! -L /logs ] || rm -f /logs
rm -rf /tests /logs/verifier
mkdir -p /logs /tests /logs/verifier
chown 0:0 /logs /tests /logs/verifier
chmod 755 /logs /tests /logs/verifier
[ -z "$1" ] || chown "$1" /logs/verifier
"""


class Container(Protocol):
    """Where a trial takes place."""

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
        """Run a command and wait. Raises SandboxLost."""

    def put_archive(self, folder: str, archive: bytes) -> None:
        """Unpack a tar into a folder. Raises SandboxLost."""

    def read_file(self, path: str, *, max_bytes: int) -> bytes | None:
        """A regular file, or None. Raises SandboxLost."""

    def end_processes(self) -> int:
        """End everything that runs; how much is there all the same. Raises SandboxLost."""

    def set_network(self, *, on: bool) -> None:
        """Give or take the network. Raises SandboxLost."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is run: a task, who solves it, on what terms, with the image's user and folder; logs go into ``folder``.

    ``keep_processes``: the agent's processes live on while the tests run, as in Harbor; for tasks whose result is a service.
    """

    task: TerminalTask
    agent: Agent
    terms: Terms
    folder: Path
    image_user: str = ""
    image_workdir: str = "/"
    keep_processes: bool = False
    timeout_multiplier: float = 1.0

    @property
    def workdir(self) -> str:
        """Where commands begin."""
        return self.task.configuration.environment.workdir or self.image_workdir

    @property
    def agent_timeout_s(self) -> float:
        """The agent's time, stretched."""
        return (self.task.configuration.agent.timeout_sec or UNLIMITED_S) * self.timeout_multiplier

    @property
    def verifier_timeout_s(self) -> float:
        """The verifier's time, stretched."""
        return self.task.configuration.verifier.timeout_sec * self.timeout_multiplier

    def has_network(self, phase: Literal["agent", "verifier"]) -> bool:
        """Whether a phase has the network."""
        return self.terms.network == "task" and network_of(self.task.configuration, phase) == "public"

    def user(self, named: str | int | None) -> str:
        """Who a phase's commands run as: whom the task names, or the image's user."""
        return str(named) if named is not None else self.image_user or ROOT


@dataclass(frozen=True, slots=True)
class Phases:
    """What came of a trial, with the seconds of its two phases, and a note on the agent's."""

    verdict: Verdict
    note: str
    agent_s: float
    verifier_s: float


def run_trial(trial: Trial, container: Container) -> Phases:
    """Run both phases; the logs are in the trial's folder afterwards.

    Raises:
        SandboxError: the machine failed, which says nothing of the agent.
    """
    (trial.folder / "agent").mkdir(parents=True, exist_ok=True)
    (trial.folder / VERIFIER).mkdir(exist_ok=True)
    _as_root(container, _MAKE_AGENT_FOLDERS)
    if (check := trial.task.configuration.environment.healthcheck) is not None:
        _wait_until_healthy(trial, container, check)
    container.set_network(on=trial.has_network("agent"))
    start_s = time.monotonic()
    note = _run_agent(trial, container)
    agent_s, start_s = time.monotonic() - start_s, time.monotonic()
    verdict = _verify(trial, container)
    return Phases(verdict, note, round(agent_s, 3), round(time.monotonic() - start_s, 3))


def _run_agent(trial: Trial, container: Container) -> str:
    """The agent's phase; a note when it did not end well, which does not keep the tests from running."""
    if trial.agent == "noop":
        return ""
    _as_root(container, "rm -rf /solution && mkdir /solution")
    container.put_archive("/solution", folder_archive(trial.task.solution))
    configuration = trial.task.configuration
    variables = {**configuration.environment.env, **configuration.solution.env, "DEBIAN_FRONTEND": "noninteractive"}
    ran = container.exec(
        ["sh", "-c", _RUN_SCRIPT, "solve", f"/solution/{SOLVE}"],
        user=trial.user(configuration.agent.user),
        workdir=trial.workdir,
        environment=filled_variables(variables, trial.terms.variables),
        timeout_s=trial.agent_timeout_s,
        max_output_bytes=_MAX_LOG_BYTES,
    )
    (trial.folder / AGENT_LOG).write_bytes(ran.output)
    if ran.timed_out:
        return f"the solution did not end within {trial.agent_timeout_s:.0f} s"
    return f"the solution ended with exit code {ran.exit_code}" if ran.exit_code else ""


def _verify(trial: Trial, container: Container) -> Verdict:
    configuration = trial.task.configuration
    if not trial.keep_processes and container.end_processes():
        return Verdict("unresolved", "tampering: after the end of all processes something runs again")
    container.set_network(on=trial.has_network("verifier"))
    user = trial.user(configuration.verifier.user)
    made = _as_root(container, _MAKE_VERIFIER_FOLDERS, "" if user in ("0", "0:0", "root") else user, must_work=False)
    if made.exit_code:
        return Verdict("unresolved", f"the folders of the tests cannot be made: {_tail(made)}")
    container.put_archive("/tests", folder_archive(trial.task.tests))
    ran = container.exec(
        ["sh", "-c", _RUN_SCRIPT, "verify", f"/tests/{TEST}"],
        user=user,
        workdir=trial.workdir,
        environment=filled_variables(
            {**configuration.environment.env, **configuration.verifier.env}, trial.terms.variables
        ),
        timeout_s=trial.verifier_timeout_s,
        max_output_bytes=_MAX_LOG_BYTES,
    )
    (trial.folder / VERIFIER / "test-stdout.txt").write_bytes(ran.output)
    if ran.timed_out:
        return Verdict("unresolved", f"the tests did not end within {trial.verifier_timeout_s:.0f} s")
    files = {name: container.read_file(f"{_LOGS}/{name}", max_bytes=MAX_BYTES) for name in KEPT_FILES}
    for name, content in files.items():
        if content is not None:
            (trial.folder / VERIFIER / name).write_bytes(content)
    try:
        return judge_rewards(read_rewards(files["reward.json"], files["reward.txt"]))
    except ValueError as error:
        return Verdict("unresolved", f"{error} (exit code {ran.exit_code}): {_tail(ran)}")


def _wait_until_healthy(trial: Trial, container: Container, check: Healthcheck) -> None:
    """Run the check until it succeeds.

    Raises:
        SandboxUnavailable: it fails as often as it may.
    """
    start_s, failures = time.monotonic(), 0
    while True:
        ran = container.exec(
            ["sh", "-c", check.command],
            user=trial.image_user or ROOT,
            workdir=trial.workdir,
            environment=filled_variables(trial.task.configuration.environment.env, trial.terms.variables),
            timeout_s=check.timeout_sec,
            max_output_bytes=4096,
        )
        if ran.exit_code == 0:
            return
        starting = time.monotonic() - start_s < check.start_period_sec
        failures += not starting
        if failures >= check.retries:
            raise SandboxUnavailable(f"the task's environment does not become healthy: {_tail(ran)}")
        time.sleep(check.start_interval_sec if starting else check.interval_sec)


def _as_root(container: Container, script: str, *arguments: str, must_work: bool = True) -> ExecResult:
    ran = container.exec(
        ["sh", "-c", script, "prepare", *(arguments or ("",))],
        user=ROOT,
        workdir="/",
        environment={},
        timeout_s=_STEP_TIMEOUT_S,
        max_output_bytes=4096,
    )
    if must_work and ran.exit_code:
        raise SandboxUnavailable(f"the container cannot be prepared: {_tail(ran)}")
    return ran


def _tail(ran: ExecResult) -> str:
    return " ".join(ran.output[-300:].decode("utf-8", "replace").split())
