"""Tokens that a sequence tries out: computed, but not yet part of its state, which may take over as many as it likes.

Taking them over costs one small product a delta-net layer, whatever their number: nothing is computed again.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from model_runtime.state import AttentionState, DeltaNetState, SequenceState


@dataclass(frozen=True, slots=True)
class Writes:
    """What a run of tokens writes into the matrix of a delta-net layer, token by token. All float32.

    ``keys`` are ``[value heads, tokens, key width]``, ``changes`` ``[value heads, tokens, value width]`` and
    ``log_decay`` ``[value heads, tokens]``, summed up from the first token on. After token ``j`` the matrix is
    ``exp(log_decay_j) S + sum over i <= j of exp(log_decay_j - log_decay_i) keys_i changes_i``.
    """

    keys: Tensor
    changes: Tensor
    log_decay: Tensor

    def carry_out(self, state: Tensor, count: int) -> None:
        """Advance ``state``, ``[value heads, key width, value width]``, in place by the first ``count`` tokens."""
        decay = self.log_decay[:, :count]
        left = (decay[:, -1:] - decay).exp_()[..., None]
        kept = (self.keys[:, :count] * left).transpose(-1, -2)
        state.mul_(decay[:, -1:, None].exp()).baddbmm_(kept, self.changes[:, :count])


@dataclass(slots=True, eq=False)
class TentativeDeltaNetState(DeltaNetState):
    """The state of a delta-net layer as it was before a run of tokens, and what they would do to it.

    The layer leaves both tensors as they are and sets ``writes``, and ``window``, the rows ``[kernel - 1 + tokens,
    channels]`` that its convolution read.
    """

    settled: DeltaNetState
    writes: Writes | None = None
    window: Tensor | None = None

    @classmethod
    def before(cls, settled: DeltaNetState) -> TentativeDeltaNetState:
        """Ready for a run of tokens that come after ``settled``."""
        return cls(settled.recurrent, settled.convolution, settled)

    def take(self, count: int) -> None:
        """Advance the settled state by the first ``count`` tokens of the run, at least one."""
        assert self.writes is not None
        assert self.window is not None
        self.writes.carry_out(self.settled.writable(), count)
        rows = self.convolution.shape[0]
        # A copy, so that the rows of tokens that were not taken do not live on.
        self.settled.convolution = self.window[count : count + rows].clone()


class Tentative:
    """One run of tokens beyond ``state``, computed by a forward pass with ``ahead``, then taken over in part.

    From the forward pass until ``take``, nothing else may be done with ``state``: its attention layers are ahead.
    """

    __slots__ = ("_state", "ahead")

    def __init__(self, state: SequenceState) -> None:
        self._state = state
        layers = [_tentative(layer) for layer in state.layers]
        self.ahead = SequenceState(layers, state.token_count, state.rope_delta)

    def take(self, count: int) -> None:
        """Make the first ``count`` tokens of the run, at least one, part of the state. To be called once."""
        length = self._state.token_count + count
        for layer in self.ahead.layers:
            if isinstance(layer, AttentionState):
                layer.truncate(length)
            elif isinstance(layer, TentativeDeltaNetState):
                layer.take(count)
        self._state.token_count = length


def _tentative(layer: AttentionState | DeltaNetState) -> AttentionState | DeltaNetState:
    return layer if isinstance(layer, AttentionState) else TentativeDeltaNetState.before(layer)
