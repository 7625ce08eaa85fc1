"""Rows of R2E-Gym as rows of SWE-bench: one map of outcomes stands for both lists, and the tests lie in the image. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from evals.swebench.markers import END, START
from sandboxes.git_patch import git_patch

SCRIPT: Final = f"""cd /testbed
git config --global --add safe.directory /testbed
[ -e r2e_tests ] || ln -s /r2e_tests r2e_tests
: '{START}'
bash run_tests.sh
: '{END}'
"""
PARSER: Final = "parse_log_r2e"


def from_r2e(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Every test that is expected to pass is one to keep: none of them is known to fail before.

    The solution is made of the file contents that the set keeps of a commit, without tests; it is empty where it keeps none.

    Raises:
        ValueError: the expected outcomes are no JSON object.
    """
    expected = columns.get("expected_output_json") or "{}"
    outcomes = json.loads(expected) if isinstance(expected, str) else expected
    if not isinstance(outcomes, Mapping):
        raise ValueError("expected_output_json is no object")
    return {
        "instance_id": f"{columns.get('repo_name')}__{columns.get('commit_hash')}",
        "repo": columns.get("repo_name") or "",
        "problem_statement": columns.get("problem_statement") or columns.get("prompt") or "",
        "image": columns.get("docker_image") or "",
        "patch": _solution(columns.get("parsed_commit_content")),
        "eval_script": SCRIPT,
        "log_parser": PARSER,
        "FAIL_TO_PASS": [],
        "PASS_TO_PASS": sorted(name for name, outcome in outcomes.items() if outcome == "PASSED"),
    }


def _solution(content: Any) -> str:
    commit = json.loads(content) if isinstance(content, str) and content else content or {}
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    for change in commit.get("file_diffs", ()):
        path = str(change["header"]["file"]["path"])
        if "test" in path.lower():
            continue
        for files, name in ((before, "old_file_content"), (after, "new_file_content")):
            if change.get(name):
                files[path] = change[name].encode("utf-8", "surrogatepass")
    return git_patch(before, after).decode("utf-8", "surrogateescape")
