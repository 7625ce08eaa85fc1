"""Results in the XML that continuous integration reads: one test case an attempt. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from evals.results import AttemptResult, final_results


def results_as_junit(results: Iterable[AttemptResult], name: str) -> bytes:
    """A JUnit report; unresolved attempts are failures, and what the machine did wrong is an error."""
    final = sorted(final_results(results).values(), key=lambda result: (result.task, result.attempt))
    suite = ElementTree.Element(
        "testsuite",
        name=_text(name),
        tests=str(len(final)),
        failures=str(sum(result.outcome == "unresolved" for result in final)),
        errors=str(sum(result.outcome == "error" for result in final)),
        skipped="0",
        time=f"{sum(result.wall_s for result in final):.3f}",
    )
    for result in final:
        attempt = f" (attempt {result.attempt})" if result.attempt > 1 else ""
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=_text(result.family or name),
            name=_text(result.task + attempt),
            time=f"{result.wall_s:.3f}",
        )
        if result.outcome != "resolved":
            kind = "failure" if result.outcome == "unresolved" else "error"
            ElementTree.SubElement(case, kind, message=_text(result.reason), type=_text(result.cause or result.outcome))
    root = ElementTree.Element("testsuites", name=_text(name))
    root.append(suite)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _text(text: str) -> str:
    """The text without characters that XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets)."""
    return "".join(character if _is_writable(ord(character)) else "\N{REPLACEMENT CHARACTER}" for character in text)


def _is_writable(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
