CASES = {
    "plans.get_plan": {"about": "the plan found by name", "cases": ["get_plan('student').visits_per_week", "get_plan(' Plus ').monthly_fee", "get_plan('STUDENT').notice_weeks", "get_plan(' gold ').name", "get_plan('lite').sauna"]},
    "plans.yearly_price": {"about": "the yearly price of a plan", "cases": ["yearly_price('basic')", "yearly_price('basic', True)", "yearly_price(' Lite')"]},
    "plans.first_payment": {"about": "the first payment of a new member", "cases": ["first_payment('basic', 1)", "first_payment('basic', 16)", "first_payment('plus', 31, 31)", "first_payment('lite', 30, waive_joining=True)", "first_payment('student', 8, 28, True)"]},
    "plans.cheapest_plan": {"about": "the cheapest plan for a member", "cases": ["cheapest_plan(1)", "cheapest_plan(2)", "cheapest_plan(3)", "cheapest_plan(4)", "cheapest_plan(1, True)", "cheapest_plan(8)"]},
    "plans.upgrade_charge": {"about": "the charge for changing the plan", "cases": ["upgrade_charge('lite', 'plus', 10)", "upgrade_charge('lite', 'plus', 15)", "upgrade_charge('plus', 'lite', 15)", "upgrade_charge('Basic', 'plus', 7, 28)", "upgrade_charge('lite', 'basic', 0)"]},
    "freezes.freeze_days": {"about": "the length of a freeze", "cases": ["freeze_days(date(2024, 2, 1), date(2024, 2, 14))", "freeze_days(date(2024, 2, 1), date(2024, 2, 13))", "freeze_days(date(2024, 2, 20), date(2024, 3, 20))"]},
    "freezes.frozen_on": {
        "about": "whether a membership is frozen on a day",
        "cases": ["frozen_on(date(2024, 2, 1), [(date(2024, 2, 1), date(2024, 2, 20))])", "frozen_on(date(2024, 2, 20), [(date(2024, 2, 1), date(2024, 2, 20))])",
                  "frozen_on(date(2024, 2, 21), [(date(2024, 2, 1), date(2024, 2, 20))])", "frozen_on(date(2024, 1, 31), [(date(2024, 2, 1), date(2024, 2, 20))])", "frozen_on(date(2024, 2, 1), [])"],
    },
    "freezes.days_used": {
        "about": "the freeze days used in a year",
        "cases": ["days_used(2024, [(date(2023, 12, 25), date(2024, 1, 10))])", "days_used(2023, [(date(2023, 12, 25), date(2024, 1, 10))])", "days_used(2025, [(date(2023, 12, 25), date(2024, 1, 10))])",
                  "days_used(2024, [(date(2024, 3, 1), date(2024, 3, 20)), (date(2024, 7, 1), date(2024, 7, 14))])", "days_used(2024, [])", "days_used(2024, [(date(2024, 12, 31), date(2025, 2, 1))])"],
    },
    "freezes.days_available": {
        "about": "the freeze days still available",
        "cases": ["days_available(2024, [])", "days_available(2024, [(date(2024, 3, 1), date(2024, 3, 20))])", "days_available(2024, [(date(2024, 1, 1), date(2024, 5, 1))])"],
    },
    "freezes.contract_end": {
        "about": "the last day of a contract",
        "cases": ["str(contract_end(date(2024, 1, 1), 4))", "str(contract_end(date(2024, 1, 1), 4, [(date(2024, 1, 8), date(2024, 1, 21))]))", "contract_end(date(2024, 1, 1), 4, [(date(2024, 1, 8), date(2024, 1, 9))])",
                  "str(contract_end(date(2024, 3, 5), 1))"],
    },
    "freezes.last_day_to_cancel": {"about": "the last day to cancel", "cases": ["str(last_day_to_cancel(date(2024, 6, 30), 'basic'))", "str(last_day_to_cancel(date(2024, 6, 30), ' Student'))"]},
    "freezes.can_cancel": {"about": "whether a contract can be cancelled", "cases": ["can_cancel(date(2024, 6, 2), date(2024, 6, 30), 'basic')", "can_cancel(date(2024, 6, 3), date(2024, 6, 30), 'basic')", "can_cancel(date(2024, 6, 3), date(2024, 6, 30), 'student')"]},
    "visits.Member.visits_in_week": {
        "about": "the visits of a member in a week",
        "cases": [["m = Member('ann', 'plus')", "[m.check_in(date(2024, 3, d)) for d in (3, 4, 6, 10, 11)]", "m.visits_in_week(date(2024, 3, 7))"], "Member('ann', 'plus').visits_in_week(date(2024, 3, 7))",
                  ["m = Member('ann', 'plus')", "[m.check_in(date(2024, 3, d)) for d in (3, 4, 6, 10, 11)]", "m.visits_in_week(date(2024, 3, 3))"]],
    },
    "visits.Member.check_in": {
        "about": "the result of a check-in",
        "cases": [["m = Member('ann', 'lite')", "[m.check_in(date(2024, 3, d)) for d in (4, 4, 5, 11)]"],
                  ["m = Member('ann', 'basic', [(date(2024, 3, 1), date(2024, 3, 20))])", "m.check_in(date(2024, 3, 4))"],
                  ["m = Member('ann', 'basic')", "[m.check_in(date(2024, 3, d)) for d in (4, 5, 6, 7)]"],
                  ["m = Member('ann', 'plus')", "[m.check_in(date(2024, 3, d)) for d in (4, 4, 5)]", "len(m.visits)"]],
    },
    "visits.Member.longest_streak": {
        "about": "the longest streak of visits",
        "cases": [["m = Member('ann', 'plus')", "[m.check_in(date(2024, 3, d)) for d in (1, 2, 5, 6, 7, 9)]", "m.longest_streak()"], "Member('ann', 'plus').longest_streak()",
                  ["m = Member('ann', 'plus')", "[m.check_in(date(2024, 3, d)) for d in (7, 6, 2, 8, 5)]", "m.longest_streak()"], ["m = Member('ann', 'plus')", "[m.check_in(date(2024, 3, d)) for d in (1, 3)]", "m.longest_streak()"]],
    },
    "visits.busiest_weekday": {
        "about": "the busiest weekday",
        "cases": ["busiest_weekday([])", "busiest_weekday([date(2024, 3, 5), date(2024, 3, 12), date(2024, 3, 4)])", "busiest_weekday([date(2024, 3, 6), date(2024, 3, 5)])", "busiest_weekday([date(2024, 3, 10)])"],
    },
    "visits.cost_per_visit": {"about": "the cost of one visit", "cases": ["cost_per_visit('basic', 3)", "cost_per_visit('basic', 4)", "cost_per_visit('plus', 0)", "cost_per_visit('Lite', 1)", "cost_per_visit('plus', 2)"]},
    "visits.inactive_members": {
        "about": "the list of inactive members",
        "cases": [["a, b, c = Member('zoe', 'plus'), Member('bob', 'plus'), Member('ann', 'plus')", "a.check_in(date(2024, 3, 1))", "b.check_in(date(2024, 2, 29))", "inactive_members([a, b, c], date(2024, 3, 22))"],
                  ["a = Member('zoe', 'plus')", "a.check_in(date(2024, 3, 1))", "a.check_in(date(2024, 3, 9))", "inactive_members([a], date(2024, 3, 20), 11)"], ["a = Member('zoe', 'plus')", "a.check_in(date(2024, 3, 1))", "inactive_members([a, Member('Cem', 'lite')], date(2024, 3, 20), 10)"]],
    },
}
