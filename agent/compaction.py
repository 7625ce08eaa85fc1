"""A context that is nearly full becomes a new one: the first prompt, whose state was kept, and a summary that the model writes.

The model is asked in what it is told anyway; its next reply is the summary. The token log goes on with a new segment, and
what it held stays in it. The rules stand in ``agent/context.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent import context, limits
from agent.events import Compacted
from agent.limits import SMALLEST_REPLY_TOKENS, Spent
from agent.replies import ReplySettings
from agent.run_state import Agent, State
from vocabulary.messages import AssistantTurn, Message


def is_due(agent: Agent, messages: Sequence[Message], state: State) -> bool:
    """Whether the model is to be asked for a summary together with ``messages``, which are about to be told."""
    rules, conversation = agent.context, agent.conversation
    if not rules.allows(state.compactions) or not rules.has_room(agent.context_tokens, conversation.opening_tokens):
        return False
    threshold = rules.threshold(agent.context_tokens)
    # No token is shorter than a byte: mostly it is clear without tokenizing that the context stays far from full.
    at_most = sum(
        len(message.content.encode("utf-8", "surrogatepass")) + sum(image.token_count for image in message.images) + 64
        for message in messages
    )
    if conversation.token_count + at_most < threshold:
        return False
    return conversation.token_count + len(conversation.glue(messages)) >= threshold


def reply_budget(agent: Agent, state: State, spent: Spent) -> int:
    """How many tokens the next reply may have: a summary as many as fit the next context, others what leaves room for one."""
    rules = agent.context
    budget = limits.turn_budget(agent.limits, spent, context_tokens=agent.context_tokens)
    if state.writes_summary:
        return min(budget, rules.summary_budget(agent.context_tokens, agent.conversation.opening_tokens))
    if rules.allows(state.compactions):
        end = rules.reply_end(agent.context_tokens)
        return min(budget, max(SMALLEST_REPLY_TOKENS, end - spent.tokens))
    return budget


def reply_settings(agent: Agent, state: State) -> ReplySettings:
    """What the next reply is held to. A summary makes no calls."""
    if not state.writes_summary:
        return agent.replies
    return replace(agent.replies, constrain_calls=False, require_call=False)


def thought_budget(agent: Agent, state: State, max_tokens: int) -> int | None:
    """Tokens of the next thought; half of a summary's reply is left for the summary itself."""
    budget = agent.replies.budget_after(state.usage.thinking)
    if not state.writes_summary:
        return budget
    return max_tokens // 2 if budget is None else min(budget, max_tokens // 2)


def begin_segment(agent: Agent, turn: AssistantTurn, state: State, note: str = "") -> State:
    """Put the opening and the summary that ``turn`` is in the place of the context; ``note`` is added to what is told.

    A summary that is empty or too long ends the run.
    """
    conversation, state = agent.conversation, replace(state, writes_summary=False)
    summary = turn.content.strip() or turn.reasoning.strip()
    if not summary:
        return replace(state, ending=context.NO_SUMMARY)
    text = context.FOLLOWS.format(replies=state.steps, summary=summary)
    told = Message("user", "\n".join(filter(None, (text, note))))
    tail = conversation.glue_behind_opening(told)
    length = conversation.opening_tokens + len(tail)
    if length + SMALLEST_REPLY_TOKENS > agent.context.threshold(agent.context_tokens):
        return replace(state, ending=context.NO_ROOM)
    written = agent.trajectory.token_count
    agent.record(
        Compacted(
            step=state.steps,
            kept_tokens=conversation.opening_tokens,
            log_tokens=written,
            context_tokens=length,
            text=told.content,
        )
    )
    conversation.restart(told, tail)
    agent.trajectory.append_tokens(tail, "glue")
    if state.opening is not None:
        agent.session.rewind(state.opening)
    return replace(state, compactions=state.compactions + 1)
