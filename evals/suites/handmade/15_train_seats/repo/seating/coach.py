"""Seats of one coach, by row number and letter."""
LETTERS = "ABCD"
WINDOW = {"A", "D"}


class Coach:
    def __init__(self, number, rows, quiet=False):
        self.number = number
        self.quiet = quiet
        self.free = {(row, letter) for row in range(1, rows + 1) for letter in LETTERS}

    def free_in_row(self, row):
        return [seat for seat in sorted(self.free) if seat[0] == row]

    def rows_with_room(self):
        return sorted({row for row, _ in self.free})

    def take(self, seat):
        self.free.remove(seat)

    def give_back(self, seat):
        self.free.add(seat)


def label(coach, seat):
    row, letter = seat
    return f"{coach.number}-{row}{letter}"
