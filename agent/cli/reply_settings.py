"""What the options of ``reply_options`` come to: a profile with what they say otherwise, and a model that was asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict

from agent.presets import PRESETS
from agent.profile import Profile
from vocabulary.messages import KeyValueKind


class ReplySettings(BaseModel):
    """The options, as they were given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    no_thinking: bool = False
    sampling: str | None = None
    thinking_budget: int | None = None
    run_thinking_budget: int | None = None
    forget_thinking: bool = False
    constrain_calls: bool = False
    require_call: bool = False
    logprobs: bool = False
    speculative_tokens: int = 0
    kv_cache: KeyValueKind = "model"

    def applied(self, profile: Profile) -> Profile:
        """The model's profile with what they say otherwise."""
        replies = replace(
            profile.replies,
            preserve_thinking=profile.replies.preserve_thinking and not self.forget_thinking,
            thinking_budget=_first(self.thinking_budget, profile.replies.thinking_budget),
            run_thinking_budget=_first(self.run_thinking_budget, profile.replies.run_thinking_budget),
            constrain_calls=profile.replies.constrain_calls or self.constrain_calls,
            require_call=profile.replies.require_call or self.require_call,
            logprobs=profile.replies.logprobs or self.logprobs,
        )
        sampling = PRESETS[self.sampling] if self.sampling else profile.sampling
        thinking = profile.thinking and not self.no_thinking
        return profile.model_copy(update={"replies": replies, "sampling": sampling, "thinking": thinking})

    @property
    def loading(self) -> dict[str, Any]:
        """What is asked of the model beside the profile, and not as usual; for a record."""
        given = {"speculative_tokens": self.speculative_tokens, "kv_cache": self.kv_cache}
        usual = {"speculative_tokens": 0, "kv_cache": "model"}
        return {name: value for name, value in given.items() if value != usual[name]}


def _first(option: int | None, default: int | None) -> int | None:
    return default if option is None else option
