"""Relations between two lists of numbers: covariance, correlation, ranks, lines."""

from summary import mean, standard_deviation


def covariance(xs, ys):
    """Sample covariance of paired values."""
    if len(xs) != len(ys):
        raise ValueError("lists must have the same length")
    if len(xs) < 2:
        raise ValueError("at least two pairs are needed")
    mean_x = mean(xs)
    mean_y = mean(ys)
    total = 0.0
    for x, y in zip(xs, ys):
        total += (x - mean_x) * (y - mean_y)
    return total / (len(xs) - 1)


def correlation(xs, ys):
    """Pearson correlation rounded to 4 digits; 0.0 when one list is constant."""
    spread = standard_deviation(xs) * standard_deviation(ys)
    if spread == 0:
        return 0.0
    return round(covariance(xs, ys) / spread, 4)


def ranks(values):
    """Rank of each value, 1 for the smallest; equal values share their average rank."""
    ordered = sorted(values)
    result = []
    for value in values:
        first = ordered.index(value) + 1
        last = first + ordered.count(value) - 1
        result.append((first + last) / 2)
    return result


def rank_correlation(xs, ys):
    """Spearman correlation: the correlation of the ranks."""
    return correlation(ranks(xs), ranks(ys))


def fit_line(xs, ys):
    """Least squares line through the points as (slope, intercept), rounded to 4 digits."""
    mean_x = mean(xs)
    spread = sum((x - mean_x) ** 2 for x in xs)
    if spread == 0:
        raise ValueError("all x values are equal")
    slope = covariance(xs, ys) * (len(xs) - 1) / spread
    intercept = mean(ys) - slope * mean_x
    return (round(slope, 4), round(intercept, 4))


def percent_change(before, after):
    """Change from before to after in percent of before, rounded to 1 digit."""
    if before == 0:
        raise ValueError("change from zero is undefined")
    return round((after - before) / abs(before) * 100, 1)
