"""How the weather feels: wind chill, dew point, heat index. Temperatures in Celsius."""
import math

from conversions import to_celsius, to_fahrenheit

MAGNUS_A = 17.62
MAGNUS_B = 243.12


def wind_chill(celsius, wind_kmh):
    """Felt temperature in wind with one decimal.

    Defined at or below 10 degrees with winds above 4.8 km/h; otherwise the
    temperature itself is returned.
    """
    if celsius > 10 or wind_kmh <= 4.8:
        return celsius
    factor = wind_kmh ** 0.16
    return round(13.12 + 0.6215 * celsius - 11.37 * factor + 0.3965 * celsius * factor, 1)


def dew_point(celsius, humidity):
    """Dew point by the Magnus formula with one decimal; humidity in percent, above 0."""
    if not 0 < humidity <= 100:
        raise ValueError("humidity must be above 0 and at most 100")
    gamma = math.log(humidity / 100) + MAGNUS_A * celsius / (MAGNUS_B + celsius)
    return round(MAGNUS_B * gamma / (MAGNUS_A - gamma), 1)


def heat_index(celsius, humidity):
    """Steadman's simple heat index, used from 27 degrees and 40 percent humidity."""
    if celsius < 27 or humidity < 40:
        return celsius
    fahrenheit = to_fahrenheit(celsius)
    felt = 0.5 * (fahrenheit + 61 + (fahrenheit - 68) * 1.2 + humidity * 0.094)
    return to_celsius((felt + fahrenheit) / 2)


def felt_temperature(celsius, humidity, wind_kmh):
    """Heat index when it is warm, wind chill when it is cold, else the temperature."""
    if celsius >= 27:
        return heat_index(celsius, humidity)
    return wind_chill(celsius, wind_kmh)


def ground_frost_risk(celsius, humidity):
    """'high' at or below 0 with a dew point within 2 degrees, 'possible' up to 3 degrees."""
    if celsius <= 0 and celsius - dew_point(celsius, humidity) <= 2:
        return "high"
    return "possible" if celsius <= 3 else "none"


def cloud_base_m(celsius, dew):
    """Estimated height of the cloud base: 125 m per degree between air and dew point."""
    return round(max(0, celsius - dew) * 125)
