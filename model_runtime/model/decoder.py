"""The text model: embedding, decoder layers, final norm, output head. Token ids in, logits out, for one sequence."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from copy import copy

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.architecture import EMBEDDING, FINAL_NORM, HEAD, layer_prefix
from model_runtime.checkpoint import Checkpoint
from model_runtime.config import LayerKind, TextConfig
from model_runtime.model.attention import GatedAttention
from model_runtime.model.delta_net import GatedDeltaNet
from model_runtime.model.moe import MixtureOfExperts
from model_runtime.model.norm import RmsNorm
from model_runtime.model.rotary import RotaryEmbedding, Rotation
from model_runtime.model.row_batch import whole_blocks
from model_runtime.model.threads import one_thread
from model_runtime.model.visual_tokens import VisualTokens
from model_runtime.state import AttentionState, DeltaNetState, SequenceState
from model_runtime.weights import WeightReader
from vocabulary.messages import KeyValueKind

# Up to this width so few rows keep no second thread busy: one token, or one with as many drafts as are ever made.
_ONE_THREAD_HIDDEN_SIZE = 1024
_ONE_THREAD_ROWS = 5


class DecoderLayer:
    """A mixer (attention or delta net) and a mixture of experts, each behind a norm and around a residual."""

    def __init__(self, config: TextConfig, reader: WeightReader, prefix: str, kind: LayerKind) -> None:
        """``prefix`` is what the names of its tensors begin with."""
        epsilon = config.rms_norm_eps
        self._mixer_norm = RmsNorm(1.0 + reader.vector(f"{prefix}input_layernorm.weight"), epsilon)
        self._experts_norm = RmsNorm(1.0 + reader.vector(f"{prefix}post_attention_layernorm.weight"), epsilon)
        attends = kind == "full_attention"
        self._mixer = GatedAttention(config, reader, prefix) if attends else GatedDeltaNet(config, reader, prefix)
        self._experts = MixtureOfExperts(config, reader, prefix)

    def forward(self, hidden: Tensor, rotation: Rotation, state: AttentionState | DeltaNetState) -> Tensor:
        """``[tokens, hidden]`` to the same shape; ``state`` is advanced in place."""
        normed = self._mixer_norm.forward(hidden)
        if isinstance(self._mixer, GatedAttention):
            assert isinstance(state, AttentionState)
            hidden = hidden + self._mixer.forward(normed, rotation, state)
        else:
            assert isinstance(state, DeltaNetState)
            hidden = hidden + self._mixer.forward(normed, state)
        return hidden + self._experts.forward(self._experts_norm.forward(hidden))

    def forward_rows(
        self, hidden: Tensor, rotation: Rotation, states: Sequence[AttentionState | DeltaNetState]
    ) -> Tensor:
        """A row of each of several sequences, ``[rows, hidden]`` to the same shape; rows behind the states' are padding."""
        normed = self._mixer_norm.forward(hidden)
        if isinstance(self._mixer, GatedAttention):
            attending = [state for state in states if isinstance(state, AttentionState)]
            hidden = hidden + self._mixer.forward_rows(normed, rotation, attending)
        else:
            mixing = [state for state in states if isinstance(state, DeltaNetState)]
            hidden = hidden + self._mixer.forward_rows(normed, mixing)
        return hidden + self._experts.forward_rows(self._experts_norm.forward(hidden), len(states))

    def remember(self, hidden: Tensor, rotation: Rotation, state: AttentionState) -> None:
        """Advance the state of a layer that attends as ``forward`` does, and compute nothing else."""
        assert isinstance(self._mixer, GatedAttention)
        self._mixer.remember(self._mixer_norm.forward(hidden), rotation, state)


class TextModel:
    """The model without its tokenizer. It holds weights and nothing of any sequence.

    ``half_rows`` lets products with a single row read a float16 copy of the weights (see ``DenseProjection``). ``kv_cache``
    is how sequences keep their keys and values. What is public besides the methods is shared with the head that drafts
    further tokens.
    """

    def __init__(
        self, checkpoint: Checkpoint, device: torch.device, dtype: torch.dtype, *, half_rows: bool = False
    ) -> None:
        config = checkpoint.config.text_config
        reader = WeightReader(checkpoint, device, dtype, half_rows=half_rows)
        self.config = config
        self.device = device
        self.dtype = dtype
        self.kv_cache: KeyValueKind = "model"
        self.embedding = reader.table(EMBEDDING)
        kinds = enumerate(config.layer_types)
        self._layers = [DecoderLayer(config, reader, layer_prefix(layer), kind) for layer, kind in kinds]
        self.final_norm = RmsNorm(1.0 + reader.vector(FINAL_NORM), config.rms_norm_eps)
        self.head = reader.applied(self.embedding) if checkpoint.config.tied_head else reader.projection(HEAD)
        self.rotary = RotaryEmbedding(config, device, dtype)

    def with_kv_cache(self, kind: KeyValueKind) -> TextModel:
        """The same weights, for sequences that keep their keys and values so."""
        other = copy(self)
        other.kv_cache = kind
        return other

    def empty_state(self) -> SequenceState:
        """The state of a sequence before its first token."""
        return SequenceState.empty(self.config, self.device, self.dtype, self.kv_cache)

    @torch.inference_mode()
    def forward(self, token_ids: list[int], state: SequenceState, visual: VisualTokens | None = None) -> Tensor:
        """Run new tokens through all layers.

        Args:
            token_ids: One or more ids, below the vocabulary's size.
            state: Of the tokens before; advanced in place by the new ones.
            visual: Images and videos among the new tokens, whose rows take the place of embeddings.

        Returns:
            Rows of the last layer before the final norm, ``[tokens, hidden]``.
        """
        with self.threads_for(len(token_ids)):
            ids = torch.tensor(token_ids, device=self.device)
            hidden = functional.embedding(ids, self.embedding)
            if visual is None:
                rotation = self.rotary.text_rotation(state.next_position, len(token_ids))
            else:
                hidden = hidden.index_copy(0, visual.places, visual.rows.to(hidden.dtype))
                rotation = self.rotary.rotation(visual.positions)
            for layer, layer_state in zip(self._layers, state.layers, strict=True):
                hidden = layer.forward(hidden, rotation, layer_state)
        state.token_count += len(token_ids)
        state.rope_delta += 0 if visual is None else visual.rope_delta
        return hidden

    @torch.inference_mode()
    def forward_rows(self, token_ids: Sequence[int], states: Sequence[SequenceState]) -> Tensor:
        """Run one new token of each of several sequences through all layers, each matrix being read once for all.

        What comes of a sequence does not depend on which others are there; ``forward`` with one token gives the same up
        to rounding.

        Args:
            token_ids: One text token of each sequence.
            states: Of the tokens before; advanced in place.

        Returns:
            Rows of the last layer before the final norm, ``[sequences, hidden]``.
        """
        count = len(token_ids)
        padding = whole_blocks(count) - count
        with self.threads_for(1):
            ids = torch.tensor([*token_ids, *[0] * padding], device=self.device)
            hidden = functional.embedding(ids, self.embedding)
            rotation = self.rotary.rows_rotation([*(state.next_position for state in states), *[0] * padding])
            for place, layer in enumerate(self._layers):
                hidden = layer.forward_rows(hidden, rotation, [state.layers[place] for state in states])
        for state in states:
            state.token_count += 1
        return hidden[:count]

    @torch.inference_mode()
    def logits_rows(self, hidden: Tensor) -> Tensor:
        """As ``logits``, and those of a row do not depend on the other rows."""
        count = hidden.shape[0]
        with self.threads_for(1):
            rows = functional.pad(hidden, (0, 0, 0, whole_blocks(count) - count))
            return self.head.forward(self.final_norm.forward(rows)).float()[:count]

    @torch.inference_mode()
    def logits(self, hidden: Tensor) -> Tensor:
        """Logits of the next token, float32 ``[rows, vocabulary]``, from rows that ``forward`` returned."""
        with self.threads_for(hidden.shape[0]):
            return self.head.forward(self.final_norm.forward(hidden)).float()

    def threads_for(self, tokens: int) -> AbstractContextManager[None]:
        """One thread for few rows of a small model on the CPU, else as many as there are."""
        few = tokens <= _ONE_THREAD_ROWS and self.config.hidden_size <= _ONE_THREAD_HIDDEN_SIZE
        return one_thread() if few and self.device.type == "cpu" else nullcontext()
