"""What ran: the model by its digest, and the versions of what it ran on. Reads metadata and imports nothing heavy."""

from __future__ import annotations

import platform
from contextlib import suppress
from importlib import metadata
from typing import Any, Final

from agent.model import LanguageModel

DISTRIBUTIONS: Final = ("throughline", "torch", "tokenizers", "docker")


def describe(model: LanguageModel) -> dict[str, Any]:
    """Model, versions and machine as plain values for a record."""
    return {
        "model": {"name": model.name, "digest": model.digest, "context_tokens": model.context_tokens},
        "versions": {"python": platform.python_version(), **_versions()},
        "platform": f"{platform.system()} {platform.machine()}",
    }


def _versions() -> dict[str, str]:
    found = {}
    for name in DISTRIBUTIONS:
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found
