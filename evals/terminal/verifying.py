"""The verifier's phase: the tests come in as root's, run, and leave their rewards. Where they run is the trial's affair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evals.terminal.phases import MAX_LOG_BYTES, ROOT, RUN_SCRIPT, Container, as_root, tail
from evals.terminal.reward import MAX_BYTES, read_rewards
from evals.terminal.task_directory import TEST, folder_archive

VERIFIER: Final = "verifier"
KEPT_FILES: Final = ("reward.json", "reward.txt", "ctrf.json")
_LOGS: Final = "/logs/verifier"
# The agent may have owned any of these, or put links in their places.
_MAKE_FOLDERS: Final = """
set -e
[ ! -L /logs ] || rm -f /logs
rm -rf /logs/verifier
[ "$2" = kept ] || rm -rf /tests
mkdir -p /logs /tests /logs/verifier
chown 0:0 /logs /tests /logs/verifier
chmod 755 /logs /tests /logs/verifier
[ -z "$1" ] || chown "$1" /logs/verifier
[ ! -f /tests/test.sh ] || chmod a+rx /tests /tests/test.sh
"""


@dataclass(frozen=True, slots=True)
class Verification:
    """What is run: which tests, as whom and where. ``keeps_tests``: the image has them, and none are put in."""

    tests: tuple[Path, ...]
    user: str
    workdir: str
    environment: Mapping[str, str]
    timeout_s: float
    folder: Path
    keeps_tests: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """The rewards of a stage, or why there are none."""

    rewards: Mapping[str, float] = field(default_factory=dict)
    problem: str = ""


def verify(verification: Verification, container: Container) -> Judged:
    """Run the tests; what they print and their files are in the folder afterwards.

    Raises:
        SandboxLost: the container is gone.
    """
    folder = verification.folder / VERIFIER
    folder.mkdir(parents=True, exist_ok=True)
    user = verification.user
    kept = "kept" if verification.keeps_tests else ""
    made = as_root(container, _MAKE_FOLDERS, "" if user in ("0", ROOT, "root") else user, kept, must_work=False)
    if made.exit_code:
        return Judged(problem=f"the folders of the tests cannot be made: {tail(made)}")
    for tests in () if verification.keeps_tests else verification.tests:
        container.put_archive("/tests", folder_archive(tests))
    ran = container.exec(
        ["sh", "-c", RUN_SCRIPT, "verify", f"/tests/{TEST}"],
        user=user,
        workdir=verification.workdir,
        environment=verification.environment,
        timeout_s=verification.timeout_s,
        max_output_bytes=MAX_LOG_BYTES,
    )
    (folder / "test-stdout.txt").write_bytes(ran.output)
    if ran.timed_out:
        return Judged(problem=f"the tests did not end within {verification.timeout_s:.0f} s")
    files = {name: container.read_file(f"{_LOGS}/{name}", max_bytes=MAX_BYTES) for name in KEPT_FILES}
    for name, content in files.items():
        if content is not None:
            (folder / name).write_bytes(content)
    try:
        return Judged(read_rewards(files["reward.json"], files["reward.txt"]))
    except ValueError as error:
        return Judged(problem=f"{error} (exit code {ran.exit_code}): {tail(ran)}")
