"""How a reply of the model is held to rules, and what is known of each of its tokens. Values and one protocol.

A rule speaks of token ids alone: whoever draws them needs to know nothing of thoughts, tools or grammars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vocabulary.messages import ToolSpec


@dataclass(frozen=True, slots=True)
class DrawnToken:
    """One token of a reply.

    ``forced`` says that nothing else could have come. ``logprob`` is the natural logarithm of the probability that the
    model itself gives the token: at temperature 1, before penalties, filters and masks. A forced token has none.
    """

    token_id: int
    forced: bool = False
    logprob: float | None = None


class ReplyRule(Protocol):
    """What may come next in a reply. An immutable value: ``after`` gives the rule for the place behind more tokens.

    So a rule can be asked about drafts of several tokens, and dropped, without anything to undo.
    """

    @property
    def forced(self) -> tuple[int, ...]:
        """The tokens that come next whatever the model says; empty where it decides."""

    @property
    def allowed(self) -> bytes | None:
        """One bit for each token id, lowest id and lowest bit first; None where every token may come."""

    def after(self, token_ids: Sequence[int]) -> ReplyRule:
        """The rule once ``token_ids`` have come, each of which was forced or allowed in its place."""


@dataclass(frozen=True, slots=True)
class ReplyControls:
    """What a reply is held to.

    ``thinking`` says whether the prompt leaves the thought open. A thought of ``thinking_budget`` tokens is ended; None
    lets it be. ``constrain_calls`` holds everything from ``<tool_call>`` on to the form and the schemas of ``tools``.
    ``require_call`` lets no turn end before a call has begun.
    """

    thinking: bool = True
    thinking_budget: int | None = None
    constrain_calls: bool = False
    require_call: bool = False
    tools: tuple[ToolSpec, ...] = ()
