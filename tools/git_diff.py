"""Review of the change so far: what ``git`` inside the sandbox says, new files included."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from sandboxes.base import Sandbox
from tools.base import Observation
from tools.bash import render_result

TIMEOUT_S = 60.0


class GitDiffArguments(BaseModel):
    """Arguments of ``git_diff``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str | None = Field(default=None, description="Show the change of this file or folder only.")


class GitDiff:
    """Shows the difference between the repository as it was given and as it is now."""

    name: ClassVar[str] = "git_diff"
    description: ClassVar[str] = (
        "Show everything that was changed in the repository so far.\n"
        "New files are included; files that git ignores are not. Use it to review your work before you submit."
    )
    Arguments: ClassVar[type[BaseModel]] = GitDiffArguments

    def run(self, arguments: GitDiffArguments, sandbox: Sandbox) -> Observation:
        """Show the diff, or say that there is none.

        Raises:
            SandboxLost: the sandbox is gone.
        """
        # Intent-to-add makes new files visible to `git diff` without staging their content.
        sandbox.exec(["git", "add", "--all", "--intent-to-add", "."], timeout_s=TIMEOUT_S)
        paths = ["--", arguments.path] if arguments.path else []
        result = sandbox.exec(
            ["git", "--no-pager", "diff", "--no-color", "--no-ext-diff", "HEAD", *paths], timeout_s=TIMEOUT_S
        )
        if result.exit_code == 0 and not result.output:
            return Observation("Nothing is changed.")
        return Observation(render_result(result, timeout_s=TIMEOUT_S), is_error=result.exit_code != 0)
