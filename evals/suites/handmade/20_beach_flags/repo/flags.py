"""Which flag the lifeguards should fly, from the latest measurements."""
from dataclasses import dataclass
from typing import Optional

CALM_WAVES = 0.5
ROUGH_WAVES = 1.5
STRONG_WIND = 38  # km/h


@dataclass
class Conditions:
    waves_m: float
    wind_kmh: float
    rip_current: bool = False
    jellyfish: bool = False
    lifeguards: int = 2


def main_flag(c):
    """'red' (no bathing), 'yellow' (take care), 'green' or 'none' (nobody on duty).

    Waves over 1.5 m or a rip current mean red; waves over half a metre
    or a strong wind mean yellow.
    """
    if c.lifeguards == 0:
        return "none"
    if c.rip_current:
        return "red"
    if c.waves_m > CALM_WAVES or c.wind_kmh >= STRONG_WIND:
        return "yellow"
    if c.waves_m > ROUGH_WAVES:
        return "red"
    return "green"


def flags(c):
    """All flags, the main one first; purple warns of jellyfish."""
    out = [main_flag(c)]
    if c.jellyfish and c.lifeguards:
        out.append("purple")
    return out


def announcement(beach, c):
    texts = {
        "red": "bathing is forbidden",
        "yellow": "bathe with care",
        "green": "bathing is safe",
        "none": "no lifeguard on duty",
    }
    text = f"{beach}: {texts[main_flag(c)]}"
    if "purple" in flags(c):
        text += ", jellyfish seen"
    return text + "."


def season_summary(days):
    """How many days each main flag flew."""
    counts = {}
    for c in days:
        flag = main_flag(c)
        counts[flag] = counts.get(flag, 0) + 1
    return counts
