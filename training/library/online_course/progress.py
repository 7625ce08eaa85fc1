"""What learners have done and the certificates they get."""
from quizzes import counted_result, has_passed

HONOURS_PERCENT = 95
QUIZ_WEIGHT = 0.4
INACTIVE_DAYS = 14


class Enrolment:
    def __init__(self, learner, course):
        self.learner = learner
        self.course = course
        self.done = []
        self.quiz_results = {}

    def complete(self, title):
        """Mark a lesson as done; returns the progress in percent afterwards."""
        lesson = self.course.find_lesson(title)
        if lesson is None:
            raise ValueError(f"no such lesson: {title.strip()}")
        if not self.course.is_unlocked(title, self.done):
            raise ValueError(f"locked: {lesson.title}")
        if lesson.title not in self.done:
            self.done.append(lesson.title)
        return self.progress_percent()

    def progress_percent(self):
        """Done lessons in whole percent, rounded down so that 100 means everything."""
        lessons = self.course.all_lessons()
        if not lessons:
            return 0
        return 100 * len(self.done) // len(lessons)

    def minutes_left(self):
        """Minutes of all lessons that are not done yet."""
        return sum(lesson.minutes for lesson in self.course.all_lessons()
                   if lesson.title not in self.done)

    def record_quiz(self, quiz, percent):
        """Store an attempt and return the result that counts for this quiz."""
        self.quiz_results.setdefault(quiz, []).append(percent)
        return counted_result(self.quiz_results[quiz])

    def final_percent(self):
        """Overall mark: 40% quiz average, 60% progress; without quizzes the progress alone."""
        progress = self.progress_percent()
        if not self.quiz_results:
            return float(progress)
        best = [counted_result(attempts) for attempts in self.quiz_results.values()]
        average = sum(best) / len(best)
        return round(average * QUIZ_WEIGHT + progress * (1 - QUIZ_WEIGHT), 1)

    def certificate(self):
        """Certificate line, or None before all lessons are done and all quizzes passed."""
        results = [counted_result(attempts) for attempts in self.quiz_results.values()]
        if self.progress_percent() < 100 or not all(has_passed(r) for r in results):
            return None
        suffix = " with honours" if self.final_percent() >= HONOURS_PERCENT else ""
        return f"{self.learner.strip().title()} completed {self.course.title}{suffix}"


def weeks_to_finish(minutes_left, minutes_per_week):
    """Started weeks needed at the learner's pace."""
    if minutes_per_week <= 0:
        raise ValueError("pace must be positive")
    return -(-minutes_left // minutes_per_week)


def reminder_list(last_seen, today):
    """Learners who were not seen for 14 days or more, the longest absence first.

    Days are given as day numbers.
    """
    away = {name: today - day for name, day in last_seen.items()}
    idle = [name for name, days in away.items() if days >= INACTIVE_DAYS]
    return sorted(idle, key=lambda name: (-away[name], name))


def completion_rate(enrolments):
    """Share of enrolments with all lessons done, in percent with one decimal."""
    if not enrolments:
        return 0.0
    finished = sum(1 for enrolment in enrolments if enrolment.progress_percent() == 100)
    return round(100 * finished / len(enrolments), 1)
