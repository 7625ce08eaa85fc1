"""Structure and check digits of IBANs."""

# country -> (total length, length of the bank code)
STRUCTURES = {
    "DE": (22, 8),
    "NL": (18, 4),
    "GB": (22, 4),
    "FR": (27, 5),
    "NO": (15, 4),
    "CH": (21, 5),
}
GROUP_SIZE = 4


class IbanError(ValueError):
    """Raised for texts that are no IBAN."""


def compact_iban(text):
    """Return the IBAN without blanks and hyphens, in upper case."""
    return text.replace(" ", "").replace("-", "").upper()


def iban_digits(text):
    """Return the digits of a text where letters count as two digits, from A=10 to Z=35."""
    digits = ""
    for char in text:
        if char.isalpha():
            digits += str(ord(char) - ord("A") + 10)
        else:
            digits += char
    return digits


def iban_remainder(iban):
    """Return the remainder by 97 of a compact IBAN; it is 1 if the check digits are right."""
    moved = iban[4:] + iban[:4]
    return int(iban_digits(moved)) % 97


def checksum_for(country, account):
    """Return the two check digits for a country and its national account part."""
    remainder = iban_remainder(country + "00" + account)
    return f"{98 - remainder:02d}"


def build_iban(country, bank_code, account):
    """Return the IBAN; the account is filled up with zeros on the left.

    Raise IbanError for unknown countries, wrong bank codes and accounts that are too long.
    """
    if country not in STRUCTURES:
        raise IbanError(f"unknown country {country}")
    length, bank_length = STRUCTURES[country]
    if len(bank_code) != bank_length:
        raise IbanError(f"bank code needs {bank_length} characters")
    room = length - 4 - bank_length
    if len(account) > room:
        raise IbanError("account number is too long")
    national = bank_code + account.zfill(room)
    return country + checksum_for(country, national) + national


def iban_error(text):
    """Return why a text is not a valid IBAN, or None if it is one."""
    iban = compact_iban(text)
    if not (iban.isascii() and iban.isalnum()):
        return "characters"
    country = iban[:2]
    if country not in STRUCTURES:
        return "country"
    if len(iban) != STRUCTURES[country][0]:
        return "length"
    if iban_remainder(iban) != 1:
        return "check digits"
    return None
