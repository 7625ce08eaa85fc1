def overview(apiary, today):
    """A line a hive, for the notice on the shed door."""
    treat = set(apiary.to_treat())
    queenless = set(apiary.maybe_queenless(today))
    lines = []
    for hive in apiary.hives:
        marks = []
        if hive in treat:
            marks.append("TREAT")
        if hive in queenless:
            marks.append("QUEEN?")
        lines.append(f"{hive:<10}{apiary.gain(hive):+.1f} kg  {' '.join(marks)}".rstrip())
    return lines
