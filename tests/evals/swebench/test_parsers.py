"""One log for each kind of runner. docs/lab_log.md tells how all parsers were compared with the official ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.swebench.parsers.registry import PARSERS
from evals.swebench.rows import Row

P, F, S, E, X = "PASSED", "FAILED", "SKIPPED", "ERROR", "XFAIL"


def row(instance: str = "a__a-1", version: str = "1.0") -> Row:
    return Row(instance_id=instance, version=version, FAIL_TO_PASS=(), PASS_TO_PASS=())


LOGS: list[tuple[str, str, dict[str, str]]] = [
    (
        "pytest",
        "PASSED t.py::a\nFAILED t.py::b - assert 1 == 2\nSKIPPED [3] t.py:4: no\nXFAIL t.py::c\nERROR t.py::d\nPASSED\n",
        {"t.py::a": P, "t.py::b": F, "t.py::c": X, "t.py::d": E},
    ),
    ("pytest", "PASSED [100%]\n", {"[100%]": P}),
    (
        "pytest_options",
        "PASSED t.py::a[/x/y/z.py]\nPASSED t.py::a[//x/y]\nFAILED t.py::a[/x/*]\n",
        {"t.py::a[/z.py]": P, "t.py::a[//x/y]": P, "t.py::a[/x/*]": F},
    ),
    (
        "pytest_v2",
        "\x1b[32mPASSED\x1b[0m t.py::a[b c]\nFAILED t.py::d - x - y\nt.py::e PASSED\n",
        {"t.py::a[b c]": P, "t.py::d": F, "t.py::e": P},
    ),
    (
        "django",
        "test_a (m.T) ... ok\ntest_b (m.T) ... skipped 'no'\ntest_c (m.T) ... FAIL\ntest_d (m.T) ... noise\nok\n"
        "ERROR: test_e (m.T)\ntest_f (m.T) ... System check identified no issues (0 silenced)\nok\n",
        {"test_a (m.T)": P, "test_b (m.T)": S, "test_c (m.T)": F, "test_d (m.T)": P, "test_e": E, "test_f (m.T)": P},
    ),
    (
        "sympy",
        "____ sympy/x.py:test_a ____\ntest_b ok\ntest_c E\ntest_d F\n",
        {"sympy/x.py:test_a": F, "test_b": P, "test_c": E, "test_d": F},
    ),
    ("seaborn", "PASSED t.py::a\nt.py::b PASSED [ 3%]\nFAILED t.py::c - x\n", {"t.py::a": P, "t.py::b": P, "t.py::c": F}),
    ("matplotlib", "PASSED t.py::a[MouseButton.LEFT]\n", {"t.py::a[1]": P}),
    ("redis", "[ok]: a b (3 ms)\n[err]: c in tests/unit/x.tcl\n[ignore]: d\n", {"a b": P, "c": F, "d": S}),
    ("googletest", "[       OK ] a.b (0 ms)\n[  FAILED  ] a.c (1 ms)\n", {"a.b": P, "a.c": F}),
    ("gotest", "    --- PASS: TestA/b (0.00s)\n--- SKIP: TestC (0.00s)\n", {"TestA/b": P, "TestC": S}),
    ("maven", "+ mvn -Dtest=A#a\n+ mvn -Dtest=B#b\n[INFO] BUILD SUCCESS\n[INFO] BUILD FAILURE\n", {"A#a": P, "B#b": F}),
    ("gradle_custom", "C > a PASSED\nC > b\nwarning\nFAILED\n", {"C > a": P, "C > b": F}),
    ("phpunit", "Suite (X\\Y)\n ✔ A\n ✘ B\n ↩ C\n", {"Suite > A": P, "Suite > B": F, "Suite > C": S}),
    ("ruby_unit", "test: a: .: (0.01)\nb:   F\n", {"a": P, "b": F}),
    ("rspec_transformed_json", "a b - passed\nc - failed\n", {"a b": P, "c": F}),
    ("cargo", "test a::b ... ok\ntest c ... FAILED\ntest d ... ignored\n", {"a::b": P, "c": F}),
    ("jest", "  ✓ a (3 ms)\n  ✕ b\n  ○ c\n", {"a": P, "b": F, "c": S}),
    ("vitest", " ✓ a 3ms\n × b\n ↓ c [skipped]\n", {"a": P, "b": F, "c": S}),
    ("tap", "ok 1 a\nnot ok 2 - b\n", {"a": P, "- b": F}),
    ("karma", "Starting browser X\n  suite\n    ✔ a\n    ✖ b\nSUMMARY:\n    ✔ c\n", {" suite > a": P, " suite > b": F}),
    ("calypso", "x ./node_modules/.bin/jest y\n  s\n    ✓ a (3ms)\n    ✕ b\n", {"s - a": P, "s - b": F}),
    ("carbon", "PASS a.js (3.2s)\nFAIL b.js\n", {"a.js": P, "b.js": F}),
    ("marked", "1) a b\n", {"a b": F}),
    ("eslint", "  1) a\n       b:\n     AssertionError: x\n", {"a b:": F}),
    ("chart_js", "Chrome 99.0 (Linux x86_64) a b FAILED\n", {"a b ": F}),
    (
        "doctest",
        '<doctest><TestCase name="a"><SubCase name="b"><Expression success="false"/></SubCase></TestCase></doctest>',
        {"a > b": F},
    ),
    ("quarto_cli", "[smoke] > a /tmp/x1.qmd ... \x1b[32mok\x1b[0m\n[unit] b ...\n", {"[smoke] > a /tmp/0": P, "[unit] b": F}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "log", "statuses"), LOGS, ids=[f"{name}-{n}" for n, (name, _, _) in enumerate(LOGS)])
def test_a_log_is_read(name: str, log: str, statuses: dict[str, str]) -> None:
    found = PARSERS[f"parse_log_{name}"](log, row())
    assert {test.strip(): status for test, status in found.items()} == {
        test.strip(): status for test, status in statuses.items()
    }


def test_what_depends_on_the_instance() -> None:
    assert PARSERS["parse_log_immutable_js"]("✓ a\n", row("i__i-2006")) == {"a": P}
    assert PARSERS["parse_log_immutable_js"]("[PASSED] a\n", row("i__i-2005")) == {"a": P}
    assert PARSERS["parse_log_jekyll"]("A#a. x = 0.1 s = .\n", row("jekyll__jekyll-9141")) == {"A#a": P}
    assert PARSERS["parse_log_lighthouse"]("PASS a.js\n", row(version="5.0")) == {"a.js": P}


@given(st.sampled_from(sorted(PARSERS)), st.text(alphabet="PASSEDFIL okE.:-()[]{}<>/1✓✕✔ \n\t", max_size=200))
def test_no_log_does_more_than_what_grading_expects(name: str, log: str) -> None:
    try:
        found = PARSERS[name](log, row())
    except (ValueError, LookupError, SyntaxError):
        return
    assert set(found.values()) <= {P, F, S, E, X, "ERRORS"} or all(isinstance(status, str) for status in found.values())


def test_r2e_names_tests_without_their_file() -> None:
    log = (
        "PASSED not.py::in_the_summary\n== short test summary info ==\nPASSED r2e_tests/t.py::A::test_a\n"
        "\x1b[31mFAILED\x1b[0m r2e_tests/t.py::test_b - assert False\nERROR r2e_tests/t.py::test_c - boom\nSKIPPED [1] t.py:1: no\n"
    )
    found = PARSERS["parse_log_r2e"](log, Row(instance_id="i", FAIL_TO_PASS=(), PASS_TO_PASS=()))
    assert found == {"A.test_a": "PASSED", "test_b": "FAILED", "test_c": "ERROR"}
