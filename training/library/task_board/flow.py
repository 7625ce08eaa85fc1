"""Flow metrics computed from finished work."""
from statistics import median

from board import Board

DAYS_PER_WEEK = 7


def cycle_days(started, finished):
    """Days a card was in progress, counting both the first and the last day."""
    if finished < started:
        raise ValueError("finished before it was started")
    return finished - started + 1


def typical_cycle(spans):
    """Median cycle time in days of (started, finished) pairs, None if there are none."""
    if not spans:
        return None
    return median(cycle_days(started, finished) for started, finished in spans)


def weekly_throughput(finish_days):
    """Count finished cards per week; week 0 holds days 0 to 6."""
    counts = {}
    for day in finish_days:
        week = day // DAYS_PER_WEEK
        counts[week] = counts.get(week, 0) + 1
    return counts


def weeks_remaining(open_points, points_per_week):
    """Whole weeks needed to finish the open points, rounded up."""
    if points_per_week <= 0:
        raise ValueError("velocity must be positive")
    return -(-open_points // points_per_week)


def bottleneck(board: Board):
    """Name of the fullest limited column, the leftmost on a tie; None if nothing is loaded."""
    worst, highest = None, 0
    for column in board.columns:
        load = column.load_percent()
        if load > highest:
            worst, highest = column.name, load
    return worst


def points_by_label(board: Board, done_name="done"):
    """Open story points for each label; cards of the done column are left out."""
    totals = {}
    for column in board.columns:
        if column.name.lower() == done_name:
            continue
        for card in column.cards:
            for label in card.labels:
                totals[label] = totals.get(label, 0) + card.points
    return totals
