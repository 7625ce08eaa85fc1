"""What ``agent solve`` does with input it cannot use: one line, the right exit code, nothing on standard output."""

from __future__ import annotations

import gc
import json
import subprocess
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli.main import main
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

NO_ENGINE = {"DOCKER_HOST": "unix:///nonexistent/docker.sock", "HF_HUB_OFFLINE": "1"}


def solve(*arguments: str | Path, stdin: str = "") -> Result:
    """Run the command on a machine without Docker and without a network."""
    with warnings.catch_warnings():
        # The Docker SDK leaves its socket open when nobody answers; collected here, it troubles no other test.
        warnings.simplefilter("ignore", ResourceWarning)
        result = CliRunner().invoke(main, ["solve", *map(str, arguments)], input=stdin, env=NO_ENGINE)
        gc.collect()
    return result


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "shop.py").write_text("def total(prices):\n    return sum(prices[1:])\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Start")
    return folder


@pytest.fixture
def script(tmp_path: Path) -> str:
    path = tmp_path / "script.json"
    path.write_text('[{"calls": [{"name": "submit"}]}]', encoding="utf-8")
    return f"script:{path}"


def assert_refused(result: Result, exit_code: int, words: str) -> None:
    assert result.exit_code == exit_code, result.output
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr


class TestBadInput:
    def test_no_such_repository(self, tmp_path: Path, script: str) -> None:
        assert_refused(solve(tmp_path / "nowhere", "x", "--model", script), 42, "nowhere")

    def test_not_a_git_repository(self, tmp_path: Path, script: str) -> None:
        folder = tmp_path / "plain"
        folder.mkdir()
        assert_refused(solve(folder, "x", "--model", script), 42, "plain")

    def test_an_empty_repository(self, tmp_path: Path, script: str) -> None:
        folder = tmp_path / "empty"
        folder.mkdir()
        git(folder, "init", "-q")
        assert_refused(solve(folder, "x", "--model", script), 42, "empty")

    def test_no_such_revision(self, repository: Path, script: str) -> None:
        assert_refused(solve(repository, "x", "--model", script, "--base", "v9"), 42, "v9")

    @pytest.mark.parametrize("issue", ["", "  \n", "<!-- hidden -->"])
    def test_an_empty_issue(self, repository: Path, script: str, issue: str) -> None:
        assert_refused(solve(repository, issue, "--model", script), 42, "issue is empty")

    def test_an_empty_standard_input(self, repository: Path, script: str) -> None:
        assert_refused(solve(repository, "-", "--model", script, stdin="\n"), 42, "issue is empty")

    def test_no_such_issue_file(self, repository: Path, script: str) -> None:
        assert_refused(solve(repository, "issue.md", "--model", script), 42, "issue.md")


class TestConfiguration:
    @pytest.mark.parametrize("model", ["no-such-model", "nobody/no-such-model", "script:nowhere.json"])
    def test_an_unknown_model(self, repository: Path, model: str) -> None:
        assert_refused(solve(repository, "x", "--model", model), 52, model.removeprefix("script:"))

    def test_a_corrupt_checkpoint(self, repository: Path, tmp_path: Path) -> None:
        folder = tmp_path / "checkpoint"
        folder.mkdir()
        (folder / "config.json").write_text("{", encoding="utf-8")
        assert_refused(solve(repository, "x", "--model", folder), 52, "checkpoint")

    def test_a_script_that_is_none(self, repository: Path, tmp_path: Path) -> None:
        path = tmp_path / "script.json"
        path.write_text('[{"say": "hello"}]', encoding="utf-8")
        assert_refused(solve(repository, "x", "--model", f"script:{path}"), 52, "script.json")

    def test_a_checkpoint_without_a_head_that_drafts(self, repository: Path, tmp_path: Path) -> None:
        write_random_checkpoint(tmp_path / "checkpoint", tiny_config())
        result = solve(repository, "x", "--model", tmp_path / "checkpoint", "--speculative-tokens", "2")
        assert_refused(result, 52, "no mtp tensors")
        assert "leave --speculative-tokens out" in result.stderr

    def test_a_script_drafts_nothing(self, repository: Path, script: str) -> None:
        assert_refused(solve(repository, "x", "--model", script, "--speculative-tokens", "1"), 52, "scripted model")

    def test_a_run_directory_that_cannot_be_made(self, repository: Path, script: str, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        result = solve(repository, "x", "--model", script, "--run-dir", tmp_path / "file" / "run")
        assert_refused(result, 52, "run directory")

    def test_a_run_directory_that_holds_a_run(self, repository: Path, script: str, tmp_path: Path) -> None:
        (tmp_path / "events.jsonl").write_bytes(b"")
        assert_refused(solve(repository, "x", "--model", script, "--run-dir", tmp_path), 52, "holds a run already")

    def test_a_patch_file_that_cannot_be_written(self, repository: Path, script: str, tmp_path: Path) -> None:
        result = solve(repository, "x", "--model", script, "-o", tmp_path / "nowhere" / "p.diff")
        assert_refused(result, 52, "patch file")


class TestUsage:
    @pytest.mark.parametrize("option", ["--max-steps", "--max-tokens", "--max-time"])
    @pytest.mark.parametrize("value", ["0", "-3", "many"])
    def test_a_limit_that_is_none(self, repository: Path, option: str, value: str) -> None:
        assert_refused(solve(repository, "x", option, value), 2, option)

    @pytest.mark.parametrize("option", ["--thinking-budget", "--run-thinking-budget"])
    def test_a_negative_budget(self, repository: Path, option: str) -> None:
        assert_refused(solve(repository, "x", option, "-1"), 2, option)

    def test_a_preset_that_is_none(self, repository: Path) -> None:
        assert_refused(solve(repository, "x", "--sampling", "wild"), 2, "generation-config")

    @pytest.mark.parametrize("value", ["-1", "5", "many"])
    def test_drafts_that_are_too_many(self, repository: Path, value: str) -> None:
        assert_refused(solve(repository, "x", "--speculative-tokens", value), 2, "--speculative-tokens")

    def test_a_negative_seed(self, repository: Path) -> None:
        assert_refused(solve(repository, "x", "--seed", "-1"), 2, "--seed")


class TestSandbox:
    def test_no_engine(self, repository: Path, script: str, tmp_path: Path) -> None:
        result = solve(repository, "x", "--model", script, "--run-dir", tmp_path / "run")
        assert_refused(result, 44, "no Docker engine answers")

    def test_with_json_a_refusal_is_an_object_too(self, repository: Path, script: str, tmp_path: Path) -> None:
        result = solve(repository, "x", "--model", script, "--run-dir", tmp_path / "run", "--json")
        assert result.exit_code == 44
        answer = json.loads(result.stdout)
        assert (answer["status"], answer["exit_code"]) == ("refused", 44)
        assert "no Docker engine answers" in answer["failure_cause"]


@pytest.mark.parametrize(
    "option",
    [
        ("--sampling", "greedy"),
        ("--thinking-budget", "5"),
        ("--run-thinking-budget", "5"),
        ("--forget-thinking",),
        ("--constrain-calls",),
        ("--require-call",),
        ("--logprobs",),
        ("--no-thinking",),
        ("--final-gate",),
        ("--speculative-tokens", "0"),
        ("--seed", "0"),
    ],
)
def test_a_run_that_is_resumed_is_not_asked_for_something_else(tmp_path: Path, option: tuple[str, ...]) -> None:
    result = solve("--resume", tmp_path, *option)
    assert result.exit_code == 2
    assert f"--resume goes on with the run as it was asked for: leave {option[0]} out." in result.stderr


@pytest.mark.parametrize("option", [("--max-steps", "5"), ("--max-time", "5m"), ("--max-tokens", "5"), ("--json",)])
def test_a_run_that_is_resumed_may_have_other_limits(tmp_path: Path, option: tuple[str, ...]) -> None:
    result = solve("--resume", tmp_path, *option)
    assert result.exit_code == 52
    assert "there is no run in" in result.stderr
