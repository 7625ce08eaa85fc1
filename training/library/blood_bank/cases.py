CASES = {
    "groups.parse_group": {"about": "the blood group read from text", "cases": ["parse_group(' 0 neg')", "parse_group('ab positive')", "parse_group('A+')", "parse_group('b NEGATIVE ')", "parse_group('C+')", "parse_group(' C+ ')", "parse_group('o Pos')", "parse_group('A')"]},
    "groups.abo": {"about": "the letters of a blood group", "cases": ["abo('AB-')", "abo(' o pos')", "abo('B+')"]},
    "groups.is_rhesus_positive": {"about": "whether a group is rhesus positive", "cases": ["is_rhesus_positive('A+')", "is_rhesus_positive('o neg')", "is_rhesus_positive(' AB pos')"]},
    "groups.antigens": {"about": "the antigens of a blood group", "cases": ["sorted(antigens('AB+'))", "sorted(antigens('O-'))", "sorted(antigens('b neg'))", "sorted(antigens('O+'))", "sorted(antigens('A+'))"]},
    "groups.can_give_red_cells": {"about": "whether red cells may be given", "cases": ["can_give_red_cells('O-', 'AB+')", "can_give_red_cells('AB+', 'O-')", "can_give_red_cells('A-', 'A+')", "can_give_red_cells('A+', 'A-')", "can_give_red_cells('A-', 'B-')", "can_give_red_cells('b+', 'B+')"]},
    "groups.can_give_plasma": {"about": "whether plasma may be given", "cases": ["can_give_plasma('AB-', 'O+')", "can_give_plasma('O+', 'AB-')", "can_give_plasma('A-', 'A+')", "can_give_plasma('A+', 'B+')", "can_give_plasma('AB+', 'B-')"]},
    "groups.red_cell_donors": {"about": "the groups that may give red cells", "cases": ["red_cell_donors('A+')", "red_cell_donors('O-')", "red_cell_donors('b neg')", "red_cell_donors('AB-')"]},
    "groups.child_abo_groups": {"about": "the possible groups of a child", "cases": ["child_abo_groups('A', 'B')", "child_abo_groups('O', 'AB')", "child_abo_groups('O', 'O')", "child_abo_groups('AB', 'AB')", "child_abo_groups('A', 'O')"]},
    "inventory.BloodUnit.expires_on": {"about": "the expiry of a unit", "cases": ["str(BloodUnit('u1', 'A+', 'red cells', date(2024, 2, 1)).expires_on())", "str(BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 27)).expires_on())", "str(BloodUnit('u1', 'A+', 'plasma', date(2024, 2, 1)).expires_on())"]},
    "inventory.BloodUnit.is_usable": {
        "about": "whether a unit is usable",
        "cases": ["BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 1)).is_usable(date(2024, 2, 6))", "BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 1)).is_usable(date(2024, 2, 7))", "BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 1)).is_usable(date(2024, 2, 1))", "BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 1)).is_usable(date(2024, 1, 31))"],
    },
    "inventory.BloodUnit.days_left": {"about": "the days left for a unit", "cases": ["BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 1)).days_left(date(2024, 2, 4))", "BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 1)).days_left(date(2024, 2, 6))", "BloodUnit('u1', 'A+', 'platelets', date(2024, 2, 1)).days_left(date(2024, 2, 7))"]},
    "inventory.BloodUnit.suits": {"about": "whether a unit suits a recipient", "cases": ["BloodUnit('u1', 'O-', 'red cells', date(2024, 2, 1)).suits('A+')", "BloodUnit('u1', 'O-', 'plasma', date(2024, 2, 1)).suits('A+')", "BloodUnit('u1', 'AB+', 'plasma', date(2024, 2, 1)).suits('A-')", "BloodUnit('u1', 'AB+', 'red cells', date(2024, 2, 1)).suits('A-')", "BloodUnit('u1', 'AB+', 'platelets', date(2024, 2, 1)).suits('O-')"]},
    "inventory.BloodStock.add": {"about": "the result of storing a unit", "cases": ["BloodStock().add('u1', 'A+', 'red cells', date(2024, 2, 1))", "BloodStock().add('u1', 'A+', 'whole', date(2024, 2, 1))", ["s = BloodStock()", "s.add('u1', ' ab neg', 'plasma', date(2024, 2, 1))", "(len(s.units), s.units[0].group, s.units[0].number)"]]},
    "inventory.BloodStock.count": {
        "about": "the number of usable units",
        "cases": [["s = BloodStock()", "s.add('u1', 'A+', 'platelets', date(2024, 2, 1))", "s.add('u2', 'A+', 'platelets', date(2024, 2, 4))", "s.add('u3', 'A-', 'platelets', date(2024, 2, 4))", "(s.count(' a pos', 'platelets', date(2024, 2, 5)), s.count('A+', 'platelets', date(2024, 2, 8)))"],
                  ["s = BloodStock()", "s.add('u1', 'A+', 'platelets', date(2024, 2, 1))", "s.count('A+', 'plasma', date(2024, 2, 2))"], "BloodStock().count('O-', 'plasma', date(2024, 2, 2))"],
    },
    "inventory.BloodStock.issue": {
        "about": "the unit that is issued",
        "cases": [["s = BloodStock()", "s.add('u1', 'O-', 'red cells', date(2024, 2, 1))", "s.add('u2', 'A+', 'red cells', date(2024, 2, 9))", "s.add('u3', 'A+', 'red cells', date(2024, 2, 5))", "[s.issue('a+', 'red cells', date(2024, 2, 20)) for _ in range(4)]"],
                  ["s = BloodStock()", "s.add('u1', 'B+', 'red cells', date(2024, 2, 1))", "s.issue('A+', 'red cells', date(2024, 2, 20))"], ["s = BloodStock()", "s.add('u1', 'A+', 'platelets', date(2024, 2, 1))", "s.issue('A+', 'platelets', date(2024, 2, 20))"],
                  ["s = BloodStock()", "s.add('u1', 'A+', 'plasma', date(2024, 2, 1))", "s.issue('A+', 'red cells', date(2024, 2, 20))"], ["s = BloodStock()", "s.add('u1', 'A+', 'plasma', date(2024, 2, 1))", "s.issue('A+', 'plasma', date(2024, 2, 20))", "s.units"]],
    },
    "inventory.BloodStock.discard_expired": {
        "about": "the units that are thrown away",
        "cases": [["s = BloodStock()", "s.add('u1', 'A+', 'platelets', date(2024, 2, 1))", "s.add('u2', 'A+', 'platelets', date(2024, 2, 2))", "(s.discard_expired(date(2024, 2, 7)), s.discarded, len(s.units))"], ["s = BloodStock()", "s.add('u1', 'A+', 'platelets', date(2024, 2, 1))", "s.add('u2', 'B+', 'platelets', date(2024, 2, 2))", "s.discard_expired(date(2024, 2, 7))", "(s.discard_expired(date(2024, 2, 9)), s.discarded)"], "BloodStock().discard_expired(date(2024, 2, 7))", "BloodStock().discarded"],
    },
    "inventory.BloodStock.expiring_soon": {
        "about": "the list of units that expire soon",
        "cases": [["s = BloodStock()", "s.add('u1', 'A+', 'platelets', date(2024, 2, 4))", "s.add('u2', 'A+', 'red cells', date(2024, 1, 3))", "s.add('u3', 'A+', 'platelets', date(2024, 2, 1))", "s.expiring_soon(date(2024, 2, 7))"], ["s = BloodStock()", "s.add('u2', 'A+', 'red cells', date(2024, 1, 1))", "(s.expiring_soon(date(2024, 2, 5)), s.expiring_soon(date(2024, 2, 4)))"],
                  ["s = BloodStock()", "s.add('u2', 'A+', 'red cells', date(2024, 1, 1))", "s.expiring_soon(date(2024, 2, 5), days=3)"]],
    },
    "donors.problems": {
        "about": "the list of reasons against a donation",
        "cases": ["problems(18, 50, 12.5, ' Female ')", "problems(17, 49.9, 13.4, 'male')", "problems(70, 80, 14, 'male', True)", "problems(65, 80, 13.5, 'MALE', first_time=True)", "problems(72, 60, 12.4, 'female')", "problems(73, 60, 13, 'female')"],
    },
    "donors.blood_volume_ml": {"about": "the blood volume", "cases": ["blood_volume_ml(80, ' Male')", "blood_volume_ml(60, 'female')", "blood_volume_ml(70, 'MALE ')"]},
    "donors.next_donation": {
        "about": "the day of the next donation",
        "cases": ["next_donation([], 'male')", "str(next_donation([date(2024, 3, 1), date(2024, 1, 1)], 'male'))", "str(next_donation([date(2023, 6, 1), date(2023, 9, 1), date(2023, 12, 1), date(2024, 3, 1)], ' Female'))", "str(next_donation([date(2023, 6, 1), date(2023, 9, 1), date(2023, 12, 1), date(2024, 3, 1)], 'male'))",
                  "str(next_donation([date(2022, 6, 1), date(2023, 4, 1), date(2023, 6, 15), date(2023, 9, 1), date(2023, 12, 1)], 'female'))"],
    },
    "donors.deferred_until": {"about": "the end of a deferral", "cases": ["str(deferred_until({'tattoo': date(2024, 1, 1), 'dentist': date(2024, 3, 1)}))", "deferred_until({})", "str(deferred_until({'antibiotics': date(2024, 2, 1), 'malaria area': date(2023, 6, 1)}))", "deferred_until({'flight': date(2024, 1, 1)})"]},
    "donors.badge_for": {"about": "the badge of a donor", "cases": ["badge_for(9)", "badge_for(10)", "badge_for(24)", "badge_for(25)", "badge_for(50)", "badge_for(49)"]},
    "donors.donors_to_call": {
        "about": "the list of donors to call",
        "cases": ["donors_to_call({'Ann': ('A+', 'female', date(2024, 1, 5)), 'Bob': ('a pos', 'male', date(2023, 12, 1)), 'Cem': ('O+', 'male', date(2023, 1, 1))}, ' A+', date(2024, 3, 1))", "donors_to_call({'Ann': ('A+', 'female', date(2024, 1, 5))}, 'A+', date(2024, 2, 29))", "donors_to_call({}, 'O-', date(2024, 3, 1))"],
    },
}
