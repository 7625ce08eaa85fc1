"""What each signal does, in the order in which they come."""

from __future__ import annotations

import signal

import pytest

from agent.cli.interruption import orderly_interruption


@pytest.fixture
def notes() -> list[str]:
    return []


def test_the_first_ctrl_c_asks_and_the_second_raises(notes: list[str]) -> None:
    with orderly_interruption(notes.append) as is_asked:
        assert not is_asked()
        signal.raise_signal(signal.SIGINT)
        assert is_asked()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert [note.partition(";")[0] for note in notes] == [
        "ending after this step",
        "saving the patch and removing the sandbox",
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_does_not_wait_ends_at_once(notes: list[str], number: signal.Signals) -> None:
    with orderly_interruption(notes.append), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    assert notes == []


def test_the_handlers_before_come_back(notes: list[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with orderly_interruption(notes.append):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
