CASES = {
    "loans.period_rate": {"about": "the interest rate of one period", "cases": ["round(period_rate(6), 6)", "round(period_rate(4, 4), 6)", "period_rate(0)"]},
    "loans.monthly_instalment": {
        "about": "the monthly instalment",
        "cases": ["monthly_instalment(200000, 3, 25)", "monthly_instalment(12000, 0, 5)", "monthly_instalment(1000, 12, 1)", "monthly_instalment(1000, 3, 0)", "monthly_instalment(-1, 3, 5)", "monthly_instalment(0, 3, 5)"],
    },
    "loans.instalment_from_repayment_rate": {"about": "the instalment for a repayment rate", "cases": ["instalment_from_repayment_rate(240000, 3.5, 2)", "instalment_from_repayment_rate(100000, 4, 1)", "instalment_from_repayment_rate(0, 4, 1)"]},
    "loans.interest_only_payment": {"about": "the payment of interest only", "cases": ["interest_only_payment(240000, 4)", "interest_only_payment(100000, 3.3)", "interest_only_payment(5000, 0)"]},
    "loans.balance_after": {
        "about": "the debt after some payments",
        "cases": ["balance_after(1000, 12, 100, 1)", "balance_after(1000, 12, 100, 3)", "balance_after(1000, 12, 100, 0)", "balance_after(1000, 12, 600, 9)", "balance_after(1000, 0, 500, 2)", "balance_after(1000, 12, 5, 2)"],
    },
    "loans.months_to_repay": {
        "about": "the number of payments until a loan is repaid",
        "cases": ["months_to_repay(1000, 0, 100)", "months_to_repay(1000, 12, 100)", "months_to_repay(1000, 12, 10)", "months_to_repay(0, 3, 50)", "months_to_repay(1001, 0, 100)", "months_to_repay(5000, 6, 500)"],
    },
    "loans.payments_total": {"about": "the total of all payments", "cases": ["payments_total(948.42, 25)", "payments_total(100, 2, 350)", "payments_total(500, 0, 20)"]},
    "loans.term_text": {"about": "the text of a term", "cases": ["term_text(300)", "term_text(13)", "term_text(7)", "term_text(1)", "term_text(0)", "term_text(26)"]},
    "amortisation.amortisation_rows": {
        "about": "the amortisation table",
        "cases": ["amortisation_rows(1000, 12, 400, 2)", "amortisation_rows(500, 12, 400, 5)", "amortisation_rows(300, 0, 100, 3)[-1]", "amortisation_rows(200.5, 0, 100, 9)[-1]", "amortisation_rows(300, 0, 100, 9)[1:]", "amortisation_rows(300, 6, 100, 0)"],
    },
    "amortisation.interest_paid": {"about": "the interest paid", "cases": ["interest_paid(1000, 12, 400, 2)", "interest_paid(1000, 12, 400, 24)", "interest_paid(1000, 0, 100, 5)", "interest_paid(1000, 12, 400, 0)"]},
    "amortisation.yearly_summary": {
        "about": "the summary by year",
        "cases": ["yearly_summary([(1, 5.0, 20.0, 80.0), (12, 3.0, 22.0, 58.0), (13, 2.5, 30.0, 28.0)])", "yearly_summary([])", "yearly_summary([(24, 1.5, 10.0, 0.0)])"],
    },
    "amortisation.half_repaid_month": {
        "about": "the month in which half is repaid",
        "cases": ["half_repaid_month([(1, 0, 30, 70), (2, 0, 20, 50), (3, 0, 20, 30)], 100)", "half_repaid_month([(1, 0, 30, 70)], 100)", "half_repaid_month([], 100)", "half_repaid_month([(1, 0, 60, 40)], 100)"],
    },
    "amortisation.months_saved": {"about": "the number of payments saved", "cases": ["months_saved(1000, 0, 100, 250)", "months_saved(1000, 12, 100, 300)", "months_saved(1000, 0, 100, 1000)", "months_saved(1000, 0, 100, 0)", "months_saved(1000, 0, 100, 1500)"]},
    "amortisation.free_extra_payment": {"about": "the extra payment that is free", "cases": ["free_extra_payment(200000)", "free_extra_payment(200000, 4000)", "free_extra_payment(200000, 10500)", "free_extra_payment(90000, 4500)"]},
    "amortisation.early_repayment_fee": {
        "about": "the fee for repaying early",
        "cases": ["early_repayment_fee(50000, 13, 900)", "early_repayment_fee(50000, 12, 900)", "early_repayment_fee(50000, 60, 120.5)", "early_repayment_fee(10000, 3, 20)"],
    },
    "amortisation.balloon_payment": {"about": "the debt at the end of the fixed period", "cases": ["balloon_payment(10000, 0, 100, 5)", "balloon_payment(10000, 3, 200, 1)", "balloon_payment(1000, 2, 500, 1)"]},
    "affordability.loan_to_value": {"about": "the loan to value ratio", "cases": ["loan_to_value(240000, 300000)", "loan_to_value(100000, 300000)", "loan_to_value(100, 0)", "loan_to_value(1, 1)", "loan_to_value(0, 5)"]},
    "affordability.rate_margin": {
        "about": "the margin on the interest rate",
        "cases": ["rate_margin(60, 100)", "rate_margin(60.1, 100)", "rate_margin(80, 100)", "rate_margin(90, 100)", "rate_margin(100, 100)", "rate_margin(101, 100)", "rate_margin(85, 100)"],
    },
    "affordability.purchase_costs": {
        "about": "the purchase costs",
        "cases": ["purchase_costs(300000, ' Bavaria ')", "purchase_costs(300000, 'hesse')", "purchase_costs(300000, 'berlin', True)", "purchase_costs(200000, 'SAXONY', with_broker=True)"],
    },
    "affordability.loan_needed": {"about": "the loan that is needed", "cases": ["loan_needed(300000, 'bavaria', 60000)", "loan_needed(100000, 'berlin', 120000)", "loan_needed(200000, 'saxony', 50000, True)", "loan_needed(100000, 'bavaria', 105000)"]},
    "affordability.affordable_instalment": {
        "about": "the instalment a household can afford",
        "cases": ["affordable_instalment(4000)", "affordable_instalment(4000, 200)", "affordable_instalment(4000, 200, 3000)", "affordable_instalment(2000, 800)", "affordable_instalment(3000, 0, 3100)", "affordable_instalment(3000, living_costs=2500)"],
    },
    "affordability.largest_loan": {"about": "the highest affordable loan", "cases": ["largest_loan(1000, 3, 25)", "largest_loan(1000, 0, 10)", "largest_loan(500, 4, 20)", "largest_loan(95, 0, 1)"]},
    "affordability.stress_increase": {"about": "the increase of the instalment", "cases": ["stress_increase(200000, 3, 25)", "stress_increase(200000, 3, 25, 1)", "stress_increase(12000, 0, 5, 6)"]},
    "affordability.rent_or_buy": {"about": "the advice to rent or to buy", "cases": ["rent_or_buy(1000, 300000)", "rent_or_buy(1000, 300001)", "rent_or_buy(1000, 240000)", "rent_or_buy(1000, 239999)", "rent_or_buy(0, 100)", "rent_or_buy(1, 230)"]},
}
