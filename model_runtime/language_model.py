"""A checkpoint folder as a model that is ready to run: weights on a device, chat format, sessions.

It meets ``agent.model.LanguageModel`` structurally and imports nothing of the agent.
"""

from __future__ import annotations

import copy
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from model_runtime.checkpoint import Checkpoint, open_checkpoint
from model_runtime.errors import CheckpointError, DeviceError
from model_runtime.loading import LoadingOptions
from model_runtime.long_context import reaching
from model_runtime.memory import free_bytes
from vocabulary.messages import MAX_DRAFT_TOKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

    from model_runtime.chat.format import QwenChatFormat
    from model_runtime.engine import Engine
    from model_runtime.model.decoder import TextModel
    from model_runtime.prefix_store import PrefixStore
    from model_runtime.session import ForwardModel, Session
    from model_runtime.snapshot import Snapshot
    from model_runtime.speculation import Drafting
    from model_runtime.tokenizer import TextStream
    from model_runtime.vision.sight import ImageRules, Sight

DeviceName = Literal["auto", "cpu", "cuda"]
TypeName = Literal["auto", "float32", "bfloat16"]

# Begins each message in the published template.
TURN_START = "<|im_start|>"

# Prefills are kept at multiples of this. As fast as longer pieces on a CPU; shorter ones find more and take longer.
PREFIX_PIECE_TOKENS = 256

# Large models are known for activations beyond float16's range, and for weights that should not be kept twice.
HALF_ROWS_HIDDEN_SIZE = 1024


class LocalLanguageModel:
    """A text model with its chat format, in this process."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        model: TextModel,
        chat: QwenChatFormat,
        *,
        context_tokens: int | None = None,
        drafting: Drafting | None = None,
        sight: Sight | None = None,
    ) -> None:
        """Join the parts. ``context_tokens`` bounds sessions; None is as long as the configuration says.

        With ``drafting``, sessions draft further tokens. With ``sight``, they see images.

        Raises:
            CheckpointError: The tokenizer has more tokens than the model has rows.
        """
        from model_runtime.session import SessionRules

        text = checkpoint.config.text_config
        kinds = chat.tokenizer.size
        if kinds > text.vocab_size:
            reason = f"the tokenizer has {kinds} tokens, the model only {text.vocab_size}"
            raise CheckpointError(checkpoint.folder, reason)
        self._prefixes: PrefixStore | None = None
        self._engine: Engine | None = None
        self._checkpoint = checkpoint
        self._text_model = model
        self._model: ForwardModel = model
        self._chat = chat
        ends = chat.stop_token_ids | {token_id for token_id in text.end_token_ids if 0 <= token_id < kinds}
        self._rules = SessionRules(
            context_tokens or text.context_tokens,
            kinds,
            ends,
            drafting=drafting,
            sight=sight,
            turn_token_id=chat.tokenizer.control_ids.get(TURN_START),
        )

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._checkpoint.folder.resolve().name

    @property
    def digest(self) -> str:
        """Digest of the weights, computed at first use."""
        return self._checkpoint.digest

    @property
    def context_tokens(self) -> int:
        """Longest sequence that a session can hold."""
        return self._rules.context_tokens

    @property
    def chat(self) -> QwenChatFormat:
        """The chat format of this model."""
        return self._chat

    def new_session(self, *, seed: int, start: Snapshot | None = None) -> Session:
        """An empty sequence, or one that goes on from ``start``. ``seed`` fixes its sampling."""
        from model_runtime.session import Session

        return Session(self._model, self._rules, seed=seed, start=start, prefixes=self._prefixes)

    def with_prefixes(self, prefixes: PrefixStore) -> LocalLanguageModel:
        """The same model, whose new sessions look for the beginning of their first prompt in ``prefixes``.

        Their replies do not depend on what is in it; prefills go in shorter pieces, so that there are places to keep.
        """
        other = copy.copy(self)
        pieces = min(self._rules.prefill_chunk_tokens, PREFIX_PIECE_TOKENS)
        other._prefixes, other._rules = prefixes, replace(self._rules, prefill_chunk_tokens=pieces)
        return other

    @property
    def engine(self) -> Engine | None:
        """Through which its sessions compute, in any number of threads at once; None if each computes by itself."""
        return self._engine

    def start_engine(self) -> Engine:
        """An engine for sessions of many threads (see ``with_engine``), whose states take up to half of the free memory."""
        from model_runtime.engine import Engine
        from model_runtime.through_engine import engine_budget

        model, drafting = self._text_model, self._rules.drafting
        head = None if drafting is None else drafting.model
        return Engine(model, engine_budget(model.empty_state(), free_bytes(model.device.type) or 0, head))

    def with_engine(self, engine: Engine) -> LocalLanguageModel:
        """The same model, whose new sessions compute through an engine of its weights, at the same time in many threads."""
        from model_runtime.through_engine import engine_rules

        other = copy.copy(self)
        other._model = other._engine = engine
        other._rules = engine_rules(self._rules, engine)
        return other

    @property
    def _state_digest(self) -> str:
        """What a state depends on: the weights, and how positions are turned, which a longer context changes."""
        return f"{self.digest} {self._checkpoint.config.text_config.rope_parameters.model_dump_json()}"

    def save_snapshot(self, snapshot: Snapshot, path: Path) -> None:
        """Write a snapshot of one of this model's sessions; see ``model_runtime.snapshot_file.save_snapshot``."""
        from model_runtime.snapshot_file import save_snapshot

        save_snapshot(snapshot, path, weights_digest=self._state_digest)

    def load_snapshot(self, path: Path, *, token_ids: Sequence[int] | None = None) -> Snapshot:
        """Read a snapshot to start from; see ``model_runtime.snapshot_file.load_snapshot``."""
        from model_runtime.snapshot_file import load_snapshot

        head = None if self._rules.drafting is None else self._rules.drafting.model
        return load_snapshot(path, self._model, weights_digest=self._state_digest, token_ids=token_ids, head=head)

    def text_stream(self) -> TextStream:
        """A decoder of sampled ids, one by one, that holds back letters whose bytes have not all come."""
        from model_runtime.tokenizer import TextStream

        return TextStream(self._chat.tokenizer)


def load_language_model(
    folder: Path | str,
    *,
    device: DeviceName = "auto",
    dtype: TypeName = "auto",
    context_tokens: int | None = None,
    speculative_tokens: int = 0,
    options: LoadingOptions | None = None,
) -> LocalLanguageModel:
    """Load a checkpoint folder in the Hugging Face layout. If it holds a vision encoder, sessions see images.

    Args:
        folder: Holds ``config.json``, the weights as safetensors, the tokenizer and its chat template.
        device: ``auto`` takes CUDA if it is there.
        dtype: In which matrices are kept and applied; ``auto`` is bfloat16 on CUDA and float32 on the CPU, where the
            decode steps of a small model then read their weights in float16 (about 1.5 times as fast).
        context_tokens: Longest sequence; None is what the configuration says. Beyond it positions are stretched with
            YaRN, which costs a little on short texts and is therefore never chosen unasked.
        speculative_tokens: How many tokens in a row the checkpoint's own head drafts, up to 4; 0 leaves the head out.
            Replies keep their law; with ``auto`` on the CPU, all weights are then read in float32.
        options: What is seldom asked for; None is as usual.

    Raises:
        CheckpointError: The folder is not a checkpoint that this runtime can load, or cannot be stretched so far, or
            has no head that drafts.
        DeviceError: The device is not there or too small.
        ValueError: ``speculative_tokens`` is out of range.
    """
    folder, options = Path(folder), options or LoadingOptions()
    if not 0 <= speculative_tokens <= MAX_DRAFT_TOKENS:
        raise ValueError(f"speculative_tokens {speculative_tokens} is not between 0 and {MAX_DRAFT_TOKENS}")
    checkpoint = open_checkpoint(folder)
    if speculative_tokens:
        checkpoint.require_draft_layer()
    if context_tokens is not None:
        checkpoint = replace(checkpoint, config=reaching(checkpoint.config, context_tokens, folder))
    images = _find_image_rules(checkpoint)
    chat = _load_chat(folder, images)
    checkpoint = options.applied(checkpoint, drafts=speculative_tokens > 0, vision=images is not None)
    model = load_text_model(
        checkpoint, device=device, dtype=dtype, drafts=speculative_tokens > 0, batched=options.shared
    )
    model = model.with_kv_cache(options.kv_cache)
    drafting = _load_drafting(checkpoint, model, speculative_tokens) if speculative_tokens else None
    sight = None if images is None else _load_sight(checkpoint, model, images, chat)
    loaded = LocalLanguageModel(checkpoint, model, chat, context_tokens=context_tokens, drafting=drafting, sight=sight)
    return loaded.with_engine(loaded.start_engine()) if options.shared else loaded


def load_text_model(
    checkpoint: Checkpoint,
    *,
    device: DeviceName = "auto",
    dtype: TypeName = "auto",
    drafts: bool = False,
    batched: bool = False,
) -> TextModel:
    """Place the weights of a checked checkpoint; arguments and errors as for ``load_language_model``.

    With ``drafts``, memory for the head that drafts is asked for too, and no rows are read in float16: a token that is
    tried among others must be computed as precisely as one by itself. With ``batched``, none are for the same reason.
    """
    _let_idle_threads_sleep()
    import torch

    from model_runtime.model.decoder import TextModel

    place = _pick_device(device)
    kind = _pick_type(dtype, place)
    small = checkpoint.config.text_config.hidden_size <= HALF_ROWS_HIDDEN_SIZE
    half_rows = dtype == "auto" and place.type == "cpu" and small and not drafts and not batched
    made, mapped = checkpoint.placed_bytes(kind.itemsize + (2 if half_rows else 0), drafts=drafts)
    _require_memory(checkpoint.folder, place, made if place.type == "cpu" else made + mapped)
    try:
        return TextModel(checkpoint, place, kind, half_rows=half_rows)
    except torch.OutOfMemoryError as error:
        raise DeviceError(f"the weights of {checkpoint.folder} do not fit into the device {place}") from error


def _load_drafting(checkpoint: Checkpoint, model: TextModel, tokens: int) -> Drafting:
    import torch

    from model_runtime.model.multi_token import MultiTokenHead
    from model_runtime.speculation import Drafting

    try:
        return Drafting(MultiTokenHead(checkpoint, model), tokens)
    except torch.OutOfMemoryError as error:
        raise DeviceError(f"the head of {checkpoint.folder} does not fit into the device {model.device}") from error


def _find_image_rules(checkpoint: Checkpoint) -> ImageRules | None:
    """How the checkpoint wants images; None if it cannot see any: no encoder, no rules for pixels, or no placeholders."""
    from model_runtime.vision.pixel_rules import IMAGE_RULES_FILE, VIDEO_RULES_FILE, read_pixel_rules
    from model_runtime.vision.positions import Placeholders
    from model_runtime.vision.sight import ImageRules

    config = checkpoint.config
    if not checkpoint.vision_parameter_count or config.vision_config is None or config.image_token_id is None:
        return None
    if config.video_token_id is None or not (checkpoint.folder / IMAGE_RULES_FILE).is_file():
        return None
    merge = config.vision_config.spatial_merge_size
    names = [IMAGE_RULES_FILE, *([VIDEO_RULES_FILE] if (checkpoint.folder / VIDEO_RULES_FILE).is_file() else [])]
    rules = [read_pixel_rules(checkpoint.folder, name) for name in names]
    for name, pixels in zip(names, rules, strict=True):
        if (pixels.patch_width, pixels.merge_size) != (config.vision_config.patch_width, merge):
            raise CheckpointError(checkpoint.folder, f"{name} does not fit the vision encoder")
    placeholders = Placeholders(config.image_token_id, config.video_token_id, merge)
    return ImageRules(rules[0], placeholders, rules[1] if len(rules) > 1 else None)


def _load_sight(checkpoint: Checkpoint, model: TextModel, rules: ImageRules, chat: QwenChatFormat) -> Sight:
    import torch

    from model_runtime.chat.format import IMAGE_PAD, VIDEO_PAD
    from model_runtime.vision.insertion import load_inserter
    from model_runtime.vision.sight import Sight

    ids, placeholders = chat.tokenizer.control_ids, rules.placeholders
    if ids.get(IMAGE_PAD) != placeholders.image_token_id:
        raise CheckpointError(checkpoint.folder, f"image_token_id is not the tokenizer's {IMAGE_PAD}")
    if rules.video is not None and ids.get(VIDEO_PAD) != placeholders.video_token_id:
        raise CheckpointError(checkpoint.folder, f"video_token_id is not the tokenizer's {VIDEO_PAD}")
    _require_memory(checkpoint.folder, model.device, checkpoint.vision_parameter_count * model.dtype.itemsize)
    try:
        return Sight(rules, load_inserter(checkpoint, model.device, model.dtype), model)
    except torch.OutOfMemoryError as error:
        raise DeviceError(f"the encoder of {checkpoint.folder} does not fit into the device {model.device}") from error


def _let_idle_threads_sleep() -> None:
    """Ask OpenMP, before torch loads it, not to spin while a thread waits for another.

    Spinning gains microseconds on a machine of one's own. With other programs on the same cores it keeps from running
    the very thread that is waited for: measured at a load of four on two cores, a prefill of 4,000 tokens took 13 to
    39 s spinning and 3 to 6 s sleeping. A choice that the user made stays.
    """
    if "torch" not in sys.modules:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _load_chat(folder: Path, images: ImageRules | None) -> QwenChatFormat:
    from model_runtime.chat.format import load_chat_format

    try:
        return load_chat_format(folder, images)
    except ValueError as error:
        raise CheckpointError(folder, str(error)) from error


def _pick_device(name: DeviceName) -> torch.device:
    import torch

    present = torch.cuda.is_available()
    if name == "cuda" and not present:
        raise DeviceError("no CUDA device is there; use the device cpu")
    return torch.device("cuda" if name == "cuda" or (name == "auto" and present) else "cpu")


def _require_memory(folder: Path, device: torch.device, needed: int) -> None:
    free = free_bytes(device.type)
    if free is not None and needed > free:
        sizes = f"need {needed / 2**30:.1f} GiB, and {max(free, 0) / 2**30:.1f} GiB are free on the device {device}"
        raise DeviceError(f"the weights of {folder} {sizes}")


def _pick_type(name: TypeName, device: torch.device) -> torch.dtype:
    import torch

    if name == "auto":
        name = "bfloat16" if device.type == "cuda" else "float32"
    return torch.bfloat16 if name == "bfloat16" else torch.float32
