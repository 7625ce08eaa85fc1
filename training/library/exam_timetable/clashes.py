"""Finding sessions for exams so that no student has two at the same time."""
from __future__ import annotations

from itertools import combinations

LARGE_EXAM = 100

Enrolments = dict[str, set[str]]
Timetable = dict[str, int]


def shared_students(enrolments: Enrolments, first: str, second: str) -> list[str]:
    """Students who sit both exams, in alphabetical order."""
    return sorted(enrolments[first] & enrolments[second])


def conflict_pairs(enrolments: Enrolments) -> list[tuple[str, str]]:
    """All pairs of exams with a student in common; each pair and the list are sorted."""
    return [(a, b) for a, b in combinations(sorted(enrolments), 2)
            if enrolments[a] & enrolments[b]]


def conflict_count(enrolments: Enrolments, exam: str) -> int:
    """Number of other exams that cannot be in the same session."""
    return sum(1 for pair in conflict_pairs(enrolments) if exam in pair)


def placing_order(enrolments: Enrolments) -> list[str]:
    """Exams with most conflicts first; ties by most students, then by name."""
    return sorted(enrolments, key=lambda exam: (-conflict_count(enrolments, exam),
                                                -len(enrolments[exam]), exam))


def build_timetable(enrolments: Enrolments, session_count: int) -> Timetable:
    """Give each exam the earliest session without a clash.

    Raises ValueError if some exam fits nowhere.
    """
    placed: Timetable = {}
    for exam in placing_order(enrolments):
        blocked = {placed[other] for other in placed if enrolments[exam] & enrolments[other]}
        free = [number for number in range(session_count) if number not in blocked]
        if not free:
            raise ValueError(f"no session left for {exam}")
        placed[exam] = free[0]
    return placed


def late_large_exams(enrolments: Enrolments, timetable: Timetable, last: int) -> list[str]:
    """Exams with 100 students or more after the session `last`; marking takes too long."""
    return sorted(exam for exam, students in enrolments.items()
                  if len(students) >= LARGE_EXAM and timetable[exam] > last)
