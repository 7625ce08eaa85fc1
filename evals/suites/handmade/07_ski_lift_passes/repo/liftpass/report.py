from collections import Counter


def rides_per_lift(passes):
    counts = Counter()
    for ski_pass in passes:
        counts.update(name for name, _ in ski_pass.scans)
    return counts


def busiest(passes):
    counts = rides_per_lift(passes)
    if not counts:
        return None
    return min(counts, key=lambda name: (-counts[name], name))
