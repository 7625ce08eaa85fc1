"""Rules for user names and e-mail addresses."""
import re

MIN_LENGTH = 3
MAX_LENGTH = 20
RESERVED = {"admin", "root", "support", "system"}
ALLOWED = re.compile(r"[a-z][a-z0-9_.-]*")


def normalize_username(raw):
    """Strip blanks and a leading @ sign, and convert to lower case."""
    return raw.strip().removeprefix("@").lower()


def username_problem(raw):
    """Return why a user name is not acceptable, or None if it is.

    Names have 3 to 20 characters, start with a letter, contain only letters, digits
    and '_.-', do not end with a dot and are not reserved.
    """
    name = normalize_username(raw)
    if len(name) < MIN_LENGTH:
        return "too short"
    if len(name) > MAX_LENGTH:
        return "too long"
    if not ALLOWED.fullmatch(name):
        return "bad characters"
    if name.endswith("."):
        return "ends with a dot"
    if name in RESERVED:
        return "reserved"
    return None


def suggest_username(wanted, taken):
    """Return the wanted name, or the name with the smallest number from 2 that is free."""
    base = normalize_username(wanted)
    if base not in taken:
        return base
    number = 2
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"


def canonical_email(address):
    """Lower-case an address and drop a '+tag', so that aliases count as one account."""
    local, at, domain = address.strip().lower().rpartition("@")
    if not at or not local or "." not in domain:
        raise ValueError(f"not an e-mail address: {address}")
    return local.split("+")[0] + "@" + domain


def mask_email(address):
    """Hide the local part except its first and last letters: 'maria@x.org' -> 'm***a@x.org'.

    Local parts of one or two letters show only the first.
    """
    local, _, domain = address.partition("@")
    if len(local) <= 2:
        return local[0] + "***@" + domain
    return local[0] + "***" + local[-1] + "@" + domain


def initials(full_name):
    """Up to two capital initials: of the first and the last name."""
    parts = full_name.split()
    if not parts:
        return "?"
    if len(parts) == 1:
        return parts[0][0].upper()
    return (parts[0][0] + parts[-1][0]).upper()
