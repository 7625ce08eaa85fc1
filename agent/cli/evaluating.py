"""What ``agent eval`` does once its options are read. Apart from ``eval.py`` so that ``--help`` imports none of it."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from agent import app
from agent.cli.eval_live import REASON_CHARACTERS, attempt_view
from agent.cli.eval_places import PlaceOptions, Places, find_places
from agent.cli.interruption import orderly_interruption
from agent.cli.model_loading import find_source, load
from agent.cli.reply_settings import ReplySettings
from agent.cli.terminal_suite import is_terminal_suite, run_terminal_suite
from agent.errors import Misconfigured
from agent.progress import first_line, print_line
from agent.provenance import describe
from evals.agents import EvaluatedAgent, ModelAgent, reference_agent
from evals.catalogue import open_suite
from evals.export import read_configuration
from evals.manifest import Circumstances, make_manifest, write_manifest
from evals.regrading import regrade
from evals.rendering.text import report_as_text
from evals.replay import ReplayAgent, recordings_of
from evals.report import make_report
from evals.results import AttemptResult, RunRecord
from evals.runner import Evaluation, open_attempts, run_attempts
from evals.suite import Suite
from evals.turns import SharedModel
from evals.validate import Finding, Trials, Validation, check_tasks

EXIT_SANDBOX: Final = 44
EXIT_UNFIT: Final = 4
REPLAY: Final = "replay:"


class Selection(PlaceOptions):
    """Which tasks are meant, and where they run, as it was given."""

    tasks: str | None
    pattern: str | None
    span: str | None
    limit: int | None
    workers: int

    def of(self, suite: Suite) -> Suite:
        """The tasks of a suite that are meant.

        Raises:
            BadInput: there is none, or there is no such task.
        """
        if self.tasks is not None:
            suite = suite.named(tuple(self.tasks.split(",")))
        suite = suite.selected(self.pattern, None)
        return (suite if self.span is None else suite.sliced(self.span)).selected(None, self.limit)


class RunOptions(Selection, ReplySettings):
    """The options of ``agent eval run``, as they were given."""

    suite: str
    out: Path
    agent_name: str
    model: str | None
    attempts: int
    seed: int
    timeout_multiplier: float


class ValidateOptions(Selection):
    """The options of ``agent eval validate``, as they were given."""

    suite: str
    every_hacker: bool
    output: Path | None


class RegradeOptions(Selection):
    """The options of ``agent eval regrade``, as they were given."""

    out: Path
    suite: str | None


def run_and_report(options: RunOptions) -> int:
    """Run what has no score yet and print the report; 0, or 44 when the machine failed at a task.

    Raises:
        UserError: nothing can be run.
    """
    if is_terminal_suite(options.suite):
        return run_terminal_suite(options)
    suite = options.of(open_suite(options.suite, note=_note)).with_timeouts(options.timeout_multiplier)
    places = find_places(suite, options, _note)
    suite = places.suite
    agent, configuration, shared = _agent(options, suite)
    configuration |= {"suite": options.suite, "image": app.sandbox_image(options.image), **_settings(options, places)}
    if options.timeout_multiplier != 1:  # left out otherwise, so that run folders from before it was known go on
        configuration["timeout_multiplier"] = options.timeout_multiplier
    with RunRecord(options.out, configuration) as record:
        where = replace(_circumstances(places), engine=None if shared is None else shared.settings)
        write_manifest(options.out, make_manifest(configuration, suite, options.workers, where))
        planned = open_attempts(suite, record, options.attempts)
        wanted = len(suite.tasks) * options.attempts
        _note(f"{len(planned)} of {wanted} attempts to make; the results are in {options.out}")
        evaluation = Evaluation(agent, places.workplaces, record, threading.Event())
        with orderly_interruption(_note), attempt_view(len(planned)) as view:
            run_attempts(planned, evaluation, workers=options.workers, on_start=view.started, on_result=view.finished)
        if shared is not None:  # not after an interruption: attempts that are ending still draw a token
            shared.close()
        names = {task.name for task in suite.tasks}
        report = make_report(result for result in record.results if result.task in names)
    sys.stdout.write(report_as_text(report))
    return EXIT_SANDBOX if report.errors else 0


def regrade_and_report(options: RegradeOptions) -> int:
    """Score saved patches again and print the report; 0, or 44 when the machine failed at a task.

    Raises:
        UserError: nothing can be scored.
    """
    configuration = dict(read_configuration(options.out))
    suite = options.of(open_suite(options.suite or configuration["suite"], note=_note))
    suite = suite.with_timeouts(configuration.get("timeout_multiplier", 1.0))
    # What was built or pulled then is found by the same settings; options that are given now come first.
    recorded = {"image": configuration["image"], **configuration.get("places", {})}
    places = find_places(suite, options.model_copy(update=_unless_given(recorded, options)), _note)
    flips: list[str] = []

    def show(before: AttemptResult, after: AttemptResult) -> None:
        changed = "" if before.outcome == after.outcome else f"  (was {before.outcome})"
        flips.extend([after.task] if changed else [])
        _note(f"{after.task}  {after.outcome}{changed}")

    with RunRecord(options.out, configuration) as record:
        with orderly_interruption(_note):
            regrade(record, places.suite, places.workplaces, workers=options.workers, on_result=show)
        report = make_report(record.results)
    _note(f"{len(flips)} outcomes changed")
    sys.stdout.write(report_as_text(report))
    return EXIT_SANDBOX if report.errors else 0


def validate_and_print(options: ValidateOptions) -> int:
    """Check the suite and print what does not fit; the exit code.

    Raises:
        UserError: nothing can be run.
    """
    suite = options.of(open_suite(options.suite, note=_note))
    places = find_places(suite, options, _note)
    suite = places.suite
    with orderly_interruption(_note):
        findings = check_tasks(
            suite.tasks,
            places.workplaces,
            Trials(options.every_hacker, options.workers),
            on_findings=_show_findings,
        )
    if options.output is not None:
        options.output.write_text(Validation(findings=tuple(findings)).model_dump_json(indent=2) + "\n", "utf-8")
    fitting = Counter(finding.agent.partition(":")[0] for finding in findings if finding.fits)
    total = Counter(finding.agent.partition(":")[0] for finding in findings)
    wanted = {"gold": "solve", "noop": "fail", "hacker": "fail"}
    for agent, count in total.items():
        print_line(sys.stdout, f"{agent}: {fitting[agent]} of {count} {wanted[agent]}, as they must")
    unsolvable = sum(task.fix is None for task in suite.tasks)
    if unsolvable:
        print_line(sys.stdout, f"{unsolvable} tasks have no fix.patch: nothing shows that they can be solved")
    if any(finding.score.outcome == "error" for finding in findings):
        return EXIT_SANDBOX
    return 0 if all(finding.fits for finding in findings) else EXIT_UNFIT


def _agent(options: RunOptions, suite: Suite) -> tuple[EvaluatedAgent, dict[str, Any], SharedModel | None]:
    """The agent, what identifies it in the record, and the model that its attempts share."""
    if options.agent_name.startswith(REPLAY):
        return *_replay(options), None
    if options.agent_name != "model":
        return reference_agent(options.agent_name, suite), {"agent": options.agent_name}, None
    source = find_source(options.model, options)
    limits = source.profile.limits
    limits = replace(limits, max_time_s=limits.max_time_s * options.timeout_multiplier)
    profile = options.applied(source.profile.model_copy(update={"limits": limits}))
    # A single attempt at a time is faster without an engine.
    model = load(source, shared=options.workers > 1)
    configuration = {
        "agent": "model",
        "profile": profile.model_dump(mode="json"),
        "seed": options.seed,
        **options.loading,
        **describe(model),
    }
    shared = SharedModel(model)
    return ModelAgent(shared, profile, options.seed), configuration, shared


def _replay(options: RunOptions) -> tuple[EvaluatedAgent, dict[str, Any]]:
    """The agent that replays another evaluation; the model is loaded for its chat format, and says nothing."""
    recorded = Path(options.agent_name.removeprefix(REPLAY))
    recordings = recordings_of(recorded)
    model = app.load_model(app.find_model(options.model, note=_note))
    wanted = read_configuration(recorded)["model"]
    if (model.name, model.digest) != (wanted["name"], wanted["digest"]):
        raise Misconfigured(f"{recorded} was recorded with {wanted['name']}: name that model with --model")
    return ReplayAgent(recordings, model.chat), {"agent": options.agent_name, "model": wanted}


def _settings(options: PlaceOptions, places: Places) -> dict[str, Any]:
    """What of the places identifies a run. Left out where it is as it always was, so that older run folders go on."""
    given = options.model_dump(
        mode="json", include={"sandbox_tier", "mirror", "environments", "pull"}, exclude_defaults=True
    )
    policy = places.policy.model_dump(mode="json", exclude_defaults=True)
    return {**({"places": given} if given else {}), **({"policy": policy} if policy else {})}


def _unless_given(recorded: Mapping[str, Any], options: PlaceOptions) -> dict[str, Any]:
    given = options.model_dump(exclude_defaults=True)
    paths = {name: Path(value) for name, value in recorded.items() if name in ("mirror", "environments")}
    return {name: value for name, value in {**recorded, **paths}.items() if name not in given}


def _circumstances(places: Places) -> Circumstances:
    return Circumstances(places.policy, places.images, places.unsupported)


def _show_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        if not finding.fits:
            reason = first_line(finding.score.reason, REASON_CHARACTERS) or finding.score.outcome
            _note(f"{finding.task}: {finding.agent} is {finding.score.outcome}: {reason}")


def _note(text: str) -> None:
    print_line(sys.stderr, text)
