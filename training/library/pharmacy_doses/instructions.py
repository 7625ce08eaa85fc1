"""The words on a prescription and on the label."""
from __future__ import annotations

from dosing import Medicine

FREQUENCIES = {
    "once daily": 24, "twice daily": 12, "three times daily": 8, "four times daily": 6,
}


def hours_between_doses(instruction: str) -> int:
    """Interval in hours for 'twice daily' or 'every 6 hours'."""
    text = " ".join(instruction.lower().split())
    if text in FREQUENCIES:
        return FREQUENCIES[text]
    words = text.split()
    if len(words) == 3 and words[0] == "every" and words[2] in ("hour", "hours"):
        return int(words[1])
    raise ValueError(f"unclear instruction: {instruction.strip()}")


def missed_dose_advice(minutes_late: int, hours_apart: int) -> str:
    """'take now' within half of the interval after the planned time, else 'skip'."""
    if minutes_late < 0:
        return "not due yet"
    return "take now" if minutes_late <= hours_apart * 60 / 2 else "skip"


def label_text(medicine: Medicine, dose: str, instruction: str) -> str:
    """Label on the box such as 'Take 1 tablet twice daily. Do not exceed 3000 mg a day.'"""
    return f"Take {dose} {instruction.strip()}. Do not exceed {medicine.max_daily:g} mg a day."
