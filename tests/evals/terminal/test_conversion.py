from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from evals.terminal.configuration import parse_configuration
from evals.terminal.conversion import FirstTask, _configuration, convert_task, find_first_tasks
from evals.terminal.task_directory import read_task

TASK = """instruction: |-
  Write 42 into answer.txt.
author_name: "A \\"B\\""
difficulty: easy
category: files
tags: [one, "two"]
parser_name: pytest
max_agent_timeout_sec: 900.0
max_test_timeout_sec: 180.0
expert_time_estimate_min: 5
unknown_key: 1
"""
COMPOSE = """services:
  client:
    build:
      dockerfile: Dockerfile
    image: ${T_BENCH_TASK_DOCKER_CLIENT_IMAGE_NAME}
    container_name: ${T_BENCH_TASK_DOCKER_CLIENT_CONTAINER_NAME}
    command: ["sh", "-c", "sleep infinity"]
    environment:
      - TEST_DIR=${T_BENCH_TEST_DIR}
      - MODE=a b
    volumes:
      - ${T_BENCH_TASK_LOGS_PATH}:${T_BENCH_CONTAINER_LOGS_PATH}
"""


def first_task(folder: Path, **files: str) -> Path:
    texts = {
        "task.yaml": TASK,
        "docker-compose.yaml": COMPOSE,
        "Dockerfile": "FROM base:1\nWORKDIR /app\n",
        "solution.sh": "echo 42 >answer.txt\n",
        "run-tests.sh": "bash $TEST_DIR/check.sh\n",
        "tests/check.sh": '[ "$(cat answer.txt)" = 42 ]\n',
        "data/input.txt": "x\n",
        **files,
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_a_task_becomes_one_of_the_second_format(tmp_path: Path) -> None:
    converted = convert_task(first_task(tmp_path / "one"), tmp_path / "two")
    assert converted.notices == ()
    task = read_task(tmp_path / "two", strict=True)
    assert task.instruction == "Write 42 into answer.txt.\n"
    assert task.configuration.agent.timeout_sec == 900
    assert task.configuration.verifier.timeout_sec == 180
    assert task.configuration.metadata["author_name"] == 'A "B"'
    assert task.configuration.metadata["tags"] == ["one", "two"]
    assert task.has_solution
    assert sorted(path.name for path in task.tests.iterdir()) == ["check.sh", "run-tests.sh", "test.sh"]
    assert sorted(path.name for path in task.environment.iterdir()) == ["Dockerfile", "data"]
    dockerfile = (task.environment / "Dockerfile").read_text("utf-8")
    assert dockerfile.endswith('ENV TEST_DIR=/tests\nENV MODE="a b"\n')


def test_other_services_become_a_compose_file(tmp_path: Path) -> None:
    compose = f"{COMPOSE}    depends_on: [db]\n  db:\n    build: ./db\n"
    source = first_task(tmp_path / "one", **{"docker-compose.yaml": compose, "db/Dockerfile": "FROM base:1\n"})
    converted = convert_task(source, tmp_path / "two")
    assert converted.notices == ("it has a compose file: services main, db",)
    written = (tmp_path / "two" / "environment" / "docker-compose.yaml").read_text("utf-8")
    assert "main:" in written
    assert "depends_on:" in written
    assert (tmp_path / "two" / "environment" / "db" / "Dockerfile").is_file()


def test_what_cannot_be_carried_over_is_told(tmp_path: Path) -> None:
    text = TASK.replace("parser_name: pytest", "parser_name: swebench\nrun_tests_in_same_shell: true")
    source = first_task(tmp_path / "one", **{"task.yaml": text, "solution.yaml": "- command: x\n"})
    (source / "solution.sh").unlink()
    notices = convert_task(source, tmp_path / "two").notices
    assert [notice.split()[1] for notice in notices] == ["parser", "tests", "solution"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"task.yaml": "difficulty: easy\n"}, r"^one/task\.yaml: instruction: Field required$"),
        ({"task.yaml": "a: ["}, r"^one/task\.yaml cannot be read"),
        ({"docker-compose.yaml": "services: []\n"}, r"has no services$"),
        ({"docker-compose.yaml": "services: {client: {build: ../..}}\n"}, r"the build context .* is no folder"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        convert_task(first_task(tmp_path / "one", **files), tmp_path / "two")


def test_nothing_is_written_over_and_other_folders_are_refused(tmp_path: Path) -> None:
    source = first_task(tmp_path / "one")
    assert find_first_tasks(source) == find_first_tasks(tmp_path) == [source]
    with pytest.raises(BadInput, match="is there already"):
        convert_task(source, source)
    with pytest.raises(BadInput, match="this is no suite of Terminal-Bench 1"):
        find_first_tasks(source / "data")


@given(st.text(max_size=40), st.lists(st.text(max_size=10), max_size=4).map(tuple))
def test_any_text_survives_as_toml(author: str, tags: tuple[str, ...]) -> None:
    task = FirstTask(instruction="i", author_name=author, tags=tags)
    read, notices = parse_configuration(_configuration(task), strict=True)
    assert (read.metadata["author_name"], read.metadata["tags"]) == (author, list(tags))
    assert notices == ()
