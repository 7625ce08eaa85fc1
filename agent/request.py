"""What a run is asked for, as one value that the command line, the bots and the evals fill in."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agent.issue import Issue
from agent.profile import Profile


class SolveRequest(BaseModel):
    """Everything that a run is asked for, apart from its model and its sandbox.

    ``repository``, ``base`` and ``speculative_tokens`` are for the record only. ``profile`` holds the limits and the
    thinking that are wanted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    issue: Issue
    profile: Profile
    run_dir: Path
    output: Path | None = None
    setup_command: str | None = None
    test_command: str | None = None
    seed: int = 0
    speculative_tokens: int = 0
    repository: str = ""
    base: str = ""
    image: str = ""
    notices: tuple[str, ...] = ()
