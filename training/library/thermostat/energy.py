BASE_TEMPERATURE = 15.0
INDOOR_TEMPERATURE = 20.0
HUMID_LIMIT = 60


def energy_kwh(power_watts, minutes):
    """Energy in kilowatt hours, rounded to 3 digits."""
    return round(power_watts * minutes / 60 / 1000, 3)


def heating_cost(kwh, price_cents, base_fee=0.0):
    """Cost in euros: energy at a price in cents per kWh plus a base fee in euros."""
    if kwh < 0:
        raise ValueError("energy must not be negative")
    return round(kwh * price_cents / 100 + base_fee, 2)


def duty_cycle(actions):
    """Percentage of the entries that are not 'idle', rounded to a whole number."""
    if not actions:
        return 0
    active = sum(1 for action in actions if action != "idle")
    return round(100 * active / len(actions))


def degree_days(daily_means):
    """Heating degree days: 20 minus the mean for each day with a mean below 15 degrees."""
    total = 0.0
    for daily_mean in daily_means:
        if daily_mean < BASE_TEMPERATURE:
            total += INDOOR_TEMPERATURE - daily_mean
    return round(total, 1)


def preheat_minutes(current, target, degrees_per_hour=2.0):
    """Minutes to reach the target, rounded up to full 5 minutes; 0 when it is warm enough."""
    if current >= target:
        return 0
    minutes = (target - current) / degrees_per_hour * 60
    return int(-(-minutes // 5) * 5)


def start_minute(ready_at, current, target):
    """Minute of the day to switch on so that the room is warm in time, not before 0."""
    return max(0, ready_at - preheat_minutes(current, target))


def feels_like(temperature, humidity):
    """Perceived temperature: humid air (over 60%) adds 0.1 degree for each percent above."""
    if humidity <= HUMID_LIMIT:
        return temperature
    return round(temperature + 0.1 * (humidity - HUMID_LIMIT), 1)
