"""Which hosts a sandbox may reach, as data. Pure: nothing is resolved or connected here.

Whatever is not a host in its plain form is refused; a list that is empty allows nothing.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

DEFAULT_PORTS: Final = (80, 443)

_NAME: Final = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)


@dataclass(frozen=True, slots=True)
class AllowedHost:
    """A host, by its exact name or address, and the ports on it."""

    name: str
    ports: tuple[int, ...] = DEFAULT_PORTS

    @classmethod
    def parse(cls, text: str) -> AllowedHost:
        """``HOST`` or ``HOST:PORT``; no patterns, no URLs.

        Raises:
            ValueError: anything else.
        """
        name, colon, port = text.partition(":")
        plain = plain_host(name)
        if plain is None or (colon and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65_536)):
            raise ValueError(f"{text[:80]!r} is not HOST or HOST:PORT")
        return cls(plain, (int(port),) if colon else DEFAULT_PORTS)

    def __str__(self) -> str:
        return self.name if self.ports == DEFAULT_PORTS else f"{self.name}:{self.ports[0]}"


def plain_host(name: str) -> str | None:
    """A host name in its one form (lower case, no final dot), or None when it is none."""
    plain = name.lower().removesuffix(".")
    if not _NAME.fullmatch(plain):
        return None
    last = plain.rpartition(".")[2]
    # What ends in a number is an address, and there are many ways to write one: only the plain one is taken.
    if last.isdecimal() or last.startswith("0x"):
        try:
            return str(ipaddress.IPv4Address(plain))
        except ValueError:
            return None
    return plain


def is_allowed(hosts: Iterable[AllowedHost], name: str, port: int) -> bool:
    """Whether one of ``hosts`` is this name and port."""
    plain = plain_host(name)
    return plain is not None and any(host.name == plain and port in host.ports for host in hosts)


def is_public(address: str) -> bool:
    """Whether an address that a name resolved to lies on the Internet: not this machine, its networks or its cloud."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return bool(mapped.is_global and not mapped.is_multicast)
