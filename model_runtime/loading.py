"""What is seldom asked for when a model is loaded. Values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from model_runtime.checkpoint import Checkpoint
from vocabulary.messages import KeyValueKind

LOADING_STEP = "loading"


@dataclass(frozen=True, slots=True)
class LoadingOptions:
    """How a model is loaded, beyond where to and for how long a context.

    Attributes:
        kv_cache: How sequences keep their keys and values: in the type of the model, or in 8-bit floats.
        converts_fp8: Turn matrices of 8-bit floats into the type of the model, which takes two or four times their bytes.
            Otherwise they are applied as they are, on the CPU from the mapped file.
        shared: Start an engine, through which sessions of many threads compute at once. All weights are then read in
            one type, as with drafts; one session by itself is slower for it.
        progress: Is told the step's name, how many bytes of weights were read and how many there are.
    """

    kv_cache: KeyValueKind = "model"
    converts_fp8: bool = False
    shared: bool = False
    progress: Callable[[str, int, int], None] | None = None

    def applied(self, checkpoint: Checkpoint, *, drafts: bool, vision: bool) -> Checkpoint:
        """The checkpoint as it is to be loaded, its tensors counted as they are read."""
        checkpoint, tell = replace(checkpoint, converts_fp8=self.converts_fp8), self.progress
        if tell is None:
            return checkpoint
        total, done = checkpoint.stored_bytes(drafts=drafts, vision=vision), 0

        def count(read_bytes: int) -> None:
            nonlocal done
            done += read_bytes
            tell(LOADING_STEP, min(done, total), total)

        return replace(checkpoint, on_read=count)
