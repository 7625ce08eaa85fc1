"""The latest known change of a sandbox's repository, kept outside it: a lost sandbox does not take the work along."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from sandboxes.base import Sandbox
from sandboxes.errors import SandboxError, SandboxFileError

SHARE_OF_TIME: Final = 0.05
"""Taking changes uses at most about this share of a run."""


class LatestChange:
    """The last change that was taken out of the sandbox: a binary-safe patch, empty while there is none."""

    def __init__(self, sandbox: Sandbox, *, now_s: Callable[[], float] = time.monotonic) -> None:
        self._sandbox = sandbox
        self._now_s = now_s
        self._due_s = 0.0
        self.patch = b""
        self.problem = ""

    def refresh_if_due(self) -> None:
        """Take the change unless that was done a short while ago, measured by what it costs."""
        started_s = self._now_s()
        if started_s < self._due_s:
            return
        self.refresh()
        cost_s = self._now_s() - started_s
        self._due_s = started_s + cost_s / SHARE_OF_TIME

    def refresh(self) -> None:
        """Take the change now. When that fails the last one stays and ``problem`` says why in one line."""
        try:
            self.patch = self._sandbox.change()
        except SandboxFileError as error:
            self.problem = str(error)
        except SandboxError as error:
            self.problem = f"the sandbox is gone ({error})"
        else:
            self.problem = ""
