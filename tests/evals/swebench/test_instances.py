"""Rows as a suite: found, read, given an environment and a script, and told apart from what cannot be run here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agent.errors import BadInput
from evals.catalogue import open_suite
from evals.swebench.environments import Environments
from evals.swebench.images import Images, Unsupported
from evals.swebench.instance_task import InstanceTask, find_rows
from evals.swebench.rows import Row
from evals.swebench.script import directives, make_script
from evals.swebench.sources import described_version, find_mirror
from tests.evals.swebench.instances import TEST_PATCH, row

CLASSIC = {
    name: value for name, value in row("").items() if name not in ("image", "eval_script", "log_parser", "eval_type")
}


def write_rows(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(columns) + "\n" for columns in rows), "utf-8")
    return path


def test_a_file_of_rows_is_a_suite(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", row("i", "b__b-2", problem_statement="It is wrong."), row("i", "a__a-1"))
    suite = open_suite(str(path))
    assert [task.name for task in suite.tasks] == ["a__a-1", "b__b-2"]
    task = suite.tasks[1]
    assert isinstance(task, InstanceTask)
    assert (task.issue, task.family, task.fix) == ("It is wrong.", "a/lib", task.row.patch.encode())
    assert task.digest() != suite.tasks[0].digest()
    assert task.with_timeout(2).timeout_s == 3600
    assert task.with_timeout(2).digest() == task.digest()


def test_a_dialect_stands_before_the_path(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", row("", fail_to_pass="['a']", dockerhub_tag="t"))
    assert find_rows(f"swe-bench-pro:{path}") == (path, "swe-bench-pro")
    assert find_rows(str(path)) == (path, "swe-bench")
    assert find_rows(str(tmp_path)) is None
    assert find_rows("handmade") is None


def test_an_empty_file_is_no_suite(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no row"):
        open_suite(str(write_rows(tmp_path / "rows.jsonl")))


def test_environments_that_are_shipped() -> None:
    known = Environments.read(None)
    flask = known.of(Row.model_validate({**CLASSIC, "repo": "pallets/flask", "version": "2.3"}))
    assert flask is not None
    assert (flask.python, flask.requirements, flask.test_cmd) == ("3.11", ("requirements/dev.txt",), "pytest -rA")
    assert "Werkzeug==2.3.7" in flask.pip_packages
    assert known.of(Row.model_validate({**CLASSIC, "repo": "pallets/flask", "version": "0.1"})) is None


@pytest.mark.parametrize("key", ["a__lib-1", "a/lib"])
def test_an_environment_of_a_file_comes_first(tmp_path: Path, key: str) -> None:
    given = {
        "python": "3.11",
        "packages": "pytest 'six<2' requirements.txt",
        "install": "pip install -e .",
        "nano_cpus": 2,
    }
    path = tmp_path / "environments.json"
    path.write_text(json.dumps({key: given if "__" in key else {"1": given}}), "utf-8")
    instance = Row.model_validate({**CLASSIC, "install_config": {"python": "3.9"}})
    found = Environments.read(path).of(instance)
    assert found is not None
    assert (found.python, found.packages, found.install) == ("3.11", ("pytest", "six<2"), ("pip install -e .",))
    own = Environments.read(None).of(instance)
    assert own is not None
    assert own.python == "3.9"


def test_an_environment_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "environments.toml"
    path.write_text('["a__lib-1"]\npython = "three"\n', "utf-8")
    with pytest.raises(BadInput, match="not valid at python"):
        Environments.read(path).of(Row.model_validate(CLASSIC))
    path.write_text("no toml", "utf-8")
    with pytest.raises(BadInput, match="no environments"):
        Environments.read(path)


def test_the_script_of_a_row_without_one(tmp_path: Path) -> None:
    path = tmp_path / "environments.json"
    path.write_text(
        json.dumps({"a/lib": {"python": "3.11", "eval_commands": ["export A=1"], "test_cmd": "pytest -rA"}})
    )
    instance = Row.model_validate({**CLASSIC, "base_commit": "c0ffee", "test_patch": TEST_PATCH})
    environment = Environments.read(path).of(instance)
    assert environment is not None
    lines = make_script(instance, environment).split("\n")
    assert lines.count("git checkout c0ffee test_lib.py") == 2
    assert lines.index("export A=1") < lines.index(": '>>>>> Start Test Output'")
    assert lines[lines.index(": '>>>>> Start Test Output'") + 1] == "pytest -rA test_lib.py"
    assert make_script(instance, environment) == make_script(instance, environment)


def test_directives() -> None:
    patch = "".join(
        f"diff --git a/{path} b/{path}\n{kind}--- a/{path}\n"
        for path, kind in (
            ("tests/admin/tests.py", ""),
            ("tests/admin/data.json", ""),
            ("tests/gone.py", "deleted file mode 100644\n"),
        )
    )
    assert directives(Row.model_validate({**CLASSIC, "test_patch": patch})) == ["tests/admin/tests.py"]
    django = Row.model_validate({**CLASSIC, "repo": "django/django", "test_patch": patch})
    assert directives(django) == ["admin.tests"]


@pytest.mark.parametrize(
    ("described", "version"),
    [
        ("7.1.2-150-gaa55975c7", "7.1.3.dev150"),
        ("v2.0-0-g0123abc", "2.0"),
        ("1.2rc1-3-g0123abc", "1.3.dev3"),
        ("odd", ""),
    ],
)
def test_versions_from_tags(described: str, version: str) -> None:
    assert described_version(described) == version


def test_mirrors_are_found(tmp_path: Path) -> None:
    instance = Row.model_validate(CLASSIC)
    assert find_mirror(None, instance) is None
    assert find_mirror(tmp_path, instance) is None
    (tmp_path / "a__lib.git").mkdir()
    assert find_mirror(tmp_path, instance) == tmp_path / "a__lib.git"
    (tmp_path / "a" / "lib").mkdir(parents=True)
    assert find_mirror(tmp_path, instance) == tmp_path / "a" / "lib"


class Shelf:
    """An engine in memory: holds images, pulls those in ``remote`` and builds nothing."""

    def __init__(self, *held: str, remote: tuple[str, ...] = ()) -> None:
        self.held, self.remote = set(held), remote

    def has_image(self, name: str) -> bool:
        return name in self.held

    def pull(self, name: str) -> str:
        if name not in self.remote:
            return f"no {name}"
        self.held.add(name)
        return ""

    def build(self, context: Path, name: str, *, timeout_s: float) -> None:
        raise AssertionError("nothing is to be built")

    def offered(self, python: str) -> str | None:
        return "3.11" if python <= "3.11" else None

    def ensure(self, python: str) -> str:
        raise AssertionError("nothing is to be made")


def images(shelf: Shelf, *, pull: bool = False, environment: dict[str, Any] | None = None) -> Images:
    environments = Environments({"a/lib": environment} if environment else {}, {})
    return Images(shelf, shelf, environments, pull=pull)


OFFICIAL = "swebench/sweb.eval.x86_64.a_1776_lib-1:latest"


def test_images_that_are_held_or_can_be_pulled() -> None:
    named = Row.model_validate(row("mine:1"))
    assert images(Shelf("mine:1")).ready(named).image == "mine:1"
    assert images(Shelf(OFFICIAL)).ready(named).image == OFFICIAL
    assert images(Shelf(remote=(OFFICIAL,)), pull=True).ready(named).image == OFFICIAL
    classic = Row.model_validate({**CLASSIC, "log_parser": "parse_log_pytest"})
    ready = images(Shelf(OFFICIAL), environment={"python": "3.9"}).ready(classic)
    assert ">>>>> Start Test Output" in ready.eval_script


@pytest.mark.parametrize(
    ("columns", "environment", "reason"),
    [
        ({"eval_script": ""}, None, "how its tests are run"),
        ({"log_parser": ""}, None, "no log parser"),
        ({}, None, "nothing says what its environment is made of"),
        ({}, {"python": "3.12"}, "Python 3.12, which cannot be had"),
        ({}, {"python": "3.11"}, "no mirror of a/lib"),
    ],
)
def test_what_cannot_be_run_is_told(columns: dict[str, str], environment: dict[str, Any] | None, reason: str) -> None:
    instance = Row.model_validate({**row("mine:1"), "repo": "a/lib", **columns})
    assert reason in images(Shelf(), environment=environment).missing(instance)
    with pytest.raises(Unsupported, match=reason.partition("(")[0]):
        images(Shelf(), environment=environment).ready(instance)
