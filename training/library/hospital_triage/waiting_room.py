"""The order in which patients are seen. Times are minutes since midnight."""
from dataclasses import dataclass

from scores import MAX_WAIT_MINUTES

REASSESS_SHARE = 0.5


@dataclass
class Patient:
    name: str
    level: int
    arrived: int
    child: bool = False

    def waited(self, now):
        return max(now - self.arrived, 0)

    def minutes_over(self, now):
        """Minutes beyond the longest wait for the level, negative while there is time."""
        return self.waited(now) - MAX_WAIT_MINUTES[self.level]


class WaitingRoom:
    def __init__(self):
        self.patients = []
        self.seen = []

    def check_in(self, name, level, arrived, child=False):
        """Add a patient and return the number of patients who wait."""
        if level not in MAX_WAIT_MINUTES:
            raise ValueError(f"no such level: {level}")
        self.patients.append(Patient(name.strip(), level, arrived, child))
        return len(self.patients)

    def order(self):
        """Names by level; within a level children come first, then by time of arrival."""
        queue = sorted(self.patients, key=lambda p: (p.level, not p.child, p.arrived))
        return [patient.name for patient in queue]

    def find(self, name):
        for patient in self.patients:
            if patient.name.lower() == name.strip().lower():
                return patient
        raise ValueError(f"not waiting: {name.strip()}")

    def call_next(self, now):
        """Call the first patient and return (name, minutes waited), None if nobody waits."""
        if not self.patients:
            return None
        patient = self.find(self.order()[0])
        self.patients.remove(patient)
        record = (patient.name, patient.waited(now))
        self.seen.append(record)
        return record

    def overdue(self, now):
        """Names of patients who wait longer than their level allows, worst first."""
        late = [p for p in self.patients if p.minutes_over(now) > 0]
        late.sort(key=lambda p: p.minutes_over(now), reverse=True)
        return [patient.name for patient in late]

    def to_reassess(self, now):
        """Patients of levels 3 to 5 who have waited for half of their time or longer."""
        names = []
        for patient in self.patients:
            half_time = MAX_WAIT_MINUTES[patient.level] * REASSESS_SHARE
            if patient.level >= 3 and patient.waited(now) >= half_time:
                names.append(patient.name)
        return names

    def change_level(self, name, level):
        """Set a new level and say whether the patient got 'up', 'down' or stayed 'same'."""
        patient = self.find(name)
        before, patient.level = patient.level, level
        if level < before:
            return "up"
        return "down" if level > before else "same"

    def average_wait(self):
        """Mean wait of the patients seen so far in minutes, None if there are none."""
        if not self.seen:
            return None
        return round(sum(minutes for _name, minutes in self.seen) / len(self.seen), 1)
