"""What harness 4 knew of each repository and harness 5 writes into each row: the log parser and the type of evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BY_PARSER: Final = {
    "parse_log_pytest": (
        "marshmallow-code/marshmallow pallets/flask pvlib/pvlib-python pydata/xarray pylint-dev/astroid pytest-dev/pytest "
        "pyvista/pyvista sqlfluff/sqlfluff"
    ),
    "parse_log_pytest_options": "psf/requests pydicom/pydicom pylint-dev/pylint",
    "parse_log_pytest_v2": "astropy/astropy scikit-learn/scikit-learn sphinx-doc/sphinx",
    "parse_log_django": "django/django",
    "parse_log_matplotlib": "matplotlib/matplotlib",
    "parse_log_seaborn": "mwaskom/seaborn",
    "parse_log_sympy": "sympy/sympy",
    "parse_log_redis": "redis/redis valkey-io/valkey",
    "parse_log_jq": "jqlang/jq",
    "parse_log_doctest": "nlohmann/json",
    "parse_log_micropython_test": "micropython/micropython",
    "parse_log_googletest": "fmtlib/fmt",
    "parse_log_gotest": "caddyserver/caddy hashicorp/terraform prometheus/prometheus gohugoio/hugo gin-gonic/gin",
    "parse_log_maven": "google/gson apache/druid javaparser/javaparser",
    "parse_log_ant": "projectlombok/lombok",
    "parse_log_gradle_custom": "apache/lucene reactivex/rxjava",
    "parse_log_phpunit": "phpoffice/phpspreadsheet laravel/framework php-cs-fixer/php-cs-fixer briannesbitt/carbon",
    "parse_log_jekyll": "jekyll/jekyll",
    "parse_log_ruby_unit": "fluent/fluentd faker-ruby/faker",
    "parse_log_rspec_transformed_json": "fastlane/fastlane jordansissel/fpm rubocop/rubocop",
    "parse_log_cargo": (
        "burntsushi/ripgrep sharkdp/bat astral-sh/ruff tokio-rs/tokio uutils/coreutils nushell/nushell tokio-rs/axum"
    ),
    "parse_log_calypso": "automattic/wp-calypso",
    "parse_log_chart_js": "chartjs/chart.js",
    "parse_log_marked": "markedjs/marked",
    "parse_log_p5js": "processing/p5.js",
    "parse_log_react_pdf": "diegomura/react-pdf",
    "parse_log_jest": "babel/babel facebook/docusaurus",
    "parse_log_vitest": "vuejs/core",
    "parse_log_immutable_js": "immutable-js/immutable-js",
    "parse_log_tap": "mrdoob/three.js axios/axios",
    "parse_log_karma": "preactjs/preact",
    "parse_log_next": "alibaba-fusion/next",
    "parse_log_bpmn_js": "bpmn-io/bpmn-js",
    "parse_log_carbon": "carbon-design-system/carbon prettier/prettier scratchfoundation/scratch-gui",
    "parse_log_eslint": "eslint/eslint",
    "parse_log_lighthouse": "googlechrome/lighthouse",
    "parse_log_grommet": "grommet/grommet",
    "parse_log_highlightjs": "highlightjs/highlight.js",
    "parse_log_openlayers": "openlayers/openlayers",
    "parse_log_prismjs": "prismjs/prism",
    "parse_log_quarto_cli": "quarto-dev/quarto-cli",
}

PARSER_OF: Final[Mapping[str, str]] = {
    repository: parser for parser, repositories in _BY_PARSER.items() for repository in repositories.split()
}
"""Name of the log parser by repository, in lower case."""

FAIL_ONLY: Final = frozenset(
    {
        "bpmn-io/bpmn-js",
        "chartjs/chart.js",
        "eslint/eslint",
        "markedjs/marked",
        "openlayers/openlayers",
        "processing/p5.js",
    }
)
"""Repositories whose logs name failures only: what is not named has passed."""
