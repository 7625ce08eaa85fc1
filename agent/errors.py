"""What ends a command before or outside a run, as the user meets it: one line that says what to do, and an exit code.

* UserError
  * BadInput        - the repository, the issue or the patch target cannot be used (42)
  * Misconfigured   - the model, the run directory or a setting cannot be used (52)
  * NoSandbox       - no engine, no image (44)

It is not for what happens inside a run: that is an ``Ending`` (``agent/limits.py``) and never loses the patch.
"""

from __future__ import annotations

from typing import ClassVar


class UserError(Exception):
    """A problem that the user can solve; the message is one line and names the way out."""

    exit_code: ClassVar[int] = 2


class BadInput(UserError):
    """The repository, the revision, the issue or the target of the patch cannot be used."""

    exit_code = 42


class NoSandbox(UserError):
    """A sandbox cannot be made here."""

    exit_code = 44


class Misconfigured(UserError):
    """The model, the run directory or another setting cannot be used."""

    exit_code = 52
