"""``agent doctor``: what is there, what is missing, and how to get it; ``--fix`` gets the sandbox image.

It looks and tells; the only things that it ever changes are the image and sandboxes that dead runs left behind.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from sandboxes.docker.containers import reap_orphans
from sandboxes.docker.engine import START_HINT, connect, engine_errors
from sandboxes.docker.image import default_image, ensure_image, has_image
from sandboxes.errors import SandboxError

EXIT_INCOMPLETE = 44
LEAST_PYTHON = (3, 11)
LEAST_GIT = (2, 31)
LEAST_DISK_BYTES = 2 << 30


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked for. ``remedy`` says how to get it; it is empty when ``ok``."""

    name: str
    ok: bool
    needed: bool
    found: str
    remedy: str = ""


@click.command()
@click.option("--fix", is_flag=True, help="Get the sandbox image and remove what dead runs left behind.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON object.")
def doctor(*, fix: bool, as_json: bool) -> None:
    """Tell what is there, what is missing and how to get it.

    Ends with exit code 0 when all that is needed is there, else 44.
    """
    if fix:
        _fix()
    checks = tuple(_checks())
    complete = all(check.ok for check in checks if check.needed)
    if as_json:
        click.echo(json.dumps({"complete": complete, "checks": [asdict(check) for check in checks]}))
    else:
        for check in checks:
            click.echo(line_of(check))
    sys.exit(0 if complete else EXIT_INCOMPLETE)


def line_of(check: Check) -> str:
    """A check as people read it: mark, name, what was found, and on trouble what to do."""
    mark = "ok" if check.ok else ("MISSING" if check.needed else "-")
    return f"{mark:<8}{check.name:<8}{check.found}" + (f": {check.remedy}" if check.remedy else "")


def _fix() -> None:
    try:
        with closing(connect()) as client:
            ensure_image(client, say=lambda line: click.echo(line, err=True))
            removed = reap_orphans(client)
        if removed:
            click.echo(f"removed {removed} containers and volumes of runs that have died", err=True)
    except SandboxError as error:
        click.echo(str(error), err=True)


def _checks() -> Iterator[Check]:
    yield _python()
    yield _git()
    yield from _engine_and_image()
    yield _model()
    yield _disk()
    yield _gpu()


def _python() -> Check:
    least = ".".join(map(str, LEAST_PYTHON))
    ok = sys.version_info >= LEAST_PYTHON
    return Check("python", ok, True, platform.python_version(), "" if ok else f"install Python {least} or newer")


def _git() -> Check:
    words = _output("git", "--version").split()
    if len(words) < 3:
        return Check("git", False, True, "none", "install git")
    ok = tuple(int(part) for part in words[2].split(".")[:2] if part.isdecimal()) >= LEAST_GIT
    least = ".".join(map(str, LEAST_GIT))
    return Check("git", ok, True, words[2], "" if ok else f"install git {least} or newer")


def _engine_and_image() -> Iterator[Check]:
    image = default_image()
    try:
        with closing(connect(timeout_s=10)) as client, engine_errors("the engine does not answer"):
            version, info = client.version(), client.info()
            present = has_image(client, image)
    except SandboxError as error:
        yield Check("engine", False, True, str(error).partition(" (")[0], START_HINT)
        yield Check("image", False, True, f"{image} cannot be looked for", "start the engine first")
        return
    components = {part["Name"].lower(): part["Version"] for part in version.get("Components") or []}
    details = [f"Docker {version['Version']}", f"kernel {version.get('KernelVersion', 'unknown')}"]
    details += [f"runc {components['runc']}"] if "runc" in components else []
    details += [f"cgroup v{info.get('CgroupVersion', '?')}", f"{info['NCPU']} cpus, {info['MemTotal'] >> 30} GiB"]
    yield Check("engine", True, True, ", ".join(details))
    yield Check("image", present, True, image if present else f"no {image}", "" if present else "agent doctor --fix")


def _model() -> Check:
    folder = Path(__file__).parents[2] / "model_runtime" / "checkpoints"
    models = sorted(path.parent.name for path in folder.glob("*/config.json"))
    if not models:
        return Check(
            "model", False, True, f"no embedded model in {folder}", "reinstall throughline, or use --model FOLDER"
        )
    return Check("model", True, True, f"embedded: {', '.join(models)}")


def _disk() -> Check:
    free_bytes = shutil.disk_usage(Path.cwd()).free
    ok = free_bytes >= LEAST_DISK_BYTES
    remedy = "" if ok else f"free {(LEAST_DISK_BYTES >> 30)} GiB"
    return Check("disk", ok, True, f"{free_bytes / 2**30:.1f} GiB free", remedy)


def _gpu() -> Check:
    names = [line.partition(" (UUID")[0] for line in _output("nvidia-smi", "-L").splitlines()]
    if not names:
        return Check("gpu", False, False, "none: the embedded model runs on the CPU, the large one needs a GPU")
    return Check("gpu", True, False, "; ".join(names))


def _output(*argv: str) -> str:
    """Standard output of a program; empty when it is missing or fails."""
    try:
        return subprocess.run(argv, capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


if __name__ == "__main__":
    doctor()
