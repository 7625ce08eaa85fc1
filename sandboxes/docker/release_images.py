"""Images under the names that suites build on, bootstrapped from Debian's packages where no registry can be reached.

A name of Debian is what it says. Names of Python and Ubuntu are stand-ins: Debian's own Python, and the Debian release that is
nearest. What no release offers (Python 3.10 and 3.12, say) cannot be made.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal

from sandboxes.docker.engine import connect, engine_errors
from sandboxes.docker.image import BASE, Recipe, bootstrap, has_image, import_image
from sandboxes.errors import SandboxUnavailable

if TYPE_CHECKING:
    from docker import DockerClient

Kind = Literal["plain", "python", "terminal", "testbed"]

RELEASE_OF: Final[Mapping[str, str]] = {"3.9": "bullseye", "3.11": "bookworm", "3.13": "trixie"}
"""The Debian release that has a version of Python."""

_NUMBERS: Final = {"bullseye": "11", "bookworm": "12", "trixie": "13"}
_PYTHON: Final = ("netbase", "python3", "python3-dev", "python3-pip", "python3-venv", "tzdata")
_PACKAGES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "plain": ("ca-certificates",),
    "python": ("ca-certificates", *_PYTHON),
    "terminal": ("ca-certificates", *_PYTHON, "asciinema", "curl", "git", "tmux"),
    "testbed": (
        *(
            "build-essential",
            "ca-certificates",
            "curl",
            "git",
            "libffi-dev",
            "locales",
            "patch",
            "pkg-config",
            "procps",
        ),
        *(*_PYTHON, "wget"),
    ),
}
_LINK_PYTHON: Final = (
    "ln -sf /usr/bin/python3 /usr/local/bin/python",
    "ln -sf /usr/bin/python3 /usr/local/bin/python3",
    "ln -sf /usr/bin/pip3 /usr/local/bin/pip",
    "sh -c 'rm -f /usr/lib/python3*/EXTERNALLY-MANAGED'",
)
_EMPTY_CACHES: Final = ("sh -c 'rm -rf /var/cache/apt/archives/*.deb /var/lib/apt/lists/* /var/log/apt'",)
_BUNDLE_VARIABLES: Final = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_BUNDLE: Final = "etc/ssl/certs/machine.crt"
_TRUSTING: Final = (*_BUNDLE_VARIABLES, "GIT_SSL_CAINFO", "NODE_EXTRA_CA_CERTS")
_ENVIRONMENT: Final = (("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), ("LANG", "C.UTF-8"))


@dataclass(frozen=True, slots=True)
class ReleaseImage:
    """An image of packages of one Debian release. ``note`` says what a stand-in is in truth; empty for the real thing."""

    kind: Kind
    release: str
    note: str = ""

    def recipe(self, *, trusting: bool) -> Recipe:
        """What goes in; ``trusting``: programs look for certificates in the file that this machine's own come into."""
        return Recipe(
            packages=_PACKAGES[self.kind],
            excluded_paths=BASE.excluded_paths,
            commands=(*(_LINK_PYTHON if self.kind != "plain" else ()), *_EMPTY_CACHES),
            environment=(*_ENVIRONMENT, *(((name, f"/{_BUNDLE}") for name in _TRUSTING) if trusting else ())),
        )


def _names() -> dict[str, ReleaseImage]:
    names: dict[str, ReleaseImage] = {}
    for release, number in _NUMBERS.items():
        for end in ("", "-slim"):
            names |= dict.fromkeys((f"debian:{release}{end}", f"debian:{number}{end}"), ReleaseImage("plain", release))
    for python, release in RELEASE_OF.items():
        image = ReleaseImage("python", release, f"Debian {release}'s Python {python}")
        tags = [f"{python}{slim}{system}" for slim in ("", "-slim") for system in ("", f"-{release}")]
        names |= dict.fromkeys((f"python:{tag}" for tag in tags), image)
    bookworm_by_name = ReleaseImage("python", "trixie", "Debian trixie's Python 3.13: bookworm has none")
    names |= dict.fromkeys(("python:3.13-bookworm", "python:3.13-slim-bookworm"), bookworm_by_name)
    for release, ubuntu in (("bookworm", ("22.04", "jammy")), ("trixie", ("24.04", "noble"))):
        names |= {
            f"ubuntu:{tag}": ReleaseImage("plain", release, f"Debian {release}, which is nearest") for tag in ubuntu
        }
    for tag, release in (("ubuntu-24-04:20250624", "trixie"), ("python-3-13:20250620", "trixie")):
        names[f"ghcr.io/laude-institute/t-bench/{tag}"] = ReleaseImage(
            "terminal", release, f"Debian {release} with tmux"
        )
    names["debian:13.0-slim"] = ReleaseImage("plain", "trixie", "the present point release of trixie")
    return names


NAMES: Final[Mapping[str, ReleaseImage]] = _names()
"""Every name that can be made here."""


class ReleaseImages:
    """Makes them. Connected on construction; one is made at a time. ``note`` is told what takes long."""

    def __init__(self, note: Callable[[str], None] = lambda _: None) -> None:
        """Connect.

        Raises:
            SandboxUnavailable: no engine answers.
        """
        self._client: DockerClient = connect()
        self._note = note
        self._making = Lock()

    @property
    def names(self) -> Mapping[str, str]:
        """Every name that can be made, and what a stand-in is in truth; empty for the real thing."""
        return {name: image.note for name, image in NAMES.items()}

    def offered(self, python: str) -> str | None:
        """The version of Python that stands for a wanted one: the same, or the next that there is; None after the last."""
        wanted = _numbers(python)[:2]
        return next((version for version in sorted(RELEASE_OF, key=_numbers) if _numbers(version) >= wanted), None)

    def ensure(self, python: str) -> str:
        """The image with a version of Python and what it takes to build packages.

        Raises:
            SandboxUnavailable: it cannot be made.
        """
        return self._made(ReleaseImage("testbed", RELEASE_OF[python]))

    def has(self, name: str) -> bool:
        """Whether the engine holds an image of this name.

        Raises:
            SandboxUnavailable: the engine does not answer.
        """
        return has_image(self._client, name)

    def make(self, name: str) -> None:
        """Make the image and give it one of ``NAMES``; an image that has the name already is left alone.

        Raises:
            SandboxUnavailable: it cannot be made.
        """
        if self.has(name):
            return
        made = self._made(NAMES[name])
        with engine_errors(f"{name} cannot be named", SandboxUnavailable):
            repository, _, tag = name.rpartition(":")
            self._client.images.get(made).tag(repository, tag)

    def _made(self, image: ReleaseImage) -> str:
        bundle = _bundle()
        recipe = image.recipe(trusting=bool(bundle))
        digest = hashlib.sha256(f"{image.release} {recipe!r}".encode() + bundle).hexdigest()[:12]
        name = f"throughline-release:{digest}"
        with self._making:
            if not has_image(self._client, name):
                self._note(f"bootstrapping Debian {image.release} ({image.kind})")
                with tempfile.TemporaryDirectory(prefix="throughline-release-") as folder:
                    archive = Path(folder) / "root.tar"
                    bootstrap(recipe, archive, release=image.release)
                    if bundle:
                        _add(archive, _BUNDLE, bundle)
                    import_image(self._client, recipe, name, archive, workdir="/")
        return name


def _add(archive: Path, path: str, content: bytes) -> None:
    """Put a file into a root file system."""
    member = tarfile.TarInfo(path)
    member.size = len(content)
    member.mode = 0o644
    with tarfile.open(archive, "a") as tar:
        tar.addfile(member, io.BytesIO(content))


def _bundle() -> bytes:
    """The certificates that this machine trusts, where its environment names a file of them."""
    named = next((os.environ[name] for name in _BUNDLE_VARIABLES if os.environ.get(name)), "")
    return Path(named).read_bytes() if named and Path(named).is_file() else b""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
