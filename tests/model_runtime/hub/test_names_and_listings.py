"""What a user calls a model, where the hub is, and what it answers: whatever comes, it is understood or refused in a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_runtime.errors import HubError
from model_runtime.hub.connection import HubConnection
from model_runtime.hub.listing import WANTED_ENDINGS, read_listing
from model_runtime.hub.names import HubName, HubSettings, hub_settings, parse_hub_name
from tests.hub_server import COMMIT, Hub, serving

NAME = HubName("acme/tiny")
plain = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
)
siblings = st.fixed_dictionaries(
    {"rfilename": st.sampled_from(["a.safetensors", "../b.json", "c.py", "d/e.json", ""]) | st.text(max_size=12)},
    optional={"size": plain, "blobId": st.just("0" * 40) | plain, "lfs": values},
)


@given(st.text(max_size=60))
def test_names(text: str) -> None:
    try:
        name = parse_hub_name(text)
    except HubError:
        return
    assert name.repository.count("/") == 1
    assert ".." not in name.repository + name.revision
    assert not name.revision.startswith(("/", "-"))


@given(st.binary(max_size=200) | values.map(lambda value: json.dumps(value).encode()))
def test_any_answer(content: bytes) -> None:
    with pytest.raises(HubError):
        read_listing(content, NAME)


@given(st.lists(siblings, max_size=5))
def test_any_files(found: list[dict[str, Any]]) -> None:
    try:
        listed = read_listing(json.dumps({"sha": COMMIT, "siblings": found}).encode(), NAME)
    except HubError:
        return
    for file in listed.files:
        assert file.name.endswith(WANTED_ENDINGS)
        assert not set(file.name) & set("/\\\0")
        assert not file.name.startswith(".")
        assert file.size_bytes >= 0
        assert set(file.digest) <= set("0123456789abcdef")


def settings(**environment: str) -> HubSettings:
    return hub_settings({"HF_HOME": "/nonexistent", **environment})


def test_settings(tmp_path: Path) -> None:
    assert (settings().endpoint, settings().cache, settings().token) == (
        "https://huggingface.co",
        Path("/nonexistent/hub"),
        None,
    )
    (tmp_path / "token").write_text("hf_kept\n", encoding="ascii")
    assert hub_settings({"HF_HOME": str(tmp_path)}).token == "hf_kept"
    assert settings(HF_HUB_CACHE="/elsewhere").cache == Path("/elsewhere")
    for bad in ("ftp://hub", "hub", "http://", "https://hub:port"):
        with pytest.raises(HubError, match="HF_ENDPOINT"):
            settings(HF_ENDPOINT=bad)


@pytest.mark.parametrize(
    ("endpoint", "sent"),
    [
        ("https://hub.example", True),
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://hub.example", False),
        ("http://127.0.0.1.example", False),
    ],
)
def test_where_the_token_may_go(endpoint: str, sent: bool) -> None:
    found = settings(HF_ENDPOINT=endpoint, HF_TOKEN="hf_secret")
    assert (found.sent_token == "hf_secret") is sent
    assert "hf_secret" not in repr(found)


@pytest.mark.parametrize("elsewhere", ["file:///etc", "ftp://127.0.0.1", "data:text/plain,"])
def test_redirects_to_other_schemes_are_not_followed(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(Hub({"a.safetensors": b"x"})) as hub:
        hub.storage = elsewhere
        connection = HubConnection(settings(HF_ENDPOINT=hub.endpoint))
        with pytest.raises(HubError, match=r"not https|answers 302"), connection.file(NAME, COMMIT, "a.safetensors", 0):
            pass
