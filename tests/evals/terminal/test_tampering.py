from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.terminal.tampering import repairs_of

CHANGED, NEW, GONE = 0, 1, 2


@pytest.mark.parametrize(
    "path",
    [
        "/usr/bin/bash",
        "/bin/sh",
        "/usr/bin/pytest",
        "/usr/lib/python3.11/os.py",
        "/usr/lib/python3.11/sitecustomize.py",
        "/usr/local/lib/python3.13/site-packages/_pytest/reports.py",
        "/usr/lib/x86_64-linux-gnu/libc.so.6",
        "/usr/lib/python3/dist-packages/_pytest/__pycache__/reports.cpython-311.pyc",
    ],
)
@pytest.mark.parametrize("change", [CHANGED, GONE])
def test_what_tests_run_with_is_put_back(path: str, change: int) -> None:
    assert repairs_of([(path, change)], "/app").put_back == (path,)


@pytest.mark.parametrize(
    "path",
    [
        "/usr/local/bin/bash",
        "/usr/local/sbin/cat",
        "/etc/ld.so.preload",
        "/usr/lib/python3/dist-packages/sitecustomize.py",
        "/root/.local/lib/python3.11/site-packages/usercustomize.py",
        "/conftest.py",
        "/app/pytest.py",
        "/app/_pytest",
    ],
)
def test_what_starts_by_itself_or_hides_programs_is_taken_away(path: str) -> None:
    assert repairs_of([(path, NEW)], "/app").take_away == (path,)


def test_what_is_judged_by_its_content() -> None:
    repairs = repairs_of(
        [
            ("/usr/local/bin/python3", NEW),
            ("/usr/bin/python3", CHANGED),
            ("/usr/lib/python3/dist-packages/x.pth", NEW),
            ("/app/x.egg-info/entry_points.txt", NEW),
            ("/usr/lib/python3.11/__pycache__/os.cpython-311.pyc", NEW),
        ],
        "/app",
    )
    assert repairs.if_script == ("/usr/local/bin/python3", "/usr/bin/python3")
    assert repairs.if_hook == ("/usr/lib/python3/dist-packages/x.pth",)
    assert repairs.if_plugin == ("/app/x.egg-info/entry_points.txt",)
    assert repairs.caches == ("/usr/lib/python3.11/__pycache__/os.cpython-311.pyc",)
    assert repairs.in_image == {"/usr/bin/python3"}
    assert (repairs.put_back, repairs.take_away) == ((), ())


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("/app/conftest.py", NEW),
        ("/app/pyproject.toml", CHANGED),
        ("/usr/local/bin/pytest", NEW),
        ("/usr/local/bin/mytool", NEW),
        ("/usr/bin/mytool", CHANGED),
        ("/usr/local/lib/python3.11/site-packages/requests/api.py", CHANGED),
        ("/usr/local/lib/python3.11/site-packages/requests/__pycache__/api.cpython-311.pyc", NEW),
        ("/root/.bashrc", CHANGED),
        ("/etc/nginx/nginx.conf", CHANGED),
        ("/usr/lib/python3.11/newmodule.py", NEW),
    ],
)
def test_what_a_task_may_ask_for_is_left_alone(path: str, change: int) -> None:
    repairs = repairs_of([(path, change)], "/app")
    assert (repairs.put_back, repairs.take_away, repairs.if_script, repairs.if_hook) == ((), (), (), ())


def test_folders_in_which_something_was_changed_are_not_themselves_put_back() -> None:
    changes = [("/usr/bin", CHANGED), ("/usr/bin/env", CHANGED), ("/usr/bin/env/x", NEW)]
    assert repairs_of(changes, "/app").put_back == ()


def test_where_the_task_is_the_root_its_settings_stay() -> None:
    assert repairs_of([("/conftest.py", NEW)], "/").take_away == ()


@given(st.lists(st.tuples(st.text(max_size=30).map(lambda text: f"/{text}"), st.sampled_from([0, 1, 2])), max_size=20))
def test_only_what_was_changed_is_ever_repaired(changes: list[tuple[str, int]]) -> None:
    repairs = repairs_of(changes, "/app")
    named = {*repairs.put_back, *repairs.take_away, *repairs.if_script, *repairs.if_hook, *repairs.caches}
    assert named <= {path for path, _ in changes}
