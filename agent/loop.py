"""The loop: ``run`` takes steps until one ends the run; ``step`` is one reply of the model and what comes of it.

The walk of a step: limits are checked, the new tokens go to the model, what it samples goes to the conversation, the
turn is parsed, its calls are carried out in order, the observations are bridged into the conversation. Limits, endings
and the model's mistakes are values. It takes no patch and no model, tool or sandbox by name: see ``agent/solve.py``.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace

from agent import limits
from agent.answering import Answered, finish_turn
from agent.compaction import begin_segment, reply_budget, reply_settings, thought_budget
from agent.events import Ended, ModelTurn
from agent.limits import Ending, Spent
from agent.run_state import INTERRUPTED, Agent, State
from agent.thoughts import ThoughtWatch
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
    if state.ending is not None:
        return state
    if state.writes_summary:
        return begin_segment(agent, turn, state)
    return finish_turn(agent, turn, state, Answered())


def take_turn(agent: Agent, state: State, spent: Spent) -> tuple[AssistantTurn, State]:
    """Give the model the tokens that it has not seen, sample its reply and append it to the conversation."""
    session, conversation = agent.session, agent.conversation
    reused, first, drafts_before = session.token_count, conversation.token_count, session.draft_counts
    found_before, started_s = session.found_token_count, agent.now_s()
    state = prefill(agent, state)
    prefill_s = agent.now_s() - started_s
    max_tokens = reply_budget(agent, state, spent)
    budget = thought_budget(agent, state, max_tokens)
    rule = conversation.reply_rule(reply_settings(agent, state), budget)
    watch = None if state.writes_summary else conversation.thought_watch(state.repetition.rules.thought)
    drawn = sample(agent, rule, max_tokens, watch=watch, deadline_s=state.started_s + agent.limits.max_time_s)
    sampled, ending = drawn.tokens, drawn.ending
    decode_s = agent.now_s() - started_s - prefill_s
    turn = conversation.append_reply(sampled)
    if drawn.repeats:
        turn, state = replace(turn, finish="repetition"), replace(state, repeated_thoughts=state.repeated_thoughts + 1)
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
            purpose="summary" if state.writes_summary else "work",
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
    """Give the model what it has not seen. Where the context may be cut back, the session is remembered as it is there."""
    conversation, session = agent.conversation, agent.session
    if agent.context.allows(state.compactions) and session.token_count <= conversation.opening_tokens:
        extend_to(agent, conversation.opening_tokens)
        state = replace(state, opening=session.snapshot())
    if not agent.replies.preserve_thinking and session.token_count <= conversation.thought_border:
        extend_to(agent, conversation.thought_border)
        state = replace(state, before_thoughts=session.snapshot())
    extend_to(agent, conversation.token_count)
    return state


def extend_to(agent: Agent, length: int) -> None:
    """Give the model the conversation up to ``length``."""
    start = agent.session.token_count
    images = [each for each in agent.conversation.images(start) if start + each.place < length]
    agent.session.extend(agent.conversation.token_ids(start)[: length - start], images)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The tokens of a reply, and what stopped them midway: an ending of the run, or a thought that repeats itself."""

    tokens: list[DrawnToken]
    ending: Ending | None = None
    repeats: bool = False


def sample(
    agent: Agent, rule: ReplyRule | None, max_tokens: int, *, watch: ThoughtWatch | None, deadline_s: float
) -> Drawn:
    """Draw a reply."""
    sampled: list[DrawnToken] = []
    logprobs = agent.replies.logprobs
    try:
        for token in agent.session.reply(agent.sampling, max_tokens=max_tokens, rule=rule, logprobs=logprobs):
            sampled.append(token)
            agent.progress.token(token.token_id)
            if agent.should_stop():
                return Drawn(sampled, INTERRUPTED)
            if agent.now_s() >= deadline_s:
                return Drawn(sampled, limits.time_is_up(agent.limits))
            if watch is not None and watch.repeats_after(token.token_id):
                return Drawn(sampled, repeats=True)
    except KeyboardInterrupt:
        return Drawn(sampled, INTERRUPTED)
    return Drawn(sampled)


def forced_runs(tokens: list[DrawnToken]) -> tuple[tuple[int, int], ...]:
    """Where forced tokens stand: first, and one past last, of each run."""
    bounds = [index for index in range(len(tokens) + 1) if _is_forced(tokens, index) != _is_forced(tokens, index - 1)]
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))


def _is_forced(tokens: list[DrawnToken], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].forced
