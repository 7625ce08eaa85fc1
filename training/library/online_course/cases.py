CASES = {
    "lessons.Lesson.is_watched": {
        "about": "whether a video counts as watched",
        "cases": [
            "Lesson('Intro', 10).is_watched(540)",
            "Lesson('Intro', 10).is_watched(539)",
            "Lesson('Intro', 0).is_watched(0)",
            "Lesson(' Intro ', 20).is_watched(600)",
        ],
    },
    "lessons.Course.add_chapter": {
        "about": "the number of chapters",
        "cases": [
            "Course('Python').add_chapter('Start', [])",
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "len(c.chapters)"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.chapters[0][0]"],
        ],
    },
    "lessons.Course.all_lessons": {
        "about": "the list of all lessons",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "[x.title for x in c.all_lessons()]"],
            "Course('Python').all_lessons()",
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "[x.kind for x in c.all_lessons()]"],
        ],
    },
    "lessons.Course.numbering": {
        "about": "the numbered list of lessons",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.numbering()"],
            "Course('Python').numbering()",
            ["c = Course('Python Basics')", "c.add_chapter('Only', [Lesson('Intro', 5)])", "c.numbering()"],
        ],
    },
    "lessons.Course.find_lesson": {
        "about": "the lesson found by title",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.find_lesson(' LOOPS ').minutes"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.find_lesson('Exam').requires"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.find_lesson('Zoo')"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.find_lesson('reading').kind"],
        ],
    },
    "lessons.Course.running_time": {
        "about": "the running time of a course",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.running_time()"],
            "Course('Python').running_time()",
            ["c = Course('Python Basics')", "c.add_chapter('Long', [Lesson('A', 50), Lesson('B', 75), Lesson('C', 9, 'quiz')])", "c.running_time()"],
            ["c = Course('Python Basics')", "c.add_chapter('One', [Lesson('A', 5)])", "c.running_time()"],
        ],
    },
    "lessons.Course.is_unlocked": {
        "about": "whether a lesson is unlocked",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.is_unlocked('loops', [])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.is_unlocked(' Exam', ['Intro'])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.is_unlocked('Exam', ['Loops', 'Intro'])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.is_unlocked('Reading', [])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.is_unlocked(' Zoo ', [])"],
        ],
    },
    "lessons.Course.next_lesson": {
        "about": "the next lesson",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.next_lesson([])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.next_lesson(['Intro'])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.next_lesson(['Intro', 'Reading', 'Loops'])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.next_lesson(['Loops', 'Intro'])"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "c.next_lesson(['Exam', 'Intro', 'Loops', 'Reading'])"],
            ["c = Course('Python Basics')", "c.add_chapter('Start', [Lesson('Loops', 9, 'video', ['Intro']), Lesson('Intro', 9)])", "c.next_lesson([])"],
        ],
    },
    "quizzes.same_answer": {
        "about": "the comparison of an answer",
        "cases": [
            "same_answer(' Paris. ', 'paris')",
            "same_answer('Rome', 'Paris')",
            "same_answer('paris', ' Paris.')",
            "same_answer('', 'x')",
            "same_answer('new york', 'New York')",
        ],
    },
    "quizzes.multiple_choice_points": {
        "about": "the points of a multiple choice question",
        "cases": [
            "multiple_choice_points(['a', 'c'], ['a', 'c'])",
            "multiple_choice_points(['a', 'b'], ['a', 'c', 'd'])",
            "multiple_choice_points(['a', 'c', 'b'], ['a', 'c', 'd'], 3)",
            "multiple_choice_points(['b'], ['a'])",
            "multiple_choice_points('a', 'acd')",
            "multiple_choice_points([], 'ab')",
        ],
    },
    "quizzes.quiz_percent": {
        "about": "the result of a quiz in percent",
        "cases": [
            "quiz_percent(7, 9)",
            "quiz_percent(0, 0)",
            "quiz_percent(5, 5)",
            "quiz_percent(3.5, 8)",
            "quiz_percent(0, 4)",
        ],
    },
    "quizzes.has_passed": {
        "about": "whether a quiz is passed",
        "cases": [
            "has_passed(70)",
            "has_passed(69)",
            "has_passed(100)",
        ],
    },
    "quizzes.counted_result": {
        "about": "the result that counts",
        "cases": [
            "counted_result([50, 80, 60])",
            "counted_result([50, 60, 65, 90])",
            "counted_result([])",
            "counted_result([40])",
            "counted_result([30, 40, 70])",
        ],
    },
    "quizzes.may_retry": {
        "about": "whether a quiz may be repeated",
        "cases": [
            "may_retry([50], 8)",
            "may_retry([50], 7)",
            "may_retry([], 0)",
            "may_retry([70], 20)",
            "may_retry([50, 60], 9)",
            "may_retry([50, 60, 65], 99)",
        ],
    },
    "quizzes.hardest_questions": {
        "about": "the list of hardest questions",
        "cases": [
            "hardest_questions({'q1': [True, False], 'q2': [False, False, True], 'q3': [True]})",
            "hardest_questions({'q2': [False], 'q1': [False], 'q3': []}, 1)",
            "hardest_questions({})",
            "hardest_questions({'b': [True, True], 'a': [False, True, True, True], 'c': [False]}, 3)",
        ],
    },
    "quizzes.feedback": {
        "about": "the feedback on a quiz",
        "cases": [
            "feedback(90)",
            "feedback(89)",
            "feedback(70)",
            "feedback(69)",
            "feedback(60)",
            "feedback(59)",
        ],
    },
    "progress.Enrolment.complete": {
        "about": "the result of completing a lesson",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.complete(' intro ')"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.complete('Intro')", "e.complete('intro')", "e.done"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.complete('Loops')"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.complete(' Zoo ')"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "[e.complete(t) for t in ('intro', 'loops', 'reading', 'exam')]"],
        ],
    },
    "progress.Enrolment.progress_percent": {
        "about": "the progress in percent",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "Enrolment('ann', c).progress_percent()"],
            "Enrolment('ann', Course('Empty')).progress_percent()",
            ["c = Course('Python Basics')", "c.add_chapter('X', [Lesson(t, 5) for t in 'abc'])", "e = Enrolment('ann', c)", "e.complete('a')", "e.complete('b')"],
        ],
    },
    "progress.Enrolment.minutes_left": {
        "about": "the minutes left",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "Enrolment('ann', c).minutes_left()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.complete('Intro')", "e.complete('Reading')", "e.minutes_left()"],
            "Enrolment('ann', Course('Empty')).minutes_left()",
        ],
    },
    "progress.Enrolment.record_quiz": {
        "about": "the quiz result that counts",
        "cases": [
            "Enrolment('ann', Course('X')).record_quiz('q1', 55)",
            ["e = Enrolment('ann', Course('X'))", "e.record_quiz('q1', 80)", "e.record_quiz('q1', 60)"],
            ["e = Enrolment('ann', Course('X'))", "e.record_quiz('q1', 80)", "e.record_quiz('q2', 60)", "e.quiz_results"],
        ],
    },
    "progress.Enrolment.final_percent": {
        "about": "the overall mark",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "Enrolment('ann', c).final_percent()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.complete('Intro')", "e.record_quiz('q1', 80)", "e.record_quiz('q2', 95)", "e.final_percent()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.complete('Intro')", "e.final_percent()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('ann', c)", "e.record_quiz('q1', 50)", "e.record_quiz('q1', 73)", "e.final_percent()"],
        ],
    },
    "progress.Enrolment.certificate": {
        "about": "the certificate",
        "cases": [
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment(' ann lee ', c)", "[e.complete(t) for t in ('intro', 'loops', 'reading', 'exam')]", "e.certificate()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('bob', c)", "[e.complete(t) for t in ('intro', 'loops', 'reading', 'exam')]", "e.record_quiz('q1', 80)", "e.certificate()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('bob', c)", "[e.complete(t) for t in ('intro', 'loops', 'reading', 'exam')]", "e.record_quiz('q1', 69)", "e.record_quiz('q2', 99)", "e.certificate()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('bob', c)", "[e.complete(t) for t in ('intro', 'loops', 'reading')]", "e.certificate()"],
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "e = Enrolment('cem', c)", "[e.complete(t) for t in ('intro', 'loops', 'reading', 'exam')]", "e.record_quiz('q1', 90)", "e.record_quiz('q2', 85)", "e.certificate()"],
        ],
    },
    "progress.weeks_to_finish": {
        "about": "the weeks needed to finish",
        "cases": [
            "weeks_to_finish(90, 60)",
            "weeks_to_finish(120, 60)",
            "weeks_to_finish(0, 30)",
            "weeks_to_finish(10, 0)",
            "weeks_to_finish(10, 1)",
        ],
    },
    "progress.reminder_list": {
        "about": "the list of learners to remind",
        "cases": [
            "reminder_list({'zoe': 80, 'ann': 86, 'bob': 87}, 100)",
            "reminder_list({'zoe': 50, 'ann': 50}, 100)",
            "reminder_list({}, 100)",
            "reminder_list({'ann': 100}, 100)",
        ],
    },
    "progress.completion_rate": {
        "about": "the completion rate",
        "cases": [
            "completion_rate([])", "completion_rate([Enrolment('ann', Course('Empty'))])",
            ["c = Course('Python Basics')", "c.add_chapter(' Start ', [Lesson('Intro ', 10), Lesson('Loops', 25, 'video', ['Intro'])])", "c.add_chapter('More', [Lesson('Reading', 15, 'text'), Lesson('Exam', 40, 'video', ['Intro', 'Loops'])])", "a, b, d = Enrolment('ann', c), Enrolment('bob', c), Enrolment('cem', c)", "[a.complete(t) for t in ('intro', 'loops', 'reading', 'exam')]", "b.complete('intro')", "completion_rate([a, b, d])"],
        ],
    },
}
