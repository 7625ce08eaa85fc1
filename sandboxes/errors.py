"""What can go wrong with a sandbox.

* SandboxError
  * SandboxUnavailable  - it cannot be made: no engine, no image (the harness: errored; the user: exit code 44)
  * SandboxLost         - it was there and is gone (the run ends, the patch so far is kept)
    * EngineSilent      - it is the engine that does not answer: nothing else needs to be tried
  * SandboxFileError    - a file operation failed inside it (the model is told)
"""

from __future__ import annotations


class SandboxError(Exception):
    """Base of all sandbox errors."""


class SandboxUnavailable(SandboxError):
    """A sandbox cannot be made here; the message says what to do."""


class SandboxLost(SandboxError):
    """The sandbox died or its engine stopped answering."""


class EngineSilent(SandboxLost):
    """The engine of the sandbox does not answer, so that nothing can be done with any sandbox of it."""


class SandboxFileError(SandboxError):
    """A file in the sandbox cannot be read or written; the message is meant for the model."""
