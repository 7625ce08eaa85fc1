"""Country calling codes, trunk prefixes and number lengths."""

CALLING_CODES = {
    "US": "1", "GB": "44", "DE": "49", "FR": "33", "CH": "41", "IT": "39",
    "PT": "351", "LU": "352",
}
# digit dialled before the area code inside the country
TRUNK_PREFIXES = {"US": "1", "GB": "0", "DE": "0", "FR": "0", "CH": "0"}
# shortest and longest national number, without the trunk prefix
NATIONAL_LENGTHS = {"US": (10, 10), "GB": (9, 10), "DE": (6, 11), "FR": (9, 9), "CH": (9, 9)}
ANY_LENGTH = (4, 12)


def country_key(country):
    """Return the two-letter country in upper case; raise ValueError for unknown ones."""
    key = country.strip().upper()
    if key not in CALLING_CODES:
        raise ValueError(f"unknown country: {key}")
    return key


def calling_code(country):
    """Return the calling code with its plus sign, such as '+44'."""
    return "+" + CALLING_CODES[country_key(country)]


def country_of_digits(digits):
    """Return the country whose calling code starts the digits, or None."""
    for length in (3, 2, 1):
        for country, code in CALLING_CODES.items():
            if len(code) == length and digits.startswith(code):
                return country
    return None


def drop_trunk(country, national):
    """Remove one trunk prefix from a national number, if the country uses one."""
    prefix = TRUNK_PREFIXES.get(country_key(country))
    if prefix is not None and national.startswith(prefix):
        return national[len(prefix):]
    return national


def length_problem(country, national):
    """Return 'too short', 'too long' or None for a national number without trunk prefix."""
    shortest, longest = NATIONAL_LENGTHS.get(country_key(country), ANY_LENGTH)
    if len(national) < shortest:
        return "too short"
    if len(national) > longest:
        return "too long"
    return None
