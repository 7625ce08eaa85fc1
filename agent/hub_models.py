"""Models of the hub for the command line: found in the local cache, or fetched. Joins it with ``model_runtime``'s hub.

Part of the composition root, apart from ``agent/app.py`` for its size alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agent.errors import Misconfigured

if TYPE_CHECKING:
    from model_runtime.pulling import Pulled as Pulled

Progress = Callable[[str, int, int], None]
_HUB_NAME: Final = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*(?:@[\w./-]+)?")


def is_hub_name(name: str) -> bool:
    """Whether a user means a model of the hub: ``owner/name`` or ``owner/name@revision``."""
    return _HUB_NAME.fullmatch(name) is not None


def hub_folder(name: str, progress: Progress, note: Callable[[str], None]) -> Path:
    """The folder of a hub model in the local cache; fetched into it where that is allowed.

    Raises:
        Misconfigured: It is not there and cannot be fetched, or is not sound.
    """
    from model_runtime.errors import ModelRuntimeError
    from model_runtime.hub.names import hub_settings, parse_hub_name
    from model_runtime.pulling import find_pulled

    try:
        settings = hub_settings(os.environ)
        found = find_pulled(parse_hub_name(name), settings)
    except ModelRuntimeError as error:
        raise Misconfigured(f"unknown model {name!r}: {error}") from error
    if found is not None:
        return found
    if settings.offline:
        raise Misconfigured(f"unknown model {name!r}: no folder, and not in the local cache (HF_HUB_OFFLINE is set)")
    note(f"fetching {name} from the hub")
    try:
        pulled = pull_model(name, progress)
    except Misconfigured as error:
        raise Misconfigured(f"unknown model {name!r}: no folder, and it cannot be fetched: {error}") from error
    require_sound(pulled)
    return Path(pulled.folder)


def pull_model(name: str, progress: Progress, files_at_a_time: int | None = None) -> Pulled:
    """Fetch what is missing of a hub model, and verify it.

    Args:
        name: ``owner/name`` or ``owner/name@revision``.
        progress: Is told a step's name, how much is done and how much there is.
        files_at_a_time: None takes what is usual.

    Raises:
        Misconfigured: It cannot be had or kept, or is no checkpoint that can be loaded.
    """
    from model_runtime.errors import ModelRuntimeError
    from model_runtime.hub.names import hub_settings, parse_hub_name
    from model_runtime.pulling import Pace, pull

    pace = Pace() if files_at_a_time is None else replace(Pace(), files_at_a_time=files_at_a_time)
    try:
        return pull(parse_hub_name(name), hub_settings(os.environ), progress, pace)
    except ModelRuntimeError as error:
        raise Misconfigured(str(error)) from error


def require_sound(pulled: Pulled) -> None:
    """Raises ``Misconfigured`` where the content of what was fetched is not sound."""
    found = pulled.verification
    if not found.ok:
        differing = sum(not file.ok for file in found.files)
        raise Misconfigured(
            f"{pulled.repository} at {pulled.commit} is not sound: {differing} files differ, {len(found.non_finite)}"
            " tensors are broken; it was fetched as published, so tell its makers, or take another revision"
        )
