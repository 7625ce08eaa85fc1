"""Amortisation tables and what extra payments change."""
from loans import balance_after, months_to_repay, period_rate

FREE_EXTRA_PERCENT = 5
PENALTY_CAP_PERCENT = 1.0
SHORT_TERM_CAP_PERCENT = 0.5


def amortisation_rows(loan, yearly_percent, instalment, months):
    """Rows (month, interest, principal, balance); ends early when the loan is repaid.

    The last payment is only as high as the debt with its interest.
    """
    rows = []
    balance = loan
    for month in range(1, months + 1):
        if balance <= 0:
            break
        interest = round(balance * period_rate(yearly_percent), 2)
        principal = min(round(instalment - interest, 2), balance)
        balance = round(balance - principal, 2)
        rows.append((month, interest, principal, balance))
    return rows


def interest_paid(loan, yearly_percent, instalment, months):
    """Interest of the first payments of a loan."""
    rows = amortisation_rows(loan, yearly_percent, instalment, months)
    return round(sum(row[1] for row in rows), 2)


def yearly_summary(rows):
    """{year: (interest, principal)} from the rows of a table, with years from 1."""
    summary = {}
    for month, interest, principal, _balance in rows:
        year = (month - 1) // 12 + 1
        paid_interest, paid_back = summary.get(year, (0, 0))
        summary[year] = (round(paid_interest + interest, 2), round(paid_back + principal, 2))
    return summary


def half_repaid_month(rows, loan):
    """First month with at most half of the loan left, or None."""
    for month, _interest, _principal, balance in rows:
        if balance <= loan / 2:
            return month
    return None


def months_saved(loan, yearly_percent, instalment, extra):
    """How many payments an extra repayment at the start saves."""
    usual = months_to_repay(loan, yearly_percent, instalment)
    return usual - months_to_repay(loan - extra, yearly_percent, instalment)


def free_extra_payment(loan, already_paid=0):
    """What may still be repaid this year without a fee: 5% of the original loan."""
    return max(loan * FREE_EXTRA_PERCENT / 100 - already_paid, 0)


def early_repayment_fee(amount, months_left, lost_interest):
    """Fee for repaying early: the bank's lost interest, at most 1% of the amount.

    With no more than 12 months left the cap is 0.5%.
    """
    cap = SHORT_TERM_CAP_PERCENT if months_left <= 12 else PENALTY_CAP_PERCENT
    return round(min(lost_interest, amount * cap / 100), 2)


def balloon_payment(loan, yearly_percent, instalment, fixed_years):
    """Debt that must be refinanced when the fixed interest period ends."""
    return balance_after(loan, yearly_percent, instalment, fixed_years * 12)
