from iban import IbanError, compact_iban, iban_error
from iban_display import iban_parts, masked_iban

SEPA_COUNTRIES = {"DE", "NL", "FR", "CH", "NO", "GB"}
EURO_COUNTRIES = {"DE", "NL", "FR"}


class PayeeList:
    """Saved payees of a bank customer."""

    def __init__(self, limit=50):
        self.limit = limit
        self.ibans = {}
        self.uses = {}

    def save(self, nickname, text):
        """Save a payee under a nickname; nicknames ignore case and outer blanks.

        Raise IbanError if the IBAN is wrong and ValueError if the list is full.
        """
        reason = iban_error(text)
        if reason is not None:
            raise IbanError(f"IBAN has wrong {reason}")
        key = nickname.strip().lower()
        if key not in self.ibans and len(self.ibans) >= self.limit:
            raise ValueError("payee list is full")
        self.ibans[key] = compact_iban(text)
        self.uses.setdefault(key, 0)

    def pay(self, nickname):
        """Count one payment and return the payee's IBAN."""
        key = nickname.strip().lower()
        self.uses[key] += 1
        return self.ibans[key]

    def favourites(self, count=3):
        """Return the nicknames used most often, never unused ones; ties by name."""
        used = [key for key in self.ibans if self.uses[key] > 0]
        used.sort(key=lambda key: (-self.uses[key], key))
        return used[:count]

    def overview(self):
        """Return one line per payee, sorted by nickname, with a masked IBAN."""
        return [f"{key}: {masked_iban(iban)}" for key, iban in sorted(self.ibans.items())]

    def banks(self):
        """Return how many payees each bank has, by country and bank code."""
        counts = {}
        for iban in self.ibans.values():
            parts = iban_parts(iban)
            bank = f"{parts['country']}-{parts['bank']}"
            counts[bank] = counts.get(bank, 0) + 1
        return counts


def transfer_kind(sender, receiver):
    """Return 'domestic', 'euro', 'sepa' or 'foreign' for the countries of two IBANs."""
    origin, target = compact_iban(sender)[:2], compact_iban(receiver)[:2]
    if origin == target:
        return "domestic"
    if origin in EURO_COUNTRIES and target in EURO_COUNTRIES:
        return "euro"
    if origin in SEPA_COUNTRIES and target in SEPA_COUNTRIES:
        return "sepa"
    return "foreign"


def batch_totals(payments):
    """Return the total in cents for each IBAN of payments {'iban', 'cents'}.

    Payments must be positive; the IBANs may be written with blanks.
    """
    totals = {}
    for payment in payments:
        if payment["cents"] <= 0:
            raise ValueError("payment must be positive")
        iban = compact_iban(payment["iban"])
        totals[iban] = totals.get(iban, 0) + payment["cents"]
    return totals
