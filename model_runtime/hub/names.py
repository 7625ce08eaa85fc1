"""How a model on the hub is named, and where and as whom it is asked for. Pure; nothing is opened but a token file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from model_runtime.errors import HubError

DEFAULT_ENDPOINT: Final = "https://huggingface.co"
DEFAULT_REVISION: Final = "main"
COMMIT: Final = re.compile(r"[0-9a-f]{40}")
_REPOSITORY: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_REVISION: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,199}(?:/[A-Za-z0-9][\w.-]{0,199}){0,4}", re.ASCII)
_MAX_TOKEN_BYTES: Final = 1 << 10


@dataclass(frozen=True, slots=True)
class HubName:
    """A repository ``owner/name`` and a branch, a tag or a commit of it."""

    repository: str
    revision: str = DEFAULT_REVISION

    @property
    def listing_path(self) -> str:
        """Path of the answer that names the commit and its files."""
        return f"/api/models/{self.repository}/revision/{quote(self.revision, safe='')}?blobs=true"

    def file_path(self, commit: str, name: str) -> str:
        """Path of a file's content."""
        return f"/{self.repository}/resolve/{commit}/{quote(name, safe='')}"


def parse_hub_name(text: str) -> HubName:
    """Read ``owner/name`` or ``owner/name@revision``.

    Raises:
        HubError: It is neither.
    """
    repository, at, revision = text.partition("@")
    name = HubName(repository, revision if at else DEFAULT_REVISION)
    if not _REPOSITORY.fullmatch(name.repository) or ".." in text:
        raise HubError(
            f"{text!r} is not the name of a model on the hub; it looks like owner/name or owner/name@revision"
        )
    if not _REVISION.fullmatch(name.revision):
        raise HubError(f"{name.revision!r} is not a branch, a tag or a commit")
    return name


@dataclass(frozen=True, slots=True)
class HubSettings:
    """Where the hub is, as whom it is asked, and where what it holds is kept.

    The token goes to the endpoint's own host only, and never over plain HTTP to another machine.
    """

    endpoint: str
    cache: Path
    token: str | None = field(default=None, repr=False)
    offline: bool = False

    @property
    def host(self) -> str:
        """What people are told; user names in the address are left out."""
        return urlsplit(self.endpoint).hostname or self.endpoint

    @property
    def sent_token(self) -> str | None:
        """The token, where it is safe to send it."""
        parts = urlsplit(self.endpoint)
        return self.token if parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1", "::1"} else None


def hub_settings(environment: Mapping[str, str]) -> HubSettings:
    """The settings that the hub's own tools read: ``HF_ENDPOINT``, ``HF_TOKEN``, ``HF_HUB_CACHE``, ``HF_HOME``,
    ``HF_HUB_OFFLINE``, ``HF_TOKEN_PATH``.

    Raises:
        HubError: The endpoint is no address.
    """
    endpoint = (environment.get("HF_ENDPOINT") or DEFAULT_ENDPOINT).rstrip("/")
    try:
        parts = urlsplit(endpoint)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise HubError("HF_ENDPOINT is not an address such as https://huggingface.co")
    home = Path(environment.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    cache = Path(environment.get("HF_HUB_CACHE") or home / "hub")
    token = environment.get("HF_TOKEN") or _read_token(Path(environment.get("HF_TOKEN_PATH") or home / "token"))
    offline = environment.get("HF_HUB_OFFLINE", "0").lower() in {"1", "true", "yes", "on"}
    return HubSettings(endpoint, cache, token.strip() if token else None, offline)


def _read_token(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_TOKEN_BYTES).decode("ascii").strip() or None
    except (OSError, ValueError):
        return None
