"""Attempts that share one model: through its engine they say what they would say alone, and share how they begin."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.limits import RunLimits
from agent.profile import PROFILES
from agent.trajectory import read_tokens
from evals.agents import ModelAgent
from evals.results import AttemptResult, RunRecord
from evals.runner import Evaluation, open_attempts, run_attempts
from evals.task_folder import Suite
from evals.turns import SharedModel
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.loading import LoadingOptions
from model_runtime.prefix_store import PrefixStore
from tests.evals.machines import Machine
from tests.evals.running import workplaces_of
from tests.evals.suites import write_suite
from tests.seeing_checkpoint import write_seeing_folder
from vocabulary.messages import SamplingParameters

PROFILE = PROFILES["qwen3.6"].model_copy(
    update={
        "sampling": SamplingParameters(temperature=1.0),
        "limits": RunLimits(max_steps=3, max_tokens_per_turn=12, max_total_tokens=16_000, max_time_s=300.0),
    }
)
Said = dict[tuple[str, int], list[tuple[int, str]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_seeing_folder(tmp_path_factory.mktemp("models") / "tiny", context_tokens=16_000, sees=False)


@pytest.fixture
def shared(folder: Path) -> Iterator[SharedModel]:
    model = load_language_model(folder, device="cpu", dtype="float32", options=LoadingOptions(shared=True))
    shared = SharedModel(model.with_prefixes(PrefixStore(1 << 28)))
    yield shared
    shared.close()


def run(suite: Suite, out: Path, shared: SharedModel, *, workers: int) -> tuple[list[AttemptResult], Said]:
    """Results, and the tokens of each attempt with their origins."""
    with RunRecord(out, {"agent": "model"}) as record:
        evaluation = Evaluation(ModelAgent(shared, PROFILE), workplaces_of(Machine()), record, stop=threading.Event())
        run_attempts(open_attempts(suite, record, 2), evaluation, workers=workers, on_result=lambda _: None)
        return record.results, {(each.task, each.attempt): read_tokens(out / each.folder) for each in record.results}


def test_attempts_say_the_same_whatever_runs_beside_them(tmp_path: Path, folder: Path, shared: SharedModel) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b", "c")
    _, together = run(suite, tmp_path / "together", shared, workers=4)
    cold = SharedModel(load_language_model(folder, device="cpu", dtype="float32", options=LoadingOptions(shared=True)))
    try:
        _, again = run(suite, tmp_path / "again", shared, workers=1)
        cold_model = cold.model
        assert isinstance(cold_model, LocalLanguageModel)
        # Nothing is kept for it to find: what is found changes nothing that is said.
        alone_model = SharedModel(cold_model.with_prefixes(PrefixStore(0)))
        _, alone = run(suite, tmp_path / "alone", alone_model, workers=1)
    finally:
        cold.close()
    assert len(together) == 6
    assert together == again == alone
    assert together["a", 1] != together["a", 2]  # another seed


def test_later_attempts_compute_only_what_is_new(tmp_path: Path, shared: SharedModel) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    results, said = run(suite, tmp_path / "run", shared, workers=1)
    prompt = sum(origin == "prompt" for _, origin in said["a", 1])
    assert prompt > 512
    first, *others = results
    for result in others:
        # Both tasks have the same issue: all of the prompt is found, and what turns add is all that is computed.
        assert result.tokens.reused >= prompt
        assert result.tokens.computed < 0.1 * prompt
    assert first.tokens.computed >= prompt


def test_the_record_says_how_the_model_was_shared(folder: Path, shared: SharedModel) -> None:
    assert shared.settings is not None
    assert shared.settings["rows"] > 1
    assert SharedModel(load_language_model(folder, device="cpu", dtype="float32")).settings is None


def test_a_view_says_how_long_its_attempt_waited(shared: SharedModel) -> None:
    view = shared.view()
    session = view.new_session(seed=0)
    engine = shared.engine
    assert engine is not None
    begun = threading.Event()

    def occupy() -> None:
        begun.set()
        time.sleep(0.2)

    other = threading.Thread(target=lambda: engine.alone(occupy))  # type: ignore[attr-defined]
    other.start()
    begun.wait(30)
    session.extend([1, 2, 3])
    other.join(30)
    assert view.waited_s > 0.1
    assert shared.view().waited_s == 0.0
