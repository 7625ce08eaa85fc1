"""The head that drafts further tokens (multi-token prediction): one decoder layer beside the model.

It reads pairs, the row that the model made of a token and the embedding of the token that follows, and guesses the
token after that. Its own row takes the place of the model's for the guess one further on. What it says decides nothing.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.architecture import DRAFT_PREFIX
from model_runtime.checkpoint import Checkpoint
from model_runtime.model.decoder import DecoderLayer, TextModel
from model_runtime.model.norm import RmsNorm
from model_runtime.state import AttentionState
from model_runtime.weights import WeightReader


class MultiTokenHead:
    """The head of one model, with which it shares the embedding, the last norm and the output head.

    ``half_rows`` is as in ``TextModel``. The head meets ``model_runtime.speculation.DraftModel``.
    """

    def __init__(self, checkpoint: Checkpoint, model: TextModel, *, half_rows: bool = False) -> None:
        """Read its weights.

        Raises:
            CheckpointError: The checkpoint has none, or several layers, of which nobody published how they chain.
        """
        checkpoint.require_draft_layer()
        config = model.config
        reader = WeightReader(checkpoint, model.device, model.dtype, half_rows=half_rows)
        self._model = model
        names = ("pre_fc_norm_embedding", "pre_fc_norm_hidden", "norm")
        vectors = [reader.vector(f"{DRAFT_PREFIX}{name}.weight") for name in names]
        norms = [RmsNorm(1.0 + vector, config.rms_norm_eps) for vector in vectors]
        self._embedding_norm, self._row_norm, self._last_norm = norms
        self._join = reader.projection(f"{DRAFT_PREFIX}fc.weight")
        self._layer = DecoderLayer(config, reader, f"{DRAFT_PREFIX}layers.0.", "full_attention")

    def empty_state(self) -> AttentionState:
        """Keys and values before the first pair."""
        return AttentionState(self._model.config, self._model.device, self._model.dtype, self._model.kv_cache)

    @torch.inference_mode()
    def seeds(self, hidden: Tensor) -> Tensor:
        """What the pairs of computed tokens begin with, ``[tokens, hidden]``, from rows of ``TextModel.forward``."""
        return self._model.final_norm.forward(hidden)

    @torch.inference_mode()
    def forward(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> Tensor:
        """Read pairs.

        Args:
            seeds: ``[pairs, hidden]``, from ``seeds`` or from an earlier call.
            token_ids: Of each pair the token that follows.
            first_position: The position of the token that the first row belongs to.
            state: Of the pairs before; advanced in place.

        Returns:
            Of each pair a row that ``logits`` takes, ``[pairs, hidden]``, and which is the next token's seed.
        """
        with self._model.threads_for(len(token_ids)):
            joined = self._joined(seeds, token_ids)
            rotation = self._model.rotary.text_rotation(first_position, len(token_ids))
            return self._last_norm.forward(self._layer.forward(joined, rotation, state))

    @torch.inference_mode()
    def remember(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> None:
        """As ``forward``, for pairs whose guesses nobody asks for: keys and values are all that is computed of them."""
        with self._model.threads_for(len(token_ids)):
            joined = self._joined(seeds, token_ids)
            self._layer.remember(joined, self._model.rotary.text_rotation(first_position, len(token_ids)), state)

    @torch.inference_mode()
    def logits(self, seeds: Tensor) -> Tensor:
        """Float32 logits, ``[rows, vocabulary]``, of the token after the pair, from rows that ``forward`` returned."""
        with self._model.threads_for(seeds.shape[0]):
            return self._model.head.forward(seeds).float()

    def _joined(self, seeds: Tensor, token_ids: list[int]) -> Tensor:
        ids = torch.tensor(token_ids, device=self._model.device)
        embedded = self._embedding_norm.forward(functional.embedding(ids, self._model.embedding))
        return self._join.forward(torch.cat((embedded, self._row_norm.forward(seeds)), dim=-1))
