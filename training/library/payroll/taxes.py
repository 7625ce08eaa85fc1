"""Income tax by brackets and social contributions."""

# (upper limit of the bracket, rate); the last bracket has no limit
BRACKETS = [
    (12_000, 0.0),
    (30_000, 0.2),
    (80_000, 0.35),
    (None, 0.45),
]
CHILD_ALLOWANCE = 2_000
PENSION_RATE = 0.09
PENSION_CEILING = 60_000


def taxable_income(annual_salary, children=0):
    """Annual salary less an allowance for every child, never below zero."""
    return max(annual_salary - children * CHILD_ALLOWANCE, 0)


def income_tax(income):
    """Tax on an annual income: each bracket's rate applies to the part inside it."""
    tax = 0
    lower = 0
    for upper, rate in BRACKETS:
        if upper is None or income <= upper:
            tax += (income - lower) * rate
            break
        tax += (upper - lower) * rate
        lower = upper
    return round(tax, 2)


def marginal_rate(income):
    """Rate on the last unit of income; an income on a limit is still in the lower bracket."""
    for upper, rate in BRACKETS:
        if upper is None or income <= upper:
            return rate


def effective_rate(income):
    """Income tax in percent of the income, with one decimal."""
    if income == 0:
        return 0.0
    return round(income_tax(income) / income * 100, 1)


def pension_contribution(annual_salary):
    """Employee's pension share, only charged on the salary up to the ceiling."""
    return round(min(annual_salary, PENSION_CEILING) * PENSION_RATE, 2)


def bracket_table():
    """Readable bracket limits such as '12000 - 30000: 20%'."""
    rows = []
    lower = 0
    for upper, rate in BRACKETS:
        top = "and more" if upper is None else f"- {upper}"
        rows.append(f"{lower} {top}: {round(rate * 100)}%")
        lower = upper
    return rows
