"""Timed entry: every slot lets in a limited number of visitors."""

SLOT_MINUTES = 30
LAST_ENTRY_BEFORE_CLOSING = 60
LATE_DAY = "thu"
CLOSED_DAY = "mon"


def opening_minutes(weekday):
    """Opening and closing time in minutes, None on Monday; Thursday is open until 20:00."""
    day = weekday.strip().lower()[:3]
    if day == CLOSED_DAY:
        return None
    closing = 20 * 60 if day == LATE_DAY else 18 * 60
    return 10 * 60, closing


def slot_times(weekday):
    """Start of all entry slots as 'HH:MM'; the last one is an hour before closing."""
    hours = opening_minutes(weekday)
    if hours is None:
        return []
    opening, closing = hours
    last = closing - LAST_ENTRY_BEFORE_CLOSING
    return [f"{minute // 60:02d}:{minute % 60:02d}"
            for minute in range(opening, last + 1, SLOT_MINUTES)]


def slot_for_arrival(clock):
    """Slot in which an arrival time falls: '11:47' is in the slot '11:30'."""
    hour, minute = map(int, clock.strip().split(":"))
    start = minute // SLOT_MINUTES * SLOT_MINUTES
    return f"{hour:02d}:{start:02d}"


class SlotBook:
    """Bookings of one day."""

    def __init__(self, weekday, capacity=60):
        self.capacity = capacity
        self.booked = {slot: 0 for slot in slot_times(weekday)}

    def free_places(self, slot):
        if slot not in self.booked:
            raise ValueError(f"no such slot: {slot}")
        return self.capacity - self.booked[slot]

    def reserve(self, slot, visitors):
        """Book visitors into a slot and return the places left in it."""
        if visitors < 1:
            raise ValueError("at least one visitor expected")
        if visitors > self.free_places(slot):
            raise ValueError(f"slot {slot} is full")
        self.booked[slot] += visitors
        return self.free_places(slot)

    def release(self, slot, visitors):
        """Give places back, never more than are booked; returns how many were freed."""
        freed = min(visitors, self.booked[slot])
        self.booked[slot] -= freed
        return freed

    def alternatives(self, slot, visitors, count=2):
        """Other slots with enough places, those closest in time first, then earlier ones."""
        order = list(self.booked)
        wanted = order.index(slot)
        fitting = [other for other in order
                   if other != slot and self.free_places(other) >= visitors]
        fitting.sort(key=lambda other: (abs(order.index(other) - wanted), other))
        return fitting[:count]

    def busiest(self):
        """Slot with most visitors, the earliest among equals; None for an empty day."""
        if not any(self.booked.values()):
            return None
        return max(self.booked, key=self.booked.get)

    def load_percent(self):
        """Booked places of the day in whole percent, 0 on a closed day."""
        places = self.capacity * len(self.booked)
        if places == 0:
            return 0
        return round(100 * sum(self.booked.values()) / places)
