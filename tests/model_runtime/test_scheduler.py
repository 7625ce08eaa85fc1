"""Who computes next: nobody starves, nobody takes more than is there, and something can always go on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.scheduler import Budget, Request, Scheduler

WIDE = Budget(rows=3, tokens=10, state_bytes=1000, whole_bytes=100)


def row(sequence: int, state_bytes: int = 1) -> Request:
    return Request("row", sequence, state_bytes)


def test_rows_beyond_the_budget_take_turns_in_the_order_in_which_they_came() -> None:
    scheduler = Scheduler(WIDE)
    requests = [row(number) for number in range(5)]
    for request in requests:
        scheduler.submit(request)
    assert scheduler.next_step().rows == tuple(requests[:3])
    scheduler.submit(again := row(0))
    assert scheduler.next_step().rows == (*requests[3:], again)
    assert scheduler.next_step().requests == ()


def test_pieces_beside_rows_stay_within_the_tokens_of_a_step() -> None:
    scheduler = Scheduler(WIDE)
    pieces = [Request("alone", number, 1, tokens=6) for number in range(3)]
    for request in (*pieces, row(7), Request("logits")):
        scheduler.submit(request)
    step = scheduler.next_step()
    assert step.alone == tuple(pieces[:2])  # the second begins within the ten tokens
    assert len(step.rows) == len(step.logits) == 1
    assert scheduler.next_step().alone == (pieces[2],)


def test_what_was_withdrawn_is_not_computed() -> None:
    scheduler = Scheduler(WIDE)
    first, second = row(1), row(2)
    scheduler.submit(first)
    scheduler.submit(second)
    assert scheduler.withdraw(first)
    assert scheduler.next_step().rows == (second,)
    assert not scheduler.withdraw(second)


def test_the_first_sequence_has_room_to_its_end_and_younger_ones_wait_in_order() -> None:
    scheduler = Scheduler(Budget(rows=9, tokens=9, state_bytes=200, whole_bytes=100))
    for request in (row(1, 10), row(2, 60), row(3, 60), row(4, 1)):
        scheduler.submit(request)
    # The first may grow to 100; the second takes 60 of the rest; the third does not fit, and the fourth does not overtake it.
    assert [request.sequence for request in scheduler.next_step().rows] == [1, 2]
    scheduler.submit(row(1, 100))
    assert [request.sequence for request in scheduler.next_step().rows] == [1]
    scheduler.release([1])
    assert [request.sequence for request in scheduler.next_step().rows] == [3, 4]


def test_a_budget_holds_a_whole_sequence() -> None:
    with pytest.raises(ValueError, match="do not hold the state of one sequence"):
        Budget(rows=1, tokens=1, state_bytes=99, whole_bytes=100)
    with pytest.raises(ValueError, match="a row and a token"):
        Budget(rows=0, tokens=1, state_bytes=100, whole_bytes=100)


@settings(max_examples=200)
@given(
    growths=st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=6), min_size=1, max_size=8),
    spare=st.integers(0, 300),
    data=st.data(),
)
def test_all_sequences_come_to_their_end_within_the_bytes(
    growths: list[list[int]], spare: int, data: st.DataObject
) -> None:
    whole = max(sum(growth) for growth in growths)
    budget = Budget(rows=2, tokens=1, state_bytes=whole + spare, whole_bytes=whole)
    scheduler = Scheduler(budget)
    grown = [0] * len(growths)
    held = [0] * len(growths)
    waits: set[int] = set()
    ended: set[int] = set()
    came: list[int] = []
    stuck = True
    while len(ended) < len(growths):
        idle = [each for each in range(len(growths)) if each not in waits | ended]
        coming = idle if stuck or not idle else data.draw(st.lists(st.sampled_from(idle), unique=True))
        for number in coming:
            scheduler.submit(row(number, held[number] + growths[number][grown[number]]))
            waits.add(number)
            came += [] if number in came else [number]
        step = scheduler.next_step()
        # Somebody goes on if the oldest wants to; what the others wait for may be for it to end.
        oldest = next(number for number in came if number not in ended)
        stuck = not step.rows
        assert not stuck or oldest not in waits
        assert scheduler.state_bytes <= budget.state_bytes
        for request in step.rows:
            assert request.sequence is not None
            number = request.sequence
            waits.remove(number)
            held[number], grown[number] = request.state_bytes, grown[number] + 1
            if grown[number] == len(growths[number]):
                ended.add(number)
                scheduler.release([number])
