"""One sequence of tokens and the state computed from them. No token of it is ever computed twice.

It only grows, unless it is rewound to a snapshot. It knows ids and limits; text, messages and tools are foreign to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from model_runtime.errors import BrokenSessionError, ContextOverflowError
from model_runtime.opening import common_beginning, plan_opening
from model_runtime.prefix_store import PrefixStore
from model_runtime.ruled_reply import RuledReply
from model_runtime.sampling import check_parameters
from model_runtime.session_rules import ForwardModel as ForwardModel
from model_runtime.session_rules import SessionRules as SessionRules
from model_runtime.sight import check_images, chunks, part_of
from model_runtime.snapshot import Snapshot
from model_runtime.speculation import Reply, Round, follow, judge, propose
from model_runtime.tentative import Tentative
from model_runtime.token_log import TokenLog
from vocabulary.messages import DraftCounts, PlacedImage, SamplingParameters
from vocabulary.reply import DrawnToken, ReplyRule


class Session:
    """An append-only sequence (see ``agent.model.ModelSession``). Not for use by several threads at a time."""

    def __init__(
        self,
        model: ForwardModel,
        rules: SessionRules,
        *,
        seed: int,
        start: Snapshot | None = None,
        prefixes: PrefixStore | None = None,
    ) -> None:
        """Begin an empty sequence, or go on from ``start``.

        Args:
            model: Computes it.
            rules: Of all sessions of the model.
            seed: Fixes its sampling.
            start: A snapshot of any session of the model.
            prefixes: Where a first prompt is looked up and then kept. What is found there is, bit for bit, what would
                have been computed.

        Raises:
            ValueError: ``start`` is another model's.
        """
        start = start or Snapshot(model, TokenLog(), model.empty_state(), None)
        self._model = model
        self._rules = rules
        self._seed = seed
        self._prefixes = prefixes
        self._computing = False
        self._draft_counts = DraftCounts()
        self._rewinds = 0
        self._found_tokens = 0
        self._round: Round | None
        self._adopt(start)

    @property
    def token_count(self) -> int:
        """Length of the sequence, sampled tokens included."""
        return len(self._log)

    @property
    def token_ids(self) -> tuple[int, ...]:
        """The sequence so far."""
        return tuple(self._log)

    @property
    def computed_token_count(self) -> int:
        """Tokens whose state has been computed: all but a just sampled last one, or just forced last ones."""
        return self._state.token_count + (0 if self._round is None else self._round.computed_tokens)

    @property
    def found_token_count(self) -> int:
        """Tokens of the first prompt that were not computed here: their state was in the prefix store."""
        return self._found_tokens

    @property
    def draft_counts(self) -> DraftCounts:
        """Of all replies that this session drew; zeros if it does not draft."""
        return self._draft_counts

    def extend(self, token_ids: Sequence[int], images: Sequence[PlacedImage] = ()) -> None:
        """Append tokens, some of which may be those of images, and compute them with those that still have to be.

        Raises:
            ContextOverflowError: They do not fit. Nothing is appended then.
            ValueError: An id that the tokenizer does not know, or an image without its tokens. Nothing is appended then.
            BrokenSessionError: An earlier call was interrupted.
        """
        added = list(token_ids)
        self._require_room(len(added))
        for token_id in added:
            if not 0 <= token_id < self._rules.token_kinds:
                raise ValueError(f"token id {token_id} is not one of the tokenizer's {self._rules.token_kinds}")
        check_images(added, images, self._rules.sight)
        if added and self._prefixes is not None and not self._log:
            self._begin(added, images, self._prefixes)
        elif added:
            self._add(added, images)

    def _add(self, token_ids: list[int], images: Iterable[PlacedImage]) -> None:
        placed = [replace(image, place=image.place + len(self._log)) for image in images]
        self._log.extend(token_ids, [(each.place, each.image.digest) for each in placed])
        self._compute_pending(placed)

    def sample(self, parameters: SamplingParameters, *, max_tokens: int) -> Iterator[int]:
        """Draw and append tokens one by one; ends after a stop token (which is yielded too) or ``max_tokens``.

        Closing the iterator early is allowed: what was yielded stays appended. A rewind ends it.

        Raises:
            ContextOverflowError: The sequence is full; tokens yielded before stay appended.
            NumericalError: The logits are not finite.
            ValueError: The sequence is empty or a parameter is out of range.
            BrokenSessionError: An earlier call was interrupted.
        """
        check_parameters(parameters)
        if max_tokens < 0:
            raise ValueError(f"max_tokens {max_tokens} is out of range")
        if not self._log:
            raise ValueError("an empty sequence cannot be sampled from; extend it first")
        return self._drawn(parameters, max_tokens)

    def reply(
        self, parameters: SamplingParameters, *, max_tokens: int, rule: ReplyRule | None = None, logprobs: bool = False
    ) -> Iterator[DrawnToken]:
        """As ``sample``, held to ``rule`` if there is one, and with what is known of each token.

        Forced tokens are appended without being drawn; they count for ``max_tokens``. With ``logprobs``, drawn ones carry
        their log probability. Raises as ``sample``, and NumericalError where the rule allows no token at all.
        """
        plain = self.sample(parameters, max_tokens=max_tokens)
        if rule is None and not logprobs:
            return map(DrawnToken, plain)
        stops = self._rules.stop_token_ids | parameters.stop_token_ids
        return RuledReply(self, self._seed, parameters, stops, logprobs=logprobs).drawn(rule, max_tokens)

    def next_logits(self) -> Tensor:
        """Of the token that comes next, float32 ``[token_kinds]``, as the model gives them.

        Raises:
            BrokenSessionError: An earlier call was interrupted.
        """
        self._compute_pending()
        assert self._last_hidden is not None
        return self._model.logits(self._last_hidden)[0, : self._rules.token_kinds]

    def append(self, token_id: int) -> None:
        """Append one token without computing it; that happens together with what comes after it.

        Raises:
            ContextOverflowError: The sequence is full.
        """
        self._settle()
        self._require_room(1)
        self._log.extend((token_id,))

    @property
    def rewind_count(self) -> int:
        """How often it was rewound."""
        return self._rewinds

    def snapshot(self) -> Snapshot:
        """The sequence as it is now, at a cost that does not depend on its length; the session goes on untouched.

        Raises:
            BrokenSessionError: An earlier call was interrupted.
        """
        self._settle()
        return Snapshot(self._model, self._log.fork(), self._state.fork(), _copied(self._last_hidden))

    def fork(self, snapshot: Snapshot | None = None, *, seed: int | None = None) -> Session:
        """A session that goes on by itself, from a snapshot or from now, at a cost that does not depend on the length.

        Args:
            snapshot: Of this or of any session of the same model; None for the present moment.
            seed: Of its sampling; None for the same as here.

        Raises:
            BrokenSessionError: An earlier call was interrupted, and no snapshot is given.
            ValueError: The snapshot is another model's.
        """
        if snapshot is None:
            self._settle()
            snapshot = Snapshot(self._model, self._log, self._state, self._last_hidden)
        seed = self._seed if seed is None else seed
        return Session(self._model, self._rules, seed=seed, start=snapshot, prefixes=self._prefixes)

    def rewind(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot that this session passed through. Also mends an interrupted session.

        Raises:
            ValueError: The snapshot is another model's, or its tokens do not begin this session's. Nothing is changed.
        """
        if not snapshot.log.begins(self._log):
            raise ValueError("the snapshot is not of an earlier moment of this session")
        self._adopt(snapshot)
        self._computing = False
        self._rewinds += 1

    def _begin(self, prompt: list[int], images: Sequence[PlacedImage], prefixes: PrefixStore) -> None:
        """Take what is known of the first prompt, compute the rest, and keep it for those that come after."""
        self._require_whole()
        common = common_beginning(prompt, images, prefixes, self._rules)
        # Of several sessions with one beginning, at the same time, the first computes it and the others find it.
        with prefixes.turn(prompt[:common]):
            opening = plan_opening(prompt, images, prefixes, self._rules)
            if opening.found is not None:
                self._adopt(opening.found)
                self._found_tokens = len(self._log)
            pieces = list(opening.pieces)
            while pieces and pieces[0][1] <= common:
                self._add_and_keep(prompt, images, prefixes, pieces.pop(0))
        for piece in pieces:
            self._add_and_keep(prompt, images, prefixes, piece)

    def _add_and_keep(
        self, prompt: list[int], images: Sequence[PlacedImage], prefixes: PrefixStore, piece: tuple[int, int]
    ) -> None:
        begin, end = piece
        self._add(prompt[begin:end], part_of(images, begin, end))
        prefixes.keep(self.snapshot())

    def _adopt(self, snapshot: Snapshot) -> None:
        if snapshot.model is not self._model:
            raise ValueError("the snapshot was made by another model")
        self._log = snapshot.log.fork()
        self._state = snapshot.state.fork()
        self._last_hidden = _copied(snapshot.last_hidden)
        self._round = None
        if self._rules.drafting is None:
            self._state.draft = None
        elif self._state.draft is None and self._last_hidden is not None:
            # A snapshot of a session that did not draft: the head begins in the middle of the sequence.
            follow(self._rules.drafting, self._state, self._last_hidden, self._log)

    def _drawn(self, parameters: SamplingParameters, max_tokens: int) -> Iterator[int]:
        stops = self._rules.stop_token_ids | parameters.stop_token_ids
        reply = Reply(parameters, self._seed, self._rules.token_kinds, self._log, set())
        rewinds, left = self._rewinds, max_tokens
        while left and self._rewinds == rewinds:
            self._require_room(1)
            drawn = self._draw(reply, left)
            for token_id in drawn.token_ids:
                if self._round is not drawn:
                    break  # the session was used for something else in the meantime
                self._log.extend((token_id,))
                reply.generated.add(token_id)
                drawn.taken += 1
                left -= 1
                yield token_id
                if token_id in stops:
                    return

    @torch.inference_mode()
    def _draw(self, reply: Reply, left: int) -> Round:
        """Draw the next tokens, at least one and at most ``left``; they join the sequence later, one by one."""
        self._settle()
        drafting, drafts = self._rules.drafting, self._draft_count(left)
        if drafting is None or drafts < 1:
            self._compute_pending()
            assert self._last_hidden is not None
            self._round = Round(judge((), self._model.logits(self._last_hidden), reply))
            return self._round
        guesses = propose(drafting, self._state, reply, drafts)
        ahead = Tentative(self._state)
        self._computing = True
        hidden = self._model.forward([self._log[-1], *(guess.token_id for guess in guesses)], ahead.ahead)
        # From here on the session is whole: what is known of the drafts can be settled even if the logits are not sound.
        self._round = drawn = Round([], ahead, hidden)
        self._computing = False
        drawn.token_ids = judge(guesses, self._model.logits(hidden), reply)
        self._draft_counts += DraftCounts(1, len(guesses), len(drawn.token_ids) - 1)
        return drawn

    def _draft_count(self, left: int) -> int:
        """How many tokens to draft: only after a token that still has to be computed, and none without a use."""
        pending = len(self._log) - self._state.token_count
        reading = self._state.draft
        if self._rules.drafting is None or pending != 1 or reading is None or not reading.waiting.shape[0]:
            return 0
        return min(self._rules.drafting.tokens, left - 1, self._rules.context_tokens - len(self._log) - 1)

    @torch.inference_mode()
    def _settle(self) -> None:
        """Make what was computed of the tokens taken from a round part of the state, and drop the rest."""
        self._require_whole()
        drawn = self._round
        if drawn is not None and drawn.ahead is not None and self._rules.drafting is not None:
            assert drawn.hidden is not None
            self._computing = True
            hidden = drawn.hidden[: drawn.computed_tokens]
            drawn.ahead.take(len(hidden))
            self._last_hidden = hidden[-1:]
            follow(self._rules.drafting, self._state, hidden, self._log)
            self._computing = False
        self._round = None

    def _compute_pending(self, images: Sequence[PlacedImage] = ()) -> None:
        self._settle()
        rules, state, sight = self._rules, self._state, self._rules.sight
        # Stays set if the forward pass does not return: some layers are then ahead of others.
        self._computing = True
        for end, visual in chunks(state, len(self._log), images, sight, rules.prefill_chunk_tokens):
            chunk = self._log[state.token_count : end]
            hidden = sight.forward(chunk, state, visual) if visual and sight else self._model.forward(chunk, state)
            self._last_hidden = hidden[-1:]
            if rules.drafting is not None:
                follow(rules.drafting, state, hidden, self._log)
        self._computing = False

    def _require_whole(self) -> None:
        if self._computing:
            raise BrokenSessionError("this session was interrupted while computing; start a new one from its token ids")

    def _require_room(self, added: int) -> None:
        if len(self._log) + added > self._rules.context_tokens:
            raise ContextOverflowError(len(self._log) + added, self._rules.context_tokens)


def _copied(row: Tensor | None) -> Tensor | None:
    # The row is a view of those of a whole prefill chunk, which need not live as long.
    return None if row is None else row.clone()
