"""Marking quizzes."""

PASS_PERCENT = 70
MAX_ATTEMPTS = 3
COOL_DOWN_HOURS = 8


def same_answer(given, expected):
    """Free text answers are equal up to case, surrounding blanks and a final full stop."""
    return given.strip().rstrip(".").lower() == expected.strip().rstrip(".").lower()


def multiple_choice_points(chosen, correct, points=2):
    """Points for a question with several correct options.

    Each wrong option that was chosen takes away as much as a correct one gives, but the
    question never gives less than 0.
    """
    right = len(set(chosen) & set(correct))
    wrong = len(set(chosen) - set(correct))
    return round(max(right - wrong, 0) * points / len(correct), 2)


def quiz_percent(points, total):
    """Result in whole percent, rounded down; an empty quiz counts as 100."""
    if total == 0:
        return 100
    return int(100 * points // total)


def has_passed(percent):
    return percent >= PASS_PERCENT


def counted_result(attempts):
    """The best of the first three attempts, or None without an attempt."""
    return max(attempts[:MAX_ATTEMPTS], default=None)


def may_retry(attempts, hours_since_last):
    """Whether one more attempt is allowed.

    No attempt is left after a pass or three attempts; between two attempts there must be
    at least eight hours.
    """
    if len(attempts) >= MAX_ATTEMPTS or any(has_passed(result) for result in attempts):
        return False
    return not attempts or hours_since_last >= COOL_DOWN_HOURS


def hardest_questions(answers, count=2):
    """The questions with the lowest share of right answers, hardest first.

    `answers` maps a question to a list of True and False.
    """
    shares = {q: sum(marks) / len(marks) for q, marks in answers.items() if marks}
    return sorted(shares, key=lambda question: (shares[question], question))[:count]


def feedback(percent):
    """'excellent' from 90, 'passed' from the pass mark, 'almost' from ten below it."""
    if percent >= 90:
        return "excellent"
    if has_passed(percent):
        return "passed"
    if percent >= PASS_PERCENT - 10:
        return "almost"
    return "try again"
