"""Percentiles, outliers and histograms."""

import math

from summary import mean, standard_deviation

OUTLIER_REACH = 1.5


def percentile(values, percent):
    """Percentile with linear interpolation; percent runs from 0 to 100 inclusive."""
    if not values:
        raise ValueError("percentile of no values")
    if percent < 0 or percent > 100:
        raise ValueError("percent must be between 0 and 100")
    ordered = sorted(values)
    position = (len(ordered) - 1) * percent / 100
    lower = math.floor(position)
    upper = min(lower + 1, len(ordered) - 1)
    fraction = position - lower
    return ordered[lower] + (ordered[upper] - ordered[lower]) * fraction


def quartiles(values):
    """The 25th, 50th and 75th percentile."""
    return tuple(percentile(values, percent) for percent in (25, 50, 75))


def interquartile_range(values):
    """Third quartile minus first quartile."""
    first, _, third = quartiles(values)
    return third - first


def outliers(values):
    """Values more than 1.5 interquartile ranges below Q1 or above Q3, in input order."""
    first, _, third = quartiles(values)
    reach = OUTLIER_REACH * (third - first)
    return [value for value in values if value < first - reach or value > third + reach]


def histogram(values, bin_width, start=0):
    """Count the values in each bin as {lower bound: count}; bins without values are left out.

    A bin includes its lower bound and excludes its upper bound.
    """
    if bin_width <= 0:
        raise ValueError("bin width must be positive")
    counts = {}
    for value in values:
        index = math.floor((value - start) / bin_width)
        lower = start + index * bin_width
        counts[lower] = counts.get(lower, 0) + 1
    return dict(sorted(counts.items()))


def bar_lines(counts, symbol="#"):
    """Text bars for a histogram: '10 | ### 3'."""
    width = max((len(str(lower)) for lower in counts), default=0)
    lines = []
    for lower, count in counts.items():
        lines.append(f"{str(lower).rjust(width)} | {symbol * count} {count}")
    return lines


def cumulative_share(values, limit):
    """Share of the values that are at most the limit (inclusive)."""
    if not values:
        return 0.0
    return sum(1 for value in values if value <= limit) / len(values)


def z_scores(values):
    """Distance of each value from the mean in population standard deviations, 3 digits."""
    center = mean(values)
    spread = standard_deviation(values, sample=False)
    if spread == 0:
        return [0.0] * len(values)
    return [round((value - center) / spread, 3) for value in values]
