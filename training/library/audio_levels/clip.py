"""Sample lists with values between -1.0 and 1.0."""
from __future__ import annotations

import math

from decibels import amplitude_to_db, db_to_amplitude


def peak(samples: list[float]) -> float:
    """Largest absolute sample; 0.0 for an empty clip."""
    return max((abs(sample) for sample in samples), default=0.0)


def rms(samples: list[float]) -> float:
    """Root of the mean square, rounded to 4 digits; 0.0 for an empty clip."""
    if not samples:
        return 0.0
    return round(math.sqrt(sum(s * s for s in samples) / len(samples)), 4)


def apply_gain(samples: list[float], gain_db: float) -> list[float]:
    """Scale all samples by a gain in dB; results are clipped to -1.0..1.0."""
    factor = db_to_amplitude(gain_db)
    return [max(-1.0, min(1.0, round(sample * factor, 4))) for sample in samples]


def gain_to_peak(samples: list[float], target_db: float = -1.0) -> float:
    """Gain in dB that brings the peak to the target; 0.0 for a silent clip."""
    if peak(samples) == 0:
        return 0.0
    return round(target_db - amplitude_to_db(peak(samples)), 2)


def headroom(samples: list[float]) -> float:
    """Decibels between the peak and full scale."""
    return 0.0 - amplitude_to_db(peak(samples))


def count_clipped(samples: list[float], limit: float = 1.0) -> int:
    """Samples whose absolute value reaches the limit."""
    return sum(1 for sample in samples if abs(sample) >= limit)


def fade_in(samples: list[float], length: int) -> list[float]:
    """Raise the first `length` samples linearly from 0; later samples are unchanged."""
    faded = []
    for index, sample in enumerate(samples):
        factor = index / length if index < length else 1
        faded.append(round(sample * factor, 4))
    return faded


def trim_silence(samples: list[float], floor: float = 0.01) -> list[float]:
    """Drop leading and trailing samples that are quieter than the floor."""
    start = 0
    end = len(samples)
    while start < end and abs(samples[start]) < floor:
        start += 1
    while end > start and abs(samples[end - 1]) < floor:
        end -= 1
    return samples[start:end]


def to_mono(left: list[float], right: list[float]) -> list[float]:
    """Average of both channels, as long as the shorter one."""
    return [(a + b) / 2 for a, b in zip(left, right)]
