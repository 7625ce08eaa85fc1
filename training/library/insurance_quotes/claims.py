"""Paying claims and what they do to the bonus."""
from dataclasses import dataclass, field

from premiums import net_premium
from risk import MAX_BONUS_YEARS

TOTAL_LOSS_SHARE = 0.7


def payout(damage, deductible, limit=None):
    """Insurer's share of a damage: what exceeds the deductible, at most the limit."""
    amount = max(damage - deductible, 0)
    if limit is not None:
        amount = min(amount, limit)
    return amount


def own_costs(damage, deductible, limit=None):
    """What the customer pays of a damage."""
    return damage - payout(damage, deductible, limit)


def is_total_loss(repair_cost, car_value):
    """Repairs are not worth it when they cost more than 70% of the car's value."""
    return repair_cost > TOTAL_LOSS_SHARE * car_value


def years_after_claims(claim_free_years, claims):
    """Claim-free years after a year: one more, or half of them for every claim."""
    if claims == 0:
        return min(claim_free_years + 1, MAX_BONUS_YEARS)
    for _ in range(claims):
        claim_free_years //= 2
    return claim_free_years


def claim_worthwhile(damage, deductible, cover, profile):
    """Whether a claim pays more than the dearer premium of the next year costs."""
    kept = years_after_claims(profile.get("claim_free_years", 0), 0)
    lost = years_after_claims(profile.get("claim_free_years", 0), 1)
    dearer = net_premium(cover, {**profile, "claim_free_years": lost}, deductible)
    usual = net_premium(cover, {**profile, "claim_free_years": kept}, deductible)
    return payout(damage, deductible) > dearer - usual


@dataclass
class Policy:
    """A policy with a deductible for each claim and a yearly limit of payments."""
    holder: str
    deductible: int = 300
    yearly_limit: int = 10_000
    paid: dict = field(default_factory=dict)

    def remaining_cover(self, year):
        """What the insurer may still pay in a year."""
        return self.yearly_limit - self.paid.get(year, 0)

    def claim(self, year, damage):
        """Settle a damage and return the amount that is paid."""
        if damage <= 0:
            raise ValueError("damage must be positive")
        amount = payout(damage, self.deductible, self.remaining_cover(year))
        self.paid[year] = self.paid.get(year, 0) + amount
        return amount

    def loss_ratio(self, premiums):
        """Paid claims in percent of the premiums, one decimal; 0 without premiums."""
        if premiums == 0:
            return 0.0
        return round(100 * sum(self.paid.values()) / premiums, 1)
