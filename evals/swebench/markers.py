"""The lines that the official evaluation scripts write around the output of the tests, and when something breaks."""

from __future__ import annotations

from typing import Final

START: Final = ">>>>> Start Test Output"
END: Final = ">>>>> End Test Output"
EXIT_CODE: Final = ">>>>> Test Exit Code"
BROKEN: Final = (
    ">>>>> Patch Apply Failed",
    ">>>>> Reset Failed",
    ">>>>> Tests Errored",
    ">>>>> Tests Timed Out",
)
