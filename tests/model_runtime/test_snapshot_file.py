"""What is saved comes back bit for bit, for the same weights only, and damage is named and never loaded."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model_runtime.checkpoint import Checkpoint
from model_runtime.errors import SnapshotFileError
from model_runtime.model.decoder import TextModel
from model_runtime.model.multi_token import MultiTokenHead
from model_runtime.session import Session, SessionRules
from model_runtime.snapshot import Snapshot
from model_runtime.snapshot_file import load_snapshot, save_snapshot
from model_runtime.speculation import Drafting
from vocabulary.messages import SamplingParameters

RULES = SessionRules(context_tokens=600, token_kinds=90, stop_token_ids=frozenset(), prefill_chunk_tokens=16)
WARM = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
WEIGHTS = "sha256:0a"
IDS = st.lists(st.integers(0, 89), max_size=300)


def load(path: Path, model: TextModel) -> Snapshot:
    return load_snapshot(path, model, weights_digest=WEIGHTS)


def tensors(snapshot: Snapshot) -> list[torch.Tensor]:
    from model_runtime.snapshot_file import _named

    rows = [] if snapshot.last_hidden is None else [snapshot.last_hidden]
    return [*_named(snapshot.state).values(), *rows]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("snapshots")


@pytest.fixture(scope="module")
def saved(tiny_model: TextModel, place: Path) -> Path:
    session = Session(tiny_model, RULES, seed=0)
    session.extend([4, 5, 6])
    list(session.sample(WARM, max_tokens=2))
    save_snapshot(session.snapshot(), place / "saved", weights_digest=WEIGHTS)
    return place / "saved"


@settings(max_examples=30, deadline=None)
@given(first=IDS, sampled=st.integers(0, 3), more=IDS)
def test_a_restored_session_goes_on_bit_for_bit(
    tiny_model: TextModel, place: Path, first: list[int], sampled: int, more: list[int]
) -> None:
    session = Session(tiny_model, RULES, seed=3)
    session.extend(first)
    if first:
        list(session.sample(WARM, max_tokens=sampled))
    save_snapshot(session.snapshot(), place / "one", weights_digest=WEIGHTS)
    snapshot = load_snapshot(place / "one", tiny_model, weights_digest=WEIGHTS, token_ids=[*session.token_ids, 1])
    restored = Session(tiny_model, RULES, seed=3, start=snapshot)
    assert restored.token_ids == session.token_ids
    for each in (session, restored):
        each.extend([*more[:200], 7])
        list(each.sample(WARM, max_tokens=3))
    assert restored.token_ids == session.token_ids
    ours, theirs = tensors(session.snapshot()), tensors(restored.snapshot())
    assert all(torch.equal(one, other) for one, other in zip(ours, theirs, strict=True))


def test_bfloat16_comes_back(tiny_checkpoint: Checkpoint, tiny_model: TextModel, tmp_path: Path) -> None:
    model = TextModel(tiny_checkpoint, torch.device("cpu"), torch.bfloat16)
    session = Session(model, RULES, seed=0)
    session.extend(list(range(20)))
    save_snapshot(session.snapshot(), tmp_path / "one", weights_digest=WEIGHTS)
    ours, theirs = tensors(session.snapshot()), tensors(load(tmp_path / "one", model))
    assert all(torch.equal(one, other) for one, other in zip(ours, theirs, strict=True))
    with pytest.raises(SnapshotFileError, match="not of this model's shape and type"):
        load(tmp_path / "one", tiny_model)


def test_positions_behind_an_image_come_back(tiny_model: TextModel, tmp_path: Path) -> None:
    session = Session(tiny_model, RULES, seed=0)
    session.extend([4, 5, 6])
    snapshot = session.snapshot()
    snapshot.state.rope_delta = -2
    save_snapshot(snapshot, tmp_path / "one", weights_digest=WEIGHTS)
    assert load(tmp_path / "one", tiny_model).state.next_position == 1


def test_other_weights_and_other_tokens_are_refused(tiny_model: TextModel, saved: Path) -> None:
    with pytest.raises(SnapshotFileError, match="made with the weights sha256:0a, not sha256:0b"):
        load_snapshot(saved, tiny_model, weights_digest="sha256:0b")
    for token_ids in ([], [4, 5, 6], [4, 5, 7, 0, 0, 0]):
        with pytest.raises(SnapshotFileError, match="not those that the token log begins with"):
            load_snapshot(saved, tiny_model, weights_digest=WEIGHTS, token_ids=token_ids)


@settings(max_examples=300, deadline=None)
@given(place_of=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_changed_byte_is_never_loaded(
    tiny_model: TextModel, saved: Path, place: Path, place_of: float, flip: int
) -> None:
    content = bytearray(saved.read_bytes())
    content[int(place_of * len(content))] ^= flip
    (place / "changed").write_bytes(content)
    try:
        loaded = load(place / "changed", tiny_model)
    except SnapshotFileError:
        return
    # White space in the header says nothing.
    sound = load(saved, tiny_model)
    assert loaded.token_ids == sound.token_ids
    assert all(torch.equal(one, other) for one, other in zip(tensors(sound), tensors(loaded), strict=True))


@settings(max_examples=100, deadline=None)
@given(kept=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short_is_never_loaded(tiny_model: TextModel, saved: Path, place: Path, kept: float) -> None:
    content = saved.read_bytes()
    (place / "cut").write_bytes(content[: int(kept * len(content))])
    with pytest.raises(SnapshotFileError):
        load(place / "cut", tiny_model)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=200))
def test_strange_files_are_refused(tiny_model: TextModel, place: Path, content: bytes) -> None:
    (place / "strange").write_bytes(content)
    with pytest.raises(SnapshotFileError):
        load(place / "strange", tiny_model)


def test_weights_are_not_a_snapshot(tiny_model: TextModel, tiny_checkpoint: Checkpoint) -> None:
    with pytest.raises(SnapshotFileError, match="no record of a snapshot"):
        load(tiny_checkpoint.files[0], tiny_model)
    with pytest.raises(SnapshotFileError, match="not a whole safetensors file"):
        load(tiny_checkpoint.folder / "missing", tiny_model)


@contextmanager
def small_files() -> Iterator[None]:
    """No file may grow beyond 4,000 bytes, as if the disk were full. Not for long: it holds for pytest's own output, too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_what_was_there(tiny_model: TextModel, saved: Path, tmp_path: Path) -> None:
    snapshot = load(saved, tiny_model)
    (tmp_path / "old").write_bytes(b"old")
    with small_files(), pytest.raises(SnapshotFileError, match="cannot be written"):
        save_snapshot(snapshot, tmp_path / "old", weights_digest=WEIGHTS)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("old", b"old")]


def test_writing_replaces_whole_or_leaves_what_was_there(tiny_model: TextModel, saved: Path, tmp_path: Path) -> None:
    snapshot = load(saved, tiny_model)
    (tmp_path / "old").write_bytes(b"old")
    save_snapshot(snapshot, tmp_path / "old", weights_digest=WEIGHTS)
    assert load(tmp_path / "old", tiny_model).token_ids == snapshot.token_ids
    (tmp_path / "folder").mkdir()
    for refused in (tmp_path / "missing" / "one", tmp_path / "folder"):
        with pytest.raises(SnapshotFileError, match="cannot be written"):
            save_snapshot(snapshot, refused, weights_digest=WEIGHTS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "old"]


def drafting_rules(head: MultiTokenHead) -> SessionRules:
    return SessionRules(600, 12, frozenset(), prefill_chunk_tokens=16, drafting=Drafting(head, 3))


def test_what_the_drafting_head_knows_comes_back(
    drafting_model: TextModel, drafting_head: MultiTokenHead, tmp_path: Path
) -> None:
    session = Session(drafting_model, drafting_rules(drafting_head), seed=3)
    session.extend([1, 2, 3] * 9)
    list(session.sample(WARM, max_tokens=9))
    save_snapshot(session.snapshot(), tmp_path / "one", weights_digest=WEIGHTS)
    snapshot = load_snapshot(tmp_path / "one", drafting_model, weights_digest=WEIGHTS, head=drafting_head)
    restored = Session(drafting_model, drafting_rules(drafting_head), seed=3, start=snapshot)
    assert list(restored.sample(WARM, max_tokens=30)) == list(session.sample(WARM, max_tokens=30))
    ours, theirs = tensors(session.snapshot()), tensors(restored.snapshot())
    assert all(torch.equal(one, other) for one, other in zip(ours, theirs, strict=True))
    # Who does not draft leaves it aside.
    assert load(tmp_path / "one", drafting_model).state.draft is None


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("keys", lambda tensor: tensor[:, :-1]),
        ("values", lambda tensor: tensor.double()),
        ("waiting", lambda tensor: tensor[:, :5]),
        ("waiting", lambda tensor: tensor[0, 0]),
        ("keys", lambda tensor: tensor[0]),
        ("waiting", lambda tensor: tensor.expand(90, -1)),
    ],
)
def test_a_head_is_told_nothing_of_another_shape(
    drafting_model: TextModel,
    drafting_head: MultiTokenHead,
    tmp_path: Path,
    part: str,
    change: Callable[[torch.Tensor], torch.Tensor],
) -> None:
    session = Session(drafting_model, drafting_rules(drafting_head), seed=3)
    session.extend([1, 2, 3] * 9)
    snapshot = session.snapshot()
    draft = snapshot.state.draft
    assert draft is not None
    if part == "waiting":
        draft.waiting = change(draft.waiting).contiguous()
    else:
        setattr(draft.attention.rows, part, change(getattr(draft.attention.rows, part)[:, : draft.attention.length]))
    save_snapshot(snapshot, tmp_path / "one", weights_digest=WEIGHTS)
    with pytest.raises(SnapshotFileError, match="draft"):
        load_snapshot(tmp_path / "one", drafting_model, weights_digest=WEIGHTS, head=drafting_head)
