from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.eval import evaluate
from evals.swebench.execution import Instance, evaluation_script, run_instance
from evals.swebench.predictions import Prediction
from evals.swebench.rows import Row
from sandboxes.base import ExecResult
from sandboxes.errors import SandboxLost
from sandboxes.git_patch import git_patch
from tests.evals.swebench.instances import FILES, GOLD, instance_image, row

PASSES = (
    b">>>>> Start Test Output\nPASSED test_lib.py::test_double\nPASSED test_lib.py::test_old\n>>>>> End Test Output\n"
)


class Engine:
    """Containers in memory: patches apply from the ``applies``-th way on, and the script prints ``output``."""

    def __init__(self, *, applies: int = 0, output: bytes = PASSES, timed_out: bool = False) -> None:
        self.applies, self.output, self.timed_out = applies, output, timed_out
        self.commands: list[tuple[str, ...]] = []
        self.opened = self.closed = 0

    def open(self, image: str) -> Engine:
        self.opened += 1
        return self

    def close(self) -> None:
        self.closed += 1

    def exec(
        self, command: Sequence[str], *, stdin: bytes = b"", workdir: str, timeout_s: float, max_output_bytes: int
    ) -> ExecResult:
        self.commands.append(tuple(command))
        if "/eval.sh" in command and command[0] == "/bin/bash":
            return ExecResult(0, self.output, timed_out=self.timed_out)
        if command[0] in ("git", "patch"):
            tried = sum(done[0] in ("git", "patch") for done in self.commands)
            return ExecResult(0 if tried > self.applies else 1, b"said")
        return ExecResult(0, b"")


def instance(folder: Path, patch: str = GOLD) -> Instance:
    prediction = Prediction(instance_id="a__lib-1", model_name_or_path="m", model_patch=patch)
    return Instance(Row.model_validate(row("image")), prediction, folder)


def test_a_run_leaves_what_the_official_harness_leaves(tmp_path: Path) -> None:
    engine = Engine()
    assert run_instance(instance(tmp_path), engine.open) == ""
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"patch.diff", "eval.sh", "run_instance.log", "test_output.txt", "report.json"}
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["a__lib-1"]["resolved"]
    assert (engine.opened, engine.closed) == (1, 1)


@pytest.mark.parametrize("applies", [1, 3, 4])
def test_a_patch_is_tried_in_four_ways_and_taken_back(tmp_path: Path, applies: int) -> None:
    engine = Engine(applies=applies)
    assert run_instance(instance(tmp_path), engine.open) == ""
    assert "Applied Patch" in (tmp_path / "run_instance.log").read_text("utf-8")
    resets = sum(command[0] == "sh" and "git clean" in command[2] for command in engine.commands)
    assert resets == min(applies, 3)


def test_a_patch_that_does_not_apply_leaves_no_report(tmp_path: Path) -> None:
    engine = Engine(applies=9)
    assert run_instance(instance(tmp_path), engine.open) == "the patch does not apply"
    assert not (tmp_path / "report.json").exists()
    assert not (tmp_path / "test_output.txt").exists()
    assert ">>>>> Patch Apply Failed" in (tmp_path / "run_instance.log").read_text("utf-8")
    assert engine.closed == 1


def test_tests_that_do_not_end_and_machines_that_fail_leave_no_report(tmp_path: Path) -> None:
    assert "did not end" in run_instance(instance(tmp_path), Engine(timed_out=True).open, timeout_s=5)
    assert (tmp_path / "test_output.txt").read_bytes().endswith(b"Timeout error: 5 seconds exceeded.")

    def lost(image: str) -> Engine:
        raise SandboxLost("gone")

    assert run_instance(instance(tmp_path), lost) == "SandboxLost: gone"
    assert not (tmp_path / "report.json").exists()
    assert not (tmp_path / "test_output.txt").exists()


def test_a_report_counts_for_its_patch_alone(tmp_path: Path) -> None:
    run_instance(instance(tmp_path), Engine().open)
    assert instance(tmp_path).is_done()
    assert not instance(tmp_path, GOLD + "\n").is_done()
    (tmp_path / "report.json").unlink()
    assert not instance(tmp_path).is_done()


def test_the_script_records_the_exit_code_behind_the_marker() -> None:
    lines = evaluation_script(Row.model_validate(row("image"))).splitlines()
    end = next(index for index, line in enumerate(lines) if ">>>>> End Test Output" in line)
    assert lines[:2] == ["#!/bin/bash", "set -uxo pipefail"]
    assert lines.count("set -uxo pipefail") == 1
    assert lines[end - 1] == "SWEBENCH_TEST_EXIT_CODE=$?"
    assert lines[end + 1] == 'echo ">>>>> Test Exit Code: $SWEBENCH_TEST_EXIT_CODE"'
    plain = Row.model_validate(row("image", eval_script="pytest"))
    assert evaluation_script(plain) == "#!/bin/bash\nset -uxo pipefail\npytest\n"


@pytest.fixture(scope="module")
def image() -> Iterator[str]:
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import ensure_image

    with closing(connect()) as client, instance_image(client, ensure_image(client)) as name:
        yield name


SPOOF = "print('PASSED test_lib.py::test_double')\nprint('PASSED test_lib.py::test_old')\nimport os\nos._exit(3)\n"
PATCHES = {
    "a__lib-1": GOLD,
    "a__lib-2": git_patch(FILES, {**FILES, "lib.py": b"def double(x):\n    return 3 * x\n"}).decode(),
    "a__lib-3": "",
    "a__lib-4": git_patch({"lib.py": b"other\n"}, {"lib.py": b"more\n"}).decode(),
    "a__lib-5": git_patch(FILES, {**FILES, "conftest.py": SPOOF.encode()}).decode(),
    "a__lib-6": GOLD,
}


@pytest.mark.docker
def test_instances_run_in_containers_of_their_images(image: str, tmp_path: Path) -> None:
    rows = [row(image if name != "a__lib-6" else "no-such-image:1", name) for name in PATCHES]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(columns) + "\n" for columns in rows), "utf-8")
    predictions = [
        {"instance_id": name, "model_name_or_path": "org/m", "model_patch": patch} for name, patch in PATCHES.items()
    ]
    (tmp_path / "preds.json").write_text(json.dumps(predictions), "utf-8")
    arguments = ["swebench", "run", str(tmp_path / "rows.jsonl"), "--predictions", str(tmp_path / "preds.json")]
    arguments += ["-o", str(tmp_path / "out"), "--workers", "2"]
    result = CliRunner().invoke(evaluate, arguments, catch_exceptions=False)
    assert result.exit_code == 44, result.output
    assert "a__lib-6: unsupported here: the engine does not hold no-such-image:1" in result.output
    report = json.loads((tmp_path / "out" / "org__m.run.json").read_text("utf-8"))
    assert report["resolved_ids"] == ["a__lib-1"]
    assert report["unresolved_ids"] == ["a__lib-2", "a__lib-5"]
    assert report["empty_patch_ids"] == ["a__lib-3"]
    assert report["error_ids"] == ["a__lib-4", "a__lib-6"]
    again = CliRunner().invoke(evaluate, [*arguments, "--instances", "a__lib-1,a__lib-2"], catch_exceptions=False)
    assert (again.exit_code, "0 of 2 instances to run" in again.output) == (0, True)
