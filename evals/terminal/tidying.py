"""Repairs (``tampering.py``) carried out in a container before tests run in it, where no process of the agent lives.

Files of the image come first, by the engine alone and while nothing runs, so that what then runs is the image's own shell.
"""

from __future__ import annotations

from typing import Final

from evals.terminal.phases import Container, as_root
from evals.terminal.tampering import Repairs

_TOLD: Final = 5

# Prints what is no program (ELF, or a link to one), what runs code at the start of Python that no installer is known to write, and
# what names plugins of pytest.
_LOOK: Final = r"""
while [ "$1" != -- ]; do
  [ -e "$1" ] && [ "$(head -c 4 -- "$1" | od -An -c | tr -d ' ')" = '177ELF' ] || printf '%s\0' "$1"
  shift
done
shift
known='^import (_virtualenv|__editable___[A-Za-z0-9_.]+_finder; __editable___[A-Za-z0-9_.]+_finder[.]install[(][)])$'
known="$known|^import os; var = .SETUPTOOLS_USE_DISTUTILS.; enabled = os[.]environ[.]get[(]var, .local.[)] == .local.; enabled and"
known="$known __import__[(]._distutils_hack.[)](; |[.]add_shim[(][)];? ?)*$"
while [ "$1" != -- ]; do
  hook=$1; shift
  [ -f "$hook" ] && grep -E '^import[[:space:]]' -- "$hook" | grep -E -v -q "$known" && printf '%s\0' "$hook"
done
shift
for plugin; do
  [ -f "$plugin" ] && grep -q '\[pytest11\]' -- "$plugin" && printf '%s\0' "$plugin"
done
exit 0
"""


TAMPERING: Final = "tampering: after the end of all processes something runs again"


def renew(container: Container, repairs: Repairs, *, restart: bool) -> bool:
    """Put files of the image back, by the engine, and start a container that was stopped; whether nothing else runs in it.

    Raises:
        SandboxLost: the engine does not answer.
    """
    if repairs.put_back:
        container.put_back(repairs.put_back)
    return not restart or container.start() == 0


def tidy(container: Container, repairs: Repairs) -> str:
    """Take away, or put back, what is left to be repaired in a renewed container; a note that names all that was done.

    Raises:
        SandboxLost: the engine does not answer.
    """
    judged = _judged_by_content(container, repairs)
    back = tuple(path for path in judged if path in repairs.in_image)
    away = (*repairs.take_away, *(path for path in judged if path not in repairs.in_image))
    if away or repairs.caches:
        as_root(container, 'rm -rf -- "$@"', *away, *repairs.caches)
    if back:
        container.put_back(back)
    return _told((*repairs.put_back, *back), away)


def _judged_by_content(container: Container, repairs: Repairs) -> list[str]:
    known = {*repairs.if_script, *repairs.if_hook, *repairs.if_plugin}
    if not known:
        return []
    found = as_root(container, _LOOK, *repairs.if_script, "--", *repairs.if_hook, "--", *repairs.if_plugin).output
    return [path for path in found.decode("utf-8", "surrogateescape").split("\0") if path in known]


def _told(back: tuple[str, ...], away: tuple[str, ...]) -> str:
    done = (("put back", back), ("taken away", away))
    return "; ".join(f"{word} before the tests: {_some(paths)}" for word, paths in done if paths)


def _some(paths: tuple[str, ...]) -> str:
    shown = ", ".join(sorted(paths)[:_TOLD])
    return shown if len(paths) <= _TOLD else f"{shown} and {len(paths) - _TOLD} more"
