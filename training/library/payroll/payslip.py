"""Payslips built from hours, wages and deductions."""
from timesheet import split_overtime
from taxes import income_tax, pension_contribution, taxable_income

OVERTIME_FACTOR = 1.5
NIGHT_BONUS_PERCENT = 25
MINIMUM_WAGE = 12.0


def gross_pay(hours, wage):
    """Weekly gross pay; hours above the weekly limit are paid at 1.5 times the wage."""
    if wage < MINIMUM_WAGE:
        raise ValueError("wage is below the legal minimum")
    regular, overtime = split_overtime(hours)
    return round(regular * wage + overtime * wage * OVERTIME_FACTOR, 2)


def night_bonus(minutes, wage):
    """Extra pay for night minutes, a quarter of the hourly wage."""
    return round(minutes / 60 * wage * NIGHT_BONUS_PERCENT / 100, 2)


def monthly_deductions(monthly_salary, children=0):
    """Income tax and pension for one month, as a twelfth of the annual amounts."""
    annual = monthly_salary * 12
    tax = income_tax(taxable_income(annual, children))
    return {
        "tax": round(tax / 12, 2),
        "pension": round(pension_contribution(annual) / 12, 2),
    }


class Payslip:
    """A monthly payslip with extra earnings and deductions."""

    def __init__(self, name, salary, children=0):
        self.name = name.strip().title()
        self.salary = salary
        self.children = children
        self.extras = []

    def add_extra(self, label, amount):
        """Add an earning, or a deduction when the amount is negative."""
        if amount == 0:
            raise ValueError("amount must not be zero")
        self.extras.append((label.strip(), amount))

    def gross(self):
        """Salary plus the extra earnings, without extra deductions."""
        return self.salary + sum(amount for _, amount in self.extras if amount > 0)

    def net(self):
        """Gross less tax, pension and the extra deductions, rounded to cents."""
        gross = self.gross()
        deductions = sum(monthly_deductions(gross, self.children).values())
        withheld = sum(-amount for _, amount in self.extras if amount < 0)
        return round(gross - deductions - withheld, 2)

    def line(self):
        """One line for the pay list: name padded to 12 characters and the net pay."""
        return f"{self.name:<12}{self.net():>10.2f}"


def payroll_total(payslips):
    """Net pay of all payslips together."""
    return round(sum(slip.net() for slip in payslips), 2)
