"""Entry tickets: numbers with a check digit, entry times and parking duration."""

MINUTES_PER_DAY = 1440


def clock_minutes(stamp):
    """Minutes since Monday 00:00 of a stamp such as 'Tue 14:05'."""
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    day, clock = stamp.strip().lower().split()
    hour, minute = clock.split(":")
    return names.index(day) * MINUTES_PER_DAY + int(hour) * 60 + int(minute)


def parked_minutes(entry, leave):
    """Time between entry and exit; an exit that looks earlier lies in the next week."""
    minutes = clock_minutes(leave) - clock_minutes(entry)
    if minutes < 0:
        minutes += 7 * MINUTES_PER_DAY
    return minutes


def duration_text(minutes):
    """'45 min', '2 h' or '2 h 05 min'."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} min"
    if rest == 0:
        return f"{hours} h"
    return f"{hours} h {rest:02d} min"


def check_digit(serial):
    """Luhn check digit of a ticket serial given as a string of digits."""
    total = 0
    for index, char in enumerate(reversed(serial)):
        digit = int(char)
        if index % 2 == 0:
            digit *= 2
            if digit > 9:
                digit -= 9
        total += digit
    return (10 - total % 10) % 10


def ticket_number(level, sequence):
    """Level, five digits of sequence and the check digit, for example '2-00017-2'."""
    serial = f"{level}{sequence:05d}"
    return f"{level}-{sequence:05d}-{check_digit(serial)}"


def is_genuine(number):
    """Whether the check digit of a ticket number fits."""
    parts = number.strip().split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return False
    level, sequence, digit = parts
    return check_digit(level + sequence) == int(digit)


def normalise_plate(plate):
    """Licence plate in capitals without blanks and hyphens."""
    return "".join(char for char in plate.upper() if char.isalnum())
