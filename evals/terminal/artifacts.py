"""What a trial keeps besides its rewards: files that a task names, and what an agent published, here and for a verifier of its own.

Files come out as a tar that a container's own program made, which the agent may have replaced: only plain files beneath what was
asked for are taken, and no link.
"""

from __future__ import annotations

import fnmatch
import io
import json
import posixpath
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from evals.terminal.configuration import Artifact
from evals.terminal.phases import OWN_ENVIRONMENT, Place
from evals.terminal.stages import PUBLISHED
from sandboxes.errors import SandboxError

ARTIFACTS: Final = "artifacts"
MANIFEST: Final = "manifest.json"
MAX_BYTES: Final = 256 << 20
_TIMEOUT_S: Final = 300.0
_PACK: Final = '[ -e "$1" ] || exit 66; cd "$(dirname -- "$1")" && exec tar -cf - -- "$(basename -- "$1")" 2>/dev/null'
_MISSING: Final = 66


@dataclass(frozen=True, slots=True)
class Collected:
    """Files of one artifact by their path in the container, with their modes."""

    artifact: Artifact
    status: Literal["ok", "failed", "empty"]
    is_folder: bool
    files: Mapping[str, tuple[int, bytes]]


def collect(artifacts: tuple[Artifact, ...], place: Place) -> tuple[Collected, ...]:
    """Take artifacts out of their containers. What cannot be had is told as failed, and keeps nothing from running."""
    return tuple(_collect(artifact, place) for artifact in artifacts)


def write_artifacts(collected: tuple[Collected, ...], folder: Path) -> None:
    """Write artifacts beneath ``folder/artifacts``, with a manifest as Harbor's. Of two for one place the first stays."""
    target = folder / ARTIFACTS
    entries = []
    for item in collected:
        root = destination(item.artifact)
        for path, (mode, content) in item.files.items():
            relative = posixpath.relpath(path, item.artifact.source)
            written = target / root / relative if relative != "." else target / root
            if written.exists() or written == target / MANIFEST:
                continue
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(content)
            written.chmod(0o644 | mode & 0o111)
        entries.append(
            {
                "source": item.artifact.source,
                "destination": f"{ARTIFACTS}/{root}",
                "type": "directory" if item.is_folder else "file",
                "status": item.status,
                "service": item.artifact.service,
                "exclude": list(item.artifact.exclude) if item.is_folder else [],
            }
        )
    target.mkdir(parents=True, exist_ok=True)
    (target / MANIFEST).write_text(json.dumps(entries, indent=2) + "\n", "utf-8")


def as_archive(collected: tuple[Collected, ...]) -> bytes:
    """Artifacts as a tar for the root of another container: root's, at the places where they were."""
    buffer, known = io.BytesIO(), set()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for item in collected:
            for path, (mode, content) in item.files.items():
                if path in known:
                    continue
                known.add(path)
                entry = tarfile.TarInfo(path.lstrip("/"))
                entry.size, entry.mode = len(content), 0o644 | mode & 0o111
                archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def destination(artifact: Artifact) -> str:
    """Where an artifact lies beneath the folder of artifacts: where it is asked for, or as in the container."""
    named = artifact.destination or artifact.source
    return "/".join(part for part in named.split("/") if part not in ("", ".", "..")) or "files"


def _collect(artifact: Artifact, place: Place) -> Collected:
    container = place.container(artifact.service)
    if container is None:
        return Collected(artifact, "failed", False, {})
    try:
        ran = container.exec(
            ["sh", "-c", _PACK, "pack", artifact.source],
            user="0:0",
            workdir="/",
            environment=OWN_ENVIRONMENT,
            timeout_s=_TIMEOUT_S,
            max_output_bytes=MAX_BYTES,
        )
    except SandboxError:
        return Collected(artifact, "failed", False, {})
    is_published = artifact.source.rstrip("/") == PUBLISHED
    if ran.exit_code or ran.omitted_bytes:
        is_missing = ran.exit_code == _MISSING and is_published
        return Collected(artifact, "empty" if is_missing else "failed", is_published, {})
    files, is_folder = _unpacked(ran.output, artifact)
    return Collected(artifact, "ok" if files or not is_published else "empty", is_folder, files)


def _unpacked(packed: bytes, artifact: Artifact) -> tuple[dict[str, tuple[int, bytes]], bool]:
    """Plain files of a tar, by their path in the container; whether what was packed is a folder."""
    source = posixpath.normpath(artifact.source)
    parent, files, is_folder = posixpath.dirname(source), {}, False
    try:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            for member in archive:
                path = posixpath.normpath(posixpath.join(parent, member.name))
                if path == source and member.isdir():
                    is_folder = True
                inside = path == source or path.startswith(f"{source}/")
                stream = archive.extractfile(member) if inside and member.isreg() else None
                if stream is not None and not _is_excluded(path, source, artifact.exclude):
                    files[path] = (member.mode, stream.read())
    except (tarfile.TarError, ValueError):
        return files, is_folder
    return files, is_folder


def _is_excluded(path: str, source: str, patterns: tuple[str, ...]) -> bool:
    relative = posixpath.relpath(path, source)
    parts = relative.split("/")
    heads = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    return any(fnmatch.fnmatch(name, pattern.rstrip("/")) for pattern in patterns for name in (*parts, *heads))
