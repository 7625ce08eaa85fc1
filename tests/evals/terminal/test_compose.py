from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from evals.terminal.compose import Composition, read_composition
from sandboxes.services import Health

FULL = """
services:
  main:
    build: {context: "${CONTEXT_DIR}"}
    image: ${MAIN_IMAGE_NAME}
    command: ["sh", "-c", "sleep infinity"]
    environment: ["TEST_DIR=${TEST_DIR}", "MODE=${MODE:-plain}"]
    depends_on: {web: {condition: service_healthy}}
    deploy: {resources: {limits: {cpus: "${CPUS}", memory: "${MEMORY}"}}}
    volumes: ["${HOST}:/logs/verifier"]
  db:
    image: store:1
    command: serve --fast "a b"
    environment: {PASSWORD: "$${kept}", DEBUG: true, EMPTY: , PORT: 5432}
    volumes: ["data:/var/data", "/scratch", {type: volume, source: data, target: /ro, read_only: true}]
    tmpfs: /run:size=1m
    mem_limit: 512m
    expose: ["5432"]
    ports: ["5432:5432"]
    restart: always
  web:
    build: ./web
    user: "1000"
    depends_on: [db]
    networks: {default: {aliases: [api]}}
    healthcheck: {test: "curl -f localhost", interval: 1m30s, timeout: 500ms, retries: 5}
volumes:
  data:
"""


def read(folder: Path, text: str, **given: str) -> Composition:
    (folder / "web").mkdir(exist_ok=True)
    (folder / "docker-compose.yaml").write_text(text, "utf-8")
    composition = read_composition(folder, given)
    assert composition is not None
    return composition


def test_the_part_of_the_format_that_runs_here(tmp_path: Path) -> None:
    composition = read(tmp_path, FULL)
    assert composition.reasons == ()
    assert [each.service.name for each in composition.services] == ["db", "web"]
    main, (db, web) = composition.main, composition.services
    assert main is not None
    assert main.context == tmp_path
    assert main.service.environment == {"TEST_DIR": "/tests", "MODE": "plain"}
    assert main.service.waits_for == {"web": "healthy"}
    assert db.service.command == ("serve", "--fast", "a b")
    assert db.service.environment == {"PASSWORD": "${kept}", "DEBUG": "true", "PORT": "5432"}
    assert db.service.volumes == (
        ("data", "/var/data", False),
        ("db/scratch", "/scratch", False),
        ("data", "/ro", True),
    )
    assert (db.service.memory_bytes, db.service.tmpfs) == (512 << 20, ("/run:size=1m",))
    assert web.context == tmp_path / "web"
    assert web.service.aliases == ("web", "api")
    assert web.service.health == Health(("CMD-SHELL", "curl -f localhost"), 90.0, 0.5, 0.0, 5)


def test_without_a_file_there_is_no_composition(tmp_path: Path) -> None:
    assert read_composition(tmp_path, {}) is None


@pytest.mark.parametrize(
    ("service", "reason"),
    [
        ({"privileged": True}, "compose: a.privileged is not supported"),
        ({"network_mode": "host"}, "compose: a.network_mode is not supported"),
        ({"volumes": ["./here:/there"]}, "compose: a mounts ./here of this machine"),
        ({"volumes": [{"type": "bind", "source": "/etc", "target": "/x"}]}, "compose: a mounts /etc of this machine"),
        ({"build": "../.."}, "compose: a is built from a folder that is none of the environment"),
        ({"build": {"context": ".", "args": {"A": 1}}}, "compose: a.build.args is not supported"),
        ({"depends_on": ["b"]}, "compose: a wait for each other or for what is not there"),
        ({"depends_on": {"b": {"condition": "someday"}}}, "compose: a cannot be read: 'someday'"),
        ({"environment": ["A=${NEEDED}"]}, "it needs the variable NEEDED (--variable NEEDED=VALUE)"),
        ({"mem_limit": "much"}, "compose: a cannot be read: 'much' is no size"),
        ({"healthcheck": {"test": "true", "interval": "soon"}}, "compose: a cannot be read: 'soon' is no duration"),
        ({"image": None}, "compose: a has neither image nor build"),
    ],
)
def test_what_does_not_run_here_is_said(tmp_path: Path, service: dict[str, Any], reason: str) -> None:
    text = yaml.safe_dump({"services": {"a": {"image": "x:1", **service}}})
    assert read(tmp_path, text).reasons == (reason,)


def test_a_command_of_main_is_a_reason_unless_it_waits(tmp_path: Path) -> None:
    for command in ("sleep infinity", "tail -f /dev/null", ["sh", "-c", "sleep infinity"], ["sleep", "1d"]):
        assert read(tmp_path, yaml.safe_dump({"services": {"main": {"command": command}}})).reasons == ()
    refused = read(tmp_path, yaml.safe_dump({"services": {"main": {"command": "nginx"}}})).reasons
    assert refused == ("compose: main has a command of its own, and none is started here",)


def test_variables_come_from_the_user_alone(tmp_path: Path) -> None:
    text = "services: {a: {image: 'x:${TAG}', environment: [HOME, KEY]}}\n"
    composition = read(tmp_path, text, TAG="2", KEY="k")
    (service,) = composition.services
    assert (service.service.image, service.service.environment) == ("x:2", {"KEY": "k"})
    assert composition.reasons == ()


@pytest.mark.parametrize("text", ["services: {}\n", "[]\n", "a: [", "services: {a: x}\n", ""])
def test_what_is_no_compose_file_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match=r"^[^\n]*$"):
        read(tmp_path, text)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
_KEYS = st.sampled_from(
    ["build", "command", "deploy", "depends_on", "environment", "healthcheck", "networks", "volumes"]
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_anything_is_read_or_said(tmp_path_factory: pytest.TempPathFactory, service: dict[str, Any]) -> None:
    folder = tmp_path_factory.mktemp("any")
    composition = read(folder, yaml.safe_dump({"services": {"a": {"image": "x:1", **service}}}))
    assert composition.reasons or composition.services
