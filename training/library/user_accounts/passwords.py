"""Password rules. Passwords are compared as they are, never stripped."""
import string

from usernames import normalize_username

MIN_PASSWORD = 10
COMMON = {"password12", "letmein123", "qwertyuiop", "1234567890"}
MAX_AGE_DAYS = 180


def character_classes(password):
    """Number of character classes used: lower case, upper case, digits and others."""
    classes = 0
    if any(c in string.ascii_lowercase for c in password):
        classes += 1
    if any(c in string.ascii_uppercase for c in password):
        classes += 1
    if any(c in string.digits for c in password):
        classes += 1
    if any(c not in string.ascii_letters + string.digits for c in password):
        classes += 1
    return classes


def longest_run(password):
    """Length of the longest run of one repeated character."""
    longest, run, previous = 0, 0, None
    for char in password:
        run = run + 1 if char == previous else 1
        longest = max(longest, run)
        previous = char
    return longest


def password_problems(password, username=""):
    """List every broken rule: 'short', 'common', 'simple', 'repeats', 'username'.

    A password needs 10 characters from at least 3 classes, no character more than
    3 times in a row, and must not contain the user name in any case.
    """
    problems = []
    if len(password) < MIN_PASSWORD:
        problems.append("short")
    if password.lower() in COMMON:
        problems.append("common")
    if character_classes(password) < 3:
        problems.append("simple")
    if longest_run(password) > 3:
        problems.append("repeats")
    name = normalize_username(username)
    if name and name in password.lower():
        problems.append("username")
    return problems


def strength(password):
    """'weak', 'fair' or 'strong', from length and variety.

    Each character gives a point and each class beyond the first gives two; fair from
    12 points, strong from 18.
    """
    score = len(password) + 2 * max(0, character_classes(password) - 1)
    if score >= 18:
        return "strong"
    return "fair" if score >= 12 else "weak"


def days_until_expiry(changed_day, today):
    """Days left before a password must be changed; 0 when it is due or overdue."""
    return max(0, changed_day + MAX_AGE_DAYS - today)
