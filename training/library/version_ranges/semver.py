"""Parse and compare versions of the form major.minor.patch[-prerelease]."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """A semantic version; prerelease is empty for a final release."""
    major: int
    minor: int = 0
    patch: int = 0
    prerelease: str = ""

    def __str__(self) -> str:
        core = f"{self.major}.{self.minor}.{self.patch}"
        return f"{core}-{self.prerelease}" if self.prerelease else core

    def core(self) -> tuple[int, int, int]:
        """Return the three numbers without the prerelease."""
        return self.major, self.minor, self.patch

    def is_stable(self) -> bool:
        """Return True for final releases from 1.0.0 on."""
        return self.major >= 1 and not self.prerelease


def read_version(text: str) -> Version:
    """Parse '1.4.2', 'v2.0' or '3.1.0-beta.2'; missing numbers are 0, '+build' is ignored."""
    text = text.strip().lower().removeprefix("v")
    text = text.split("+")[0]
    numbers, _, prerelease = text.partition("-")
    parts = numbers.split(".")
    if len(parts) > 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"not a version: {text!r}")
    values = [int(part) for part in parts] + [0] * (3 - len(parts))
    return Version(values[0], values[1], values[2], prerelease)


def prerelease_key(prerelease: str) -> tuple:
    """Return a sort key: numbers sort before words, and a final release sorts last."""
    if not prerelease:
        return (1,)
    keys = []
    for part in prerelease.split("."):
        if part.isdigit():
            keys.append((0, int(part), ""))
        else:
            keys.append((1, 0, part))
    return (0, *keys)


def version_key(version: Version) -> tuple:
    """Return the key by which versions are sorted."""
    return (version.core(), prerelease_key(version.prerelease))


def compare(left: str, right: str) -> int:
    """Return -1, 0 or 1 when left is older than, equal to or newer than right."""
    left_key = version_key(read_version(left))
    right_key = version_key(read_version(right))
    if left_key == right_key:
        return 0
    return -1 if left_key < right_key else 1


def bump(text: str, part: str = "patch") -> str:
    """Raise one part of a version, resetting the parts behind it.

    A patch bump of a prerelease only drops the prerelease.
    """
    version = read_version(text)
    if part == "major":
        return str(Version(version.major + 1))
    if part == "minor":
        return str(Version(version.major, version.minor + 1))
    if part != "patch":
        raise ValueError(f"unknown part {part!r}")
    step = 0 if version.prerelease else 1
    return str(Version(version.major, version.minor, version.patch + step))
