"""The rewards of a task's stages put together, as Harbor does, and the outcome that they mean. Pure but for one file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.terminal.reward import REWARD, judge_rewards
from evals.terminal.verifying import VERIFIER
from evals.verdict import Verdict


@dataclass(frozen=True, slots=True)
class StageRewards:
    """What came of a stage: its rewards, or why there are none."""

    name: str
    rewards: Mapping[str, float]
    problem: str = ""

    def goes_on(self, least: float | Mapping[str, float] | None) -> bool:
        """Whether the next stage comes: this one has rewards, and as much as is asked for."""
        if self.problem:
            return False
        asked = {REWARD: least} if isinstance(least, int | float) else least or {}
        return all(self.rewards.get(name, float("-inf")) >= value for name, value in asked.items())


def judge_stages(stages: Sequence[StageRewards], strategy: Literal["mean", "final"] | None, folder: Path) -> Verdict:
    """The verdict on all stages that were run. Where they have names, what they come to is written as rewards of the whole."""
    for stage in stages:
        if stage.problem:
            return Verdict("unresolved", f"{stage.name}: {stage.problem}" if stage.name else stage.problem)
    rewards = combined(stages, strategy)
    if stages[0].name:
        (folder / VERIFIER).mkdir(parents=True, exist_ok=True)
        (folder / VERIFIER / "reward.json").write_text(json.dumps(rewards) + "\n", "utf-8")
    return judge_rewards(rewards)


def combined(stages: Sequence[StageRewards], strategy: Literal["mean", "final"] | None) -> dict[str, float]:
    """The rewards of the whole: those of the last stage, or means, in which a name that a stage lacks counts 0."""
    if strategy == "final":
        return dict(stages[-1].rewards)
    names = {name: None for stage in stages for name in stage.rewards}
    return {name: sum(stage.rewards.get(name, 0.0) for stage in stages) / len(stages) for name in names}
