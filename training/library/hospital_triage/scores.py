"""From points to an urgency level (1 is the most urgent, 5 the least)."""
from vitals import (breathing_points, missing_signs, oxygen_points, pressure_points,
                    pulse_points, temperature_points)

LEVEL_NAMES = {1: "immediate", 2: "very urgent", 3: "urgent", 4: "standard", 5: "non-urgent"}
MAX_WAIT_MINUTES = {1: 0, 2: 10, 3: 30, 4: 90, 5: 120}
CONSCIOUSNESS = {"alert": 0, "confused": 3, "voice": 3, "pain": 3, "unresponsive": 3}


def single_points(signs, consciousness="alert"):
    """Points of each sign in a dictionary; all required signs must be known."""
    missing = missing_signs(signs)
    if missing:
        raise ValueError(f"not measured: {', '.join(missing)}")
    return {
        "pulse": pulse_points(signs["pulse"]),
        "breaths": breathing_points(signs["breaths"]),
        "oxygen": oxygen_points(signs["oxygen"]),
        "temperature": temperature_points(signs["temperature"]),
        "systolic": pressure_points(signs["systolic"]),
        "consciousness": CONSCIOUSNESS[consciousness.strip().lower()],
    }


def warning_score(signs, consciousness="alert"):
    """Sum of all points."""
    return sum(single_points(signs, consciousness).values())


def clinical_risk(points):
    """'high' from 7 points, 'medium' from 5 or with 3 for a single sign, else 'low'."""
    total = sum(points.values())
    if total >= 7:
        return "high"
    if total >= 5 or max(points.values()) == 3:
        return "medium"
    return "low"


def pain_level(score):
    """Triage level that pain alone leads to: 2 from 8, 3 from 5, 4 from 1, 5 without pain."""
    if not 0 <= score <= 10:
        raise ValueError("pain is rated from 0 to 10")
    if score >= 8:
        return 2
    if score >= 5:
        return 3
    return 4 if score >= 1 else 5


def triage_level(signs, consciousness="alert", pain=0):
    """Most urgent level of those given by consciousness, vital signs and pain."""
    if consciousness.strip().lower() == "unresponsive":
        return 1
    by_risk = {"high": 2, "medium": 3, "low": 5}
    risk = clinical_risk(single_points(signs, consciousness))
    return min(by_risk[risk], pain_level(pain))


def coma_score(eyes, verbal, motor):
    """Glasgow coma score from 3 to 15; eyes 1-4, verbal 1-5, motor 1-6."""
    for value, highest in ((eyes, 4), (verbal, 5), (motor, 6)):
        if not 1 <= value <= highest:
            raise ValueError(f"score out of range: {value}")
    return eyes + verbal + motor


def head_injury(score):
    """'severe' up to 8, 'moderate' up to 12, 'mild' above."""
    if score <= 8:
        return "severe"
    return "moderate" if score <= 12 else "mild"


def level_label(level):
    """Label on the wristband such as '3 URGENT (30 min)'."""
    return f"{level} {LEVEL_NAMES[level].upper()} ({MAX_WAIT_MINUTES[level]} min)"
