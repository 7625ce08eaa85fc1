CASES = {
    "vitals.parse_vitals": {
        "about": "the vital signs read from a line",
        "cases": ["parse_vitals('pulse 92, bp 130/85, temp 37.8')", "parse_vitals('Oxygen 97%')", "parse_vitals('TEMP 36, Breaths 14')", "parse_vitals('BP 90/60')", "parse_vitals('pulse high')"],
    },
    "vitals.missing_signs": {"about": "the list of missing signs", "cases": ["missing_signs({'pulse': 80, 'oxygen': 97})", "missing_signs({'pulse': 80, 'breaths': 0, 'systolic': 120, 'temperature': 37.0, 'oxygen': 97})", "missing_signs({'pulse': None, 'breaths': 14, 'systolic': 120, 'temperature': 37.0, 'oxygen': 97})"]},
    "vitals.pulse_points": {"about": "the points for the pulse", "cases": ["[pulse_points(p) for p in (40, 41, 50, 51)]", "[pulse_points(p) for p in (90, 91, 110, 111)]", "[pulse_points(p) for p in (130, 131)]"]},
    "vitals.breathing_points": {"about": "the points for breathing", "cases": ["[breathing_points(b) for b in (8, 9, 11, 12)]", "[breathing_points(b) for b in (20, 21, 24, 25)]", "breathing_points(16)"]},
    "vitals.oxygen_points": {"about": "the points for the oxygen level", "cases": ["[oxygen_points(p) for p in (96, 95, 94, 93)]", "[oxygen_points(p) for p in (92, 91)]", "oxygen_points(95, True)", "oxygen_points(80, extra_oxygen=True)"]},
    "vitals.temperature_points": {"about": "the points for the temperature", "cases": ["[temperature_points(t) for t in (35.0, 35.1, 36.0, 36.1)]", "[temperature_points(t) for t in (38.0, 38.1, 39.0, 39.1)]", "temperature_points(37)"]},
    "vitals.pressure_points": {"about": "the points for the blood pressure", "cases": ["[pressure_points(s) for s in (90, 91, 100, 101)]", "[pressure_points(s) for s in (110, 111, 219, 220)]", "pressure_points(150)"]},
    "vitals.mean_pressure": {"about": "the mean blood pressure", "cases": ["mean_pressure(120, 80)", "mean_pressure(150, 90)", "mean_pressure(70, 70)"]},
    "scores.single_points": {
        "about": "the points of each sign",
        "cases": ["list(single_points({'pulse': 95, 'breaths': 22, 'systolic': 85, 'temperature': 39.5, 'oxygen': 95}, ' Voice ').items())[2:]", "single_points({'pulse': 95, 'breaths': 22, 'systolic': 85, 'temperature': 37, 'oxygen': 92})['oxygen']",
                  "list(single_points({'pulse': 95, 'breaths': 22, 'systolic': 85, 'temperature': 39.5, 'oxygen': 97}).values())", "single_points({'pulse': 80, 'oxygen': 97, 'breaths': 14})"],
    },
    "scores.warning_score": {
        "about": "the early warning score",
        "cases": ["warning_score({'pulse': 95, 'breaths': 22, 'systolic': 85, 'temperature': 39.5, 'oxygen': 95})", "warning_score({'pulse': 70, 'breaths': 14, 'systolic': 120, 'temperature': 37.0, 'oxygen': 98})", "warning_score({'pulse': 70, 'breaths': 14, 'systolic': 105, 'temperature': 37.0, 'oxygen': 98}, 'Confused')", "warning_score({'pulse': 70})"],
    },
    "scores.clinical_risk": {
        "about": "the clinical risk",
        "cases": ["clinical_risk({'pulse': 2, 'oxygen': 2, 'breaths': 2, 'systolic': 1})", "clinical_risk({'pulse': 2, 'oxygen': 2, 'breaths': 2})", "clinical_risk({'pulse': 3, 'oxygen': 0})", "clinical_risk({'pulse': 2, 'oxygen': 2, 'breaths': 1})", "clinical_risk({'pulse': 2, 'oxygen': 2})"],
    },
    "scores.pain_level": {"about": "the level for pain", "cases": ["[pain_level(p) for p in (0, 1, 4, 5)]", "[pain_level(p) for p in (7, 8, 10)]", "pain_level(11)", "pain_level(-1)"]},
    "scores.triage_level": {
        "about": "the triage level",
        "cases": ["triage_level({'pulse': 70, 'breaths': 14, 'systolic': 120, 'temperature': 37.0, 'oxygen': 98})", "triage_level({'pulse': 70, 'breaths': 14, 'systolic': 120, 'temperature': 37.0, 'oxygen': 98}, pain=6)", "triage_level({'pulse': 70, 'breaths': 14, 'systolic': 85, 'temperature': 37.0, 'oxygen': 98}, 'alert', 1)",
                  "triage_level({}, ' Unresponsive')", "triage_level({'pulse': 140, 'breaths': 26, 'systolic': 85, 'temperature': 37.0, 'oxygen': 98}, 'alert', 10)", "triage_level({'pulse': 140, 'breaths': 26, 'systolic': 85, 'temperature': 37.0, 'oxygen': 98}, 'Pain')",
                  "triage_level({'pulse': 70, 'breaths': 14, 'systolic': 120, 'temperature': 37.0, 'oxygen': 98}, 'voice')"],
    },
    "scores.coma_score": {"about": "the coma score", "cases": ["coma_score(4, 5, 6)", "coma_score(1, 1, 1)", "coma_score(5, 5, 6)", "coma_score(2, 3, 7)", "coma_score(3, 0, 4)", "coma_score(2, 6, 4)"]},
    "scores.head_injury": {"about": "the severity of a head injury", "cases": ["head_injury(8)", "head_injury(9)", "head_injury(12)", "head_injury(13)"]},
    "scores.level_label": {"about": "the label of a triage level", "cases": ["level_label(3)", "level_label(1)", "level_label(5)", "level_label(6)"]},
    "waiting_room.Patient.waited": {"about": "the time a patient has waited", "cases": ["Patient('Ann', 3, 600).waited(645)", "Patient('Ann', 3, 600).waited(590)", "Patient('Ann', 3, 600).waited(600)"]},
    "waiting_room.Patient.minutes_over": {"about": "the minutes over the longest wait", "cases": ["Patient('Ann', 3, 600).minutes_over(645)", "Patient('Ann', 4, 600).minutes_over(645)", "Patient('Ann', 1, 600).minutes_over(600)"]},
    "waiting_room.WaitingRoom.check_in": {
        "about": "the number of waiting patients",
        "cases": ["WaitingRoom().check_in('Ann', 3, 600)", "WaitingRoom().check_in('Ann', 6, 600)", "WaitingRoom().check_in('Ann', 0, 600)", ["w = WaitingRoom()", "w.check_in(' Ann ', 3, 600)", "w.check_in('Bob', 5, 610)"], ["w = WaitingRoom()", "w.check_in(' Ann ', 3, 600)", "w.patients[0].name"], ["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.patients[0].child"]],
    },
    "waiting_room.WaitingRoom.order": {
        "about": "the order of the queue",
        "cases": [["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.check_in('Bob', 2, 620)", "w.check_in('Cem', 3, 610, True)", "w.order()"], ["w = WaitingRoom()", "w.check_in('Zoe', 4, 610)", "w.check_in('Ida', 4, 605)", "w.check_in('Kid', 5, 600, child=True)", "w.order()"], "WaitingRoom().order()"],
    },
    "waiting_room.WaitingRoom.find": {"about": "the patient found by name", "cases": [["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.find(' ANN ').arrived"], "WaitingRoom().find(' Zoe ')", ["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.check_in('Bob', 4, 610)", "w.find('bob').level"]]},
    "waiting_room.WaitingRoom.call_next": {
        "about": "the patient who is called next",
        "cases": [["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.check_in('Bob', 2, 620)", "(w.call_next(640), w.call_next(650), w.call_next(660))"], "WaitingRoom().call_next(600)", ["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.call_next(615)", "(w.seen, w.patients)"]],
    },
    "waiting_room.WaitingRoom.overdue": {
        "about": "the list of overdue patients",
        "cases": [["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.check_in('Bob', 2, 600)", "w.check_in('Cem', 4, 600)", "w.overdue(635)"], ["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "(w.overdue(630), w.overdue(631))"], "WaitingRoom().overdue(5)"],
    },
    "waiting_room.WaitingRoom.to_reassess": {
        "about": "the list of patients to reassess",
        "cases": [["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.check_in('Bob', 2, 600)", "w.check_in('Cem', 4, 600)", "(w.to_reassess(614), w.to_reassess(615), w.to_reassess(645))"], ["w = WaitingRoom()", "w.check_in('Eve', 5, 600)", "w.to_reassess(660)"], "WaitingRoom().to_reassess(9)"],
    },
    "waiting_room.WaitingRoom.change_level": {
        "about": "the result of changing a level",
        "cases": [["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.change_level(' ann', 2)"], ["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "w.change_level('Ann', 5)", "w.patients[0].level"], ["w = WaitingRoom()", "w.check_in('Ann', 3, 600)", "(w.change_level('Ann', 3), w.change_level('Ann', 4))"], "WaitingRoom().change_level('Ann', 3)"],
    },
    "waiting_room.WaitingRoom.average_wait": {
        "about": "the average waiting time",
        "cases": ["WaitingRoom().average_wait()", ["w = WaitingRoom()", "w.seen = [('Ann', 10), ('Bob', 25)]", "w.average_wait()"], ["w = WaitingRoom()", "w.seen = [('Ann', 10), ('Bob', 5), ('Cem', 1)]", "w.average_wait()"]],
    },
}
