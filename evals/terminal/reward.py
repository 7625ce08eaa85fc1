"""What a verifier left: ``reward.json`` or ``reward.txt``, and the outcome that it means.

Pure; the files may be an agent's forgery of any shape.
"""

from __future__ import annotations

import json
import math
import re
from typing import Final

from evals.verdict import Verdict

REWARD: Final = "reward"
MAX_BYTES: Final = 1 << 20
_FULL: Final = 1.0


def read_rewards(json_file: bytes | None, text_file: bytes | None) -> dict[str, float]:
    """The rewards by name; ``reward.json`` comes first, as in Harbor, and one number in ``reward.txt`` is called ``reward``.

    Raises:
        ValueError: there is neither, or what is there is no finite number or no flat object of them; one line.
    """
    if json_file is not None:
        return _from_json(json_file)
    if text_file is None:
        raise ValueError("the tests left no reward")
    text = text_file.decode("utf-8", "replace").strip()
    if not text:
        raise ValueError("reward.txt is empty")
    if not re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", text, re.ASCII) or not math.isfinite(
        float(text)
    ):
        raise ValueError(f"reward.txt holds no number: {text[:40]!r}")
    return {REWARD: float(text)}


def judge_rewards(rewards: dict[str, float]) -> Verdict:
    """Resolved when the reward is 1: that of the name ``reward``, or else every one of them."""
    deciding = {REWARD: rewards[REWARD]} if REWARD in rewards else rewards
    passed = sum(value >= _FULL for value in deciding.values())
    said = ", ".join(f"{name} {value:g}" for name, value in sorted(deciding.items()))
    resolved = passed == len(deciding)
    return Verdict("resolved" if resolved else "unresolved", "" if resolved else said, passed, len(deciding))


def _from_json(content: bytes) -> dict[str, float]:
    try:
        rewards = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError("reward.json is no JSON") from error
    if not isinstance(rewards, dict) or not rewards:
        raise ValueError("reward.json holds no rewards")
    for name, value in rewards.items():
        if not isinstance(value, int | float) or not _is_finite(value):
            raise ValueError(f"reward.json: {name[:40]!r} is no number")
    return {str(name): float(value) for name, value in rewards.items()}


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
