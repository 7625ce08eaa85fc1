CASES = {
    "growth.future_value": {"about": "the future value of a payment", "cases": ["future_value(1000, 5, 3)", "future_value(1000, 0, 10)", "future_value(250.5, 2.5, 0)", "future_value(1000, -10, 2)"]},
    "growth.present_value": {"about": "the present value of an amount", "cases": ["present_value(1157.63, 5, 3)", "present_value(1000, 10, 1)", "present_value(1000, 4, 0)"]},
    "growth.grow_monthly": {"about": "the savings after some months", "cases": ["grow_monthly(0, 100, 0, 12)", "grow_monthly(1000, 0, 12, 2)", "grow_monthly(1000, 50, 6, 3)", "grow_monthly(500, 20, 3, 0)"]},
    "growth.effective_rate_percent": {"about": "the effective yearly rate", "cases": ["effective_rate_percent(12)", "effective_rate_percent(6, 2)", "effective_rate_percent(5, 1)", "effective_rate_percent(0)"]},
    "growth.real_rate_percent": {"about": "the rate after inflation", "cases": ["real_rate_percent(5, 2)", "real_rate_percent(2, 5)", "real_rate_percent(3, 0)"]},
    "growth.years_to_double": {"about": "the years until savings double", "cases": ["years_to_double(7)", "years_to_double(100)", "years_to_double(3)", "years_to_double(0)", "years_to_double(-1)", "years_to_double(0.5)"]},
    "growth.after_fund_fee": {"about": "the return after the fund's fee", "cases": ["after_fund_fee(6, 1)", "after_fund_fee(0, 2)", "after_fund_fee(5, 0)", "after_fund_fee(-3, 1.5)"]},
    "growth.average_return": {"about": "the average yearly return", "cases": ["average_return([10, -10])", "average_return([5])", "average_return([])", "average_return([21, 0])", "average_return([2, 4, 9])"]},
    "contributions.employee_amount": {"about": "the employee's monthly payment", "cases": ["employee_amount(3200, 5)", "employee_amount(3200, 0)", "employee_amount(3200, 101)", "employee_amount(3200, -1)", "employee_amount(1234, 100)"]},
    "contributions.employer_match": {"about": "the employer's monthly payment", "cases": ["employer_match(3000, 3)", "employer_match(3000, 4)", "employer_match(3000, 9)", "employer_match(3000, 0)"]},
    "contributions.contribution_limit": {"about": "the yearly payment limit", "cases": ["contribution_limit(49)", "contribution_limit(50)", "contribution_limit(64)"]},
    "contributions.allowed_payment": {
        "about": "the payment that is allowed",
        "cases": ["allowed_payment(500, 1000, 40)", "allowed_payment(500, 7300, 40)", "allowed_payment(500, 7600, 40)", "allowed_payment(900, 7600, 50)", "allowed_payment(100, 7500, 30)"],
    },
    "contributions.state_bonus": {
        "about": "the state bonus",
        "cases": ["state_bonus(30000, 1200)", "state_bonus(30000, 600)", "state_bonus(30000, 1500, 2)", "state_bonus(30000, 1199, 1)", "state_bonus(0, 0)", "state_bonus(30000, 0)"],
    },
    "projection.raise_plan": {"about": "the payments of a plan with raises", "cases": ["raise_plan(100, 10, 3)", "raise_plan(150, 0, 2)", "raise_plan(100, 10, 0)", "raise_plan(80, 2.5, 4)"]},
    "contributions.vested_share": {"about": "the share of the employer's money that is kept", "cases": ["vested_share(1)", "vested_share(2)", "vested_share(4)", "vested_share(6)", "vested_share(9)"]},
    "projection.pot_at_retirement": {
        "about": "the savings at retirement",
        "cases": ["pot_at_retirement(66, 67, 3000, 4, 0)", "pot_at_retirement(65, 67, 3000, 6, 3)", "pot_at_retirement(70, 67, 3000, 4, 2)", "pot_at_retirement(30, 30, 3000, 4, 2)"],
    },
    "projection.pot_in_todays_money": {"about": "the purchasing power of a pot", "cases": ["pot_in_todays_money(100000, 2, 20)", "pot_in_todays_money(5000, 0, 7)", "pot_in_todays_money(1100, 10, 1)"]},
    "withdrawals.age_adjustment": {
        "about": "the change of the pension for its start",
        "cases": ["age_adjustment(-12)", "age_adjustment(0)", "age_adjustment(10)", "age_adjustment(-84)", "age_adjustment(-85)", "age_adjustment(-1)", "age_adjustment(1)"],
    },
    "withdrawals.adjusted_pension": {"about": "the adjusted monthly pension", "cases": ["adjusted_pension(1500, -24)", "adjusted_pension(1500, 12)", "adjusted_pension(1234.5, 0)", "adjusted_pension(1000, -90)"]},
    "withdrawals.split_lump_sum": {"about": "the taxed and untaxed part of a lump sum", "cases": ["split_lump_sum(40000, 8000)", "split_lump_sum(40000, 15000)", "split_lump_sum(40000, 40001)", "split_lump_sum(40000, 40000)", "split_lump_sum(40000, 10000)"]},
    "withdrawals.level_withdrawal": {"about": "the yearly withdrawal that uses up a pot", "cases": ["level_withdrawal(100000, 0, 20)", "level_withdrawal(100000, 5, 10)", "level_withdrawal(1000, 10, 1)", "level_withdrawal(50000, 3, 25)"]},
    "withdrawals.months_until_empty": {
        "about": "the number of withdrawals a pot allows",
        "cases": ["months_until_empty(1000, 100)", "months_until_empty(1050, 100)", "months_until_empty(1000, 100, 60)", "months_until_empty(99, 100)", "months_until_empty(5000, 10, 24, 7)", "months_until_empty(90000, 10)", "months_until_empty(2000, 100, 12)"],
    },
    "withdrawals.minimum_withdrawal": {
        "about": "the least yearly withdrawal",
        "cases": ["minimum_withdrawal(100000, 64)", "minimum_withdrawal(100000, 65)", "minimum_withdrawal(100000, 74)", "minimum_withdrawal(100000, 75)", "minimum_withdrawal(50000, 99)"],
    },
    "withdrawals.PensionPot.take_out": {
        "about": "the amount taken out of a pot",
        "cases": ["PensionPot(1000, 2).take_out(300)", "PensionPot(1000, 2).take_out(1300)", "PensionPot(1000, 2).take_out(-1)", ["p = PensionPot(1000, 2)", "p.take_out(300)", "p.take_out(50.5)", "(p.balance, p.history)"], "PensionPot(80, 2).take_out(0)"],
    },
    "withdrawals.PensionPot.end_year": {
        "about": "the interest of a year",
        "cases": ["PensionPot(1000, 2).end_year()", ["p = PensionPot(1000, 2.5)", "p.end_year()", "p.end_year()"], ["p = PensionPot(1000, 3)", "p.take_out(100)", "p.end_year()", "(p.balance, p.history[-1])"], "PensionPot(0, 2).end_year()"],
    },
    "withdrawals.PensionPot.total_of": {
        "about": "the sum of a kind of entries",
        "cases": ["PensionPot(1000, 2).total_of('out')", ["p = PensionPot(1000, 10)", "p.take_out(200)", "p.total_of('interest')"], ["p = PensionPot(1000, 10)", "p.take_out(200)", "p.end_year()", "p.take_out(30)", "(p.total_of('out'), p.total_of('interest'))"]],
    },
}
