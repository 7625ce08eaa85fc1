"""Working hours from clock times. Times are strings such as '08:30'."""

BREAK_AFTER_MINUTES = 6 * 60
BREAK_MINUTES = 30
WEEKLY_HOURS = 40


def to_minutes(clock):
    """Minutes since midnight of a clock time 'HH:MM'."""
    hours, minutes = clock.strip().split(":")
    hours, minutes = int(hours), int(minutes)
    if hours > 23 or minutes > 59:
        raise ValueError(f"not a clock time: {clock}")
    return hours * 60 + minutes


def shift_minutes(start, end):
    """Length of a shift; one that ends before it starts runs past midnight."""
    begin, finish = to_minutes(start), to_minutes(end)
    if finish < begin:
        finish += 24 * 60
    return finish - begin


def paid_minutes(start, end):
    """Shift length without the unpaid break, which is due in shifts longer than 6 hours."""
    length = shift_minutes(start, end)
    if length > BREAK_AFTER_MINUTES:
        length -= BREAK_MINUTES
    return length


def round_to_quarter(minutes):
    """Round minutes to the nearest quarter of an hour; 8 minutes already count as 15."""
    return (minutes + 7) // 15 * 15


def parse_shift(line):
    """Split an entry such as 'Mon 08:00-16:30' into (day, start, end)."""
    day, times = line.split()
    start, end = times.split("-")
    return day.lower()[:3], start, end


def weekly_hours(lines):
    """Paid hours of a week of shift entries, each shift rounded to quarters."""
    total = 0
    for line in lines:
        _day, start, end = parse_shift(line)
        total += round_to_quarter(paid_minutes(start, end))
    return total / 60


def split_overtime(hours, limit=WEEKLY_HOURS):
    """Split hours into (regular, overtime)."""
    overtime = max(0, hours - limit)
    return hours - overtime, overtime


def night_minutes(start, end):
    """Minutes of a shift that fall before 6:00 or from 22:00 on."""
    begin = to_minutes(start)
    count = 0
    for minute in range(begin, begin + shift_minutes(start, end)):
        hour = minute // 60 % 24
        if hour < 6 or hour >= 22:
            count += 1
    return count
