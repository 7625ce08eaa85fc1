"""The final gate: before a first submission counts, the model sees what it would hand in, and what the check says of it.

It decides nothing: the model may submit again as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sandboxes.base import Sandbox
from tools.base import Observation
from tools.git_diff import GitDiff, GitDiffArguments
from tools.truncation import excerpt

CHECK_TIMEOUT_S: Final = 900.0
SHOWN_FILES: Final = 40

_OPENING: Final = (
    "Not handed in yet: look at your work once more. Call submit again when it is as it should be; until then you can go on "
    "changing it."
)


@dataclass(frozen=True, slots=True)
class FinalGate:
    """The gate of one run. ``test_command`` is the user's check, None if there is none."""

    sandbox: Sandbox
    test_command: str | None = None

    def look(self) -> Observation:
        """What the model is told in place of the first submission.

        Raises:
            SandboxLost: the sandbox is gone.
        """
        change = GitDiff().run(GitDiffArguments(), self.sandbox).text
        parts = [_OPENING, self._new_files(), self._check(), f"The whole change:\n{change}"]
        return Observation("\n\n".join(part for part in parts if part))

    def _new_files(self) -> str:
        """New files, which the model may have made for itself alone."""
        result = self.sandbox.exec(["git", "diff", "--name-only", "--no-renames", "--diff-filter=A", "-z", "HEAD"])
        names = [name for name in result.output.decode("utf-8", "backslashreplace").split("\0") if name]
        if result.exit_code or not names:
            return ""
        more = f" and {len(names) - SHOWN_FILES} more" if len(names) > SHOWN_FILES else ""
        return f"New files, to be removed if they were only for your own use: {', '.join(names[:SHOWN_FILES])}{more}"

    def _check(self) -> str:
        if self.test_command is None:
            return ""
        result = self.sandbox.exec(["bash", "-c", self.test_command], timeout_s=CHECK_TIMEOUT_S)
        output = excerpt(result.output, already_omitted=result.omitted_bytes).text.rstrip("\n")
        return f"The check {self.test_command!r} ends with exit code {result.exit_code}:\n{output}"
