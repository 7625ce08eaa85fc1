"""French sport grades and the Yosemite decimal system."""

FRENCH = ["4a", "4b", "4c", "5a", "5b", "5c", "6a", "6a+", "6b", "6b+", "6c", "6c+",
          "7a", "7a+", "7b", "7b+", "7c", "7c+", "8a"]
YOSEMITE = ["5.5", "5.6", "5.7", "5.8", "5.9", "5.10a", "5.10b", "5.10c", "5.10d",
            "5.11a", "5.11b", "5.11c", "5.11d", "5.12a", "5.12b", "5.12c", "5.12d",
            "5.13a", "5.13b"]


def rank(grade):
    """Position of a grade of either system on the common scale."""
    grade = grade.strip().lower()
    for scale in (FRENCH, YOSEMITE):
        if grade in scale:
            return scale.index(grade)
    raise ValueError(f"unknown grade: {grade}")


def to_french(grade):
    return FRENCH[rank(grade)]


def to_yosemite(grade):
    return YOSEMITE[rank(grade)]


def harder(a, b):
    """The harder of two grades, as it was written."""
    if rank(a) >= rank(b):
        return a
    else:
        b
