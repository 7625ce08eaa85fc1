"""The functions that a formula may call over one range."""


def _numbers(values):
    return [v for v in values if isinstance(v, (int, float))]


def f_sum(values):
    return sum(_numbers(values))


def f_avg(values):
    numbers = _numbers(values)
    return sum(numbers) / len(numbers) if numbers else 0


def f_count(values):
    return len(_numbers(values))


FUNCTIONS = {"SUM": f_sum, "AVG": f_avg, "COUNT": f_count}
