from __future__ import annotations

from agent.stuck import Repetition, without_call


def repeated(times: int) -> Repetition:
    repetition = Repetition()
    for _ in range(times):
        repetition = repetition.after("ls", "nothing")
    return repetition


def test_the_third_equal_call_is_nudged_once() -> None:
    assert [bool(repeated(times).nudge) for times in range(1, 6)] == [False, False, True, False, False]


def test_the_fifth_equal_call_ends_the_run() -> None:
    assert repeated(4).ending is None
    ending = repeated(5).ending
    assert ending is not None
    assert ending.kind == "stuck"


def test_another_result_begins_a_new_row() -> None:
    assert repeated(4).after("ls", "a file").count == 1
    assert repeated(4).after("ls -a", "nothing").count == 1


def test_a_model_is_told_to_go_on_three_times() -> None:
    assert [without_call(turns) is None for turns in (1, 2, 3, 4)] == [True, True, True, False]
