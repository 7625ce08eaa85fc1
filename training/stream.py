"""An endless stream of encoded episodes from worker processes, cut into batches of one length.

A worker's seeds are ``first_seed + worker + i * workers``: every episode of a run can be made again. Evaluation seeds lie elsewhere
(see ``EVALUATION_SEED``).
"""

from __future__ import annotations

import multiprocessing as mp
import random
import sys
import traceback
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from training.episode import Episode
    from training.tasks.foreign import ForeignFunction
    from training.tasks.project import Project

LENGTHS = (1792, 2560)
DENSE_TASKS = 6
REPEAT_AFTER_S = 0.25
"""Recent batches are shown again when nothing new comes for so long. With 2 ms, 40 % were repeats though the queue was full."""
BUNDLE = 16
"""Episodes a message: writers of one pipe wait for one another, and each message costs them that."""
EVALUATION_SEED = 1 << 40
"""Tasks from this seed on are never drawn by a training stream."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Ids and weights behind the shared prefix, both [rows, length]; padding is id 0 with weight 0."""

    ids: npt.NDArray[np.int32]
    weights: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """What to draw: shares of foreign tasks and of dense episodes, tokens a batch, where the tokenizer lies."""

    tokenizer: Path
    first_seed: int
    workers: int
    batch_tokens: int
    foreign_share: float = 0.2
    dense_share: float = 0.7
    invented_share: float = 0.3
    foreign_files: int = 6000


def _work(settings: StreamSettings, worker: int, queue: mp.Queue) -> None:  # type: ignore[type-arg]
    from model_runtime.chat.format import load_chat_format
    from training.encode import EpisodeEncoder
    from training.episode import EpisodeFailed
    from training.tasks.foreign import collect
    from training.tasks.project import load_library
    from training.tokenizer import LIBRARY

    encoder = EpisodeEncoder(load_chat_format(settings.tokenizer))
    shared = len(shared_prefix(settings.tokenizer))
    library = load_library(LIBRARY)
    rng = random.Random(settings.first_seed + worker)
    foreign = collect(rng, settings.foreign_files // settings.workers) if settings.foreign_share else []
    seed = settings.first_seed + worker
    bundle: list[tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]] = []
    while True:
        if len(bundle) == BUNDLE:
            queue.put(bundle)
            bundle = []
        try:
            episode = draw_episode(library, foreign, settings, seed)
            encoded = encoder.encode(episode)
        except EpisodeFailed:
            continue
        except Exception:  # one odd task must not end a worker: a stream that dries up trains on repeats unseen
            sys.stderr.write(f"worker {worker}: seed {seed} failed\n{traceback.format_exc()}")
            continue
        finally:
            seed += settings.workers
        end = shared + LENGTHS[-1]
        bundle.append((encoded.ids[shared:end], encoded.weights[shared:end]))


def draw_episode(
    library: Sequence[Project], foreign: Sequence[ForeignFunction], settings: StreamSettings, seed: int
) -> Episode:
    """The episode of a seed, dense or as a run would be.

    Raises:
        EpisodeFailed: this seed gives none.
    """
    from training.episode import make_dense_episode, make_episode
    from training.tasks.dense import make_dense_foreign_tasks, make_dense_tasks
    from training.tasks.foreign import make_foreign_task
    from training.tasks.task import make_task

    draw = random.Random(seed)
    is_foreign = bool(foreign) and draw.random() < settings.foreign_share
    is_dense, invented = draw.random() < settings.dense_share, settings.invented_share
    if is_dense and is_foreign:
        return make_dense_episode(make_dense_foreign_tasks(foreign, seed, DENSE_TASKS), draw)
    if is_dense:
        return make_dense_episode(make_dense_tasks(library, seed, DENSE_TASKS, invented), draw)
    return make_episode(make_foreign_task(foreign, seed) if is_foreign else make_task(library, seed, invented), draw)


def shared_prefix(tokenizer: Path) -> list[int]:
    """What every episode begins with, cut to whole chunks of 64: it is computed once a batch, not once a row."""
    from model_runtime.chat.format import load_chat_format
    from training.encode import EpisodeEncoder

    prefix = EpisodeEncoder(load_chat_format(tokenizer)).prefix
    return prefix[: len(prefix) // 64 * 64]


def batches(settings: StreamSettings, *, patience_s: float = 300.0) -> Iterator[Batch]:
    """Batches for ever. Raises ``queue.Empty`` when the workers deliver nothing for ``patience_s``."""
    context = mp.get_context("fork")
    queue = context.Queue(maxsize=20_000 // BUNDLE)
    for worker in range(settings.workers):
        context.Process(target=_work, args=(settings, worker, queue), daemon=True).start()
    waiting: dict[int, list[tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]]] = defaultdict(list)
    recent: list[Batch] = []
    rng = random.Random(settings.first_seed)
    repeated = 0
    while True:
        try:
            bundle = queue.get(timeout=REPEAT_AFTER_S if len(recent) >= 16 else patience_s)
        except Empty:
            if len(recent) < 16:
                raise
            repeated += 1
            if repeated % 50 == 0:
                sys.stderr.write(f"stream: {repeated} batches shown again, the workers are behind\n")
            yield rng.choice(recent)
            continue
        for item in bundle:
            length = next(size for size in LENGTHS if size >= len(item[0]))
            waiting[length].append(item)
            rows = max(1, settings.batch_tokens // length)
            if len(waiting[length]) == rows:
                batch = _stack(waiting.pop(length), length)
                recent.append(batch)
                del recent[:-256]
                yield batch


def _stack(items: list[tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]], length: int) -> Batch:
    ids = np.zeros((len(items), length), np.int32)
    weights = np.zeros((len(items), length), np.uint8)
    for row, (tokens, marks) in enumerate(items):
        ids[row, : len(tokens)] = tokens
        weights[row, : len(marks)] = marks
    return Batch(ids, weights)
