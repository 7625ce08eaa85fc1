"""What sessions use besides the model itself, done in the engine's thread: seeing images, drafting further tokens.

Such work shares no pass with other sessions; it takes its turn between two steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from torch import Tensor

from model_runtime.engine import Engine
from model_runtime.model.visual_tokens import VisualTokens
from model_runtime.scheduler import Budget
from model_runtime.session_rules import SessionRules
from model_runtime.sight import Sight
from model_runtime.speculation import Drafting, DraftModel
from model_runtime.state import AttentionState, SequenceState
from vocabulary.messages import Image

# Sequences in one pass. Each adds little to a step whose weights are read anyway.
_ROWS: Final = 64
# Of a prefill in one step: what the others wait for between two of their tokens.
PIECE_TOKENS: Final = 256


def engine_budget(state: SequenceState, free_bytes: int, head: DraftModel | None = None) -> Budget:
    """A budget for sequences that begin with ``state``: half of what is free, and at least the longest sequence.

    ``head`` drafts for them, and keeps keys and values of its own.
    """
    whole = state.bytes_at(None) + (0 if head is None else head.empty_state().bytes_at(None))
    return Budget(rows=_ROWS, tokens=PIECE_TOKENS, state_bytes=max(whole, free_bytes // 2), whole_bytes=whole)


def engine_rules(rules: SessionRules, engine: Engine) -> SessionRules:
    """The rules for sessions that compute through ``engine``."""
    drafting, sight = rules.drafting, rules.sight
    return replace(
        rules,
        prefill_chunk_tokens=min(rules.prefill_chunk_tokens, engine.budget.tokens),
        drafting=None if drafting is None else Drafting(_Drafts(drafting.model, engine), drafting.tokens),
        sight=None if sight is None else _Sight(sight, engine),
    )


@dataclass(frozen=True, slots=True)
class _Sight:
    sight: Sight
    engine: Engine

    def placeholder(self, image: Image) -> int:
        return self.sight.placeholder(image)

    def rows(self, image: Image, first_position: int) -> VisualTokens:
        return self.engine.alone(lambda: self.sight.rows(image, first_position), tokens=image.token_count)

    def forward(self, token_ids: list[int], state: SequenceState, visual: VisualTokens) -> Tensor:
        work = self.sight.forward
        return self.engine.alone(lambda: work(token_ids, state, visual), tokens=len(token_ids), state=state)


@dataclass(frozen=True, slots=True)
class _Drafts:
    model: DraftModel
    engine: Engine

    def empty_state(self) -> AttentionState:
        return self.model.empty_state()

    def seeds(self, hidden: Tensor) -> Tensor:
        return self.engine.alone(lambda: self.model.seeds(hidden))

    def forward(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> Tensor:
        return self.engine.alone(lambda: self.model.forward(seeds, token_ids, first_position, state))

    def remember(self, seeds: Tensor, token_ids: list[int], first_position: int, state: AttentionState) -> None:
        self.engine.alone(lambda: self.model.remember(seeds, token_ids, first_position, state))

    def logits(self, seeds: Tensor) -> Tensor:
        return self.engine.alone(lambda: self.model.logits(seeds))
