from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sandboxes.base import Limits, SandboxPolicy
from sandboxes.docker.settings import (
    ROOT_CAPABILITIES,
    Mounts,
    container_settings,
    seccomp_profile,
    user_ids,
    writable_folders,
)
from sandboxes.errors import SandboxUnavailable
from sandboxes.network import AllowedHost

POLICIES = st.builds(
    SandboxPolicy,
    image=st.text(min_size=1),
    allowed_hosts=st.sampled_from([(), (AllowedHost("example.org"),)]),
    limits=st.builds(
        Limits, memory_bytes=st.integers(64 << 20, 1 << 40), cpus=st.floats(0.1, 64), pids=st.integers(8, 5000)
    ),
    labels=st.dictionaries(st.text(), st.text()),
)


@hypothesis_settings(deadline=None)
@given(policy=POLICIES)
def test_no_policy_weakens_the_confinement(policy: SandboxPolicy) -> None:
    settings = container_settings(policy, Mounts(tmpfs=writable_folders(policy)), {"ours": "1"}, cpus=2)
    assert settings["cap_drop"] == ["ALL"]
    assert settings["cap_add"] == []
    assert settings["read_only"] is True
    assert settings["user"] == "0:0"
    assert settings["security_opt"][0] == "no-new-privileges"
    assert settings["network_mode"] == "none"
    assert settings["mem_limit"] == settings["memswap_limit"] == policy.limits.memory_bytes
    assert settings["nano_cpus"] <= 2e9
    assert settings["labels"]["ours"] == "1"
    assert not {"privileged", "pid_mode", "devices", "ports", "userns_mode"} & settings.keys()


@hypothesis_settings(deadline=None)
@given(memory_bytes=st.integers(64 << 20, 1 << 40))
def test_folders_in_memory_stay_under_half_of_it(memory_bytes: int) -> None:
    folders = writable_folders(SandboxPolicy("x", limits=Limits(memory_bytes=memory_bytes)))
    sizes = [
        int(option.removeprefix("size="))
        for text in folders.values()
        for option in text.split(",")
        if "size=" in option
    ]
    assert len(sizes) == 3
    assert sum(sizes) < memory_bytes / 2


@pytest.mark.parametrize("user", ["0:0", "0:1000", "root", "1000", "", "1000:agent", "-1:1"])
def test_users_that_cannot_be_swept_are_refused(user: str) -> None:
    with pytest.raises(SandboxUnavailable):
        user_ids(SandboxPolicy("x", user=user))


def test_the_compat_tier_takes_root_and_no_hosts() -> None:
    assert user_ids(SandboxPolicy("x", user="0:0", tier="compat")) == (0, 0)
    with pytest.raises(SandboxUnavailable, match="no network"):
        user_ids(SandboxPolicy("x", user="0:0", tier="compat", allowed_hosts=(AllowedHost("pypi.org"),)))


def test_the_compat_tier_gives_up_no_more_than_it_says() -> None:
    strict, compat = (
        container_settings(SandboxPolicy("x", tier=tier), Mounts(), {}, cpus=2) for tier in ("strict", "compat")
    )
    assert {name for name in strict if strict[name] != compat[name]} == {
        "cap_add",
        "command",
        "environment",
        "init",
        "read_only",
    }
    assert set(compat["cap_add"]) == set(ROOT_CAPABILITIES)
    assert not set(ROOT_CAPABILITIES) & {"SYS_ADMIN", "NET_ADMIN", "NET_RAW", "SYS_PTRACE", "MKNOD", "SYS_CHROOT"}


def test_the_filter_is_an_allow_list() -> None:
    profile = json.loads(seccomp_profile())
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    allowed = {name for rule in profile["syscalls"] if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"]}
    unconditional = {name for rule in profile["syscalls"] if not rule.get("args") for name in rule["names"]}
    assert {"read", "execve", "futex", "clone"} <= allowed
    assert not allowed & {"ptrace", "io_uring_setup", "bpf", "mount", "unshare", "setns", "keyctl", "clone3"}
    assert not unconditional & {"clone", "socket", "personality"}
