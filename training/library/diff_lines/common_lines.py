"""Longest common subsequences of lists of lines."""


def length_table(old, new):
    """Return the table whose entry [i][j] is the common length of old[i:] and new[j:]."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            if old[i] == new[j]:
                table[i][j] = table[i + 1][j + 1] + 1
            else:
                table[i][j] = max(table[i + 1][j], table[i][j + 1])
    return table


def matching_pairs(old, new):
    """Return the index pairs (i, j) of the lines that both lists keep, in order."""
    table = length_table(old, new)
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            pairs.append((i, j))
            i += 1
            j += 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def common_subsequence(old, new):
    """Return a longest list of lines that occur in both lists in the same order."""
    return [old[i] for i, _ in matching_pairs(old, new)]


def line_similarity(old, new):
    """Return twice the common lines over all lines, from 0.0 to 1.0, to two decimals.

    Two empty lists are equal and give 1.0.
    """
    total = len(old) + len(new)
    if total == 0:
        return 1.0
    return round(2 * len(matching_pairs(old, new)) / total, 2)


def common_ends(old, new):
    """Return how many lines are equal at the start and, beyond these, at the end."""
    shortest = min(len(old), len(new))
    start = 0
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def comparable(line, ignore_case=False, ignore_blanks=False):
    """Return a line the way it is compared, perhaps in lower case or with single blanks."""
    if ignore_case:
        line = line.lower()
    if ignore_blanks:
        line = " ".join(line.split())
    return line
