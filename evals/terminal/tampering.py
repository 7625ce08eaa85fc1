"""What an agent changed that decides over tests in its own container, and what is done about it before they run.

The rules are pure: changed paths in, repairs out. They name what tests are run with (shells, common programs, interpreters, the
loader) and what starts by itself (start-up files of Python, plugins and settings of pytest), never what a task could ask for. It
is no proof: who is root can change more than is listed here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Change = tuple[str, int]
"""A path, and 0 for changed, 1 for new, 2 for gone."""

_NEW: Final = 1
_PATH: Final = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
_CORE: Final = frozenset(
    re.findall(
        r"\S+",
        "sh bash dash env cat echo printf test [ true false sleep timeout grep egrep fgrep sed awk gawk mawk "
        "head tail cut sort uniq tr wc find xargs ls cp mv rm mkdir rmdir chmod chown ln touch stat diff cmp "
        "tee date id whoami readlink realpath dirname basename expr seq sha1sum sha256sum md5sum tar gzip "
        "curl wget apt apt-get dpkg ",
    )
)
_INTERPRETER: Final = re.compile(r"(?:python|pypy)[\d.]*|py\.?test|pytest-3|uvx?|node|ruby|perl")
_START_UP: Final = re.compile(
    r"/(?:sitecustomize|usercustomize)(?:\.py|\.so|/__init__\.py)?$|/__pycache__/(?:site|user)customize\.[^/]*$"
    r"|^/etc/ld\.so\.preload$"
)
_HOOK: Final = re.compile(r"/(?:site|dist)-packages/[^/]+\.pth$")
_PLUGIN: Final = re.compile(r"\.(?:dist|egg)-info/entry_points\.txt$")
_LIBRARY: Final = re.compile(
    r"/(?:site|dist)-packages/(?:_pytest|pytest|pluggy|iniconfig)/[^_].*\.py$|/(?:_pytest|pytest|pluggy|iniconfig)/[^/]+\.py$"
    r"|/lib/python3[^/]*/(?!(?:site|dist)-packages/|.*__pycache__/).*\.(?:py|so)$"
    r"|/ld-linux[^/]*$|/libc\.so\.6$|/libc-2[^/]*$"
)
_CACHE: Final = re.compile(
    r"/(?:lib/python3[^/]*|_pytest|pytest|pluggy|iniconfig)/(?!(?:site|dist)-packages/).*__pycache__/.+\.pyc$"
)
_SETTINGS: Final = frozenset({"conftest.py", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml"})
_SHADOW: Final = re.compile(r"(?:pytest|_pytest|pluggy|iniconfig|sitecustomize|usercustomize)(?:\.py)?")


Kind = Literal["protected", "start_up", "cache", "hook", "plugin", "program", "runner", "setting"]


@dataclass(frozen=True, slots=True)
class Repairs:
    """``put_back`` as in the image; ``take_away``; the others are judged by their content, and go or are put back.

    Those of ``if_script`` when they are scripts or no programs at all, of ``if_hook`` when they have code of an unknown kind, of
    ``if_plugin`` when they are plugins of pytest. ``caches`` go, and are no news. ``in_image`` are paths that the image has.
    """

    put_back: tuple[str, ...] = ()
    take_away: tuple[str, ...] = ()
    if_script: tuple[str, ...] = ()
    if_hook: tuple[str, ...] = ()
    if_plugin: tuple[str, ...] = ()
    caches: tuple[str, ...] = ()
    in_image: frozenset[str] = frozenset()


def repairs_of(changes: Sequence[Change], workdir: str) -> Repairs:
    """What is to be done about the changes of an agent that worked in ``workdir``."""
    found: dict[str, list[str]] = {}
    folders = {posixpath.dirname(path) for path, _ in changes}
    for path, change in changes:
        is_new = change == _NEW
        kind = None if not is_new and path in folders else _kind(path, workdir)
        if kind is None or (is_new and kind == "runner") or (not is_new and kind == "setting"):
            continue
        if kind == "protected" and is_new and not _is_core(path):
            continue
        if kind in ("protected", "start_up", "runner", "setting"):
            found.setdefault("away" if is_new else "back", []).append(path)
        else:
            found.setdefault("cache" if kind == "cache" and is_new else "back" if kind == "cache" else kind, []).append(
                path
            )
    chosen = {name: tuple(paths) for name, paths in found.items()}
    return Repairs(
        put_back=chosen.get("back", ()),
        take_away=chosen.get("away", ()),
        if_script=chosen.get("program", ()),
        if_hook=chosen.get("hook", ()),
        if_plugin=chosen.get("plugin", ()),
        caches=chosen.get("cache", ()),
        in_image=frozenset(path for path, change in changes if change != _NEW),
    )


def _kind(path: str, workdir: str) -> Kind | None:
    """What a path decides over, if over anything."""
    patterns: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("start_up", _START_UP),
        ("cache", _CACHE),
        ("protected", _LIBRARY),
        ("hook", _HOOK),
        ("plugin", _PLUGIN),
    )
    for kind, pattern in patterns:
        if pattern.search(path):
            return kind
    if _is_core(path):
        return "protected"
    folder, name = posixpath.split(path)
    if folder in _PATH and _INTERPRETER.fullmatch(name):
        # pytest is a script by nature: only that of the image is known to be honest.
        return "runner" if name.startswith(("pytest", "py.test")) else "program"
    return "setting" if _is_setting(path, workdir) else None


def _is_core(path: str) -> bool:
    return posixpath.dirname(path) in _PATH and posixpath.basename(path) in _CORE


def _is_setting(path: str, workdir: str) -> bool:
    """Settings above the tests, and modules in the working directory that hide those that run tests."""
    folder, name = posixpath.split(path)
    return (folder == "/" != workdir and name in _SETTINGS) or (
        folder == workdir and _SHADOW.fullmatch(name) is not None
    )
