"""Steps, distances and paces."""

CM_PER_KM = 100_000
KM_PER_MILE = 1.609
STRIDE_RATIO = 0.415
MET = {"walk": 3.5, "run": 9.8, "cycle": 7.5, "swim": 6.0}


def stride_cm(height_cm):
    """Estimated stride length from body height, with one decimal."""
    return round(height_cm * STRIDE_RATIO, 1)


def steps_to_km(steps, height_cm=170):
    """Distance walked with a number of steps, in km with two decimals."""
    return round(steps * stride_cm(height_cm) / CM_PER_KM, 2)


def parse_time(text):
    """Seconds from 'mm:ss' or 'h:mm:ss'."""
    seconds = 0
    for part in text.strip().split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def format_time(seconds):
    """'m:ss' below an hour, else 'h:mm:ss'."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{rest:02d}"
    return f"{minutes}:{rest:02d}"


def pace_per_km(distance_km, seconds):
    """Pace as 'm:ss' per kilometre; ValueError without a distance."""
    if distance_km <= 0:
        raise ValueError("distance must be positive")
    return format_time(seconds / distance_km)


def pace_per_mile(distance_km, seconds):
    """Pace as 'm:ss' per mile."""
    return pace_per_km(distance_km / KM_PER_MILE, seconds)


def average_speed_kmh(distance_km, seconds):
    """Average speed in km/h with one decimal, 0 if no time has passed."""
    if seconds == 0:
        return 0
    return round(distance_km / seconds * 3600, 1)


def calories_burned(kind, minutes, weight_kg):
    """Energy in kcal: the MET value of the activity times weight times hours."""
    return round(MET[kind.strip().lower()] * weight_kg * minutes / 60)


def predict_race(known_km, known_seconds, target_km):
    """Riegel's prediction of a race time in whole seconds."""
    return round(known_seconds * (target_km / known_km) ** 1.06)
