from constraints import satisfies, satisfies_any
from semver import read_version, version_key


def sort_versions(versions: list[str], newest_first: bool = False) -> list[str]:
    """Return the versions sorted by age."""
    return sorted(versions, key=lambda v: version_key(read_version(v)), reverse=newest_first)


def best_match(versions: list[str], constraint: str, prereleases: bool = False) -> str | None:
    """Return the newest version that satisfies the constraint, or None.

    Prereleases are considered only when asked for.
    """
    for version in sort_versions(versions, newest_first=True):
        if read_version(version).prerelease and not prereleases:
            continue
        if satisfies_any(version, constraint):
            return version
    return None


def update_kind(installed: str, available: str) -> str:
    """Return 'major', 'minor', 'patch' or 'none' for the step up from installed."""
    old, new = read_version(installed), read_version(available)
    if version_key(new) <= version_key(old):
        return "none"
    if new.major != old.major:
        return "major"
    if new.minor != old.minor:
        return "minor"
    return "patch"


def outdated(installed: dict[str, str], latest: dict[str, str]) -> list[str]:
    """Return the sorted packages with a newer version; unknown packages are skipped."""
    names = []
    for name, version in installed.items():
        if name in latest and update_kind(version, latest[name]) != "none":
            names.append(name)
    return sorted(names)


def unmet_needs(installed: dict[str, str], needs: dict[str, str]) -> list[str]:
    """Return messages for the needs that are not met, in the order of the needs."""
    messages = []
    for name, constraint in needs.items():
        version = installed.get(name)
        if version is None:
            messages.append(f"{name} is missing")
        elif not satisfies(version, constraint):
            messages.append(f"{name} {version} is not {constraint}")
    return messages


def latest_per_major(versions: list[str]) -> dict[int, str]:
    """Return the newest version of each major number, in ascending order."""
    latest = {}
    for version in sort_versions(versions):
        latest[read_version(version).major] = version
    return latest
