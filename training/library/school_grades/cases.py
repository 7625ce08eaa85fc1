CASES = {
    "scores.percentage": {"about": "the percentage of a score", "cases": ["percentage(0.5, 1)", "percentage(17, 20)", "percentage(2, 3)", "percentage(22, 20)", "percentage(5, 0)", "percentage(0, 8)"]},
    "scores.parse_score": {"about": "the score read from text", "cases": ["parse_score(' 17/20 ')", "parse_score('85.5%')", "parse_score(' ABSENT ')", "parse_score('-')", "parse_score('')", "parse_score('12')"]},
    "scores.drop_lowest": {"about": "the scores without the lowest", "cases": ["drop_lowest([80, 55, 90, 55])", "drop_lowest([80, 55, 90], 2)", "drop_lowest([70], 1)", "drop_lowest([80, 60], 5)", "drop_lowest([70, 60, 90], 0)"]},
    "scores.class_average": {"about": "the class average", "cases": ["class_average([80, None, 71])", "class_average([None])", "class_average([])", "class_average([90, 85, 72])", "class_average([0, 50])"]},
    "scores.curve": {"about": "the curved scores", "cases": ["curve([60, 70, 98])", "curve([80, 90, 70])", "curve([40, 50, 60, 70], 60)", "curve([75])"]},
    "scores.ranks": {"about": "the ranks of pupils", "cases": ["ranks({'ann': 90, 'bob': 75, 'cem': 90, 'dee': 60})", "ranks({})", "ranks({'zoe': 1})"]},
    "scores.late_penalty": {"about": "the score after the late penalty", "cases": ["late_penalty(90, 0)", "late_penalty(90, 3)", "late_penalty(95, 5)", "late_penalty(95, 6)", "late_penalty(20, 3)", "late_penalty(80, 2, 5)", "late_penalty(80, 6, 5)"]},
    "letters.letter_grade": {"about": "the letter grade", "cases": ["[letter_grade(p) for p in (93, 90, 87, 83, 77, 70)]", "letter_grade(97)", "letter_grade(92.9)", "letter_grade(80)", "letter_grade(60)", "letter_grade(59.9)", "letter_grade(73)", "letter_grade(86)"]},
    "letters.grade_points": {"about": "the grade points of a letter", "cases": ["grade_points('A+')", "grade_points(' b+ ')", "grade_points('C-')", "grade_points('F')", "grade_points('x')", "grade_points('')"]},
    "letters.is_passing": {"about": "whether a grade is passing", "cases": ["is_passing('D')", "is_passing('F')", "is_passing('C', 'C+')", "is_passing('b-', 'C+')", "is_passing('D-')"]},
    "letters.points_to_next_letter": {"about": "the percentage missing for the next grade", "cases": ["points_to_next_letter(88.56)", "points_to_next_letter(88.5)", "points_to_next_letter(97)", "points_to_next_letter(41)", "points_to_next_letter(90)", "points_to_next_letter(96.9)"]},
    "letters.gpa": {"about": "the grade point average", "cases": ["gpa([('A', 4, False), ('B', 2, False)])", "gpa([('B', 3, True), ('C', 1, False)])", "gpa([('P', 3, False), ('B+', 2, False)])", "gpa([])", "gpa([('F', 3, True), ('A-', 5, False)])", "gpa([(' p ', 3, False)])"]},
    "letters.distribution": {"about": "the distribution of grades", "cases": ["distribution(['A', 'a-', ' B+ ', 'F', 'B'])", "distribution([])", "distribution(['D', 'Q'])"]},
    "letters.honour_roll": {"about": "the honour roll", "cases": ["honour_roll({'zoe': 3.9, 'ann': 3.5, 'bob': 3.49, 'abe': 3.9})", "honour_roll({'ann': 3.2, 'bob': 3.0}, 3.0)", "honour_roll({})"]},
    "gradebook.Gradebook.record": {
        "about": "the recorded score",
        "cases": [["g = Gradebook({'tests': 60, 'homework': 40})", "g.record('Ann', 'tests', '17/20')"], ["g = Gradebook({'tests': 60, 'homework': 40})", "g.record('Ann', 'essay', '17/20')"], ["g = Gradebook({'tests': 100})", "g.record(' Ann ', ' Tests', '90%')", "g.record('Ann', 'tests', 'absent')", "g.scores"],
                  "Gradebook({'tests': 60, 'homework': 30})", ["g = Gradebook({'tests': 100})", "g.record('Ann', 'tests', ' absent')"]],
    },
    "gradebook.Gradebook.category_average": {
        "about": "the average of a category",
        "cases": [["g = Gradebook({'tests': 100})", "[g.record('Ann', 'tests', t) for t in ('80%', '91%', '40%')]", "g.category_average('Ann', 'tests')"], ["g = Gradebook({'tests': 100}, {'tests': 1})", "[g.record('Ann', 'tests', t) for t in ('80%', '91%', '40%')]", "g.category_average('Ann', 'tests')"], ["g = Gradebook({'tests': 100})", "g.category_average('Ann', 'tests')"]],
    },
    "gradebook.Gradebook.course_percent": {
        "about": "the course percentage of a pupil",
        "cases": [["g = Gradebook({'tests': 60, 'homework': 40})", "g.record('Ann', 'tests', '80.5%')", "g.record('Ann', 'homework', '91.3%')", "g.course_percent('Ann')"], ["g = Gradebook({'tests': 60, 'homework': 40})", "g.record('Ann', 'tests', '80%')", "g.record('Ann', 'homework', '95%')", "g.course_percent('Ann')"], ["g = Gradebook({'tests': 60, 'homework': 40})", "g.record('Ann', 'homework', '19/20')", "g.course_percent('Ann')"], "Gradebook({'tests': 100}).course_percent('Bob')"],
    },
    "gradebook.Gradebook.needed_on": {
        "about": "the average needed in the last category",
        "cases": [["g = Gradebook({'tests': 60, 'final': 40})", "g.record('Ann', 'tests', '80%')", "g.needed_on('Ann', 'final', 85)"], ["g = Gradebook({'tests': 50, 'homework': 20, 'final': 30})", "g.record('Ann', 'tests', '60%')", "g.record('Ann', 'homework', '90%')", "g.needed_on('Ann', 'final', 70)"], ["g = Gradebook({'tests': 80, 'final': 20})", "g.record('Ann', 'tests', '70%')", "g.needed_on('Ann', 'final', 90)"]],
    },
    "gradebook.Gradebook.report": {
        "about": "the class report",
        "cases": [["g = Gradebook({'tests': 100})", "g.record('Zoe', 'tests', '93%')", "g.record('Ann', 'tests', '88.5%')", "g.report()"], "Gradebook({'tests': 100}).report()"],
    },
    "gradebook.missing_work": {
        "about": "the list of missing work",
        "cases": [["g = Gradebook({'tests': 60, 'homework': 40})", "g.record('Ann', 'tests', '93%')", "g.record('Bob', 'tests', '88%')", "g.record('Bob', 'homework', '90%')", "missing_work(g, {'tests': 1, 'homework': 1})"], ["g = Gradebook({'tests': 60, 'homework': 40})", "g.record('Ann', 'tests', '93%')", "missing_work(g, {'tests': 2, 'homework': 1})"], "missing_work(Gradebook({'tests': 100}), {'tests': 1})"],
    },
}
