"""State of one subscription and revenue figures."""
from periods import in_grace, prorate, trial_days_left
from plans import compare_plans, monthly_price, plan_price


class Subscription:
    """Subscription with the states trialing, active, past_due and cancelled."""

    TRANSITIONS = {
        "trialing": {"active", "cancelled"},
        "active": {"past_due", "cancelled"},
        "past_due": {"active", "cancelled"},
        "cancelled": set(),
    }

    def __init__(self, plan, seats=1):
        self.plan = plan.strip().lower()
        self.seats = seats
        self.state = "trialing"
        self.credit = 0

    def move_to(self, state):
        """Change the state, if that is allowed, and return it."""
        if state not in self.TRANSITIONS[self.state]:
            raise ValueError(f"cannot go from {self.state} to {state}")
        self.state = state
        return self.state

    def price(self):
        """Monthly price in cents; nothing is due in the trial or after cancelling."""
        if self.state in ("trialing", "cancelled"):
            return 0
        return monthly_price(self.plan, self.seats)

    def change_plan(self, new_plan, start, end, day):
        """Switch plans in mid-period; an upgrade is due now, a downgrade becomes credit."""
        direction = compare_plans(self.plan, new_plan)
        amount = prorate(plan_price(self.plan), plan_price(new_plan), start, end, day)
        self.plan = new_plan.strip().lower()
        if direction == "downgrade":
            self.credit += -amount
            return 0
        return amount

    def next_invoice(self):
        """Amount of the next invoice after using up credit, in cents."""
        used = min(self.credit, self.price())
        self.credit -= used
        return self.price() - used

    def has_access(self, signup, due, today):
        """Access rules: during the trial, while active, and in the grace period."""
        if self.state == "trialing":
            return trial_days_left(signup, today) > 0
        if self.state == "past_due":
            return in_grace(due, today)
        return self.state == "active"


def monthly_recurring_revenue(subscriptions):
    """Sum of the monthly prices of all paying subscriptions."""
    return sum(s.price() for s in subscriptions)


def churn_percent(at_start, cancelled):
    """Share of customers lost in a period, in percent with one decimal."""
    if at_start == 0:
        return 0.0
    return round(100 * cancelled / at_start, 1)
