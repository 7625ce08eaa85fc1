from collections import deque


def moving_average(values, window=3):
    """Mean of each value and up to window - 1 values before it, rounded to 2 digits."""
    if window < 1:
        raise ValueError("window must be at least 1")
    recent = deque(maxlen=window)
    averages = []
    for value in values:
        recent.append(value)
        averages.append(round(sum(recent) / len(recent), 2))
    return averages


def exponential_smoothing(values, alpha=0.5):
    """Smoothed series that starts at the first value; a larger alpha follows faster."""
    if not 0 < alpha <= 1:
        raise ValueError("alpha must be above 0 and at most 1")
    smoothed = []
    for value in values:
        if smoothed:
            value = alpha * value + (1 - alpha) * smoothed[-1]
        smoothed.append(value)
    return [round(value, 3) for value in smoothed]


def despike(values, limit):
    """Replace a value by the last accepted one when it jumps by more than the limit."""
    cleaned = []
    for value in values:
        if cleaned and abs(value - cleaned[-1]) > limit:
            value = cleaned[-1]
        cleaned.append(value)
    return cleaned


def fill_gaps(values):
    """Replace None by the value before it; gaps at the start take the first known value."""
    known = [value for value in values if value is not None]
    if not known:
        raise ValueError("no known value")
    last = known[0]
    filled = []
    for value in values:
        if value is not None:
            last = value
        filled.append(last)
    return filled


def downsample(values, size):
    """Mean of each block of `size` values; a shorter block at the end counts too."""
    means = []
    for start in range(0, len(values), size):
        block = values[start:start + size]
        means.append(round(sum(block) / len(block), 2))
    return means


def rates_of_change(readings):
    """Change per minute between neighbouring (seconds, value) readings, 2 digits."""
    rates = []
    for (t1, v1), (t2, v2) in zip(readings, readings[1:]):
        rates.append(round((v2 - v1) / (t2 - t1) * 60, 2))
    return rates


def is_stuck(values, count=5):
    """True when the last `count` values are all the same."""
    if len(values) < count:
        return False
    return len(set(values[-count:])) == 1
