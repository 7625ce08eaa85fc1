"""What makes an evaluation reproducible, as one value: code, versions, tasks, prompts, model, sampling, limits, host.

It is written beside the results when a run begins, and again when it is given again with other tasks. Nothing is guessed: what
cannot be found out is None.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from agent.provenance import DISTRIBUTIONS
from evals.policy import CLOSED, Policy
from evals.suite import Suite
from sandboxes.base import Limits

MANIFEST: Final = "manifest.json"
_GIT_TIMEOUT_S: Final = 10.0


class Commit(BaseModel):
    """The commit that runs; ``dirty`` when tracked files differ from it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    dirty: bool


class Manifest(BaseModel):
    """Everything that a run depends on, apart from chance.

    Attributes:
        configuration: agent, profile (prompts by name, sampling, limits), seed, model and its digest, image.
        commit: of the checkout that runs; None for an installed package.
        versions: of this package and of those that matter, and of Python.
        tasks: SHA-256 by task, of files, issue, hidden tests and settings.
        suite_digest: SHA-256 over all of them.
        prompts: SHA-256 by name, of every prompt that the package holds.
        sandbox: the limits of an agent's sandbox, its network, and for suites of repositories the policy: network and limits of
            agents and tests.
        images: by task, where tasks have images of their own.
        unsupported: why tasks of the suite cannot be run here, by name; they are not in ``tasks``.
        host: kind of machine, kernel, cores, memory in bytes, load average of the last minute at the start.
        workers: attempts at a time.
        engine: bounds of the engine in which the model computes for all of them at once; None if they take turns at it, or if
            there is no model.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    configuration: Mapping[str, Any]
    commit: Commit | None
    versions: Mapping[str, str]
    tasks: Mapping[str, str]
    suite_digest: str
    prompts: Mapping[str, str]
    sandbox: Mapping[str, Any]
    host: Mapping[str, Any]
    workers: int
    images: Mapping[str, str] = Field(default_factory=dict)
    unsupported: Mapping[str, str] = Field(default_factory=dict)
    engine: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where a run takes place: what is allowed, images by task, what cannot be run, and bounds of the model's engine."""

    policy: Policy = CLOSED
    images: Mapping[str, str] = field(default_factory=dict)
    unsupported: Mapping[str, str] = field(default_factory=dict)
    engine: Mapping[str, int] | None = None


def make_manifest(
    configuration: Mapping[str, Any], suite: Suite, workers: int, where: Circumstances | None = None
) -> Manifest:
    """The manifest of a run of ``suite`` on this machine, now."""
    where = where or Circumstances()
    tasks = {task.name: task.digest() for task in suite.tasks}
    sandbox = {
        "network": bool(where.policy.agent_hosts),
        **asdict(where.policy.agent.over(Limits())),
        "policy": where.policy.model_dump(mode="json"),
    }
    manifest = manifest_of(configuration, tasks, workers, sandbox)
    found = {"images": where.images, "unsupported": where.unsupported, "engine": where.engine}
    return manifest.model_copy(update=found)


def manifest_of(
    configuration: Mapping[str, Any], tasks: Mapping[str, str], workers: int, sandbox: Mapping[str, Any]
) -> Manifest:
    """The manifest of a run on this machine, now, of tasks that are given by their digests, in sandboxes as described."""
    return Manifest(
        configuration=configuration,
        commit=_commit(Path(__file__).parents[1]),
        versions={"python": platform.python_version(), **_versions()},
        tasks=dict(tasks),
        suite_digest=hashlib.sha256(json.dumps(dict(tasks), sort_keys=True).encode()).hexdigest(),
        prompts=_prompts(),
        sandbox=sandbox,
        host=_host(),
        workers=workers,
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``manifest.json``, whole or not at all; tasks of an earlier one stay, because their results do."""
    before = read_manifest(folder)
    if before is not None:
        manifest = manifest.model_copy(update={"tasks": {**before.tasks, **manifest.tasks}})
    draft = folder / f".{MANIFEST}.new"
    draft.write_text(manifest.model_dump_json(indent=2) + "\n", "utf-8")
    draft.replace(folder / MANIFEST)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a run folder; None where there is none, or one of another version."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None


def _commit(checkout: Path) -> Commit | None:
    if not (checkout / ".git").exists():
        return None
    try:
        head = _git(checkout, "rev-parse", "HEAD")
        return Commit(id=head, dirty=bool(_git(checkout, "status", "--porcelain", "--untracked-files=no")))
    except (OSError, subprocess.SubprocessError):
        return None


def _git(checkout: Path, *arguments: str) -> str:
    command = ["git", "-C", str(checkout), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=_GIT_TIMEOUT_S).stdout.strip()


def _versions() -> dict[str, str]:
    found = {}
    for name in (*DISTRIBUTIONS, "scipy", "numpy"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _prompts() -> dict[str, str]:
    folder = resources.files("agent").joinpath("prompts")
    files = sorted((path for path in folder.iterdir() if path.name.endswith(".txt")), key=lambda path: path.name)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _host() -> dict[str, Any]:
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": os.cpu_count(),
        "usable_cores": len(os.sched_getaffinity(0)),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "load_average": round(os.getloadavg()[0], 2),
    }
