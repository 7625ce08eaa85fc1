"""What a Dockerfile asks of whoever builds it: images of others, and syntax that only BuildKit knows. Pure; it builds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEREDOC = re.compile(r"<<-?[\"']?([A-Za-z_]\w*)")
_WITH_BODY = "\0body"
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})")


@dataclass(frozen=True, slots=True)
class DockerfileNeeds:
    """``images``: what the engine must hold or pull, in order. ``buildkit``: what the classic builder does not know."""

    images: tuple[str, ...]
    buildkit: tuple[str, ...] = ()


def dockerfile_needs(text: str) -> DockerfileNeeds:
    """Read a Dockerfile; arguments before FROM are filled in with their defaults."""
    arguments: dict[str, str] = {}
    stages: list[str] = []
    images: dict[str, None] = {}
    buildkit: dict[str, None] = {}
    for word, rest in _instructions(text):
        if word == "ARG" and not stages:
            name, _, default = rest.partition("=")
            arguments.setdefault(name.strip(), default.strip().strip("\"'"))
        elif word == "FROM":
            _from(rest, arguments, stages, images)
        elif word in ("RUN", "COPY", "ADD"):
            for flag, value in _flags(rest):
                if flag == "from" and value.lower() not in stages and not value.isdecimal():
                    images[_filled(value, arguments)] = None
                elif flag not in ("from", "chown"):
                    buildkit[f"{word} --{flag}"] = None
            if rest.endswith(_WITH_BODY):
                buildkit[f"{word} with a here-document"] = None
    return DockerfileNeeds(tuple(images), tuple(buildkit))


def _from(rest: str, arguments: dict[str, str], stages: list[str], images: dict[str, None]) -> None:
    words = [word for word in rest.split() if not word.startswith("--")]
    image = _filled(words[0], arguments) if words else ""
    if image and image != "scratch" and image.lower() not in stages:
        images[image] = None
    stages.append(words[2].lower() if len(words) > 2 and words[1].lower() == "as" else f"\0{len(stages)}")


def _flags(rest: str) -> Iterator[tuple[str, str]]:
    """The leading ``--name=value`` of an instruction."""
    for part in rest.split():
        if not part.startswith("--"):
            return
        name, _, value = part[2:].partition("=")
        yield name, value


def _instructions(text: str) -> Iterator[tuple[str, str]]:
    """Instruction and the rest of its line: continued lines joined, comments and the bodies of here-documents left out."""
    lines = text.splitlines()
    pending, place = "", 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.lstrip().startswith("#") or (pending and not line.strip()):
            continue
        pending += line
        if pending.rstrip().endswith("\\"):
            pending = f"{pending.rstrip()[:-1]} "
            continue
        word, _, rest = pending.strip().partition(" ")
        pending = ""
        end = _end_of_bodies(rest, lines, place) if word.upper() in ("RUN", "COPY", "ADD") else place
        if word:
            yield word.upper(), rest.strip() + (_WITH_BODY if end > place else "")
        place = end


def _end_of_bodies(rest: str, lines: list[str], place: int) -> int:
    """Where the here-documents that an instruction begins are over; ``place`` when there are none."""
    for delimiter in _HEREDOC.findall(rest):
        ends = (number for number in range(place, len(lines)) if lines[number].strip() == delimiter)
        place = next(ends, place - 1) + 1
    return place


def _filled(text: str, arguments: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda found: arguments.get(found[1] or found[2]) or found[3] or "", text)
