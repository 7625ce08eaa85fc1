"""Seat map of a cinema hall."""
from rows import parse_seat, seat_name

FREE, TAKEN, BLOCKED = ".", "X", "#"


class SeatMap:
    """Rectangular hall whose seats are free, taken or blocked."""

    def __init__(self, row_count: int, seats_per_row: int):
        self.grid = [[FREE] * seats_per_row for _ in range(row_count)]

    def state(self, name: str) -> str:
        row, column = parse_seat(name)
        return self.grid[row][column]

    def take(self, *names: str) -> int:
        """Book several seats, all or none; returns how many seats are taken now."""
        for name in names:
            if self.state(name) != FREE:
                raise ValueError(f"{name} is not free")
        for name in names:
            row, column = parse_seat(name)
            self.grid[row][column] = TAKEN
        return self.count(TAKEN)

    def release(self, name: str) -> bool:
        """Give a taken seat back; blocked and free seats stay as they are."""
        row, column = parse_seat(name)
        if self.grid[row][column] != TAKEN:
            return False
        self.grid[row][column] = FREE
        return True

    def block_every_other(self, row: int) -> None:
        """Block each second seat of a row, starting with the second seat."""
        for column in range(1, len(self.grid[row]), 2):
            if self.grid[row][column] == FREE:
                self.grid[row][column] = BLOCKED

    def count(self, state: str = FREE) -> int:
        return sum(row.count(state) for row in self.grid)

    def best_block(self, size: int) -> list[str]:
        """Neighbouring free seats for a group: the row farthest back with room,
        and in it the block closest to the left. Empty if there is none.
        """
        for row in range(len(self.grid) - 1, -1, -1):
            line = "".join(self.grid[row])
            start = line.find(FREE * size)
            if start >= 0:
                return [seat_name(row, start + i) for i in range(size)]
        return []

    def leaves_single_gap(self, name: str) -> bool:
        """Whether booking the seat would leave a single free seat right beside it."""
        row, column = parse_seat(name)
        line = self.grid[row]

        def is_free(position: int) -> bool:
            return 0 <= position < len(line) and line[position] == FREE

        left_gap = is_free(column - 1) and not is_free(column - 2)
        right_gap = is_free(column + 1) and not is_free(column + 2)
        return left_gap or right_gap

    def render(self) -> str:
        """One text line for each row, the front row first."""
        return "\n".join("".join(row) for row in self.grid)
