"""Rooms, seats and invigilators."""
from __future__ import annotations

from dataclasses import dataclass

from sessions import session_name

STUDENTS_PER_INVIGILATOR = 30
MIN_INVIGILATORS = 2


@dataclass(frozen=True)
class Hall:
    name: str
    rows: int
    columns: int

    def exam_seats(self) -> int:
        """Seats in an exam, where every second column stays empty."""
        return self.rows * ((self.columns + 1) // 2)

    def seat_label(self, position: int) -> str:
        """Label such as 'B3' of the exam seat at a position from 0, filled row by row.

        The columns in use are 1, 3, 5 and so on.
        """
        if not 0 <= position < self.exam_seats():
            raise ValueError(f"no seat {position} in {self.name}")
        row, place = divmod(position, (self.columns + 1) // 2)
        return f"{chr(ord('A') + row)}{2 * place + 1}"


def invigilators_needed(students: int) -> int:
    """One invigilator for each started 30 students, at least two; none for an empty room."""
    if students == 0:
        return 0
    return max(-(-students // STUDENTS_PER_INVIGILATOR), MIN_INVIGILATORS)


def choose_halls(halls: list[Hall], students: int) -> list[str]:
    """Names of the halls for an exam.

    The smallest hall that takes everybody is used; if there is none, the largest halls
    are filled one after the other.
    """
    fitting = [hall for hall in halls if hall.exam_seats() >= students]
    if fitting:
        return [min(fitting, key=Hall.exam_seats).name]
    chosen = []
    for hall in sorted(halls, key=Hall.exam_seats, reverse=True):
        if students <= 0:
            break
        chosen.append(hall.name)
        students -= hall.exam_seats()
    if students > 0:
        raise ValueError(f"{students} students without a seat")
    return chosen


def seating_plan(hall: Hall, candidates: list[str]) -> dict[str, str]:
    """Seat of each candidate; candidates sit in alphabetical order of their names."""
    names = sorted(candidates, key=str.lower)
    return {name: hall.seat_label(position) for position, name in enumerate(names)}


def notice(exam: str, session: int, hall: str) -> str:
    """Line for the notice board such as 'MATHS: Tue 1 PM, Aula'."""
    return f"{exam.strip().upper()}: {session_name(session)}, {hall.strip()}"


def utilisation_percent(hall: Hall, students: int) -> int:
    """Used exam seats in whole percent (rounded)."""
    return round(100 * students / hall.exam_seats())
