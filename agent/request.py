"""What a run is asked for, as one value that the command line, the bots and the evals fill in."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.errors import Misconfigured
from agent.issue import Issue
from agent.profile import Profile
from sandboxes.base import REPOSITORY, TIER_USERS, SandboxPolicy, Tier
from sandboxes.network import AllowedHost
from sandboxes.repository import BaseRepository
from vocabulary.messages import KeyValueKind


class StoredBase(BaseModel):
    """The base of a run, kept in its run directory for as long as the run may be resumed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    commit: str
    tree: str
    object_format: Literal["sha1", "sha256"] = "sha1"

    @classmethod
    def of(cls, base: BaseRepository) -> StoredBase:
        """A base as it will be stored."""
        return cls(commit=base.commit, tree=base.tree, object_format=base.object_format)

    def move(self, base: BaseRepository, run_dir: Path) -> None:
        """Move the base, which was made elsewhere, into a run directory.

        Raises:
            OSError: it cannot be moved.
        """
        stored = self.at(run_dir)
        shutil.rmtree(stored.folder.parent, ignore_errors=True)  # of a process that died before its run began
        stored.folder.parent.mkdir()
        shutil.move(base.folder, stored.folder)
        shutil.move(base.bundle, stored.bundle)

    def at(self, run_dir: Path) -> BaseRepository:
        """The base as sandboxes take it."""
        folder = run_dir / "base"
        return BaseRepository(folder / "base.git", folder / "base.bundle", self.commit, self.tree, self.object_format)


class SolveRequest(BaseModel):
    """Everything that a run is asked for, apart from its model and its sandbox.

    ``repository``, ``base``, ``speculative_tokens`` and ``kv_cache`` are for the record only. ``profile`` holds the limits and
    the thinking that are wanted. A run with a ``stored_base`` can be resumed; ``model_source`` (what the user calls the model) and
    ``sandbox_id`` are for that. ``deliverable`` is what the run is for: a patch of the repository, or the state of the sandbox as
    it is at the end, of which nothing is taken out. ``workdir`` is where commands begin.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    issue: Issue
    profile: Profile
    run_dir: Path
    output: Path | None = None
    setup_command: str | None = None
    test_command: str | None = None
    deliverable: Literal["patch", "state"] = "patch"
    workdir: str = REPOSITORY
    seed: int = 0
    speculative_tokens: int = 0
    kv_cache: KeyValueKind = "model"
    repository: str = ""
    base: str = ""
    image: str = ""
    notices: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    setup_hosts: tuple[str, ...] = ()
    runtime: str | None = None
    tier: Tier = "strict"
    model_source: str | None = None
    sandbox_id: str = ""
    stored_base: StoredBase | None = None

    def policy(self) -> SandboxPolicy:
        """What the run's sandbox is allowed.

        Raises:
            Misconfigured: a host is none, or hosts are allowed in a tier that has no network.
        """
        if self.tier == "compat" and (self.allowed_hosts or self.setup_hosts):
            raise Misconfigured("the compat tier has no network: leave --allow-host and --setup-allow-host out")
        try:
            return SandboxPolicy(
                self.image,
                allowed_hosts=tuple(AllowedHost.parse(text) for text in self.allowed_hosts),
                setup_hosts=tuple(AllowedHost.parse(text) for text in self.setup_hosts),
                runtime=self.runtime,
                tier=self.tier,
                user=TIER_USERS[self.tier],
            )
        except ValueError as error:
            raise Misconfigured(f"not a host that can be allowed: {error}") from error
