"""Who acts in terminal tasks, by the name that the user gives. Apart from ``terminal.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from agent import app
from agent.errors import Misconfigured
from agent.progress import print_line
from agent.provenance import describe
from evals.export import read_configuration
from evals.terminal.agents import TerminalModelAgent, TerminalReplayAgent, recorded_runs, reference_agent
from evals.terminal.phases import TerminalAgent
from evals.turns import SharedModel

MODEL: Final = "model"
REPLAY: Final = "replay:"


def terminal_agent(
    name: str, model: str | None, *, seed: int, no_thinking: bool, shared: bool = False
) -> tuple[TerminalAgent, dict[str, Any]]:
    """The agent, and what identifies it in the record; the model of a ``shared`` one has an engine.

    Raises:
        UserError: there is no such agent or model, or nothing is recorded.
    """
    if name.startswith(REPLAY):
        return _replay(name, model)
    if name != MODEL:
        return reference_agent(name), {"agent": name}
    source = app.find_model(model, note=_note)
    profile = source.profile.model_copy(update={"thinking": source.profile.thinking and not no_thinking})
    _note(f"loading {source.path.name}")
    loaded = app.load_model(source, shared=shared)
    configuration = {"agent": MODEL, "profile": profile.model_dump(mode="json"), "seed": seed, **describe(loaded)}
    return TerminalModelAgent(SharedModel(loaded), profile, seed), configuration


def _replay(name: str, model: str | None) -> tuple[TerminalAgent, dict[str, Any]]:
    """The agent that replays another evaluation; the model is loaded for its chat format, and says nothing."""
    recorded = Path(name.removeprefix(REPLAY))
    wanted = read_configuration(recorded).get("model")
    if wanted is None:
        raise Misconfigured(f"{recorded} was recorded without a model")
    loaded = app.load_model(app.find_model(model, note=_note))
    if (loaded.name, loaded.digest) != (wanted["name"], wanted["digest"]):
        raise Misconfigured(f"{recorded} was recorded with {wanted['name']}: name that model with --model")
    return TerminalReplayAgent(recorded_runs(recorded), loaded.chat), {"agent": name, "model": wanted}


def _note(text: str) -> None:
    print_line(sys.stderr, text)
