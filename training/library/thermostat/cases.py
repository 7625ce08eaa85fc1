CASES = {
    "heating.Thermostat.set_target": {
        "about": "setting the target temperature",
        "cases": [
            "Thermostat().set_target(21.3)",
            "Thermostat().set_target(35)",
            "Thermostat().set_target(-2)",
            "Thermostat().set_target(18)",
            ["t = Thermostat()", "t.set_target(22.4)", "t.target"],
            "Thermostat().target",
        ],
    },
    "heating.Thermostat.set_mode": {
        "about": "changing the mode",
        "cases": [
            ["t = Thermostat()", "t.update(10)", "t.set_mode(' COOL ')", "(t.mode, t.action)"],
            ["t = Thermostat()", "t.update(10)", "t.set_mode('heat')", "(t.mode, t.action)"],
            "Thermostat().set_mode('dry')",
            ["t = Thermostat()", "t.set_mode('Off')", "t.update(5)"],
        ],
    },
    "heating.Thermostat.wants_heat": {
        "about": "the decision to heat",
        "cases": [
            "Thermostat().wants_heat(19.4)",
            "Thermostat().wants_heat(19.5)",
            "Thermostat(action='heating').wants_heat(19.9)",
            "Thermostat(action='heating').wants_heat(20)",
            "Thermostat(22, hysteresis=2).wants_heat(20.5)",
            "Thermostat().wants_heat(20.3)",
        ],
    },
    "heating.Thermostat.wants_cooling": {
        "about": "the decision to cool",
        "cases": [
            "Thermostat().wants_cooling(20.6)",
            "Thermostat().wants_cooling(20.5)",
            "Thermostat(action='cooling').wants_cooling(20.1)",
            "Thermostat(action='cooling').wants_cooling(20)",
            "Thermostat(22, hysteresis=2).wants_cooling(23.5)",
            "Thermostat().wants_cooling(19.8)",
        ],
    },
    "heating.Thermostat.update": {
        "about": "the action of the thermostat",
        "cases": [
            ["t = Thermostat()", "[t.update(v) for v in (19.6, 19, 19.6, 20, 19.6)]"],
            ["t = Thermostat(mode='cool')", "[t.update(v) for v in (20.4, 21, 20.4, 20, 10)]"],
            ["t = Thermostat(mode='auto')", "[t.update(v) for v in (18, 20.2, 23, 20.2, 19)]"],
            ["t = Thermostat(mode='off')", "[t.update(v) for v in (3, 40)]"],
            ["t = Thermostat()", "[t.update(v) for v in (30, 12)]"],
        ],
    },
    "heating.count_starts": {
        "about": "the number of heating or cooling starts",
        "cases": [
            "count_starts(['heating', 'heating', 'idle', 'heating'])",
            "count_starts([])",
            "count_starts(['idle', 'cooling', 'heating'])",
            "count_starts(['idle', 'idle'])",
        ],
    },
    "heating.frost_risk": {
        "about": "the check for frost",
        "cases": [
            "frost_risk([10, 3.9])",
            "frost_risk([4.0, 12])",
            "frost_risk([None, 8])",
            "frost_risk([])",
            "frost_risk([6], 7)",
            "frost_risk([None, 2])",
        ],
    },
    "week_plan.minutes_of": {
        "about": "the minutes of a clock time",
        "cases": [
            "minutes_of('06:30')",
            "minutes_of(' 24:00 ')",
            "minutes_of('24:01')",
            "minutes_of('0:05')",
            "minutes_of('7:60')",
            "minutes_of('9:59')",
        ],
    },
    "week_plan.expand_days": {
        "about": "the list of days",
        "cases": [
            "expand_days('mon-fri')",
            "expand_days(' Sat , SUN')",
            "expand_days('sat-mon')",
            "expand_days('mon, wed - fri')",
            "expand_days('xyz')",
            "expand_days('tue-tue')",
        ],
    },
    "week_plan.WeekPlan.add_period": {
        "about": "adding a heating period",
        "cases": [
            [
                "p = WeekPlan()",
                "p.add_period('mon-tue', '06:00', '08:30', 21)",
                "[p.target_at(d, '07:00') for d in ('mon', 'tue', 'wed')]",
            ],
            ["p = WeekPlan()", "p.add_period('mon', '08:00', '06:00', 21)"],
            ["p = WeekPlan()", "p.add_period('mon', '06:00', '06:00', 21)"],
            ["p = WeekPlan()", "p.add_period('mon', '06:00', '07:00', 31)"],
            ["p = WeekPlan()", "p.add_period('mon', '06:00', '07:00', 4.5)"],
            [
                "p = WeekPlan()",
                "p.add_period('sun', '0:00', '24:00', 30)",
                "p.add_period('sat', '9:00', '9:10', 5)",
                "(p.comfort_minutes('sun'), p.comfort_minutes('sat'))",
            ],
        ],
    },
    "week_plan.WeekPlan.target_at": {
        "about": "the planned temperature",
        "cases": [
            [
                "p = WeekPlan()",
                "p.add_period('mon', '06:00', '08:30', 21)",
                "[p.target_at('mon', c) for c in ('5:59', '6:00', '8:29', '8:30')]",
            ],
            ["p = WeekPlan(15)", "p.target_at('sun', '12:00')"],
            [
                "p = WeekPlan()",
                "p.add_period('mon', '06:00', '09:00', 21)",
                "p.add_period('mon', '08:00', '10:00', 19)",
                "p.target_at(' MON', '08:15')",
            ],
            "WeekPlan().target_at('tue', '03:00')",
            "WeekPlan().target_at('may', '03:00')",
        ],
    },
    "week_plan.WeekPlan.comfort_minutes": {
        "about": "the planned comfort time",
        "cases": [
            [
                "p = WeekPlan()",
                "p.add_period('mon', '06:00', '08:00', 21)",
                "p.add_period('mon', '07:30', '09:00', 20)",
                "p.comfort_minutes('mon')",
            ],
            [
                "p = WeekPlan()",
                "p.add_period('mon', '06:00', '08:00', 17)",
                "p.comfort_minutes('mon')",
            ],
            "WeekPlan().comfort_minutes('fri')",
            [
                "p = WeekPlan(16.5)",
                "p.add_period('sat-sun', '10:00', '10:05', 17)",
                "p.comfort_minutes('sun')",
            ],
        ],
    },
    "week_plan.WeekPlan.next_change": {
        "about": "the next change of the plan",
        "cases": [
            [
                "p = WeekPlan()",
                "p.add_period('mon', '06:00', '08:00', 21)",
                "[p.next_change('mon', c) for c in ('5:00', '6:00', '8:00')]",
            ],
            "WeekPlan().next_change('mon', '12:00')",
            [
                "p = WeekPlan()",
                "p.add_period('mon', '18:00', '22:00', 21)",
                "p.add_period('mon', '06:00', '07:15', 20)",
                "[p.next_change('mon', c) for c in ('6:30', '7:15')]",
            ],
        ],
    },
    "energy.energy_kwh": {
        "about": "the energy use",
        "cases": [
            "energy_kwh(1500, 60)",
            "energy_kwh(2000, 45)",
            "energy_kwh(800, 7)",
            "energy_kwh(0, 10)",
        ],
    },
    "energy.heating_cost": {
        "about": "the heating cost",
        "cases": [
            "heating_cost(120, 32)",
            "heating_cost(10, 29.5, 8.4)",
            "heating_cost(-1, 30)",
            "heating_cost(0, 30, 5)",
            "heating_cost(3.7, 31.9)",
        ],
    },
    "energy.duty_cycle": {
        "about": "the share of active time",
        "cases": [
            "duty_cycle(['heating', 'idle', 'idle'])",
            "duty_cycle([])",
            "duty_cycle(['cooling', 'heating'])",
            "duty_cycle(['idle'])",
        ],
    },
    "energy.degree_days": {
        "about": "the heating degree days",
        "cases": [
            "degree_days([10, 14.9, 15, 22])",
            "degree_days([])",
            "degree_days([-5, 3.5])",
            "degree_days([17, 19])",
            "degree_days([10.26])",
        ],
    },
    "energy.preheat_minutes": {
        "about": "the time for preheating",
        "cases": [
            "preheat_minutes(17, 20)",
            "preheat_minutes(19.8, 20)",
            "preheat_minutes(20, 20)",
            "preheat_minutes(16, 21, 3)",
            "preheat_minutes(22, 20)",
            "preheat_minutes(15.1, 20)",
        ],
    },
    "energy.start_minute": {
        "about": "the minute to switch on the heating",
        "cases": [
            "start_minute(420, 17, 20)",
            "start_minute(30, 15, 20)",
            "start_minute(360, 21, 20)",
            "start_minute(480, 18.5, 21)",
        ],
    },
    "energy.feels_like": {
        "about": "the perceived temperature",
        "cases": [
            "feels_like(24, 75)",
            "feels_like(24, 60)",
            "feels_like(30.5, 61)",
            "feels_like(18, 40)",
            "feels_like(24.33, 71)",
        ],
    },
}
