"""The end of a run in the model's own words: ``submit`` says that the work is done."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from sandboxes.base import Sandbox
from tools.base import Observation


class SubmitArguments(BaseModel):
    """Arguments of ``submit``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    summary: str = Field(default="", description="What was wrong, what you changed, and what you checked.")


class Submit:
    """Ends the run; the change in the repository is the result."""

    name: ClassVar[str] = "submit"
    description: ClassVar[str] = (
        "End the work and hand in the change.\n"
        "Call it when the issue is fixed and you have checked the fix. The state of the repository is taken as it is."
    )
    Arguments: ClassVar[type[BaseModel]] = SubmitArguments

    def run(self, arguments: SubmitArguments, sandbox: Sandbox) -> Observation:
        """End the run."""
        return Observation("Submitted.", ends_run=True)
