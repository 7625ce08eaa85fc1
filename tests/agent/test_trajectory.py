from __future__ import annotations

import resource
import signal
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


class TestReopening:
    def test_what_was_there_stays_and_more_is_added(self, run: Path) -> None:
        trajectory, events = Trajectory.reopen(run, now=lambda: NOW)
        assert [event.seq for event in events] == [0, 1, 2]
        trajectory.append(observation("third"))
        trajectory.close()
        assert [event.seq for event in read_events(run)] == [0, 1, 2, 3]

    @pytest.mark.parametrize("tail", [b"", b"{", b"\0" * 40, b'{"seq":3,"time":"2026', b"two\n", b"\xff\xfe\n"])
    def test_a_torn_tail_is_cut_off(self, run: Path, tail: bytes) -> None:
        path = run / "events.jsonl"
        whole = path.read_bytes()
        path.write_bytes(whole + tail)
        trajectory, events = Trajectory.reopen(run)
        trajectory.close()
        assert len(events) == 3
        assert path.read_bytes() == whole

    @pytest.mark.parametrize("missing", range(1, 160, 7))
    def test_a_record_torn_at_any_byte_is_cut_off(self, run: Path, missing: int) -> None:
        path = run / "events.jsonl"
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(lines)[: -min(missing, len(lines[-1]))])
        trajectory, events = Trajectory.reopen(run)
        trajectory.close()
        assert len(events) == 2
        assert path.read_bytes() == b"".join(lines[:2])

    def test_a_second_opener_is_refused(self, run: Path) -> None:
        first, _ = Trajectory.reopen(run)
        with pytest.raises(Misconfigured, match="another process works on the run"):
            Trajectory.reopen(run)
        first.close()
        Trajectory.reopen(run)[0].close()

    def test_damage_further_up_is_told(self, run: Path) -> None:
        path = run / "events.jsonl"
        path.write_bytes(path.read_bytes().replace(b"first", b"fir5t"))
        with pytest.raises(Misconfigured, match="line 1"):
            Trajectory.reopen(run)

    def test_tokens_beyond_the_record_are_cut_off(self, tmp_path: Path) -> None:
        trajectory = Trajectory(tmp_path / "run")
        trajectory.append_tokens([1, 2, 3], "prompt")
        trajectory.cut_tokens(2)
        trajectory.append_tokens([4], "sampled")
        trajectory.close()
        assert read_tokens(tmp_path / "run") == [(1, "prompt"), (2, "prompt"), (4, "sampled")]


def test_a_write_that_fails_leaves_no_part_of_it(tmp_path: Path) -> None:
    """As on a full disk: the record is refused as a whole, and later ones are whole again."""
    trajectory = Trajectory(tmp_path / "run")
    trajectory.append(observation("first"))
    size = (tmp_path / "run" / "events.jsonl").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            trajectory.append(observation("second"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    trajectory.append(observation("third"))
    trajectory.close()
    records = [event.record for event in read_events(tmp_path / "run")]
    assert records == [observation("first"), observation("third")]
