from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.terminal.reward import judge_rewards, read_rewards


@pytest.mark.parametrize(
    ("json_file", "text_file", "rewards"),
    [
        (None, b"1", {"reward": 1.0}),
        (None, b" 0.5\n", {"reward": 0.5}),
        (b'{"a": true}', None, {"a": 1.0}),
        (b'{"a": 1, "b": 0.25}', b"1", {"a": 1.0, "b": 0.25}),
    ],
)
def test_rewards_are_read_and_json_comes_first(
    json_file: bytes | None, text_file: bytes | None, rewards: dict[str, float]
) -> None:
    assert read_rewards(json_file, text_file) == rewards


@pytest.mark.parametrize(
    ("json_file", "text_file", "message"),
    [
        (None, None, "the tests left no reward"),
        (None, b" \n", "reward.txt is empty"),
        (None, b"nan", "reward.txt holds no number: 'nan'"),
        (None, b"1e999", "reward.txt holds no number: '1e999'"),
        (None, b"1_0", "reward.txt holds no number: '1_0'"),
        (b"{", b"1", "reward.json is no JSON"),
        (b"[" * 100_000, None, "reward.json is no JSON"),
        (b"{}", b"1", "reward.json holds no rewards"),
        (b"1", None, "reward.json holds no rewards"),
        (b'{"a": NaN}', None, "reward.json: 'a' is no number"),
        (b'{"a": {"b": 1}}', None, "reward.json: 'a' is no number"),
        (b'{"a": 1' + b"0" * 400 + b"}", None, "reward.json: 'a' is no number"),
    ],
)
def test_what_is_no_reward_is_refused(json_file: bytes | None, text_file: bytes | None, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        read_rewards(json_file, text_file)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("rewards", "outcome", "reason"),
    [
        ({"reward": 1.0}, "resolved", ""),
        ({"reward": 0.5}, "unresolved", "reward 0.5"),
        ({"reward": 1.0, "style": 0.0}, "resolved", ""),
        ({"a": 1.0, "b": 0.0}, "unresolved", "a 1, b 0"),
        ({"a": 1.0, "b": 1.0}, "resolved", ""),
    ],
)
def test_a_full_reward_is_resolved(rewards: dict[str, float], outcome: str, reason: str) -> None:
    verdict = judge_rewards(rewards)
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@given(st.none() | st.binary(max_size=60), st.none() | st.binary(max_size=30))
def test_any_files_are_read_or_refused(json_file: bytes | None, text_file: bytes | None) -> None:
    try:
        rewards = read_rewards(json_file, text_file)
    except ValueError:
        return
    assert rewards
    assert all(math.isfinite(value) for value in rewards.values())


@given(st.dictionaries(st.text(max_size=5), st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_rewards_survive_json(rewards: dict[str, float]) -> None:
    assert read_rewards(json.dumps(rewards).encode(), None) == rewards
