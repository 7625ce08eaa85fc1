from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.terminal.configuration import parse_configuration

FULL = """
schema_version = "1.4"
source = "here"
multi_step_reward_strategy = "mean"
artifacts = ["/a", {source = "/b", destination = "c", exclude = ["*.o"], service = "main"}]

[metadata]
anything = {at = "all"}

[task]
name = "org/name"
version = "2"
description = "d"
authors = [{name = "A", email = "a@b"}]
keywords = ["k"]

[agent]
timeout_sec = 900
user = "agent"
network_mode = "no-network"

[verifier]
timeout_sec = 30.5
env = {KEY = "${KEY:-none}"}
user = 0
environment_mode = "separate"
network_mode = "allowlist"
allowed_hosts = ["*.example.org"]
[verifier.environment]
docker_image = "tests:1"
[[verifier.collect]]
command = "dump"
service = "db"
timeout_sec = 5
user = "root"

[environment]
build_timeout_sec = 100
docker_image = "x:1"
os = "linux"
cpus = 2
memory_mb = 2048
storage_mb = 10240
gpus = 1
gpu_types = ["a"]
tpu = {type = "v5", topology = "2x2"}
env = {A = "b"}
skills_dir = "/skills"
workdir = "/w"
network_mode = "allowlist"
allowed_hosts = ["a"]
[environment.healthcheck]
command = "true"
interval_sec = 1
timeout_sec = 2
start_period_sec = 3
start_interval_sec = 4
retries = 5
[[environment.mcp_servers]]
name = "m"
transport = "stdio"
url = "u"
command = "c"
args = ["x"]
headers = {H = "v"}

[solution]
env = {S = "t"}

[[steps]]
name = "one"
min_reward = 0.5
artifacts = ["/s"]
[steps.agent]
timeout_sec = 1
[steps.verifier]
timeout_sec = 1
[steps.healthcheck]
command = "true"
[[steps]]
name = "two"
min_reward = {a = 1.0}
"""


def test_every_field_is_read() -> None:
    configuration, notices = parse_configuration(FULL, strict=True)
    assert notices == ()
    assert [artifact.source for artifact in configuration.artifacts] == ["/a", "/b"]
    assert configuration.verifier.is_separate
    assert configuration.environment.healthcheck is not None
    assert configuration.environment.healthcheck.retries == 5
    assert [step.min_reward for step in configuration.steps] == [0.5, {"a": 1.0}]


def test_what_is_not_said_has_the_format_s_defaults() -> None:
    configuration, _ = parse_configuration("", strict=True)
    assert configuration.schema_version == "1.4"
    assert configuration.agent.timeout_sec is None
    assert configuration.verifier.timeout_sec == 600
    assert not configuration.verifier.is_separate
    assert (configuration.environment.build_timeout_sec, configuration.environment.network_mode) == (600, "public")


def test_older_names_are_read() -> None:
    text = 'version = "1.0"\n[environment]\nmemory = "2G"\nstorage = "10G"\nallow_internet = false\n'
    configuration, _ = parse_configuration(text, strict=True)
    environment = configuration.environment
    assert configuration.schema_version == "1.0"
    assert (environment.memory_mb, environment.storage_mb, environment.network_mode) == (2048, 10240, "no-network")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", "no TOML: "),
        ("[agent]\ntimeout_sec = 0\n", "agent.timeout_sec: Input should be greater than 0"),
        ("[agent]\ntimeout_sec = inf\n", "agent.timeout_sec: Input should be a finite number"),
        ('schema_version = "2.0"\n', "schema_version: schema_version '2.0' is none of 1.0, 1.1, 1.2, 1.3, 1.4"),
        ('[environment]\nmemory = "much"\n', "environment: memory must be a size such as 2G or 512M, not 'much'"),
        ('[environment]\nnetwork_mode = "off"\n', "environment.network_mode: Input should be 'no-network', "),
        ('[task]\nname = "plain"\n', "task.name: String should match pattern"),
        ("[[steps]]\nmin_reward = 1.0\n", "steps[0].name: Field required"),
        ("[[steps]]\nname = '..'\n", "steps[0].name: String should match pattern"),
        ("[[steps]]\nname = 'a'\n[[steps]]\nname = 'A'\n", "steps: two steps have the same name"),
        ("[environment]\nmemory = '1G'\nmemory_mb = 5\n", "environment: memory_mb is said twice, and not the same"),
        ("[agent]\nallowed_hosts = ['a']\n", "agent: allowed_hosts and network_mode = 'allowlist' come together"),
        ("[[environment.mcp_servers]]\nname = 'm'\n", "environment.mcp_servers[0]: url is needed for transport sse"),
        ("[verifier]\nenvironment_mode = 'shared'\n[verifier.environment]\n", "verifier: environment_mode = 'shared'"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]*$") as caught:
        parse_configuration(text, strict=False)
    assert str(caught.value).startswith(message)


UNKNOWN = """
tiemout = 1
artifacts = ["/a", {source = "/b", when = 1}]
[agent]
timeout = 5
"odd key" = 1
[[steps]]
name = "s"
x = 1
"""


def test_unknown_keys_are_errors_when_strict_and_notices_otherwise() -> None:
    with pytest.raises(ValueError, match=r"^unknown key "):
        parse_configuration(UNKNOWN, strict=True)
    configuration, notices = parse_configuration(UNKNOWN, strict=False)
    assert [step.name for step in configuration.steps] == ["s"]
    names = ("agent.'odd key'", "agent.timeout", "artifacts[1].when", "steps[0].x", "tiemout")
    assert sorted(notices) == sorted(f"unknown key {name} is left out" for name in names)


def test_values_are_frozen() -> None:
    configuration, _ = parse_configuration("", strict=True)
    with pytest.raises(ValueError, match="frozen"):
        configuration.agent.timeout_sec = 1  # type: ignore[misc]


def refusal(text: str) -> str:
    try:
        parse_configuration(text, strict=True)
    except ValueError as error:
        return str(error)
    return ""


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    assert "\n" not in refusal(text)


_SECTIONS = st.sampled_from(["agent", "verifier", "environment", "solution", "task", "metadata"])
_NAMES = st.sampled_from(["timeout_sec", "env", "user", "cpus", "memory", "memory_mb", "name", "network_mode", "other"])
_VALUES: st.SearchStrategy[Any] = st.sampled_from(['"x"', "1", "-1", "true", "[]", "{}", "nan", '"2G"', '{a = "b"}'])


@given(st.dictionaries(_SECTIONS, st.dictionaries(_NAMES, _VALUES)))
def test_lenient_reading_refuses_only_what_strict_reading_refuses(
    sections: dict[str, dict[str, str]],
) -> None:
    lines = []
    for section, values in sections.items():
        lines += [f"[{section}]", *(f"{name} = {value}" for name, value in values.items())]
    text = "\n".join(lines)
    refused = refusal(text)
    assert "\n" not in refused
    if not refused:
        strict, notices = parse_configuration(text, strict=True)
        assert notices == ()
        assert repr(parse_configuration(text, strict=False)[0]) == repr(strict)
