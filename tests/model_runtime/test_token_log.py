"""A log is a sequence like any other, and its forks keep apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model_runtime.token_log import TokenLog

IDS = st.lists(st.integers(0, 9), max_size=8)
BOUND = st.none() | st.integers(-12, 12)


@given(ids=IDS, more=IDS, begin=BOUND, end=BOUND, step=st.none() | st.sampled_from([-3, -1, 1, 2]))
def test_reads_like_a_list(
    ids: list[int], more: list[int], begin: int | None, end: int | None, step: int | None
) -> None:
    log = TokenLog(ids)
    log.fork().extend(more)
    assert list(log) == ids
    assert len(log) == len(ids)
    assert log[begin:end:step] == ids[begin:end:step]
    assert [log[place] for place in range(-len(ids), len(ids))] == ids + ids


@given(first=IDS, steps=st.lists(st.tuples(st.integers(0, 5), st.booleans(), IDS), max_size=12))
def test_forks_keep_apart(first: list[int], steps: list[tuple[int, bool, list[int]]]) -> None:
    logs, expected = [TokenLog(first)], [list(first)]
    for chosen, forks, ids in steps:
        place = chosen % len(logs)
        if forks:
            logs.append(logs[place].fork())
            expected.append(list(expected[place]))
        logs[place].extend(ids)
        expected[place] += ids
        assert [list(log) for log in logs] == expected
    for log, ids in zip(logs, expected, strict=True):
        for other, other_ids in zip(logs, expected, strict=True):
            assert log.begins(other) == log.begins(other_ids) == (other_ids[: len(ids)] == ids)
