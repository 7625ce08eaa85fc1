"""Episodes as token ids, with a weight for each: exactly the ids that a run of the product holds (``check`` proves it).

Fast because structure is written here; ``check`` compares it with ``model_runtime.chat`` on a given episode.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agent.profile import PROFILES
from model_runtime.chat.format import QwenChatFormat
from tools.base import tool_spec
from tools.registry import create_tools
from training.expert import Episode, Step
from training.walk import RIGHT
from vocabulary.messages import Message, ToolSpec

IGNORED, READ, LEARNT, JUDGED = 0, 1, 2, 3
"""Weights: structure and system prompt; text that the model reads; what it is to say; the part of that which decides.

A walk is nine tenths copying. What decides a run is whether a line is right, and what is said after the wrong one.
"""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids (uint16) and their weights (uint8), of the same length."""

    ids: npt.NDArray[np.uint16]
    weights: npt.NDArray[np.uint8]


class EpisodeEncoder:
    """Encodes episodes in the profile of the embedded model."""

    def __init__(self, chat: QwenChatFormat) -> None:
        """The prefix (system prompt and tools) is encoded once."""
        self._chat = chat
        self._profile = PROFILES["pocket"]
        self._tools: list[ToolSpec] = [
            tool_spec(tool, brief=True) for tool in create_tools(self._profile.tools, command_timeout_s=60)
        ]
        ids = chat.open(self._profile.opening("x"), self._tools, thinking=True)
        start = chat.tokenizer.control_id("<|im_start|>")
        second = [index for index, token in enumerate(ids) if token == start][1]
        self._prefix = ids[: second + 1]
        self._control = {name: chat.tokenizer.control_id(name) for name in _CONTROL}
        self._right, self._wrong = (chat.tokenizer.encode_plain(f")  {word}")[-1] for word in ("right", "wrong"))
        self._bar = chat.tokenizer.encode_plain(f"){RIGHT}")[-2]

    @property
    def prefix(self) -> list[int]:
        """The ids with which every episode begins: system prompt and tools."""
        return list(self._prefix)

    def encode(self, episode: Episode) -> Encoded:
        """Ids and weights of a whole episode, ending with the last turn's end."""
        ids: list[int] = list(self._prefix)
        weights = [IGNORED] * len(ids)

        def text(piece: str, weight: int) -> None:
            added = self._chat.tokenizer.encode_plain(piece)
            ids.extend(added)
            weights.extend(self._judged(added) if weight == LEARNT else [weight] * len(added))

        def control(name: str, weight: int = IGNORED) -> None:
            ids.append(self._control[name])
            weights.append(weight)

        text("user\n" + self._opening(episode)[1].content.strip(), READ)
        control("<|im_end|>")
        for number, step in enumerate(episode.steps):
            text("\n", IGNORED)
            self._turn(step, text, control, thinking=episode.thinking)
            if number + 1 == len(episode.steps):
                break
            text("\n", IGNORED)
            control("<|im_start|>")
            text("user\n", IGNORED)
            control("<tool_response>")
            text("\n" + step.observation.strip() + "\n", READ)
            control("</tool_response>")
            control("<|im_end|>")
            if step.next_issue is not None:
                text("\n", IGNORED)
                control("<|im_start|>")
                text("user\n" + self._profile.opening(step.next_issue)[1].content.strip(), READ)
                control("<|im_end|>")
        return Encoded(np.array(ids, np.uint16), np.array(weights, np.uint8))

    def _judged(self, ids: list[int]) -> list[int]:
        """Weights of learnt text: a line's verdict and the words after a wrong line count as judgements."""
        weights, found = [LEARNT] * len(ids), False
        for index, token in enumerate(ids):
            verdict = index > 0 and ids[index - 1] == self._bar and token in (self._right, self._wrong)
            if verdict or found:
                weights[index] = JUDGED
            found = found or (verdict and token == self._wrong)
        return weights

    def _opening(self, episode: Episode) -> tuple[Message, Message]:
        return self._profile.opening(episode.issue, check_command=episode.check_command)

    def _turn(
        self, step: Step, text: Callable[[str, int], None], control: Callable[..., None], *, thinking: bool
    ) -> None:
        control("<|im_start|>")
        text("assistant\n", IGNORED)
        control("<think>")
        weight = LEARNT if step.learn else IGNORED
        if thinking:
            text("\n", IGNORED)
            text(step.thought + "\n", JUDGED if step.judges and step.learn else weight)
            control("</think>", weight)
            text("\n\n", weight)
        else:
            text("\n\n", IGNORED)
            control("</think>")
            text("\n\n", IGNORED)
        control("<tool_call>", weight)
        parameters = "".join(
            f"<parameter={key}>\n{value}\n</parameter>\n" for key, value in step.call.arguments.items()
        )
        text(f"\n<function={step.call.name}>\n{parameters}</function>\n", weight)
        control("</tool_call>", weight)
        control("<|im_end|>", weight)

    def check(self, episode: Episode) -> None:
        """Raise unless the product's own chat format gives the same ids."""
        thinking = episode.thinking
        ids = self._chat.open(self._opening(episode), self._tools, thinking=thinking)
        for number, step in enumerate(episode.steps):
            turn = Message("assistant", "", step.thought if thinking else None, (step.call,))
            sampled = self._chat.encode_turn(turn, thinking=thinking)
            ids += sampled
            if number + 1 < len(episode.steps):
                ids += self._chat.bridge(sampled, [Message("tool", step.observation)], thinking=thinking)
        mine = self.encode(episode).ids.tolist()
        if mine != ids:
            raise AssertionError("an episode's ids differ from those of a run")


_CONTROL = (
    "<|im_start|>",
    "<|im_end|>",
    "<think>",
    "</think>",
    "<tool_call>",
    "</tool_call>",
    "<tool_response>",
    "</tool_response>",
)
