"""The taximeter: distance in metres, time in seconds, money in cents."""

BASE_FARE = 390
STEP_METRES = 125
STEP_PRICE = 25
WAIT_STEP_SECONDS = 20
WAIT_STEP_PRICE = 17
SLOW_SPEED_KMH = 12
FREE_METRES = 1000


def speed_kmh(metres, seconds):
    """Average speed in km/h, 0 when no time has passed."""
    if seconds == 0:
        return 0.0
    return round(metres / seconds * 3.6, 1)


def distance_steps(metres):
    """Price steps for driving: one for every started 125 m after the first kilometre."""
    beyond = max(metres - FREE_METRES, 0)
    return (beyond + STEP_METRES - 1) // STEP_METRES


def waiting_price(seconds):
    """Cents for waiting; only full steps of 20 seconds are charged."""
    return seconds // WAIT_STEP_SECONDS * WAIT_STEP_PRICE


class Meter:
    """Adds up a trip piece by piece; slow pieces count as waiting time."""

    def __init__(self, base=BASE_FARE):
        self.base = base
        self.driven = 0
        self.waited = 0
        self.running = True

    def advance(self, metres, seconds):
        """Record a piece of the trip, by time below the slow speed, else by distance."""
        if not self.running:
            raise ValueError("meter is stopped")
        if speed_kmh(metres, seconds) < SLOW_SPEED_KMH:
            self.waited += seconds
        else:
            self.driven += metres

    def fare(self):
        """Fare so far in cents."""
        driving = distance_steps(self.driven) * STEP_PRICE
        return self.base + driving + waiting_price(self.waited)

    def stop(self):
        """Stop the meter and return the final fare."""
        self.running = False
        return self.fare()

    def display(self):
        """Text on the meter: 'HIRED 7.90' while running, otherwise 'TOTAL 7.90'."""
        label = "HIRED" if self.running else "TOTAL"
        euros, cents = divmod(self.fare(), 100)
        return f"{label} {euros}.{cents:02d}"
