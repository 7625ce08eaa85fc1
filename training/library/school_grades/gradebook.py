"""A gradebook with weighted categories."""
from letters import letter_grade
from scores import drop_lowest, parse_score


class Gradebook:
    """Scores of one course; `weights` gives the percent each category counts."""

    def __init__(self, weights, drop=None):
        if sum(weights.values()) != 100:
            raise ValueError("weights must add up to 100")
        self.weights = dict(weights)
        self.drop = drop or {}
        self.scores = {}

    def record(self, pupil, category, text):
        """Enter a score such as '17/20'; returns the percentage or None for absent pupils."""
        category = category.strip().lower()
        if category not in self.weights:
            raise KeyError(category)
        score = parse_score(text)
        if score is not None:
            book = self.scores.setdefault(pupil.strip(), {})
            book.setdefault(category, []).append(score)
        return score

    def category_average(self, pupil, category):
        """Average of a category after dropping the lowest scores, or None without scores."""
        scores = self.scores.get(pupil, {}).get(category)
        if not scores:
            return None
        kept = drop_lowest(scores, self.drop.get(category, 0))
        return round(sum(kept) / len(kept), 1)

    def course_percent(self, pupil):
        """Weighted average; categories without scores do not count."""
        total = used = 0
        for category, weight in self.weights.items():
            average = self.category_average(pupil, category)
            if average is not None:
                total += average * weight
                used += weight
        if used == 0:
            return None
        return round(total / used, 1)

    def needed_on(self, pupil, category, target):
        """Average needed in a category without scores to reach the target in the end.

        All other categories must have scores. The result may be above 100.
        """
        earned = 0
        for name, weight in self.weights.items():
            if name != category:
                earned += self.category_average(pupil, name) * weight
        return round((target * 100 - earned) / self.weights[category], 1)

    def report(self):
        """Lines such as 'Ann: 88.5 B+' in alphabetical order."""
        lines = []
        for pupil in sorted(self.scores):
            percent = self.course_percent(pupil)
            lines.append(f"{pupil}: {percent:.1f} {letter_grade(percent)}")
        return lines


def missing_work(gradebook, expected):
    """Categories in which a pupil has fewer scores than expected, as {pupil: [category]}."""
    missing = {}
    for pupil, book in gradebook.scores.items():
        short = [c for c, count in expected.items() if len(book.get(c, [])) < count]
        if short:
            missing[pupil] = sorted(short)
    return missing
