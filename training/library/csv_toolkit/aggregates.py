from columns import column_values, is_missing, to_number


def column_mean(records, name, digits=2):
    """Return the rounded mean of the filled cells of a column, or None if there are none."""
    values = column_values(records, name)
    if not values:
        return None
    return round(sum(values) / len(values), digits)


def column_spread(records, name):
    """Return the largest minus the smallest number of a column (0 for an empty column)."""
    values = column_values(records, name)
    if not values:
        return 0
    return max(values) - min(values)


def count_by(records, name):
    """Count the records for each value of a column, ignoring case and missing cells."""
    counts = {}
    for record in records:
        if is_missing(record[name]):
            continue
        key = record[name].strip().lower()
        counts[key] = counts.get(key, 0) + 1
    return counts


def group_totals(records, group, amount):
    """Return the total of the amount column for each value of the group column.

    Missing amounts count as zero, so every group appears in the result.
    """
    totals = {}
    for record in records:
        key = record[group].strip()
        totals[key] = totals.get(key, 0) + to_number(record[amount], 0)
    return totals


def top_groups(records, group, amount, limit=3):
    """Return the names of the groups with the largest totals, largest first, ties by name."""
    totals = group_totals(records, group, amount)
    ranked = sorted(totals, key=lambda name: (-totals[name], name))
    return ranked[:limit]


def filled_share(records, name):
    """Return the percentage (0 to 100) of records whose cell in the column is filled."""
    if not records:
        return 0.0
    filled = sum(1 for record in records if not is_missing(record[name]))
    return round(100 * filled / len(records), 1)


def running_totals(records, name, start=0):
    """Return the running total after each record; missing cells repeat the total so far."""
    total = start
    totals = []
    for record in records:
        total += to_number(record[name], 0)
        totals.append(total)
    return totals
