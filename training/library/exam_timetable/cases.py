CASES = {
    "sessions.session_number": {
        "about": "the number of a session",
        "cases": ["session_number('Mon 1 AM')", "session_number(' tue 1 pm ')", "session_number('FRI 3 Pm')", "session_number('Wed 2 AM')", "session_number('Mon 0 AM')", "session_number('Sat 1 AM')"],
    },
    "sessions.session_name": {"about": "the name of a session", "cases": ["session_name(0)", "session_name(3)", "session_name(29)", "session_name(10)", "session_name(9)"]},
    "sessions.same_day": {"about": "whether two sessions are on one day", "cases": ["same_day(2, 3)", "same_day(1, 2)", "same_day(5, 4)", "same_day(0, 10)"]},
    "sessions.sessions_between": {"about": "the number of free sessions in between", "cases": ["sessions_between(2, 3)", "sessions_between(7, 3)", "sessions_between(4, 4)", "sessions_between(0, 5)"]},
    "sessions.writing_minutes": {"about": "the time to write", "cases": ["writing_minutes(90)", "writing_minutes(90, True)", "writing_minutes(120, True)", "writing_minutes(63, True)", "writing_minutes(60, extra_time=False)", "writing_minutes(81, True)"]},
    "sessions.end_time": {"about": "the end of an exam", "cases": ["end_time(0, 90)", "end_time(1, 120)", "end_time(6, 60, True)", "end_time(3, 45, True)", "end_time(0, 45)"]},
    "clashes.shared_students": {"about": "the list of shared students", "cases": ["shared_students({'bio': {'zoe', 'ann', 'bob'}, 'art': {'zoe', 'ann'}}, 'bio', 'art')", "shared_students({'bio': {'zoe'}, 'art': {'ann'}}, 'bio', 'art')", "shared_students({'bio': {'zoe'}}, 'bio', 'art')"]},
    "clashes.conflict_pairs": {"about": "the list of conflicting exams", "cases": ["conflict_pairs({'maths': {'ann', 'bob'}, 'bio': {'ann'}, 'art': {'bob', 'cem'}, 'law': {'dan'}})", "conflict_pairs({})", "conflict_pairs({'b': {'ann'}, 'a': {'ann'}, 'c': {'ann'}})", "conflict_pairs({'a': {'ann'}, 'b': {'bob'}})"]},
    "clashes.conflict_count": {"about": "the number of conflicts of an exam", "cases": ["conflict_count({'maths': {'ann', 'bob'}, 'bio': {'ann'}, 'art': {'bob', 'cem'}, 'law': {'dan'}}, 'maths')", "conflict_count({'maths': {'ann', 'bob'}, 'bio': {'ann'}, 'law': {'dan'}}, 'law')", "conflict_count({'maths': {'ann'}, 'bio': {'ann'}}, 'bio')"]},
    "clashes.placing_order": {
        "about": "the order in which exams are placed",
        "cases": ["placing_order({'art': {'bob', 'cem'}, 'bio': {'ann'}, 'law': {'dan'}, 'maths': {'ann', 'bob'}})", "placing_order({'law': {'dan'}, 'art': {'eve'}, 'bio': {'fay', 'gil'}})", "placing_order({})"],
    },
    "clashes.build_timetable": {
        "about": "the timetable of exams",
        "cases": ["build_timetable({'art': {'bob', 'cem'}, 'bio': {'ann'}, 'law': {'dan'}, 'maths': {'ann', 'bob'}}, 3)", "build_timetable({'a': {'ann'}, 'b': {'ann'}, 'c': {'ann'}}, 2)", "build_timetable({}, 2)", "build_timetable({'a': {'ann'}, 'b': {'ann'}, 'c': {'ann'}}, 3)", "build_timetable({'a': {'ann'}}, 0)"],
    },
    "candidates.clashing_students": {
        "about": "the list of students with a clash",
        "cases": ["clashing_students({'art': {'zoe', 'cem', 'ann'}, 'bio': {'zoe', 'ann'}, 'law': {'cem'}}, {'art': 1, 'bio': 1, 'law': 2})", "clashing_students({'art': {'cem'}, 'bio': {'ann'}}, {'art': 1, 'bio': 1})", "clashing_students({'art': {'cem'}, 'bio': {'cem'}}, {'art': 1, 'bio': 0})", "clashing_students({'a': {'x'}, 'b': {'x', 'y'}, 'c': {'y'}}, {'a': 1, 'b': 1, 'c': 1})"],
    },
    "candidates.student_timetable": {
        "about": "the exams of a student",
        "cases": ["student_timetable({'art': {'zoe', 'cem'}, 'bio': {'zoe'}, 'law': {'cem'}}, {'art': 5, 'bio': 1, 'law': 2}, 'zoe')", "student_timetable({'bio': {'zoe'}, 'art': {'zoe'}}, {'art': 1, 'bio': 1}, 'zoe')", "student_timetable({'bio': {'zoe'}}, {'bio': 1}, 'ann')"],
    },
    "candidates.has_full_day": {
        "about": "whether a student has a full day",
        "cases": ["has_full_day({'art': {'zoe'}, 'bio': {'zoe'}}, {'art': 3, 'bio': 2}, 'zoe')", "has_full_day({'art': {'zoe'}, 'bio': {'zoe'}}, {'art': 2, 'bio': 1}, 'zoe')", "has_full_day({'art': {'zoe'}}, {'art': 2}, 'zoe')", "has_full_day({'a': {'z'}, 'b': {'z'}, 'c': {'z'}}, {'a': 7, 'b': 0, 'c': 6}, 'z')"],
    },
    "candidates.shortest_rest": {
        "about": "the shortest rest of a student",
        "cases": ["shortest_rest({'art': {'zoe'}, 'bio': {'zoe'}, 'law': {'zoe'}}, {'art': 9, 'bio': 2, 'law': 5}, 'zoe')", "shortest_rest({'art': {'zoe'}}, {'art': 9}, 'zoe')", "shortest_rest({'art': {'zoe'}, 'bio': {'zoe', 'ann'}}, {'art': 1, 'bio': 0}, 'zoe')"],
    },
    "clashes.late_large_exams": {
        "about": "the list of large exams that are too late",
        "cases": ["late_large_exams({'bio': set(range(100)), 'art': set(range(120)), 'law': set(range(99))}, {'bio': 6, 'art': 7, 'law': 8}, 5)", "late_large_exams({'bio': set(range(100)), 'art': set(range(150))}, {'bio': 6, 'art': 7}, 6)", "late_large_exams({}, {}, 3)"],
    },
    "halls.Hall.exam_seats": {"about": "the number of seats in an exam", "cases": ["Hall('Aula', 10, 8).exam_seats()", "Hall('Aula', 10, 9).exam_seats()", "Hall('Lab', 3, 1).exam_seats()"]},
    "halls.Hall.seat_label": {
        "about": "the label of a seat",
        "cases": ["Hall('Aula', 10, 8).seat_label(0)", "Hall('Aula', 10, 8).seat_label(5)", "Hall('Aula', 2, 5).seat_label(5)", "Hall('Aula', 2, 5).seat_label(6)", "Hall('Aula', 2, 5).seat_label(-1)"],
    },
    "halls.invigilators_needed": {"about": "the number of invigilators", "cases": ["invigilators_needed(0)", "invigilators_needed(1)", "invigilators_needed(60)", "invigilators_needed(61)", "invigilators_needed(120)"]},
    "halls.choose_halls": {
        "about": "the halls for an exam",
        "cases": ["choose_halls([Hall('Aula', 10, 8), Hall('Lab', 5, 4), Hall('Gym', 20, 9)], 10)", "choose_halls([Hall('Lab', 5, 4), Hall('Aula', 10, 8)], 41)", "choose_halls([Hall('Lab', 5, 4), Hall('Aula', 10, 8)], 51)",
                  "choose_halls([Hall('Lab', 5, 4), Hall('Gym', 20, 9), Hall('Aula', 10, 8)], 130)", "choose_halls([Hall('Lab', 5, 4), Hall('Aula', 10, 8)], 50)", "choose_halls([Hall('Gym', 20, 9), Hall('Aula', 10, 8)], 40)", "choose_halls([Hall('Lab', 5, 4), Hall('Aula', 10, 8), Hall('Old', 5, 4)], 50)"],
    },
    "halls.seating_plan": {"about": "the seating plan", "cases": ["seating_plan(Hall('Lab', 2, 4), ['Zoe', 'ann', 'Bob'])", "seating_plan(Hall('Lab', 2, 4), [])", "seating_plan(Hall('Lab', 1, 2), ['Zoe', 'Ann'])"]},
    "halls.notice": {"about": "the line on the notice board", "cases": ["notice(' maths ', 3, ' Aula')", "notice('Bio', 10, 'Lab')", "notice('art history ', 9, 'Room 4 ')"]},
    "halls.utilisation_percent": {"about": "the use of a hall in percent", "cases": ["utilisation_percent(Hall('Aula', 10, 8), 30)", "utilisation_percent(Hall('Lab', 3, 1), 2)", "utilisation_percent(Hall('Lab', 0, 4), 2)", "utilisation_percent(Hall('Lab', 3, 3), 0)"]},
}
