"""Measures greedy decoding of a random checkpoint with and without drafts, at several rates of right guesses.

A random head is hardly ever right, so what it says is replaced by the reply that is known from plain decoding, or by
something wrong; it is computed all the same. Run from the root of the repository:
``OMP_NUM_THREADS=2 python benchmarks/speculative_decode.py [cpu|cuda]``. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROMPT_TOKENS = 500
DECODE_TOKENS = 200
ROUNDS = 2
RIGHT_SHARES = (0.0, 0.85, 1.0)


class InformedHead:
    """A real head, computed in full, whose guesses are put right or wrong by what the reply is known to be."""

    def __init__(self, head: Any, sequence: list[int], right_share: float) -> None:
        self._head, self._sequence, self._right_share = head, sequence, right_share
        self._following = 0
        self.empty_state, self.seeds, self.remember = head.empty_state, head.seeds, head.remember

    def forward(self, seeds: Any, token_ids: list[int], first_position: int, state: Any) -> Any:
        """As the head's; keeps where the sequence stands."""
        self._following = first_position + len(token_ids)
        return self._head.forward(seeds, token_ids, first_position, state)

    def logits(self, seeds: Any) -> Any:
        """Nothing but the known next token, or its neighbour."""
        from model_runtime.sampling import uniform_at

        logits = self._head.logits(seeds).zero_()
        place = min(self._following + 1, len(self._sequence) - 1)
        right = uniform_at(0, 0, place) < self._right_share
        logits[:, self._sequence[place] if right else (self._sequence[place] + 1) % logits.shape[1]] = 100.0
        return logits


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the product does before it loads torch
    device = sys.argv[1] if len(sys.argv) > 1 else "cpu"
    import torch
    from machine import circumstances, embedded_shape

    from model_runtime.checkpoint import open_checkpoint
    from model_runtime.language_model import load_text_model
    from model_runtime.model.multi_token import MultiTokenHead
    from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint

    with tempfile.TemporaryDirectory() as place:
        write_random_checkpoint(Path(place), tiny_config(**embedded_shape(), mtp_num_hidden_layers=1))
        checkpoint = open_checkpoint(Path(place))
        # Float32 for all: what is compared is the same arithmetic, so that the replies are the same.
        model = load_text_model(checkpoint, device=device, dtype="float32")  # type: ignore[arg-type]
        head = MultiTokenHead(checkpoint, model)
    figures = {
        **circumstances(),
        "settings": f"{device}, {torch.get_num_threads()} threads, torch {torch.__version__}, float32, greedy, {PROMPT_TOKENS} "
        f"tokens of prompt, {DECODE_TOKENS} of reply, best of {ROUNDS}, rounds of all settings in turn",
        **_measure(model, head),
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


def _measure(model: Any, head: Any) -> dict[str, Any]:
    prompt = [(7 * place) % 6000 for place in range(PROMPT_TOKENS)]
    reply, _, _ = _decode(model, None, 0, prompt)
    cases: dict[tuple[int, float], Any] = {(0, 0.0): None}
    for count in range(1, 5):
        for share in RIGHT_SHARES:
            cases[count, share] = InformedHead(head, [*prompt, *reply], share)
    best = dict.fromkeys(cases, float("inf"))
    lengths = dict.fromkeys(cases, 0.0)
    for _ in range(ROUNDS):
        for case, drafts in cases.items():
            drawn, seconds, lengths[case] = _decode(model, drafts, case[0], prompt)
            assert drawn == reply, "greedy replies differ"
            best[case] = min(best[case], seconds)
    plain = best.pop((0, 0.0))
    return {
        "plain_tokens_per_s": round(DECODE_TOKENS / plain, 1),
        "drafting": [
            {
                "drafts": count,
                "right_share": share,
                "acceptance_length": round(lengths[count, share], 2),
                "tokens_per_s": round(DECODE_TOKENS / seconds, 1),
                "ratio": round(plain / seconds, 2),
            }
            for (count, share), seconds in best.items()
        ],
    }


def _decode(model: Any, head: Any, count: int, prompt: list[int]) -> tuple[list[int], float, float]:
    """The reply, the seconds that it took, and the acceptance length."""
    from model_runtime.session import Session, SessionRules
    from model_runtime.speculation import Drafting
    from vocabulary.messages import SamplingParameters

    drafting = None if head is None else Drafting(head, count)
    session = Session(model, SessionRules(32768, 6144, frozenset(), drafting=drafting), seed=0)
    session.extend(prompt)
    begin = time.perf_counter()
    reply = list(session.sample(SamplingParameters(temperature=0.0), max_tokens=DECODE_TOKENS))
    return reply, time.perf_counter() - begin, session.draft_counts.acceptance_length


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
