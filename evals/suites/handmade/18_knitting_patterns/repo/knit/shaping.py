def decrease_rows(start, end, rows):
    """Spread the decreases from `start` to `end` stitches evenly over the rows."""
    count = start - end
    if count < 0:
        raise ValueError("nothing to decrease")
    if count > rows:
        raise ValueError("more decreases than rows")
    return [(i + 1) * rows // count for i in range(count)]
