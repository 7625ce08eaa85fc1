"""Holds tokens to a grammar with llguidance: which may come next, which must. Immutable states over its matcher.

It knows tokens and a grammar, not what the grammar is for. No tensors: a mask is bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import llguidance

from model_runtime.tokenizer import Tokenizer

# llguidance's token trie has a limit between 600 and 2,000 bytes a token (1.9.1); the longest of a vocabulary are runs
# of spaces, a few hundred bytes long.
_MAX_TOKEN_BYTES = 512

# Work for one mask, in the library's measure. Its default is made for servers that take grammars from strangers.
_STEP_FUEL = 5_000_000


class CallGrammarFailure(RuntimeError):
    """The library refuses a grammar, a token that it allowed, or to go on. The message is one line."""


class _Vocabulary:
    """A tokenizer as llguidance asks for it."""

    def __init__(self, tokenizer: Tokenizer, end_id: int) -> None:
        self._tokenizer = tokenizer
        pieces = [tokenizer.token_bytes(token_id) for token_id in range(tokenizer.size)]
        self.eos_token_id = end_id
        self.bos_token_id = None
        self.tokens = [piece if len(piece) <= _MAX_TOKEN_BYTES else b"" for piece in pieces]
        self.special_token_ids = sorted(tokenizer.control_ids.values())

    def __call__(self, text: str | bytes) -> list[int]:
        return self._tokenizer.encode_plain(text if isinstance(text, str) else text.decode("utf-8", "replace"))


class GrammarVocabulary:
    """The tokens of a tokenizer, prepared once: about a second for 248,000 of them."""

    def __init__(self, tokenizer: Tokenizer, end_id: int) -> None:
        """Prepare. ``end_id`` may come where the grammar is complete."""
        wrapper = llguidance.TokenizerWrapper(_Vocabulary(tokenizer, end_id))
        self._tokenizer = llguidance.LLTokenizer(wrapper, n_vocab=tokenizer.size, eos_token=[end_id])

    def compile(self, lark: str) -> GrammarState:
        """The state before the first token of a grammar.

        Raises:
            CallGrammarFailure: It is not a grammar.
        """
        grammar = llguidance.LLMatcher.grammar_from_lark(lark)
        limits = llguidance.LLParserLimits(step_lexer_fuel=_STEP_FUEL, verbose_errors=False)
        start = GrammarState(llguidance.LLMatcher(self._tokenizer, grammar, log_level=0, limits=limits))
        # Asked now, so that threads that begin here at once only ever copy it.
        _ = (start.forced, start.allowed)
        return start


class GrammarState:
    """A place in a text that a grammar describes. Immutable, though what is asked of it is computed when asked.

    The matcher is copied, never advanced. What it remembers of its last mask goes into the copy: in the middle of a
    text most masks are those of the token before.
    """

    def __init__(self, matcher: llguidance.LLMatcher) -> None:
        self._matcher = matcher
        if matcher.is_error():
            raise CallGrammarFailure(" ".join(matcher.get_error().split())[:300])

    @cached_property
    def allowed(self) -> bytes:
        """One bit for each token id, lowest id and lowest bit first."""
        return self._matcher.compute_bitmask()

    @cached_property
    def forced(self) -> tuple[int, ...]:
        """The tokens that must come, spelled as the tokenizer spells their text; empty where there is a choice."""
        if forced := self._matcher.compute_ff_tokens():
            return tuple(forced)
        single = _single_bit(self.allowed)
        return () if single is None else (single,)

    def after(self, token_ids: Sequence[int]) -> GrammarState:
        """The state once the tokens have come.

        Raises:
            CallGrammarFailure: One of them may not come.
        """
        matcher = self._matcher.deep_copy()
        matcher.consume_tokens(list(token_ids))
        return GrammarState(matcher)


def _single_bit(mask: bytes) -> int | None:
    """The only set bit; None if several are, or none."""
    number = int.from_bytes(mask, "little")
    return number.bit_length() - 1 if number and not number & (number - 1) else None
