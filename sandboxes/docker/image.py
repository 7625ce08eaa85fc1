"""The base image of sandboxes: a recipe, the tag that is the recipe's digest, and how the image is got.

Same recipe, same tag, no rebuild. It is pulled where a registry is configured and otherwise bootstrapped from the
Debian or Ubuntu packages of this machine's own release.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sandboxes.docker.apt_sources import of_release, one_line_sources
from sandboxes.docker.engine import connect, engine_errors
from sandboxes.errors import SandboxUnavailable

if TYPE_CHECKING:
    from docker import DockerClient

REGISTRY_VARIABLE = "THROUGHLINE_REGISTRY"
"""Names a registry (``host/namespace``) that holds the image; unset, the image is bootstrapped."""

BUILD_TIMEOUT_S = 900.0
PULL_TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """What goes into an image. Every field counts for the digest."""

    packages: tuple[str, ...]
    excluded_paths: tuple[str, ...]
    commands: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]

    @property
    def tag(self) -> str:
        """Repository and digest of the recipe: ``throughline-sandbox:<12 hex digits>``."""
        return f"throughline-sandbox:{hashlib.sha256(repr(self).encode()).hexdigest()[:12]}"


BASE = Recipe(
    packages=("bash", "ca-certificates", "git", "patch", "procps", "python3", "python3-pytest", "ripgrep"),
    excluded_paths=(
        "/usr/share/man/*",
        "/usr/share/doc/*",
        "/usr/share/info/*",
        "/usr/share/locale/*",
        "/usr/share/lintian/*",
        "/usr/share/bash-completion/*",
    ),
    commands=(
        "groupadd --gid 1000 agent",
        "useradd --uid 1000 --gid 1000 --create-home --shell /bin/bash agent",
        "install --directory --owner agent --group agent /repo",
        "ln -sf python3 /usr/bin/python",
        "rm -rf /etc/apt/sources.list /etc/apt/sources.list.d /var/cache/apt /var/lib/apt/lists /var/log/apt",
        "find / -xdev -name __pycache__ -prune -exec rm -rf {} +",
        "python3 -m compileall -q -j 0 /usr/lib/python3 /usr/lib/python3.*",
    ),
    environment=(
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("HOME", "/home/agent"),
        ("LANG", "C.UTF-8"),
        ("PYTHONDONTWRITEBYTECODE", "1"),
    ),
)


def default_image() -> str:
    """Name of the image that sandboxes use unless another is asked for."""
    return BASE.tag


def has_image(client: DockerClient, name: str) -> bool:
    """Whether the engine holds image ``name``."""
    from docker.errors import ImageNotFound

    with engine_errors(f"cannot look for image {name}", SandboxUnavailable):
        try:
            client.images.get(name)
        except ImageNotFound:
            return False
        return True


def ensure_image(client: DockerClient, recipe: Recipe = BASE, *, say: Callable[[str], None] = lambda _: None) -> str:
    """Make sure that the engine holds the image of ``recipe``; returns its name.

    ``say`` is told each step that takes time, one line each.

    Raises:
        SandboxUnavailable: it can neither be pulled nor built here; the message says why.
    """
    if has_image(client, recipe.tag):
        return recipe.tag
    registry = os.environ.get(REGISTRY_VARIABLE, "")
    if registry and _pull(f"{registry}/{recipe.tag}", recipe.tag, say):
        return recipe.tag
    say(f"building {recipe.tag} from this system's packages (about half a minute)")
    with tempfile.TemporaryDirectory(prefix="throughline-image-") as folder:
        archive = Path(folder) / "root.tar"
        bootstrap(recipe, archive)
        import_image(client, recipe, recipe.tag, archive)
    return recipe.tag


def _pull(remote: str, tag: str, say: Callable[[str], None]) -> bool:
    from docker.errors import DockerException

    say(f"pulling {remote}")
    try:
        with closing(connect(timeout_s=PULL_TIMEOUT_S)) as client:
            return bool(client.images.pull(remote).tag(*tag.split(":")))
    except (DockerException, OSError) as error:
        say(f"cannot pull {remote}: {' '.join(str(error).split())}")
        return False


def bootstrap(recipe: Recipe, archive: Path, *, release: str = "") -> None:
    """Write the root file system of ``recipe`` as a tar file.

    Args:
        recipe: what goes in.
        archive: where to.
        release: the codename of a Debian release; this machine's own when empty. Another one comes from the same places.

    Raises:
        SandboxUnavailable: it cannot be made here; the message says why.
    """
    if shutil.which("mmdebstrap") is None:
        raise SandboxUnavailable("the sandbox image is built with mmdebstrap: apt-get install mmdebstrap (as root)")
    system = platform.freedesktop_os_release()
    own = system.get("VERSION_CODENAME", "")
    codename = release or own
    if codename != own and system.get("ID") != "debian":
        raise SandboxUnavailable(f"Debian {codename} can be bootstrapped on Debian only")
    sources = one_line_sources((path.read_text("utf-8") for path in _source_files()), own)
    sources = tuple(of_release(line, own, codename) for line in sources)
    if not codename or not sources:
        raise SandboxUnavailable(
            f"the sandbox image can be built on Debian or Ubuntu only; elsewhere set {REGISTRY_VARIABLE} and pull it"
        )
    argv = bootstrap_command(recipe, codename, archive, apt_options=_apt_options())
    result = subprocess.run(
        argv, input="\n".join(sources) + "\n", capture_output=True, text=True, timeout=BUILD_TIMEOUT_S, check=False
    )
    if result.returncode:
        lines = [line for line in result.stderr.splitlines() if line.startswith("E:")] or result.stderr.splitlines()
        raise SandboxUnavailable(f"mmdebstrap failed: {' / '.join(lines[-3:])}")


def bootstrap_command(recipe: Recipe, codename: str, archive: Path, *, apt_options: tuple[str, ...] = ()) -> list[str]:
    """The mmdebstrap call that builds ``recipe``; the apt sources go to its standard input."""
    return [
        "mmdebstrap",
        "--quiet",
        "--variant=minbase",
        "--format=tar",
        f"--include={','.join(recipe.packages)}",
        *(f"--aptopt={option}" for option in apt_options),
        *(f"--dpkgopt=path-exclude={path}" for path in recipe.excluded_paths),
        *(f'--customize-hook=chroot "$1" {command}' for command in recipe.commands),
        codename,
        str(archive),
        "-",
    ]


def _source_files() -> list[Path]:
    folder = Path("/etc/apt/sources.list.d")
    candidates = [Path("/etc/apt/sources.list"), *sorted(folder.glob("*.list")), *sorted(folder.glob("*.sources"))]
    return [path for path in candidates if path.is_file()]


def _apt_options() -> tuple[str, ...]:
    """This machine's proxies and its word on how old an index may be: without them its sources may not answer."""
    result = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, timeout=30, check=False)
    wanted = ("Acquire::http::", "Acquire::https::", "Acquire::Check-")
    return tuple(
        line.rstrip(";") for line in result.stdout.splitlines() if line.startswith(wanted) and not line.endswith('"";')
    )


def import_image(client: DockerClient, recipe: Recipe, name: str, archive: Path, *, workdir: str = "/repo") -> None:
    """Make an image of a root file system.

    Raises:
        SandboxUnavailable: the engine refuses.
    """
    repository, tag = name.split(":")
    changes = [f"ENV {name}={value}" for name, value in recipe.environment] + [
        'CMD ["/bin/bash"]',
        f"WORKDIR {workdir}",
    ]
    with engine_errors("cannot import the sandbox image", SandboxUnavailable):
        client.api.import_image_from_file(str(archive), repository=repository, tag=tag, changes=changes)
