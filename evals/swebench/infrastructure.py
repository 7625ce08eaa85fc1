"""Signs in a log that the machine and not the patch is to blame, as the official harness counts them. Advice only. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Sign:
    """What a log points to. A patch cannot bring about what is of the tier ``environment``; ``ambiguous`` may be either."""

    reason: str
    tier: Literal["environment", "ambiguous"]


_SIGNS: Final[tuple[tuple[Sign, str], ...]] = (
    (Sign("browser_launch_failed", "environment"), r"Failed to (?:launch|connect to the bus)"),
    (Sign("display_unavailable", "environment"), r"cannot open display|Missing X server|unable to open X display"),
    (Sign("out_of_memory", "environment"), r"Cannot allocate memory|OutOfMemoryError|^Killed$"),
    (
        Sign("container_unavailable", "environment"),
        r"Error response from daemon|Cannot connect to the Docker daemon",
    ),
    (Sign("network_unreachable", "environment"), r"Could not resolve host|Temporary failure in name resolution"),
    (Sign("missing_module", "ambiguous"), r"Cannot find module|MODULE_NOT_FOUND|ModuleNotFoundError"),
    (Sign("no_tests_collected", "ambiguous"), r"no tests ran|collected 0 items"),
    (Sign("tests_timed_out", "ambiguous"), r"Timeout error: \d+ seconds exceeded"),
)


def find_sign(text: str) -> Sign | None:
    """The first sign in the order of the harness's table, or None."""
    return next((sign for sign, pattern in _SIGNS if re.search(pattern, text, re.MULTILINE)), None)
