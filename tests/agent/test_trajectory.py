from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import Misconfigured
from agent.events import Ended, Event, ObservationRecord, ToolCallRecord
from agent.trajectory import (
    CorruptTrajectory,
    Trajectory,
    decode_event,
    default_run_directory,
    encode_event,
    read_events,
    read_tokens,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(codec=None))


def observation(text: str) -> ObservationRecord:
    return ObservationRecord(step=1, index=0, text=text, is_error=False, duration_s=0.5)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    trajectory = Trajectory(folder, now=lambda: NOW)
    trajectory.append(observation("first"))
    trajectory.append(observation("second"))
    trajectory.append(Ended(kind="submitted"))
    trajectory.close()
    return folder


def test_what_was_written_is_read(run: Path) -> None:
    events = read_events(run)
    assert [event.seq for event in events] == [0, 1, 2]
    assert events[1] == Event(seq=1, time=NOW, record=observation("second"))


@given(ANY_TEXT)
def test_any_text_survives(text: str) -> None:
    """Lone surrogates, control characters and newlines too."""
    call = ToolCallRecord(step=1, index=0, name="bash", arguments={"command": text, "list": [text, 1, None]})
    for record in (observation(text), call):
        event = Event(seq=3, time=NOW, record=record)
        line = encode_event(event)
        assert line.count(b"\n") == 1
        assert decode_event(line.removesuffix(b"\n")) == event


@given(st.integers(min_value=1, max_value=120))
def test_a_torn_tail_is_left_out(tmp_path_factory: pytest.TempPathFactory, missing: int) -> None:
    folder = tmp_path_factory.mktemp("run")
    lines = [encode_event(Event(seq=seq, time=NOW, record=observation(f"text {seq}"))) for seq in range(3)]
    (folder / "events.jsonl").write_bytes(b"".join(lines)[:-missing])
    assert [event.seq for event in read_events(folder)] == [0, 1]


def test_a_damaged_line_in_the_middle_is_told(run: Path) -> None:
    path = run / "events.jsonl"
    path.write_bytes(path.read_bytes().replace(b"first", b"fir5t"))
    with pytest.raises(CorruptTrajectory, match="line 1"):
        read_events(run)


def test_tokens_are_kept_with_their_origins(tmp_path: Path) -> None:
    trajectory = Trajectory(tmp_path / "run")
    trajectory.append_tokens([5, 6], "prompt")
    trajectory.append_tokens([], "sampled")
    trajectory.append_tokens([248_046], "sampled")
    trajectory.close()
    assert read_tokens(tmp_path / "run") == [(5, "prompt"), (6, "prompt"), (248_046, "sampled")]


def test_a_torn_token_is_left_out(tmp_path: Path) -> None:
    trajectory = Trajectory(tmp_path / "run")
    trajectory.append_tokens([1, 2, 3], "glue")
    trajectory.close()
    path = tmp_path / "run" / "tokens.bin"
    path.write_bytes(path.read_bytes()[:-1])
    assert read_tokens(tmp_path / "run") == [(1, "glue"), (2, "glue")]


def test_a_folder_serves_one_run(run: Path) -> None:
    with pytest.raises(Misconfigured, match="holds a run already"):
        Trajectory(run)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Misconfigured, match="cannot be written") as caught:
        Trajectory(tmp_path / "file" / "run")
    assert caught.value.exit_code == 52


def test_files_are_replaced_whole(run: Path, tmp_path: Path) -> None:
    trajectory = Trajectory(tmp_path / "other")
    assert trajectory.write_file("patch.diff", b"a").read_bytes() == b"a"
    assert trajectory.write_file("patch.diff", b"bc").read_bytes() == b"bc"
    trajectory.close()
    assert sorted(path.name for path in (tmp_path / "other").iterdir()) == [
        "events.jsonl",
        "origins.bin",
        "patch.diff",
        "tokens.bin",
    ]


def test_runs_lie_in_the_state_directory() -> None:
    folder = default_run_directory({"XDG_STATE_HOME": "/state"}, NOW)
    assert folder.parent == Path("/state/throughline/runs")
    assert folder.name.startswith("2026-01-02-")
    assert folder != default_run_directory({"XDG_STATE_HOME": "/state"}, NOW)
    assert default_run_directory({}, NOW).parts[-5:-3] == (".local", "state")
