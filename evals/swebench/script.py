"""The evaluation script of a row that has none: what harness 4 makes of a specification, in the same order. Pure."""

from __future__ import annotations

import hashlib
import posixpath
import shlex
from typing import Final

from evals.swebench.environments import Environment
from evals.swebench.markers import END, START
from evals.swebench.patched_files import patched_files
from evals.swebench.rows import Row

_NO_TESTS: Final = (".json", ".png", "csv", ".txt", ".md", ".jpg", ".jpeg", ".pkl", ".yml", ".yaml", ".toml")
_ACTIVATE: Final = ("source /opt/miniconda3/bin/activate", "conda activate testbed")
_DJANGO: Final = "django/django"


def make_script(row: Row, environment: Environment) -> str:
    """The script. The repository is not installed again: it lies where its installation points to."""
    changed = patched_files(row.test_patch)
    restore = f"git checkout {row.base_commit or 'HEAD'} {shlex.join(changed.before)}" if changed.before else ":"
    end_of_patch = f"EOF_{hashlib.sha256(row.test_patch.encode()).hexdigest()[:12]}"
    lines = [
        "#!/bin/bash",
        "set -uxo pipefail",
        *_ACTIVATE,
        "cd /testbed",
        *environment.eval_commands,
        "git config --global --add safe.directory /testbed",
        "git status",
        f"git -c core.fileMode=false diff {row.base_commit or 'HEAD'}",
        *_ACTIVATE,
        restore,
        f"git apply -v - <<'{end_of_patch}'",
        row.test_patch.removesuffix("\n"),
        end_of_patch,
        f": '{START}'",
        f"{environment.test_cmd} {' '.join(shlex.quote(test) for test in directives(row))}",
        f": '{END}'",
        restore,
    ]
    return "\n".join(lines) + "\n"


def directives(row: Row) -> list[str]:
    """What the test command is told to run: the files that the test patch leaves, which for Django are modules."""
    files = [path for path in patched_files(row.test_patch).after if not path.endswith(_NO_TESTS)]
    if row.repo.lower() != _DJANGO:
        return files
    return [posixpath.splitext(path.removeprefix("tests/"))[0].replace("/", ".") for path in files]
