"""How a first prompt is computed where there is a prefix store: what of it is known, and where the rest is cut to be kept.

Cuts lie where the prefill pauses anyway. So nothing that is computed depends on what the store held: a session with it, one
without it and one that came first say the same, bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from model_runtime.prefix_store import PrefixStore
from model_runtime.session_rules import SessionRules
from model_runtime.snapshot import Snapshot
from model_runtime.token_log import TokenLog
from vocabulary.messages import PlacedImage


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a prompt, and the pieces, begin and end, that are to be computed, each to be kept."""

    found: Snapshot | None
    pieces: tuple[tuple[int, int], ...]


def plan_opening(
    prompt: Sequence[int], images: Sequence[PlacedImage], prefixes: PrefixStore, rules: SessionRules
) -> Opening:
    """Look a prompt up.

    Args:
        prompt: A whole first prompt.
        images: Those in it.
        prefixes: Where its beginning may be.
        rules: Of the session.
    """
    every = rules.prefill_chunk_tokens
    wanted = TokenLog(prompt, [(each.place, each.image.digest) for each in images])
    found = prefixes.longest(wanted, every=every)
    begin = 0 if found is None else found.token_count
    # A recurrent state cannot be cut back: a snapshot has to lie where prompts part. That is where this one parts from
    # those that are known, or where its first message ends.
    cuts = (_pause(prefixes.border(wanted), images, every), common_beginning(prompt, images, prefixes, rules))
    ends = sorted({begin, len(prompt), *(cut for cut in cuts if cut > begin)})
    return Opening(found, tuple(pairwise(ends)))


def common_beginning(
    prompt: Sequence[int], images: Sequence[PlacedImage], prefixes: PrefixStore, rules: SessionRules
) -> int:
    """Up to where a prompt is expected to be like others: its first message, which is the same in every run of an agent."""
    wish = _first_message(prompt, rules.turn_token_id)
    return _pause(wish, images, rules.prefill_chunk_tokens) if wish >= prefixes.min_border_tokens else 0


def _first_message(prompt: Sequence[int], turn_token_id: int | None) -> int:
    """Where the second message begins; 0 without one."""
    starts = [place for place, token_id in enumerate(prompt) if token_id == turn_token_id]
    return starts[1] if len(starts) > 1 else 0


def _pause(wish: int, images: Sequence[PlacedImage], every: int) -> int:
    """The last place up to ``wish`` where every prefill of the prompt pauses."""
    place = wish - wish % every
    for each in images:
        if each.place < place < each.place + each.image.token_count:
            place = each.place - each.place % every
    return place
