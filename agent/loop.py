"""The loop: ``run`` takes steps until one ends the run; ``step`` is one reply of the model and what comes of it.

The walk of a step: limits are checked, the new tokens go to the model, what it samples goes to the conversation, the
turn is parsed, its calls are carried out in order, the observations are bridged into the conversation. Limits, endings
and the model's mistakes are values. It takes no patch and no model, tool or sandbox by name: see ``agent/solve.py``.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import replace

from agent import limits
from agent.answering import Answered, finish_turn
from agent.events import Ended, ModelTurn
from agent.limits import Ending, Spent
from agent.run_state import INTERRUPTED, Agent, State
from vocabulary.messages import AssistantTurn, Usage
from vocabulary.reply import DrawnToken, ReplyRule


def run(agent: Agent, state: State) -> State:
    """Take steps from the first prompt on until the run ends.

    Raises:
        OSError: the run directory cannot be written.
    """
    agent.trajectory.append_tokens(agent.conversation.token_ids(), "prompt")
    return go_on(agent, state)


def go_on(agent: Agent, state: State, first: Callable[[Agent, State], State] | None = None) -> State:
    """Take steps until the run ends. An interruption or an error that nobody expects ends it as a limit does.

    Args:
        agent: what the run works with.
        state: how far it is.
        first: the rest of a step that was begun; None for a whole one.

    Raises:
        OSError: the run directory cannot be written.
    """
    take = first or step
    while state.ending is None:
        try:
            state, take = take(agent, state), step
            if state.ending is None and agent.should_stop_after_step():
                state = replace(state, ending=INTERRUPTED)
        except KeyboardInterrupt:
            state = replace(state, ending=INTERRUPTED)
        except Exception as error:
            agent.trajectory.write_file("error.log", traceback.format_exc().encode("utf-8", "backslashreplace"))
            state = replace(state, ending=Ending("internal_error", f"{type(error).__name__}: {error}"))
    agent.record(Ended(kind=state.ending.kind, detail=state.ending.detail))
    return state


def step(agent: Agent, state: State) -> State:
    """One reply of the model, its calls and their observations."""
    conversation, elapsed_s = agent.conversation, agent.now_s() - state.started_s
    spent = Spent(state.steps, conversation.token_count, elapsed_s, conversation.forgotten_tokens)
    ending = limits.check(agent.limits, spent, context_tokens=agent.context_tokens)
    if ending is not None:
        return replace(state, ending=ending)
    turn, state = take_turn(agent, state, spent)
    return state if state.ending is not None else finish_turn(agent, turn, state, Answered())


def take_turn(agent: Agent, state: State, spent: Spent) -> tuple[AssistantTurn, State]:
    """Give the model the tokens that it has not seen, sample its reply and append it to the conversation."""
    session, conversation = agent.session, agent.conversation
    reused, first, drafts_before = session.token_count, conversation.token_count, session.draft_counts
    found_before, started_s = session.found_token_count, agent.now_s()
    state = prefill(agent, state)
    prefill_s = agent.now_s() - started_s
    max_tokens = limits.turn_budget(agent.limits, spent, context_tokens=agent.context_tokens)
    budget = agent.replies.budget_after(state.usage.thinking)
    rule = conversation.reply_rule(agent.replies, budget)
    sampled, ending = sample(agent, rule, max_tokens, deadline_s=state.started_s + agent.limits.max_time_s)
    decode_s = agent.now_s() - started_s - prefill_s
    turn = conversation.append_reply(sampled)
    agent.trajectory.append_reply(sampled)
    usage = conversation.turns[-1].usage if sampled else Usage()
    reused += session.found_token_count - found_before
    usage = replace(usage, computed=first - reused, reused=reused)  # a resumed session begins with nothing
    drafts = session.draft_counts - drafts_before
    state = replace(state, steps=state.steps + 1, usage=state.usage + usage, drafts=state.drafts + drafts)
    state = replace(state, ending=ending)
    state = replace(state, prefill_s=state.prefill_s + prefill_s, decode_s=state.decode_s + decode_s)
    agent.record(
        ModelTurn(
            step=state.steps,
            first_token=first,
            token_ids=tuple(token.token_id for token in sampled),
            reasoning=turn.reasoning,
            content=turn.content,
            calls=len(turn.calls),
            finish="stopped" if ending else turn.finish,
            usage=usage,
            prefill_s=prefill_s,
            decode_s=decode_s,
            decode_tokens_per_s=len(sampled) / decode_s if decode_s > 0 else 0.0,
            thinking_budget=budget,
            forced=forced_runs(sampled),
            drafts=drafts,
        )
    )
    return turn, state


def prefill(agent: Agent, state: State) -> State:
    """Give the model what it has not seen. Where thoughts are not kept, the session is remembered as it is before them."""
    session, border = agent.session, agent.conversation.thought_border
    if not agent.replies.preserve_thinking and session.token_count <= border:
        start = session.token_count
        images = [each for each in agent.conversation.images(start) if start + each.place < border]
        session.extend(agent.conversation.token_ids(start)[: border - start], images)
        state = replace(state, before_thoughts=session.snapshot())
    start = session.token_count
    session.extend(agent.conversation.token_ids(start), agent.conversation.images(start))
    return state


def sample(
    agent: Agent, rule: ReplyRule | None, max_tokens: int, *, deadline_s: float
) -> tuple[list[DrawnToken], Ending | None]:
    """The tokens of a reply, and the ending if something stopped them midway."""
    sampled: list[DrawnToken] = []
    logprobs = agent.replies.logprobs
    try:
        for token in agent.session.reply(agent.sampling, max_tokens=max_tokens, rule=rule, logprobs=logprobs):
            sampled.append(token)
            agent.progress.token(token.token_id)
            if agent.should_stop():
                return sampled, INTERRUPTED
            if agent.now_s() >= deadline_s:
                return sampled, limits.time_is_up(agent.limits)
    except KeyboardInterrupt:
        return sampled, INTERRUPTED
    return sampled, None


def forced_runs(tokens: list[DrawnToken]) -> tuple[tuple[int, int], ...]:
    """Where forced tokens stand: first, and one past last, of each run."""
    bounds = [index for index in range(len(tokens) + 1) if _is_forced(tokens, index) != _is_forced(tokens, index - 1)]
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))


def _is_forced(tokens: list[DrawnToken], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].forced
