"""The options about how a model replies, which ``agent solve`` and ``agent eval run`` have in common. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from agent.presets import PRESETS
from vocabulary.messages import MAX_DRAFT_TOKENS

_TOKENS: Final = click.IntRange(min=0)

_OPTIONS: Final = (
    click.option("--no-thinking", is_flag=True, help="Let the model answer without a thought first."),
    click.option(
        "--sampling",
        type=click.Choice(tuple(PRESETS)),
        help="Sampling preset of the model card, by name. [default: the model's profile]",
    ),
    click.option(
        "--thinking-budget", type=_TOKENS, metavar="N", help="Tokens after which a thought is brought to its end."
    ),
    click.option(
        "--run-thinking-budget", type=_TOKENS, metavar="N", help="The same for all thoughts of a run together."
    ),
    click.option(
        "--forget-thinking", is_flag=True, help="Drop past thoughts at each user message, as the template does."
    ),
    click.option("--constrain-calls", is_flag=True, help="Hold tool calls to the grammar of the tools."),
    click.option("--require-call", is_flag=True, help="Let no reply end without a tool call."),
    click.option("--logprobs", is_flag=True, help="Record the log probability of each sampled token."),
    click.option(
        "--speculative-tokens",
        type=click.IntRange(0, MAX_DRAFT_TOKENS),
        default=0,
        show_default=True,
        metavar="K",
        help="Tokens in a row that the model's own head guesses ahead, up to 4. Needs a checkpoint with mtp tensors.",
    ),
    click.option(
        "--kv-cache",
        type=click.Choice(("model", "fp8")),
        default="model",
        show_default=True,
        help="How keys and values are kept: as the model computes, or in 8-bit floats, at half the bytes of bfloat16.",
    ),
)


def reply_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with all of them, in the order above."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
