"""A snapshot on a disk: one safetensors file, whose header carries a JSON record of what the tensors belong to.

A file is written whole or not at all. It is read only for the same weights, types and shapes, and only if every byte
that counts is as it was written. It is never executed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, Protocol

import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from torch import Tensor

from model_runtime.errors import SnapshotFileError
from model_runtime.safetensors_header import HeaderError, read_header
from model_runtime.snapshot import Snapshot
from model_runtime.state import AttentionState, DraftState, SequenceState
from model_runtime.token_log import TokenLog

_RECORD = "snapshot"
_TOKENS = "token_ids"
_LAST_HIDDEN = "last_hidden"
_DRAFT_PREFIX = "draft."
_ROW_ENDINGS = (".keys", ".values", ".key_scales", ".value_scales")

Count = Annotated[int, Field(ge=0)]


class StateMaker(Protocol):
    """What reading needs of a model."""

    def empty_state(self) -> SequenceState:
        """The state of a sequence before its first token."""


class DraftStateMaker(Protocol):
    """What reading needs of a head that drafts."""

    def empty_state(self) -> AttentionState:
        """Its keys and values before the first pair."""


class SnapshotRecord(BaseModel):
    """What a file says of its tensors. ``content_digest`` covers the tensors and all other fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: Literal[1] = 1
    weights_digest: str
    token_digest: str
    token_count: Count
    computed_token_count: Count
    rope_delta: int = 0
    images: Annotated[tuple[tuple[Count, str], ...], Field(strict=False)] = ()
    content_digest: str = ""


def save_snapshot(snapshot: Snapshot, path: Path, *, weights_digest: str) -> None:
    """Write a snapshot to ``path``, in place of a file that is there. What is found at ``path`` is always whole.

    Args:
        snapshot: Its keys and values are gathered in host memory while this runs.
        path: In a folder that exists.
        weights_digest: Of the model that computed it.

    Raises:
        SnapshotFileError: The file cannot be written. What was at ``path`` is still there.
    """
    from safetensors import SafetensorError

    tensors = {name: tensor.cpu().contiguous() for name, tensor in _named(snapshot.state).items()}
    tensors[_TOKENS] = torch.tensor(snapshot.log[:], dtype=torch.int32)
    if snapshot.last_hidden is not None:
        tensors[_LAST_HIDDEN] = snapshot.last_hidden.cpu().contiguous()
    record = SnapshotRecord(
        weights_digest=weights_digest,
        token_digest=_token_digest(snapshot.log),
        token_count=snapshot.token_count,
        computed_token_count=snapshot.state.token_count,
        rope_delta=snapshot.state.rope_delta,
        images=snapshot.log.images,
    )
    record = record.model_copy(update={"content_digest": _content_digest(record, tensors)})
    try:
        _write_whole(path, tensors, record)
    except (OSError, SafetensorError) as error:
        raise SnapshotFileError(path, f"cannot be written: {error}") from error


def load_snapshot(
    path: Path,
    model: StateMaker,
    *,
    weights_digest: str,
    token_ids: Sequence[int] | None = None,
    head: DraftStateMaker | None = None,
) -> Snapshot:
    """Read a snapshot for ``model`` to go on from.

    Args:
        path: A file that ``save_snapshot`` wrote.
        model: Its sessions can go on from the snapshot.
        weights_digest: Of ``model``.
        token_ids: The token log that the snapshot must be of: its tokens have to begin it, and its images if it is a
            ``TokenLog``. None accepts any.
        head: Of the model, if it drafts. What a file holds for it is read then; it need not hold any.

    Raises:
        SnapshotFileError: It cannot be read, is damaged, or belongs to other weights, another type or other tokens.
    """
    record, tensors = _read(path)
    if record.weights_digest != weights_digest:
        raise SnapshotFileError(path, f"it was made with the weights {record.weights_digest}, not {weights_digest}")
    state = model.empty_state()
    _check_tensors(path, record, tensors, state)
    if _content_digest(record, tensors) != record.content_digest:
        raise SnapshotFileError(path, "it is damaged: its content is not what its digest says")
    log = TokenLog(tensors[_TOKENS].tolist(), record.images)
    if _token_digest(log) != record.token_digest:
        raise SnapshotFileError(path, "it is damaged: its tokens are not what their digest says")
    if token_ids is not None and not log.begins(token_ids):
        raise SnapshotFileError(path, f"its {len(log)} tokens are not those that the token log begins with")
    last_hidden = _fill(state, record, tensors)
    if head is not None and f"{_DRAFT_PREFIX}waiting" in tensors:
        state.draft = _draft_state(path, record, tensors, head.empty_state())
    return Snapshot(model, log, state, last_hidden)


def _named(state: SequenceState) -> dict[str, Tensor]:
    tensors: dict[str, Tensor] = {}
    for place, layer in enumerate(state.layers):
        if isinstance(layer, AttentionState):
            tensors |= {f"layers.{place}.{part}": rows for part, rows in layer.stored.items()}
        else:
            tensors[f"layers.{place}.recurrent"] = layer.recurrent
            tensors[f"layers.{place}.convolution"] = layer.convolution
    if state.draft is not None:
        tensors |= {f"{_DRAFT_PREFIX}{part}": rows for part, rows in state.draft.attention.stored.items()}
        tensors[f"{_DRAFT_PREFIX}waiting"] = state.draft.waiting
    return tensors


def _read(path: Path) -> tuple[SnapshotRecord, dict[str, Tensor]]:
    from safetensors import SafetensorError, safe_open

    try:
        names = [stored.name for stored in read_header(path)]
        with safe_open(str(path), framework="pt", device="cpu") as file:
            record = SnapshotRecord.model_validate_json((file.metadata() or {}).get(_RECORD, ""))
            return record, {name: file.get_tensor(name) for name in names}
    except (HeaderError, SafetensorError, OSError) as error:
        raise SnapshotFileError(path, f"it is not a whole safetensors file: {error}") from error
    except ValidationError as error:
        raise SnapshotFileError(path, f"it has no record of a snapshot: {error.errors()[0]['msg']}") from error


def _check_tensors(path: Path, record: SnapshotRecord, tensors: Mapping[str, Tensor], empty: SequenceState) -> None:
    """Names, shapes and types, against the state that the model begins with."""
    computed = record.computed_token_count
    expected: dict[str, tuple[tuple[int, ...], torch.dtype]] = {_TOKENS: ((record.token_count,), torch.int32)}
    for name, tensor in _named(empty).items():
        shape = tuple(tensor.shape)
        if name.endswith(_ROW_ENDINGS):
            shape = (shape[0], computed, *shape[2:])
        expected[name] = (shape, tensor.dtype)
    found = {
        name: (tuple(tensor.shape), tensor.dtype)
        for name, tensor in tensors.items()
        if name != _LAST_HIDDEN and not name.startswith(_DRAFT_PREFIX)
    }
    wrong = sorted(name for name in {*expected, *found} if expected.get(name) != found.get(name))
    if wrong:
        raise SnapshotFileError(path, f"its tensor {wrong[0]} is not of this model's shape and type")
    # A token that was just sampled, or a run of forced ones, need not be computed yet.
    if record.token_count < computed or (_LAST_HIDDEN in tensors) != (computed > 0):
        raise SnapshotFileError(path, "its record contradicts itself")


def _fill(state: SequenceState, record: SnapshotRecord, tensors: Mapping[str, Tensor]) -> Tensor | None:
    """Copy the tensors into an empty state; gives the last hidden row, on the state's device."""
    device = torch.device("cpu")
    for place, layer in enumerate(state.layers):
        if isinstance(layer, AttentionState):
            layer.restore({part: tensors[f"layers.{place}.{part}"] for part in layer.stored})
            device = layer.rows.device
        else:
            layer.recurrent.copy_(tensors[f"layers.{place}.recurrent"])
            layer.convolution.copy_(tensors[f"layers.{place}.convolution"])
            device = layer.recurrent.device
    state.token_count, state.rope_delta = record.computed_token_count, record.rope_delta
    last_hidden = tensors.get(_LAST_HIDDEN)
    return None if last_hidden is None else last_hidden.to(device, copy=True)


def _draft_state(
    path: Path, record: SnapshotRecord, tensors: Mapping[str, Tensor], attention: AttentionState
) -> DraftState:
    """What the file holds for the head, whose empty state is ``attention``."""
    found = {
        name.removeprefix(_DRAFT_PREFIX): tensor for name, tensor in tensors.items() if name.startswith(_DRAFT_PREFIX)
    }
    waiting, last_hidden = found.pop("waiting"), tensors.get(_LAST_HIDDEN)
    empty, computed = attention.stored, record.computed_token_count
    pairs = min(found["keys"].shape[1], computed) if "keys" in found and found["keys"].dim() == 3 else -1
    sound = (
        last_hidden is not None
        and waiting.dim() == 2
        and waiting.dtype == last_hidden.dtype
        and waiting.shape == (min(len(waiting), computed), last_hidden.shape[-1])
        and {name: (tuple(part.shape), part.dtype) for name, part in found.items()}
        == {name: ((part.shape[0], pairs, *part.shape[2:]), part.dtype) for name, part in empty.items()}
    )
    if not sound:
        raise SnapshotFileError(path, f"its tensors {_DRAFT_PREFIX}* are not of this model's shape and type")
    attention.restore(found)
    return DraftState(attention, waiting.to(attention.rows.device, copy=True))


def _token_digest(log: TokenLog) -> str:
    parts = [*map(str, log), *(f"{place}={digest}" for place, digest in log.images)]
    return "sha256:" + hashlib.sha256(",".join(parts).encode()).hexdigest()


def _content_digest(record: SnapshotRecord, tensors: Mapping[str, Tensor]) -> str:
    # A record without images is printed as it was before there were any, so that older files stay good.
    unnamed = set() if record.images else {"images"}
    blank = record.model_copy(update={"content_digest": ""})
    digest = hashlib.sha256(blank.model_dump_json(exclude=unnamed).encode())
    for name in sorted(tensors):
        tensor = tensors[name]
        digest.update(f"\n{name} {tensor.dtype} {list(tensor.shape)}\n".encode())
        digest.update(tensor.reshape(-1).view(torch.uint8).numpy().data)
    return "sha256:" + digest.hexdigest()


def _write_whole(path: Path, tensors: Mapping[str, Tensor], record: SnapshotRecord) -> None:
    """Atomic: after a crash at any point, ``path`` is what it was or all of the new file."""
    from safetensors.torch import save_file

    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(descriptor)
    try:
        save_file(dict(tensors), name, {_RECORD: record.model_dump_json()})
        _sync(Path(name))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(path.parent)  # the new name, too, must survive a loss of power


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
