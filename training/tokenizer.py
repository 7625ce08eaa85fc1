"""Trains the embedded model's byte-level BPE on episodes, in the pre-tokenisation of the big model.

python -m training.tokenizer OUT_FOLDER [EPISODES]
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from model_runtime.byte_tokenizer import CONTROL_TOKENS, PRETOKENIZER_PATTERN, tokenizer_specification, write_tokenizer
from model_runtime.chat.template import published_template
from model_runtime.tokenizer import byte_level_alphabet
from training.episode import EpisodeFailed, make_episode
from training.tasks.foreign import collect, make_foreign_task
from training.tasks.project import load_library
from training.tasks.task import make_task

VOCABULARY_SIZE = 6144
LIBRARY = Path(__file__).parent / "library"


def episode_texts(count: int, seed: int) -> Iterator[str]:
    """What the model reads and writes in ``count`` episodes, a quarter of them over foreign code."""
    library = load_library(LIBRARY)
    foreign = collect(random.Random(seed), 600)
    for number in range(count):
        rng = random.Random(seed + number)
        task = make_foreign_task(foreign, seed + number) if number % 4 == 0 else make_task(library, seed + number)
        try:
            episode = make_episode(task, rng)
        except EpisodeFailed:
            continue
        yield episode.issue
        for step in episode.steps:
            yield step.thought
            yield step.observation
            for key, value in step.call.arguments.items():
                yield f"\n<function={step.call.name}>\n<parameter={key}>\n{value}\n</parameter>\n</function>\n"


def train_tokenizer(texts: Iterator[str]) -> dict[str, object]:
    """A ``tokenizer.json`` of ``VOCABULARY_SIZE`` ids, control tokens last."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PRETOKENIZER_PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY_SIZE - len(CONTROL_TOKENS),
        initial_alphabet=sorted(byte_level_alphabet().values()),
        show_progress=False,
        min_frequency=2,
    )
    tokenizer.train_from_iterator(texts, trainer)
    model = json.loads(tokenizer.to_str())["model"]
    merges = [tuple(pair) if isinstance(pair, list) else tuple(pair.split(" ")) for pair in model["merges"]]
    return tokenizer_specification(model["vocab"], merges)


def main() -> None:
    """Write the tokenizer files."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    texts = list(
        episode_texts(count, seed=10_000_000)
    )  # made here: the library's time limits work in the main thread alone
    write_tokenizer(folder, train_tokenizer(iter(texts)), chat_template=published_template().source)


if __name__ == "__main__":
    main()
