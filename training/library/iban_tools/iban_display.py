"""Show IBANs to people."""
from iban import GROUP_SIZE, STRUCTURES, compact_iban


def paper_form(text, size=GROUP_SIZE):
    """Return the IBAN in groups of four characters; the last one may be shorter."""
    iban = compact_iban(text)
    groups = [iban[start:start + size] for start in range(0, len(iban), size)]
    return " ".join(groups)


def masked_iban(text, shown=4, mark="*"):
    """Keep the country, check digits and the last characters; mask the rest.

    Texts with nothing between the two parts are returned unmasked.
    """
    iban = compact_iban(text)
    hidden = len(iban) - 4 - shown
    if hidden <= 0:
        return iban
    return iban[:4] + mark * hidden + iban[len(iban) - shown:]


def iban_parts(text):
    """Return {'country', 'check', 'bank', 'account'} of an IBAN of a known country."""
    iban = compact_iban(text)
    _, bank_length = STRUCTURES[iban[:2]]
    bank_end = 4 + bank_length
    return {
        "country": iban[:2],
        "check": iban[2:4],
        "bank": iban[4:bank_end],
        "account": iban[bank_end:],
    }


def plain_account(text):
    """Return the account number of an IBAN without leading zeros, '0' if it is all zeros."""
    return iban_parts(text)["account"].lstrip("0") or "0"


def typing_slip(entered, correct):
    """Describe how an entered IBAN differs: 'same', 'length', 'swapped', 'typo' or 'other'.

    'swapped' is two neighbouring characters in the wrong order, 'typo' one wrong character.
    """
    left, right = compact_iban(entered), compact_iban(correct)
    if left == right:
        return "same"
    if len(left) != len(right):
        return "length"
    wrong = [pos for pos in range(len(left)) if left[pos] != right[pos]]
    if len(wrong) == 1:
        return "typo"
    first, second = wrong[0], wrong[1]
    if len(wrong) == 2 and second == first + 1:
        if left[first] == right[second] and left[second] == right[first]:
            return "swapped"
    return "other"
