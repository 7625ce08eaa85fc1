from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from agent.cli.eval_views import write_reports
from evals.agents import reference_agent
from evals.manifest import MANIFEST, Circumstances, make_manifest, read_manifest, write_manifest
from evals.rendering.html import Story, report_as_html
from evals.rendering.junit import results_as_junit
from evals.rendering.markdown import report_as_markdown
from evals.rendering.plots import histogram
from evals.report import make_report
from evals.results import AttemptResult, Tokens
from tests.evals.running import EDIT, SUBMIT, model_agent, run_suite
from tests.evals.suites import write_suite

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`|[a](b)\u202e\x00\x1b[31m"


class Tags(HTMLParser):
    """Which elements a page has, and what its scripts say."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def result(task: str = "a", outcome: str = "resolved", **fields: object) -> AttemptResult:
    return AttemptResult.model_validate({"task": task, "digest": "0", "agent": "model", "outcome": outcome, **fields})


def page_of(*results: AttemptResult, story: Story | None = None) -> str:
    return report_as_html(make_report(results), results, None, lambda _: story or Story())


def test_a_page_needs_nothing_but_itself_and_runs_only_its_own_script() -> None:
    page = page_of(*(result(str(n), wall_s=float(n), steps=n) for n in range(9)))
    tags = Tags(page)
    assert tags.tags.count("script") == 1
    assert not {"src", "href"} & {name for name, _ in tags.attributes}
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in page or f"script-src 'sha256-{digest}'" in page
    assert tags.tags.count("svg") == 3
    assert tags.tags.count("tbody") == 1 + 9


def test_nothing_from_outside_becomes_markup() -> None:
    evil = result(EVIL, "unresolved", family=EVIL, reason=EVIL, note=EVIL, folder=EVIL, agent=EVIL)
    plain = Tags(
        page_of(result("a", "unresolved", family="f", reason="r", note="n", agent="m"), story=Story(["s"], "p", ["f"]))
    )
    page = page_of(evil, story=Story([EVIL], EVIL, [EVIL]))
    assert Tags(page).tags == plain.tags
    assert "\u202e" not in page
    assert "\x00" not in page


def test_long_patches_are_cut_and_files_are_linked() -> None:
    page = page_of(result(folder="attempts/a b/01"), story=Story(["step 1"], "x" * 30_000, ["patch.diff"]))
    assert "the rest is in patch.diff" in page
    assert 'href="attempts/a%20b/01/patch.diff"' in page
    assert len(page) < 60_000


def test_a_histogram_counts_every_value() -> None:
    counts = re.findall(r"<title>(\d+) from", histogram([1.0, 2.0, 2.0, 9.0]))
    assert sum(map(int, counts)) == 4
    assert histogram([1.0, 1.0]) == ""


def test_markdown() -> None:
    results = [
        result("a", attempt=1, tokens=Tokens(answer=5)),
        result("a", "unresolved", attempt=2, reason="1 of 2 | <b>"),
        result("b", "error", cause="sandbox_lost", reason="gone"),
    ]
    text = report_as_markdown(make_report(results), None)
    assert text.startswith("# model: 50.0%\n\n1 of 2 attempts at 1 tasks solved")
    assert "| 2 | 100.0% | 0.0% |" in text
    assert r"- a (attempt 2): 1 of 2 \| \<b\>" in text
    assert r"Causes: sandbox\_lost 1." in text


@given(st.text(max_size=60), st.sampled_from(["resolved", "unresolved", "error"]))
def test_junit_can_always_be_read(reason: str, outcome: str) -> None:
    content = results_as_junit([result("a", outcome, reason=reason, wall_s=1.5), result("b")], EVIL)
    root = ElementTree.fromstring(content)
    (suite,) = root
    assert (suite.get("tests"), suite.get("time")) == ("2", "1.500")
    kinds = [child.tag for case in suite for child in case]
    assert kinds == {"resolved": [], "unresolved": ["failure"], "error": ["error"]}[outcome]


def test_a_run_gets_a_page_json_markdown_junit_and_a_manifest(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    out = tmp_path / "out"
    run_suite(suite, out, model_agent(EDIT, SUBMIT))
    write_manifest(
        out, make_manifest({"agent": "model", "model": {"name": "m"}}, suite, 2, Circumstances(engine={"rows": 64}))
    )
    said = write_reports(out).splitlines()
    assert said == [str(out / name) for name in ("report.html", "report.json", "report.md", "junit.xml")]
    page = (out / "report.html").read_text("utf-8")
    assert "str_replace_editor" in page
    assert "+    return sum(prices)" in page
    assert 'href="attempts/a/01/events.jsonl"' in page
    assert json.loads((out / "report.json").read_text("utf-8"))["solved"] == 2
    markdown = (out / "report.md").read_text("utf-8")
    assert "Model m." in markdown
    assert "2 at a time in one engine." in markdown


def test_a_manifest_says_what_ran(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a", "b")
    manifest = make_manifest({"agent": "gold"}, suite, 3)
    assert manifest.tasks == {task.name: task.digest() for task in suite.tasks}
    assert {"python", "scipy", "torch"} <= set(manifest.versions)
    assert (manifest.sandbox["network"], manifest.workers, manifest.engine) == (False, 3, None)
    assert "pocket_system.txt" in manifest.prompts or manifest.prompts
    assert manifest.host["cores"] >= 1
    write_manifest(tmp_path, make_manifest({"agent": "gold"}, suite.selected("a", None), 1))
    write_manifest(tmp_path, make_manifest({"agent": "gold"}, suite.selected("b", None), 1))
    written = read_manifest(tmp_path)
    assert written is not None
    assert sorted(written.tasks) == ["a", "b"]
    (tmp_path / MANIFEST).write_text("{}", "utf-8")
    assert read_manifest(tmp_path) is None


def test_reference_agents_have_a_page_too(tmp_path: Path) -> None:
    suite = write_suite(tmp_path / "suite", "a")
    run_suite(suite, tmp_path / "out", reference_agent("noop", suite))
    write_reports(tmp_path / "out")
    assert "(no patch)" in (tmp_path / "out" / "report.html").read_text("utf-8")
