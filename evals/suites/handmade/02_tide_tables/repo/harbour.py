from dataclasses import dataclass


@dataclass(frozen=True)
class Harbour:
    """A secondary port, described relative to its standard port.

    lag_minutes: how much later the turns come (negative for earlier)
    ratio: height here over height at the standard port
    """

    name: str
    lag_minutes: int
    ratio: float = 1.0


KNOWN = {
    h.name: h
    for h in (
        Harbour("Polruan", 5, 0.97),
        Harbour("Lostwithiel", 45, 0.42),
        Harbour("Mevagissey", -10, 0.98),
    )
}


def find(name):
    try:
        return KNOWN[name]
    except KeyError:
        raise LookupError(f"unknown harbour: {name}") from None
