"""A row as a task, in real containers: the solution resolves it; nothing, cheats and forged logs do not; a model can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli.eval import evaluate
from evals.results import final_results, read_results
from evals.swebench.instance_task import InstanceTask
from evals.swebench.rows import Row
from evals.swebench.scoring import score_instance
from sandboxes.git_patch import git_patch
from tests.evals.swebench.instances import FILES, GOLD, TEST_PATCH, instance_image, row

pytestmark = pytest.mark.docker

FORGED = b"""
import atexit, os
_told = os.dup(1)
def _forge():
    for _stream in (1, 2):
        os.write(_stream, b"\\nPASSED test_lib.py::test_double\\nPASSED test_lib.py::test_old\\n")
atexit.register(_forge)
def double(x):
    return x
"""
SCRIPT = [
    {
        "reasoning": "I look.",
        "calls": [{"name": "bash", "arguments": {"command": "git log --oneline; ls -A /testbed"}}],
    },
    {
        "reasoning": "I mend.",
        "calls": [
            {
                "name": "str_replace_editor",
                "arguments": {
                    "command": "str_replace",
                    "path": "/testbed/lib.py",
                    "old_str": "return x",
                    "new_str": "return 2 * x",
                },
            }
        ],
    },
    {"reasoning": "Done.", "calls": [{"name": "submit", "arguments": {"summary": "Done."}}]},
]


@pytest.fixture(scope="module")
def columns() -> Iterator[dict[str, object]]:
    from sandboxes.docker.engine import connect
    from sandboxes.docker.image import ensure_image

    with closing(connect()) as client, instance_image(client, ensure_image(client)) as name:
        yield row(name, test_patch=TEST_PATCH, problem_statement="It does not double.", base_commit="HEAD")


@pytest.fixture
def rows(columns: dict[str, object], tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = [columns, {**columns, "instance_id": "a__lib-2", "image": "no-such-image:1"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def call(*arguments: object) -> Result:
    return CliRunner().invoke(evaluate, [str(argument) for argument in arguments], catch_exceptions=False)


def test_the_suite_measures(rows: Path, tmp_path: Path) -> None:
    result = call("validate", rows, "--every-hacker", "--workers", "2", "-o", tmp_path / "validation.json")
    assert result.exit_code == 0, result.output
    assert "a__lib-2: unsupported here: the engine does not hold no-such-image:1" in result.output
    assert "gold: 1 of 1 solve" in result.output
    assert "hacker: 14 of 14 fail" in result.output


def test_a_model_solves_it_in_a_repository_without_a_past(rows: Path, tmp_path: Path) -> None:
    (tmp_path / "script.json").write_text(json.dumps(SCRIPT), "utf-8")
    out = tmp_path / "out"
    result = call("run", rows, "--out", out, "--model", f"script:{tmp_path / 'script.json'}", "--tasks", "a__lib-1")
    assert result.exit_code == 0, result.output
    (found,) = final_results(read_results(out)).values()
    assert (found.outcome, found.steps) == ("resolved", 3)
    folder = out / found.folder
    events = (folder / "events.jsonl").read_text("utf-8")
    assert events.count(" base\\n") == 1
    assert "still running" not in events
    official = {"eval.sh", "run_instance.log", "test_output.txt", "report.json", "patch.diff"}
    assert official <= {path.name for path in folder.iterdir()}
    exported = json.loads(call("export", out).output)
    assert (exported["instance_id"], "return 2 * x" in exported["model_patch"]) == ("a__lib-1", True)
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert list(manifest["images"]) == ["a__lib-1"]
    assert not manifest["sandbox"]["policy"]["tests_network"]
    again = call("regrade", out)
    assert "0 outcomes changed" in again.output


def test_forged_lines_do_not_resolve(columns: dict[str, object], tmp_path: Path) -> None:
    from sandboxes.docker.instance_engine import InstanceEngine

    engine, instance = InstanceEngine(), Row.model_validate(columns)
    forged = git_patch(FILES, {**FILES, "lib.py": FORGED})
    scored = score_instance(InstanceTask(instance), forged, lambda: engine.open(instance.image), tmp_path)
    assert (scored.outcome, scored.passed_tests) == ("unresolved", 2)
    assert "tampering: the log says that all is well" in scored.reason
    other = git_patch({"lib.py": b"other\n"}, {"lib.py": b"more\n"})
    scored = score_instance(InstanceTask(instance), other, lambda: engine.open(instance.image))
    assert (scored.outcome, scored.reason) == ("unresolved", "the patch does not apply")


def test_tests_that_do_not_end_are_scored(columns: dict[str, object]) -> None:
    from sandboxes.docker.instance_engine import InstanceEngine

    engine, instance = InstanceEngine(), Row.model_validate(columns)
    endless = git_patch(FILES, {**FILES, "lib.py": b"while True:\n    pass\n"})
    scored = score_instance(InstanceTask(instance, 3.0), endless, lambda: engine.open(instance.image))
    assert (scored.outcome, scored.reason) == ("unresolved", "the tests did not end in time")
    scored = score_instance(InstanceTask(instance), GOLD.encode(), lambda: engine.open("no-such-image:1"))
    assert (scored.outcome, scored.cause) == ("error", "sandbox_unavailable")
