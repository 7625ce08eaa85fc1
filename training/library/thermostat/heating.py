"""Control of a heater and a cooler with hysteresis; temperatures in degrees Celsius."""

from dataclasses import dataclass

MIN_TARGET = 5.0
MAX_TARGET = 30.0
MODES = ("off", "heat", "cool", "auto")


@dataclass
class Thermostat:
    target: float = 20.0
    mode: str = "heat"
    hysteresis: float = 0.5
    action: str = "idle"

    def set_target(self, degrees):
        """Set the target within 5 to 30 degrees, rounded to half degrees; returns it."""
        limited = max(MIN_TARGET, min(MAX_TARGET, degrees))
        self.target = round(limited * 2) / 2
        return self.target

    def set_mode(self, mode):
        """Change the mode; the running action stops when the mode really changes."""
        mode = mode.strip().lower()
        if mode not in MODES:
            raise ValueError(f"unknown mode {mode!r}")
        if mode != self.mode:
            self.mode = mode
            self.action = "idle"

    def wants_heat(self, temperature):
        """Heating starts below target - hysteresis.

        Once it is on, it goes on until the target is reached.
        """
        if self.action == "heating":
            return temperature < self.target
        return temperature < self.target - self.hysteresis

    def wants_cooling(self, temperature):
        """Cooling starts above target + hysteresis.

        Once it is on, it goes on until the target is reached.
        """
        if self.action == "cooling":
            return temperature > self.target
        return temperature > self.target + self.hysteresis

    def update(self, temperature):
        """Decide for a measured temperature: 'heating', 'cooling' or 'idle'."""
        action = "idle"
        if self.mode in ("heat", "auto") and self.wants_heat(temperature):
            action = "heating"
        elif self.mode in ("cool", "auto") and self.wants_cooling(temperature):
            action = "cooling"
        self.action = action
        return action


def count_starts(actions):
    """How many times heating or cooling starts in a list of actions."""
    starts = 0
    previous = "idle"
    for action in actions:
        if action != "idle" and action != previous:
            starts += 1
        previous = action
    return starts


def frost_risk(temperatures, limit=4.0):
    """True when any measured temperature is below the limit; None entries are skipped."""
    return any(t < limit for t in temperatures if t is not None)
