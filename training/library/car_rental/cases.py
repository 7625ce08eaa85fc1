CASES = {
    "periods.read_moment": {"about": "the time read from text", "cases": ["str(read_moment(' 2024-05-01 08:30 '))", "read_moment('2024-05-01 18:05').hour", "read_moment('2024-05-01').hour"]},
    "periods.minutes_rented": {
        "about": "the length of a rental",
        "cases": ["minutes_rented('2024-05-01 08:30', '2024-05-02 09:00')", "minutes_rented('2024-05-01 08:30', '2024-05-01 08:30')", "minutes_rented('2024-05-02 08:30', '2024-05-01 08:30')",
                  "minutes_rented('2024-05-01 08:30', '2024-05-01 08:31')"],
    },
    "periods.rental_days": {
        "about": "the number of rental days",
        "cases": ["rental_days('2024-05-01 08:00', '2024-05-02 08:59')", "rental_days('2024-05-01 08:00', '2024-05-02 09:00')", "rental_days('2024-05-01 08:00', '2024-05-01 08:30')",
                  "rental_days('2024-05-01 08:00', '2024-05-08 08:00')", "rental_days('2024-05-01 08:00', '2024-05-01 20:00')"],
    },
    "periods.hours_late": {
        "about": "the number of hours a return is late",
        "cases": ["hours_late('2024-05-01 08:00', '2024-05-01 08:59')", "hours_late('2024-05-01 08:00', '2024-05-01 09:00')", "hours_late('2024-05-01 08:00', '2024-05-01 10:01')",
                  "hours_late('2024-05-02 08:00', '2024-05-01 08:00')", "hours_late('2024-05-01 08:00', '2024-05-02 08:00')"],
    },
    "periods.needs_key_box": {"about": "whether the key box is needed", "cases": ["needs_key_box('2024-05-01 06:59')", "needs_key_box('2024-05-01 07:00')", "needs_key_box('2024-05-01 20:59')", "needs_key_box('2024-05-01 21:00')"]},
    "periods.includes_weekend": {
        "about": "whether the weekend rate applies",
        "cases": ["includes_weekend('2024-05-03 12:00', '2024-05-06 11:00')", "includes_weekend('2024-05-03 11:00', '2024-05-05 11:00')", "includes_weekend('2024-05-04 09:00', '2024-05-06 12:00')",
                  "includes_weekend('2024-05-04 09:00', '2024-05-11 09:00')", "includes_weekend('2024-05-05 09:00', '2024-05-05 18:00')", "includes_weekend('2024-05-04 09:00', '2024-05-05 18:00')", "includes_weekend('2024-05-03 13:00', '2024-05-04 10:00')", "includes_weekend('2024-05-05 09:00', '2024-05-06 11:30')", "includes_weekend('2024-05-01 13:00', '2024-05-04 12:00')",
                  "includes_weekend('2024-05-04 09:00', '2024-05-07 08:00')", "includes_weekend('2024-05-05 09:00', '2024-05-06 10:00')"],
    },
    "charges.base_price": {"about": "the base price of a rental", "cases": ["base_price('mini', 7)", "base_price(' Van ', 6)", "base_price('compact', 15)", "base_price('estate', 0)", "base_price('truck', 1)"]},
    "charges.mileage_charge": {
        "about": "the charge for extra kilometres",
        "cases": ["mileage_charge(2, 1000, 1500)", "mileage_charge(2, 1000, 1501)", "mileage_charge(1, 1000, 1900, True)", "mileage_charge(3, 1000, 990)", "mileage_charge(3, 1000, 999)", "mileage_charge(3, 1000, 2000)", "mileage_charge(1, 500, 500)"],
    },
    "charges.late_return_charge": {
        "about": "the charge for a late return",
        "cases": ["late_return_charge('compact', '2024-05-01 08:00', '2024-05-01 10:00')", "late_return_charge('compact', '2024-05-01 08:00', '2024-05-01 18:00')", "late_return_charge('mini', '2024-05-01 08:00', '2024-05-02 09:00')",
                  "late_return_charge('van', '2024-05-01 08:00', '2024-05-01 08:30')", "late_return_charge('van', '2024-05-01 08:00', '2024-05-02 08:00')"],
    },
    "charges.fuel_charge": {
        "about": "the fuel charge",
        "cases": ["fuel_charge(48, 8, 6, 180)", "fuel_charge(48, 4, 4, 180)", "fuel_charge(48, 4, 7, 180)", "fuel_charge(50, 8, 9, 180)", "fuel_charge(48, 0, 2, 180)", "fuel_charge(48, 9, 2, 180)", "fuel_charge(48, 8, 8, 180)", "fuel_charge(48, 5, -1, 180)", "fuel_charge(45, 8, 0, 175)", "fuel_charge(50, -1, 0, 180)", "fuel_charge(50, 5, 4, 171)"],
    },
    "charges.young_driver_fee": {"about": "the young driver fee", "cases": ["young_driver_fee(24, 3)", "young_driver_fee(25, 3)", "young_driver_fee(19, 10)", "young_driver_fee(19, 14)"]},
    "charges.one_way_fee": {"about": "the one-way fee", "cases": ["one_way_fee('Bonn', ' bonn ', 5)", "one_way_fee(' BONN', 'bonn', 5)", "one_way_fee('bonn', 'BONN ', 5)", "one_way_fee('Bonn', 'Berlin', 600)", "one_way_fee('Bonn', 'Koeln', 27.5)"]},
    "charges.quote_total": {
        "about": "the quoted price of a rental",
        "cases": ["quote_total('mini', '2024-05-01 08:00', '2024-05-04 08:00')", "quote_total('mini', '2024-05-01 08:00', '2024-05-04 08:00', 22, 2)", "quote_total('van', '2024-05-01 08:00', '2024-05-08 12:00', extras=1)",
                  "quote_total('estate', '2024-05-01 08:00', '2024-05-01 12:00', age=24)"],
    },
    "charges.deposit_due": {"about": "the deposit", "cases": ["deposit_due(20000, 'mini')", "deposit_due(99999, 'mini')", "deposit_due(100000, 'van')", "deposit_due(0, 'estate')"]},
    "fleet.RentalCar.available": {
        "about": "whether a car is available",
        "cases": ["RentalCar('B 1', 'mini').available('2024-05-01 08:00', '2024-05-02 08:00')",
                  "RentalCar('B 1', 'mini', reserved=[('2024-05-01 08:00', '2024-05-02 08:00')]).available('2024-05-02 10:00', '2024-05-03 08:00')",
                  "RentalCar('B 1', 'mini', reserved=[('2024-05-01 08:00', '2024-05-02 08:00')]).available('2024-05-02 09:30', '2024-05-03 08:00')",
                  "RentalCar('B 1', 'mini', reserved=[('2024-05-05 08:00', '2024-05-06 08:00')]).available('2024-05-02 09:30', '2024-05-05 06:00')",
                  "RentalCar('B 1', 'mini', reserved=[('2024-05-05 08:00', '2024-05-06 08:00')]).available('2024-05-02 09:30', '2024-05-05 07:00')",
                  "RentalCar('B 1', 'mini', reserved=[('2024-05-05 08:00', '2024-05-06 08:00')]).available('2024-05-05 09:30', '2024-05-05 10:00')"],
    },
    "fleet.RentalCar.reserve": {
        "about": "the result of a reservation",
        "cases": [["c = RentalCar('B 1', 'mini')", "c.reserve('2024-05-01 08:00', '2024-05-02 08:00')"], ["c = RentalCar('B 1', 'mini')", "c.reserve('2024-05-01 08:00', '2024-05-02 08:00')", "c.reserve('2024-05-03 08:00', '2024-05-04 08:00')", "c.reserved[1]"],
                  ["c = RentalCar('B 1', 'mini')", "c.reserve('2024-05-01 08:00', '2024-05-02 08:00')", "c.reserve('2024-05-02 07:00', '2024-05-04 08:00')"]],
    },
    "fleet.RentalCar.bring_back": {
        "about": "the kilometres driven at the return",
        "cases": ["RentalCar('B 1', 'mini', 1000).bring_back(1240)", "RentalCar('B 1', 'mini', 1000).bring_back(999)", ["c = RentalCar('B 1', 'mini', 1000)", "c.bring_back(1240)", "(c.odometer, c.bring_back(1240))"]],
    },
    "fleet.RentalCar.service_due_in": {
        "about": "the distance to the next service",
        "cases": ["RentalCar('B 1', 'mini', 21000, 15000).service_due_in()", "RentalCar('B 1', 'mini', 15500).service_due_in()", "RentalCar('B 1', 'mini').service_due_in()", "RentalCar('B 1', 'mini', 14999).service_due_in()"],
    },
    "fleet.upgrade_path": {"about": "the list of categories for an upgrade", "cases": ["upgrade_path(' Compact ')", "upgrade_path('van')", "upgrade_path('mini')", "upgrade_path('bike')"]},
    "fleet.assign_car": {
        "about": "the car that is given out",
        "cases": ["assign_car([RentalCar('B 1', 'mini', 900), RentalCar('B 2', 'mini', 300), RentalCar('A 3', 'van', 10)], 'mini', '2024-05-01 08:00', '2024-05-02 08:00')",
                  "assign_car([RentalCar('B 1', 'mini', 900), RentalCar('A 3', 'van', 10), RentalCar('A 4', 'estate', 70)], 'compact', '2024-05-01 08:00', '2024-05-02 08:00')",
                  "assign_car([RentalCar('B 1', 'mini', 900)], 'compact', '2024-05-01 08:00', '2024-05-02 08:00')",
                  ["c = RentalCar('B 1', 'mini')", "c.reserve('2024-05-01 09:00', '2024-05-02 08:00')", "assign_car([c, RentalCar('B 7', 'mini', 80)], 'Mini', '2024-05-01 08:00', '2024-05-02 08:00')"]],
    },
    "fleet.fleet_day_value": {"about": "the daily value of the fleet", "cases": ["fleet_day_value([RentalCar('B 1', 'mini'), RentalCar('B 2', 'van'), RentalCar('B 3', 'mini')])", "fleet_day_value([])", "fleet_day_value([RentalCar('C 2', 'estate')])"]},
    "fleet.cars_by_category": {
        "about": "the list of cars by category",
        "cases": ["cars_by_category([RentalCar('B 2', 'mini'), RentalCar('A 3', 'van'), RentalCar('B 1', 'mini')])", "cars_by_category([])", "cars_by_category([RentalCar('C 2', 'estate')])"],
    },
}
