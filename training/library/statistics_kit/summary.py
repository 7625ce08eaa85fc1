import math
from collections import Counter


def mean(values):
    """Arithmetic mean; an empty list raises ValueError."""
    if not values:
        raise ValueError("mean of no values")
    return sum(values) / len(values)


def median(values):
    """Middle value of the sorted list, or the mean of the two middle ones."""
    if not values:
        raise ValueError("median of no values")
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def modes(values):
    """All values with the highest count, in ascending order."""
    counts = Counter(values)
    if not counts:
        return []
    highest = max(counts.values())
    return sorted(value for value, count in counts.items() if count == highest)


def variance(values, sample=True):
    """Sample variance (divides by n - 1), or population variance (divides by n).

    The sample variance needs at least two values.
    """
    if sample and len(values) < 2:
        raise ValueError("sample variance needs two values")
    center = mean(values)
    squares = sum((value - center) ** 2 for value in values)
    degrees = len(values) - 1 if sample else len(values)
    return squares / degrees


def standard_deviation(values, sample=True):
    """Square root of the variance."""
    return math.sqrt(variance(values, sample))


def mean_absolute_deviation(values):
    """Average distance of the values from their mean."""
    center = mean(values)
    return mean([abs(value - center) for value in values])


def weighted_mean(values, weights):
    """Mean in which each value counts as often as its weight says."""
    if len(values) != len(weights):
        raise ValueError("one weight is needed for each value")
    total_weight = sum(weights)
    if total_weight <= 0:
        raise ValueError("weights must add up to more than zero")
    return sum(v * w for v, w in zip(values, weights)) / total_weight


def geometric_mean(values):
    """The n-th root of the product of n positive values, rounded to 6 digits."""
    product = 1
    for value in values:
        if value <= 0:
            raise ValueError("values must be positive")
        product *= value
    return round(product ** (1 / len(values)), 6)
