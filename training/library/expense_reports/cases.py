CASES = {
    "mileage.miles_to_km": {"about": "the distance in kilometres", "cases": ["miles_to_km(10)", "miles_to_km(0)", "miles_to_km(62.5)"]},
    "mileage.trip_kilometres": {"about": "the kilometres driven", "cases": ["trip_kilometres(48210, 48333)", "trip_kilometres(999990, 15)", "trip_kilometres(500, 500)"]},
    "mileage.mileage_allowance": {"about": "the mileage allowance", "cases": ["mileage_allowance(33.37)", "mileage_allowance(100)", "mileage_allowance(100, ' Bicycle')", "mileage_allowance(50, 'car', 2)", "mileage_allowance(50, 'motorcycle', 1)", "mileage_allowance(5, 'boat')"]},
    "mileage.yearly_car_allowance": {"about": "the yearly car allowance", "cases": ["yearly_car_allowance(10000)", "yearly_car_allowance(12500)", "yearly_car_allowance(800)", "yearly_car_allowance(0)"]},
    "mileage.business_km": {"about": "the reimbursed distance", "cases": ["business_km(120, 15, True)", "business_km(120, 15, False)", "business_km(20, 15, True)"]},
    "mileage.parse_trip": {"about": "the trip read from a log entry", "cases": ["parse_trip('Graz - Linz: 221 km')", "parse_trip(' Home - Depot :  12 MI')", "parse_trip('A: B: 3.5 km')", "parse_trip('Linz 20')", "parse_trip('X - Y: 10 miles')"]},
    "per_diem.trip_hours": {"about": "the length of a trip in hours", "cases": ["trip_hours('2024-05-03 07:30', '2024-05-03 16:00')", "trip_hours('2024-05-03 20:00', '2024-05-05 08:15')", "trip_hours('2024-05-03 20:00', '2024-05-03 19:59')", "trip_hours('2024-05-03 20:00', '2024-05-03 20:00')"]},
    "per_diem.full_day_rate": {"about": "the daily rate of a country", "cases": ["full_day_rate()", "full_day_rate(' FR ')", "full_day_rate('us')", "full_day_rate('xx')"]},
    "per_diem.day_trip_allowance": {"about": "the allowance for a day trip", "cases": ["day_trip_allowance(8)", "day_trip_allowance(8.25)", "day_trip_allowance(3)"]},
    "per_diem.calendar_days": {"about": "the number of days of a trip", "cases": ["calendar_days('2024-05-03 23:00', '2024-05-04 01:00')", "calendar_days('2024-05-03 07:00', '2024-05-03 19:00')", "calendar_days('2024-02-27 07:00', '2024-03-01 06:00')"]},
    "per_diem.trip_allowance": {
        "about": "the allowance of a trip",
        "cases": ["trip_allowance('2024-05-03 07:00', '2024-05-03 15:00')", "trip_allowance('2024-05-03 07:00', '2024-05-03 15:30', 'us')", "trip_allowance('2024-05-03 20:00', '2024-05-04 08:00')", "trip_allowance('2024-05-03 20:00', '2024-05-06 08:00', 'CH')", "trip_allowance('2024-05-03 20:00', '2024-05-05 08:00', 'zz')"],
    },
    "per_diem.meal_reduction": {"about": "the deduction for meals", "cases": ["meal_reduction(33.33, 1)", "meal_reduction(28.0, 2, 1)", "meal_reduction(28.0)", "meal_reduction(53.0, meals=2)", "meal_reduction(50, 3)"]},
    "reports.to_euro": {"about": "the amount in euros", "cases": ["to_euro(50, ' usd ')", "to_euro(12.346)", "to_euro(4000, 'JPY')", "to_euro(10, 'XYZ')", "to_euro(48, 'chf')"]},
    "reports.reimbursable": {"about": "the amount paid back", "cases": ["reimbursable(' Hotel ', 180)", "reimbursable('meal', 34.5)", "reimbursable('parking', 300)", "reimbursable('taxi', 61)"]},
    "reports.approver": {"about": "the person who has to approve", "cases": ["approver(250)", "approver(250.01)", "approver(2000)", "approver(2001)", "approver(0)"]},
    "reports.ExpenseReport.add_expense": {
        "about": "the counted amount of an expense",
        "cases": ["ExpenseReport('ann').add_expense('meal', 50, 'USD')", "ExpenseReport('ann').add_expense('parking', 14.99, receipt=False)", "ExpenseReport('ann').add_expense('parking', 15, receipt=False)", ["r = ExpenseReport('ann')", "r.add_expense(' Hotel ', 200)", "r.items"], "ExpenseReport('ann').add_expense('taxi', 18, 'usd', False)"],
    },
    "reports.ExpenseReport.add_drive": {"about": "the allowance of a drive", "cases": ["ExpenseReport('ann').add_drive(120)", ["r = ExpenseReport('ann')", "r.add_drive(100, 3)", "r.items"]]},
    "reports.ExpenseReport.add_trip": {
        "about": "the allowance added for a trip",
        "cases": [["r = ExpenseReport('ann')", "r.add_trip('2024-05-03 07:00', '2024-05-03 12:00')", "r.items"], ["r = ExpenseReport('ann')", "r.add_trip('2024-05-03 07:00', '2024-05-05 12:00', 'fr')", "r.items"], "ExpenseReport('ann').add_trip('2024-05-03 07:00', '2024-05-04 12:00')"],
    },
    "reports.ExpenseReport.total": {"about": "the total of an expense report", "cases": ["ExpenseReport('ann').total()", ["r = ExpenseReport('ann')", "r.add_expense('taxi', 20.4)", "r.add_drive(100)", "r.total()"]]},
    "reports.ExpenseReport.by_category": {
        "about": "the expenses by category",
        "cases": ["ExpenseReport('ann').by_category()", ["r = ExpenseReport('ann')", "r.add_expense('taxi', 20.4)", "r.add_expense('hotel', 99)", "r.add_expense('Taxi', 11)", "r.by_category()"]],
    },
    "reports.ExpenseReport.headline": {
        "about": "the title of an expense report",
        "cases": [["r = ExpenseReport(' ann lee ')", "r.add_expense('flight', 210.5)", "r.headline()"], "ExpenseReport('BOB').headline()", ["r = ExpenseReport('cem')", "r.add_expense('flight', 3000)", "r.headline()"]],
    },
}
