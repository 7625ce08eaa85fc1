"""Runs a suite in memory, for tests of what is done with the results."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from agent.model import LanguageModel
from agent.profile import PROFILES
from agent.scripted import ScriptedCall, ScriptedModel, SpokenTurn
from evals.agents import EvaluatedAgent, ModelAgent
from evals.results import AttemptResult, RunRecord
from evals.runner import Evaluation, open_attempts, run_attempts
from evals.suite import Suite
from evals.turns import SharedModel
from evals.workplace import FolderWorkplaces, Workplaces
from model_runtime.chat.format import byte_chat_format
from sandboxes.base import Sandbox
from sandboxes.repository import BaseRepository
from tests.evals.machines import Machine


def call(name: str, **arguments: Any) -> SpokenTurn:
    return SpokenTurn(reasoning="Next.", calls=(ScriptedCall(name=name, arguments=arguments),))


SUBMIT = call("submit", summary="Done.")
EDIT = call(
    "str_replace_editor", command="str_replace", path="/repo/shop/cart.py", old_str="prices[1:]", new_str="prices"
)


def scripted(*turns: SpokenTurn) -> LanguageModel:
    return ScriptedModel(turns, byte_chat_format())


def model_agent(*turns: SpokenTurn, seed: int = 0) -> ModelAgent:
    return ModelAgent(SharedModel(scripted(*turns)), PROFILES["scripted"], seed)


def workplaces_of(machine: Machine) -> Workplaces:
    def opener(base: BaseRepository) -> Callable[[], Sandbox]:
        return machine.open

    return FolderWorkplaces(opener, "image")


def run_suite(
    suite: Suite, out: Path, agent: EvaluatedAgent, machine: Machine | None = None, *, attempts: int = 1
) -> list[AttemptResult]:
    """Run what is left to do; the results of this run."""
    configuration = json.loads(json.dumps({"agent": agent.name, "suite": str(suite.folder), "image": "image"}))
    with RunRecord(out, configuration) as record:
        before = len(record.results)
        evaluation = Evaluation(agent, workplaces_of(machine or Machine()), record, threading.Event())
        run_attempts(open_attempts(suite, record, attempts), evaluation, workers=1, on_result=lambda result: None)
        return record.results[before:]
