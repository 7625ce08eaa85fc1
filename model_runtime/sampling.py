"""From logits to the next token: pure functions. They keep nothing; randomness comes in as a number.

Order: mask, penalties, temperature, top-k, top-p, min-p, draw. Each filter works on what the one before left.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy
import torch
from torch import Tensor

from model_runtime.errors import NumericalError
from vocabulary.messages import SamplingParameters


def check_parameters(parameters: SamplingParameters) -> None:
    """Raises ``ValueError`` for the first parameter that is out of its range."""
    ranges = {
        "temperature": 0 <= parameters.temperature < math.inf,
        "top_k": parameters.top_k >= 0,
        "top_p": 0 < parameters.top_p <= 1,
        "min_p": 0 <= parameters.min_p <= 1,
        "presence_penalty": -math.inf < parameters.presence_penalty < math.inf,
        "repetition_penalty": 0 < parameters.repetition_penalty < math.inf,
    }
    for name, holds in ranges.items():
        if not holds:
            raise ValueError(f"{name} {getattr(parameters, name)} is out of range")


def only(logits: Tensor, allowed: bytes) -> Tensor:
    """Logits with minus infinity for every token that may not come.

    Args:
        logits: ``[vocabulary]``, float32; not changed.
        allowed: A bit for each token, lowest id and lowest bit first.

    Raises:
        NumericalError: No token may come.
    """
    bits = numpy.unpackbits(numpy.frombuffer(allowed, numpy.uint8), count=len(logits), bitorder="little")
    if not bits.any():
        raise NumericalError("no token may come next: the grammar is at a dead end")
    forbidden = torch.from_numpy(bits == 0).to(logits.device)
    return logits.masked_fill(forbidden, -math.inf)


def penalise(
    logits: Tensor, parameters: SamplingParameters, sequence: Collection[int], generated: Collection[int]
) -> Tensor:
    """Logits with the penalties taken off.

    Args:
        logits: ``[vocabulary]``, float32.
        parameters: Of which the two penalties are read.
        sequence: Every token so far, for the repetition penalty (positive logits are divided by it).
        generated: Tokens of the present reply, for the presence penalty: it is subtracted once a token.

    Returns:
        The same tensor if no penalty applies, otherwise a new one.
    """
    if parameters.repetition_penalty != 1.0 and sequence:
        ids = _distinct(sequence, logits)
        seen = logits[ids]
        factor = parameters.repetition_penalty
        logits = logits.index_copy(0, ids, torch.where(seen > 0, seen / factor, seen * factor))
    if parameters.presence_penalty != 0.0 and generated:
        ids = _distinct(generated, logits)
        logits = logits.index_copy(0, ids, logits[ids] - parameters.presence_penalty)
    return logits


def choose_token(logits: Tensor, parameters: SamplingParameters, uniform: float) -> int:
    """The next token.

    Args:
        logits: ``[vocabulary]``, float32, penalties already taken off; minus infinity for tokens that may not come.
        parameters: Temperature 0 takes the largest logit and ignores the filters and ``uniform``.
        uniform: The random number, in [0, 1). The most likely tokens lie at its low end.

    Raises:
        NumericalError: The largest logit is not finite.
    """
    if parameters.temperature == 0:
        best = int(logits.argmax())
        _require_finite(float(logits[best]))
        return best
    return _picked(*candidates(logits, parameters), uniform)


@dataclass(frozen=True, slots=True)
class Distribution:
    """The law of one token.

    ``token_ids`` are those that may be drawn and ``probabilities`` theirs, float64, adding up to one; ``[candidates]``
    each, most likely first.
    """

    token_ids: Tensor
    probabilities: Tensor

    def probability(self, token_id: int) -> float:
        """Of one token; 0 if it may not be drawn."""
        return float(self.probabilities[self.token_ids == token_id].sum())

    def draw(self, uniform: float) -> int:
        """A token, by a random number in [0, 1)."""
        return _picked(self.token_ids, self.probabilities, uniform)


def distribution(logits: Tensor, parameters: SamplingParameters) -> Distribution:
    """The law by which ``choose_token`` chooses; at temperature 0 all of it lies on one token.

    Args:
        logits: ``[vocabulary]``, float32, penalties already taken off.
        parameters: Temperature and filters.

    Raises:
        NumericalError: The largest logit is not finite.
    """
    if parameters.temperature == 0:
        best = logits.argmax(0, keepdim=True)
        _require_finite(float(logits[best]))
        return Distribution(best, torch.ones(1, dtype=torch.float64, device=logits.device))
    ids, weights = candidates(logits, parameters)
    weights = weights.double()
    return Distribution(ids, weights / weights.sum())


def candidates(logits: Tensor, parameters: SamplingParameters) -> tuple[Tensor, Tensor]:
    """Tokens that may be drawn and their probabilities, most likely first. Temperature must be above 0.

    Args:
        logits: ``[vocabulary]``, float32.
        parameters: Temperature and filters.

    Returns:
        Ids and probabilities, ``[candidates]`` each; never empty. The probabilities sum to one before the last filter.

    Raises:
        NumericalError: The largest logit is not finite.
    """
    count = len(logits) if parameters.top_k == 0 else min(parameters.top_k, len(logits))
    values, ids = torch.topk(logits, count)
    _require_finite(float(values[0]))
    # The largest is taken off first: a tiny temperature cannot overflow then.
    probabilities = torch.softmax((values - values[0]) / parameters.temperature, dim=0)
    kept = int((probabilities > 0).sum())
    if parameters.top_p < 1.0:
        # A token stays while those before it have not reached top_p; so the first always stays.
        before = probabilities.cumsum(0) - probabilities
        kept = min(kept, max(1, int((before < parameters.top_p).sum())))
    if parameters.min_p > 0.0:
        kept = min(kept, max(1, int((probabilities >= parameters.min_p * probabilities[0]).sum())))
    return ids[:kept], probabilities[:kept]


def uniform_at(session_seed: int, parameters_seed: int, position: int, purpose: str = "") -> float:
    """The random number in [0, 1) for the token at ``position`` of a sequence.

    A function of its arguments alone, not of a generator's past: a run that is resumed from its token log draws on as
    if it had never stopped, and the device plays no part. Another ``purpose`` gives another, independent number.
    """
    key = f"{session_seed}:{parameters_seed}:{position}{purpose and ':'}{purpose}".encode()
    return (int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "little") >> 11) * 2.0**-53


def _picked(ids: Tensor, weights: Tensor, uniform: float) -> int:
    cumulative = weights.cumsum(0)
    place = int(torch.searchsorted(cumulative, uniform * float(cumulative[-1]), right=True))
    return int(ids[min(place, len(ids) - 1)])


def _distinct(ids: Collection[int], logits: Tensor) -> Tensor:
    return torch.tensor(sorted(set(ids)), dtype=torch.long, device=logits.device)


def _require_finite(largest: float) -> None:
    if not math.isfinite(largest):
        raise NumericalError(f"the model's largest logit is {largest}; the weights or the device are at fault")
