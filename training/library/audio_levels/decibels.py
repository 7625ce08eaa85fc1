"""Conversions between decibels and linear amplitudes."""
from __future__ import annotations

import math

SILENCE_DB = -120.0


def amplitude_to_db(amplitude: float) -> float:
    """Level of an amplitude relative to 1.0, rounded to 2 digits.

    Zero and anything quieter than -120 dB counts as silence (-120 dB).
    """
    if amplitude < 0:
        raise ValueError("amplitude must not be negative")
    if amplitude == 0:
        return SILENCE_DB
    return max(SILENCE_DB, round(20 * math.log10(amplitude), 2))


def db_to_amplitude(level: float) -> float:
    """Amplitude factor of a level in dB, rounded to 4 digits; -20 dB is 0.1."""
    return round(10 ** (level / 20), 4)


def power_ratio_db(power: float, reference: float = 1.0) -> float:
    """Ratio of two powers in dB, rounded to 2 digits; doubling adds about 3 dB."""
    if power <= 0 or reference <= 0:
        raise ValueError("powers must be positive")
    return round(10 * math.log10(power / reference), 2)


def sum_levels(levels: list[float]) -> float:
    """Total level of independent sources, one digit; the powers add up, not the decibels."""
    if not levels:
        return SILENCE_DB
    total = sum(10 ** (level / 10) for level in levels)
    return round(10 * math.log10(total), 1)


def distance_loss(level: float, from_m: float, to_m: float) -> float:
    """Level at a new distance from a point source: 6 dB less for each doubling."""
    return round(level - 20 * math.log10(to_m / from_m), 1)


def format_db(level: float) -> str:
    """Text such as '+3.0 dB', '-6.5 dB' or '-inf dB' for silence."""
    if level <= SILENCE_DB:
        return "-inf dB"
    if level > 0:
        return f"+{level:.1f} dB"
    return f"{level:.1f} dB"


def parse_db(text: str) -> float:
    """Read '-6 dB', '+3dB' or '-inf'; the unit may be left out."""
    value = text.strip().lower().removesuffix("db").strip()
    if value == "-inf":
        return SILENCE_DB
    return float(value)
