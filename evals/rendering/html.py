"""A report as one self-contained page: nothing is fetched, and no text of tasks or agents can become markup or script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined

from agent.cleaning import escape_for_terminal
from evals.manifest import Manifest
from evals.rendering.plots import histogram, shares
from evals.rendering.text import mean_line
from evals.report import EvaluationReport, quantities
from evals.results import AttemptResult

MAX_PATCH_CHARACTERS: Final = 20_000
_PLOTTED: Final = ("wall_s", "steps", "answer_tokens", "thinking_tokens")


@dataclass(frozen=True, slots=True)
class Story:
    """What is shown of an attempt when it is opened: its steps, one line each, and its patch."""

    steps: Sequence[str] = ()
    patch: str = ""
    files: Sequence[str] = ()


def report_as_html(
    report: EvaluationReport,
    results: Sequence[AttemptResult],
    manifest: Manifest | None,
    story_of: Callable[[AttemptResult], Story],
) -> str:
    """The page.

    Args:
        report: what the results come to.
        results: the final results, in the order in which they are listed.
        manifest: of the run; None where there is none.
        story_of: steps, patch and files of an attempt; links are relative to the page, which lies in the run folder.
    """
    script = _resource("report.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["plain"] = _plain
    template = environment.from_string(_resource("report.html.jinja"))
    return template.render(
        report=report,
        manifest=manifest,
        style=_resource("report.css"),
        script=script,
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        families=shares(report.families),
        histograms=_histograms(results),
        attempts=[(result, story_of(result), quantities(result)) for result in results],
        mean_line=mean_line,
        link=lambda folder, name: quote(f"{folder}/{name}"),
        max_patch=MAX_PATCH_CHARACTERS,
    )


def _histograms(results: Sequence[AttemptResult]) -> list[tuple[str, str]]:
    scored = [quantities(result) for result in results if result.outcome != "error"]
    drawn = [(name, histogram([row[name] for row in scored])) for name in _PLOTTED]
    return [(name, plot) for name, plot in drawn if plot]


def _plain(text: object) -> str:
    """Text without characters that change how a page is read, such as those that turn the direction of writing."""
    return escape_for_terminal(str(text))


def _resource(name: str) -> str:
    return resources.files("evals.rendering").joinpath(name).read_text("utf-8")
