from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import BadInput
from evals.policy import CLOSED, Bounds, find_policy
from sandboxes.base import Limits


def test_names() -> None:
    assert find_policy(None) == find_policy("closed") == CLOSED
    assert find_policy("official").tests_network
    with pytest.raises(BadInput, match="no policy is called open"):
        find_policy("open")


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('agent_hosts = ["pypi.test:443"]\n[agent]\nmemory_mb = 512\npids = 64\n', "utf-8")
    policy = find_policy(str(path))
    assert [str(host.name) for host in policy.hosts] == ["pypi.test"]
    assert policy.agent.over(Limits()) == Limits(memory_bytes=512 << 20, pids=64)
    assert policy.tests.over(Limits(cpus=1)) == Limits(cpus=1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("network = true", "not valid at network"),
        ('agent_hosts = ["a b"]', "not valid at agent_hosts"),
        ("x =", "read"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInput, match=reason):
        find_policy(str(path))


def test_bounds_are_positive() -> None:
    with pytest.raises(ValueError, match="greater than"):
        Bounds(cpus=0)
