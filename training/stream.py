"""An endless stream of encoded episodes from worker processes, cut into batches of one length.

A worker's seeds are ``first_seed + worker + i * workers``: every episode of a run can be made again. Evaluation seeds lie elsewhere
(see ``EVALUATION_SEED``).
"""

from __future__ import annotations

import multiprocessing as mp
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty

import numpy as np
import numpy.typing as npt

LENGTHS = (2496, 3072)
EVALUATION_SEED = 1 << 40
"""Tasks from this seed on are never drawn by a training stream."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Ids and weights, both [rows, length]; padding is id 0 with weight 0."""

    ids: npt.NDArray[np.int32]
    weights: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """What to draw: share of foreign tasks, tokens a batch, where the tokenizer lies."""

    tokenizer: Path
    first_seed: int
    workers: int
    batch_tokens: int
    foreign_share: float = 0.2
    foreign_files: int = 6000


def _work(settings: StreamSettings, worker: int, queue: mp.Queue) -> None:  # type: ignore[type-arg]
    from model_runtime.chat.format import load_chat_format
    from training.encode import EpisodeEncoder
    from training.episode import EpisodeFailed, make_episode
    from training.tasks.foreign import collect, make_foreign_task
    from training.tasks.project import load_library
    from training.tasks.task import make_task
    from training.tokenizer import LIBRARY

    encoder = EpisodeEncoder(load_chat_format(settings.tokenizer))
    library = load_library(LIBRARY)
    rng = random.Random(settings.first_seed + worker)
    foreign = collect(rng, settings.foreign_files // settings.workers) if settings.foreign_share else []
    seed = settings.first_seed + worker
    while True:
        draw = random.Random(seed)
        is_foreign = bool(foreign) and draw.random() < settings.foreign_share
        try:
            task = make_foreign_task(foreign, seed) if is_foreign else make_task(library, seed)
            encoded = encoder.encode(make_episode(task, draw))
        except EpisodeFailed:
            continue
        finally:
            seed += settings.workers
        if len(encoded.ids) <= LENGTHS[-1]:
            queue.put((encoded.ids, encoded.weights))


def batches(settings: StreamSettings, *, patience_s: float = 300.0) -> Iterator[Batch]:
    """Batches for ever. Raises ``queue.Empty`` when the workers deliver nothing for ``patience_s``."""
    context = mp.get_context("fork")
    queue = context.Queue(maxsize=20_000)
    for worker in range(settings.workers):
        context.Process(target=_work, args=(settings, worker, queue), daemon=True).start()
    waiting: dict[int, list[tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]]] = defaultdict(list)
    recent: list[Batch] = []
    rng = random.Random(settings.first_seed)
    while True:
        try:
            item = queue.get(timeout=0.002 if len(recent) >= 16 else patience_s)
        except Empty:
            if len(recent) < 16:
                raise
            yield rng.choice(recent)  # the workers are behind: show a recent batch once more rather than wait
            continue
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
