CASES = {
    "timesheet.to_minutes": {
        "about": "the minutes since midnight of a clock time",
        "cases": ["to_minutes('08:30')", "to_minutes(' 23:59 ')", "to_minutes('24:00')", "to_minutes('10:60')", "to_minutes('00:05')"],
    },
    "timesheet.shift_minutes": {
        "about": "the length of a shift",
        "cases": ["shift_minutes('08:00', '16:30')", "shift_minutes('22:00', '06:15')", "shift_minutes('09:00', '09:00')",
                  "shift_minutes('23:59', '00:01')"],
    },
    "timesheet.paid_minutes": {
        "about": "the paid length of a shift",
        "cases": ["paid_minutes('08:00', '14:00')", "paid_minutes('08:00', '14:01')", "paid_minutes('20:00', '04:00')",
                  "paid_minutes('08:00', '09:10')"],
    },
    "timesheet.round_to_quarter": {
        "about": "the minutes rounded to a quarter of an hour",
        "cases": ["round_to_quarter(7)", "round_to_quarter(8)", "round_to_quarter(22)", "round_to_quarter(23)",
                  "round_to_quarter(0)", "round_to_quarter(60)"],
    },
    "timesheet.parse_shift": {
        "about": "the parts of a shift entry",
        "cases": ["parse_shift('Mon 08:00-16:30')", "parse_shift('  TUESDAY   9:00-12:00 ')", "parse_shift('Mon')"],
    },
    "timesheet.weekly_hours": {
        "about": "the paid hours of a week",
        "cases": ["weekly_hours(['Mon 08:00-16:30', 'Tue 08:00-12:00'])", "weekly_hours([])",
                  "weekly_hours(['Wed 22:00-06:20', 'Thu 09:00-09:50'])"],
    },
    "timesheet.split_overtime": {
        "about": "the split into regular hours and overtime",
        "cases": ["split_overtime(38)", "split_overtime(40)", "split_overtime(45.5)", "split_overtime(38, 35)"],
    },
    "timesheet.night_minutes": {
        "about": "the number of night minutes of a shift",
        "cases": ["night_minutes('21:00', '23:30')", "night_minutes('23:00', '07:00')", "night_minutes('05:00', '08:00')",
                  "night_minutes('06:00', '22:00')"],
    },
    "taxes.taxable_income": {
        "about": "the taxable income",
        "cases": ["taxable_income(20000)", "taxable_income(20000, 3)", "taxable_income(3000, 2)", "taxable_income(0)"],
    },
    "taxes.income_tax": {
        "about": "the income tax",
        "cases": ["income_tax(20000.33)", "income_tax(12000)", "income_tax(20000)", "income_tax(30000)", "income_tax(50000)", "income_tax(100000)", "income_tax(0)"],
    },
    "taxes.marginal_rate": {
        "about": "the marginal tax rate",
        "cases": ["marginal_rate(12000)", "marginal_rate(12001)", "marginal_rate(80000)", "marginal_rate(90000)", "marginal_rate(30001)"],
    },
    "taxes.effective_rate": {
        "about": "the effective tax rate",
        "cases": ["effective_rate(45000)", "effective_rate(0)", "effective_rate(20000)", "effective_rate(50000)", "effective_rate(9000)"],
    },
    "taxes.pension_contribution": {
        "about": "the pension contribution",
        "cases": ["pension_contribution(12345.67)", "pension_contribution(30000)", "pension_contribution(60000)", "pension_contribution(75000)", "pension_contribution(12345)"],
    },
    "taxes.bracket_table": {
        "about": "the list of tax brackets",
        "cases": ["bracket_table()[:2]", "bracket_table()[2:]", "len(bracket_table())"],
    },
    "payslip.gross_pay": {
        "about": "the weekly gross pay",
        "cases": ["gross_pay(38.25, 15.55)", "gross_pay(38, 20)", "gross_pay(46, 20)", "gross_pay(40, 12.0)", "gross_pay(10, 11.99)", "gross_pay(0, 15)"],
    },
    "payslip.night_bonus": {
        "about": "the night bonus",
        "cases": ["night_bonus(50, 17.3)", "night_bonus(120, 20)", "night_bonus(45, 16)", "night_bonus(0, 20)"],
    },
    "payslip.monthly_deductions": {
        "about": "the monthly deductions",
        "cases": ["monthly_deductions(2345.6)", "monthly_deductions(2000)", "monthly_deductions(2000, 3)", "monthly_deductions(6000, 1)", "monthly_deductions(900)"],
    },
    "payslip.Payslip.add_extra": {
        "about": "the list of extra earnings and deductions",
        "cases": [["p = Payslip('ann', 2000)", "p.add_extra(' bonus ', 150)", "p.add_extra('canteen', -40)", "p.extras"],
                  ["p = Payslip('ann', 2000)", "p.add_extra('bonus', 0)"]],
    },
    "payslip.Payslip.gross": {
        "about": "the gross pay of a payslip",
        "cases": [["p = Payslip('ann', 2000)", "p.add_extra('bonus', 150)", "p.add_extra('canteen', -40)", "p.gross()"],
                  "Payslip('bob', 1800).gross()",
                  ["p = Payslip('ann', 2000)", "p.add_extra('gift', 1)", "p.add_extra('tips', 30)", "p.gross()"]],
    },
    "payslip.Payslip.net": {
        "about": "the net pay of a payslip",
        "cases": ["Payslip('ann', 2000).net()", "Payslip('ann', 2000, 2).net()",
                  ["p = Payslip('ann', 2000)", "p.add_extra('bonus', 150)", "p.add_extra('canteen', -40)", "p.net()"],
                  ["p = Payslip('ann', 900)", "p.add_extra('fine', -1)", "p.net()"]],
    },
    "payslip.Payslip.line": {
        "about": "the pay list line",
        "cases": ["Payslip(' ann lee ', 900).line()", "Payslip('BOB', 2000, 1).line()"],
    },
    "payslip.payroll_total": {
        "about": "the total net pay",
        "cases": ["payroll_total([Payslip('ann', 900), Payslip('bob', 2000)])", "payroll_total([])"],
    },
}
