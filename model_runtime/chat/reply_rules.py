"""The rules of one turn: a thought that ends in time, no end before a call, calls that keep to their grammar.

An immutable state machine over token ids: thought, answer, calls. It draws nothing and knows no logits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from model_runtime.chat.call_grammar import call_grammar
from model_runtime.chat.turn import ControlIds
from model_runtime.tokenizer import Tokenizer
from vocabulary.messages import ToolSpec
from vocabulary.reply import ReplyControls

if TYPE_CHECKING:
    from model_runtime.chat.call_matcher import GrammarState, GrammarVocabulary

# What Qwen's own service puts at the end of a thought whose budget is used up (Qwen3 technical report, section 4.3).
EARLY_END_OF_THOUGHT: Final = (
    "\n\nConsidering the limited time by the user, I have to give the solution based on the thinking directly now."
    "\n</think>\n\n"
)
# How a turn without a thought goes on behind the template's "<think>\n".
NO_THOUGHT: Final = "\n</think>\n\n"

_FUNCTION: Final = "<function="
_Phase = Literal["thought", "answer", "calls"]


class ReplyRules:
    """Makes the rules of a chat format's turns; keeps the prepared vocabulary and the grammars of its tools."""

    def __init__(self, tokenizer: Tokenizer, control: ControlIds) -> None:
        self._tokenizer = tokenizer
        self._control = control
        self._grammars: dict[str, GrammarState] = {}

    def of(self, controls: ReplyControls) -> TurnRule | None:
        """The rule of a turn that has no token yet; None if nothing is asked for.

        Raises:
            CallGrammarError: Calls are to be held to tools that cannot be written as a grammar.
        """
        if controls.thinking_budget is None and not controls.constrain_calls and not controls.require_call:
            return None
        plan = _Plan(
            tokenizer=self._tokenizer,
            control=self._control,
            budget=controls.thinking_budget,
            early_end=tuple(self._tokenizer.encode_control(EARLY_END_OF_THOUGHT)),
            no_thought=tuple(self._tokenizer.encode_control(NO_THOUGHT)),
            before_call=self._all_but(self._control.stop) if controls.require_call else None,
            calls=self._grammar(controls.tools) if controls.constrain_calls else None,
        )
        return TurnRule(plan, "thought" if controls.thinking else "answer")

    def _grammar(self, tools: Sequence[ToolSpec]) -> GrammarState:
        key = json.dumps([tool.envelope() for tool in tools])
        if key not in self._grammars:
            lark = call_grammar(tools, open_call=self._control.open_call, close_call=self._control.close_call)
            self._grammars[key] = self._vocabulary.compile(lark)
        return self._grammars[key]

    @cached_property
    def _vocabulary(self) -> GrammarVocabulary:
        from model_runtime.chat.call_matcher import GrammarVocabulary

        return GrammarVocabulary(self._tokenizer, self._control.end_of_turn)

    def _all_but(self, token_ids: frozenset[int]) -> bytes:
        size = self._tokenizer.size
        bits = (1 << size) - 1
        for token_id in token_ids:
            bits &= ~(1 << token_id)
        return bits.to_bytes((size + 7) // 8, "little")


@dataclass(frozen=True)
class _Plan:
    """What is the same all through a turn. ``budget`` counts tokens of the thought; ``before_call`` is a mask."""

    tokenizer: Tokenizer
    control: ControlIds
    budget: int | None
    early_end: tuple[int, ...]
    no_thought: tuple[int, ...]
    before_call: bytes | None
    calls: GrammarState | None


@dataclass(frozen=True)
class TurnRule:
    """A place in a turn (see ``vocabulary.reply.ReplyRule``).

    ``closed`` says that a thought has ended, so that one that is taken up again ends without many words. ``under_way`` is
    the rest of a forced end of the thought; ``behind_tag`` what follows a ``<tool_call>`` in the thought
    of which it is not clear yet whether it is a call or only speaks of one.
    """

    plan: _Plan
    phase: _Phase
    thinking_tokens: int = 0
    closed: bool = False
    called: bool = False
    calls: GrammarState | None = None
    under_way: tuple[int, ...] = ()
    behind_tag: tuple[int, ...] | None = None

    @property
    def forced(self) -> tuple[int, ...]:
        """The end of a thought that has used up its budget; in a call, what its form leaves no choice about."""
        if self.calls is not None:
            return self.calls.forced
        if self.under_way:
            return self.under_way
        if self.phase != "thought" or self.plan.budget is None or self.behind_tag is not None:
            return ()
        if self.thinking_tokens >= self.plan.budget:
            return self.plan.no_thought if self.closed or not self.thinking_tokens else self.plan.early_end
        return ()

    @property
    def allowed(self) -> bytes | None:
        """All tokens, all but the ends of a turn, or what the grammar of the calls allows."""
        if self.calls is not None:
            return self.calls.allowed
        return None if self.called else self.plan.before_call

    def after(self, token_ids: Sequence[int]) -> TurnRule:
        """The place behind ``token_ids``."""
        rule = self
        for index, token_id in enumerate(token_ids):
            if rule.calls is not None:
                return rule._after_in_calls(token_ids[index:])
            rule = rule._after_one(token_id)
        return rule

    def _after_in_calls(self, token_ids: Sequence[int]) -> TurnRule:
        assert self.calls is not None
        return replace(self, calls=self.calls.after(token_ids))

    def _after_one(self, token_id: int) -> TurnRule:
        forced = self.forced
        moved = replace(self._moved(token_id), under_way=())
        return replace(moved, under_way=forced[1:]) if forced[:1] == (token_id,) else moved

    def _moved(self, token_id: int) -> TurnRule:
        control = self.plan.control
        if token_id == control.open_call and self.phase == "thought" and self.plan.calls is None:
            return replace(self, thinking_tokens=self.thinking_tokens + 1, behind_tag=())
        if token_id == control.open_call:
            return replace(self, phase="calls", called=True, calls=self.plan.calls)
        if self.phase == "thought":
            if token_id == control.close_thought:
                return replace(self, phase="answer", closed=True, behind_tag=None)
            return replace(self, thinking_tokens=self.thinking_tokens + 1)._after_tag(token_id)
        if token_id == control.open_thought and self.phase == "answer":
            return replace(self, phase="thought")
        return self

    def _after_tag(self, token_id: int) -> TurnRule:
        """A tag in the thought, which nothing holds to a grammar, is a call if a function follows, as ``turn.py`` reads it."""
        if self.behind_tag is None:
            return self
        behind = (*self.behind_tag, token_id)
        text = self.plan.tokenizer.decode(behind).lstrip()
        if text.startswith(_FUNCTION):
            return replace(self, phase="calls", called=True, behind_tag=None)
        return replace(self, behind_tag=behind if _FUNCTION.startswith(text) else None)
