"""Durations as people write them and as whole seconds."""

SECONDS_PER_MINUTE = 60


def parse_duration(text):
    """Read '45', '12:30' or '1:02:03' as seconds."""
    seconds = 0
    for part in text.strip().split(":"):
        if not part.isdigit():
            raise ValueError(f"not a duration: {text!r}")
        seconds = seconds * 60 + int(part)
    return seconds


def format_duration(seconds):
    """Write seconds as '12:30', or as '1:02:03' from an hour on."""
    minutes, rest = divmod(int(seconds), SECONDS_PER_MINUTE)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{rest:02d}"
    return f"{minutes}:{rest:02d}"


def at_speed(seconds, speed=1.0):
    """How long something takes when it is played faster or slower."""
    if speed <= 0:
        raise ValueError("speed must be positive")
    return round(seconds / speed)
