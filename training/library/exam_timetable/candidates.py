"""The timetable seen from the side of the students."""
from __future__ import annotations

from clashes import Enrolments, Timetable, conflict_pairs
from sessions import same_day, sessions_between


def clashing_students(enrolments: Enrolments, timetable: Timetable) -> list[str]:
    """Students with two exams in one session, in alphabetical order."""
    students = set()
    for first, second in conflict_pairs(enrolments):
        if timetable[first] == timetable[second]:
            students |= enrolments[first] & enrolments[second]
    return sorted(students)


def student_timetable(enrolments: Enrolments, timetable: Timetable, student: str) -> list[str]:
    """Exams of a student in the order of their sessions."""
    exams = [exam for exam, students in enrolments.items() if student in students]
    return sorted(exams, key=lambda exam: (timetable[exam], exam))


def has_full_day(enrolments: Enrolments, timetable: Timetable, student: str) -> bool:
    """Whether a student has more than one exam on any day."""
    numbers = [timetable[exam] for exam in student_timetable(enrolments, timetable, student)]
    return any(same_day(a, b) for a, b in zip(numbers, numbers[1:]))


def shortest_rest(enrolments: Enrolments, timetable: Timetable, student: str) -> int | None:
    """Fewest free sessions between two exams of a student, None for a single exam."""
    numbers = [timetable[exam] for exam in student_timetable(enrolments, timetable, student)]
    gaps = [sessions_between(a, b) for a, b in zip(numbers, numbers[1:])]
    return min(gaps, default=None)
