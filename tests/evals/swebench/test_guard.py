from __future__ import annotations

import json

import pytest

from evals.swebench.execution import evaluation_script
from evals.swebench.guard import Guard
from evals.swebench.patched_files import patched_files
from evals.swebench.rows import Row
from tests.evals.swebench.instances import SCRIPT, TEST_PATCH, row

INSTANCE = Row.model_validate(row("image", test_patch=TEST_PATCH))
LOG = ">>>>> Start Test Output\nPASSED a\n>>>>> End Test Output\n>>>>> Test Exit Code: 1\n"


def guard() -> Guard:
    return Guard.of(INSTANCE, SCRIPT)


def line(guard: Guard, **values: object) -> str:
    return f"\n{guard.secret}{json.dumps(values)}\n"


def phase(guard: Guard, name: str, outcome: str, when: str = "call", *, xfail: bool = False) -> str:
    return line(guard, test=name, when=when, outcome=outcome, xfail=xfail)


def record(guard: Guard, *lines: str, exit_code: int | None = 1, must_fail: str = "failed") -> bytes:
    end = (line(guard, exit_code=exit_code) if exit_code is not None else "") + line(guard, unchanged=True)
    return ("".join(lines) + phase(guard, f"t.py::{guard.must_fail}", must_fail) + end).encode()


@pytest.mark.parametrize(
    ("command", "guarded"),
    [
        ("pytest -rA a.py", True),
        ("tox -epy39 -- a.py", True),
        ("./tests/runtests.py a", False),
        ("bin/test a.py", False),
    ],
)
def test_a_guard_is_for_tests_that_pytest_runs(command: str, guarded: bool) -> None:
    script = f": '>>>>> Start Test Output'\n{command}\n: '>>>>> End Test Output'\npytest"
    made = Guard.of(INSTANCE, script)
    assert made.runs_pytest is guarded
    log = f"FAILED {made.must_fail}\n>>>>> Test Exit Code: 1"
    assert (made.without_traces(log) == log) is not guarded


def test_the_lines_come_right_before_the_tests() -> None:
    made = guard()
    lines = made.guarded(evaluation_script(INSTANCE)).split("\n")
    start = next(index for index, text in enumerate(lines) if "Start Test Output" in text)
    assert lines[start - 1] == "set -x"
    assert f"-p {made.plugin} {made.must_fail}.py" in lines[start - 2]
    assert "@" not in "".join(name for name in (made.record, made.plugin))
    assert f'_SECRET = "{made.secret}"' in "\n".join(lines)
    end = next(index for index, text in enumerate(lines) if "echo" in text and "Test Exit Code" in text)
    assert lines[end + 2].startswith(f"sha256sum --status --check {made.record}.sums && ")
    assert made.guarded("no tests") == "no tests"


def test_the_log_without_the_guard() -> None:
    made = guard()
    log = f"FAILED t.py::{made.must_fail}\n+ echo '>>>>> Test Exit Code: 1'\n>>>>> Test Exit Code: 1\nPASSED a"
    assert made.without_traces(log) == "PASSED a"


def test_an_honest_record() -> None:
    made = guard()
    watched = made.read(
        record(
            made,
            phase(made, "a", "passed", "setup"),
            phase(made, "a", "passed"),
            phase(made, "b", "passed"),
            phase(made, "b", "failed", "teardown"),
            phase(made, "c", "skipped", "setup"),
            phase(made, "d", "skipped", xfail=True),
            phase(made, "e", "passed", xfail=True),
            phase(made, "f", "failed"),
        )
    )
    assert watched.statuses == {"a": "PASSED", "b": "ERROR", "c": "SKIPPED", "d": "XFAIL", "f": "FAILED"}
    assert watched.objection(LOG, runs_pytest=True) == ""
    assert "PASSED a\nERROR b\n" in watched.as_log()


def test_what_speaks_against_a_run() -> None:
    made = guard()
    assert "did not come to its end" in made.read(record(made, exit_code=None)).objection(LOG, runs_pytest=True)
    assert "must fail" in made.read(record(made, must_fail="passed")).objection(LOG, runs_pytest=True)
    assert "must fail" in made.read((line(made, exit_code=1) + line(made, unchanged=True)).encode()).objection(
        LOG, runs_pytest=True
    )
    assert "exit code 1, pytest's 0" in made.read(record(made, exit_code=0)).objection(LOG, runs_pytest=True)
    assert "exit code 0" in made.read(record(made)).objection(LOG.replace("Code: 1", "Code: 0"), runs_pytest=True)
    for pytest_runs in (True, False):
        assert "files" in made.read(record(made, line(made, changed=True))).objection(LOG, runs_pytest=pytest_runs)
        assert "files" in made.read(b"").objection(LOG, runs_pytest=pytest_runs)
    assert made.read(line(made, unchanged=True).encode()).objection(LOG, runs_pytest=False) == ""


def test_lines_without_the_secret_do_not_count() -> None:
    made = guard()
    forged = record(made).replace(made.secret.encode(), b"0" * 32)
    assert made.read(forged).exit_code is None
    assert made.read(b"\xff\n" + made.secret.encode() + b"{no json\n" + record(made)).exit_code == 1


def test_the_files_of_a_patch() -> None:
    patch = (
        "diff --git a/old.py b/new.py\nrename from old.py\nrename to new.py\n"
        "diff --git a/gone.py b/gone.py\ndeleted file mode 100644\n--- a/gone.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-new file mode \n"
        "diff --git a/made.py b/made.py\nnew file mode 100644\n--- /dev/null\n+++ b/made.py\n@@ -0,0 +1 @@\n+x\n"
    )
    files = patched_files(patch)
    assert files.before == ("old.py", "gone.py")
    assert files.after == ("new.py", "made.py")
    assert files.all == {"old.py", "new.py", "gone.py", "made.py"}
    assert patched_files("").all == frozenset()
