"""Letter grades and grade points."""
CUTOFFS = [
    (97, "A+"), (93, "A"), (90, "A-"),
    (87, "B+"), (83, "B"), (80, "B-"),
    (77, "C+"), (73, "C"), (70, "C-"),
    (60, "D"),
]
BASE_POINTS = {"A": 4.0, "B": 3.0, "C": 2.0, "D": 1.0, "F": 0.0}
HONOURS_BONUS = 0.5


def letter_grade(percent):
    """Letter for a percentage; each cutoff belongs to the better grade."""
    for cutoff, letter in CUTOFFS:
        if percent >= cutoff:
            return letter
    return "F"


def grade_points(letter):
    """Points of a letter: 0.3 more for a plus and 0.3 less for a minus, 4.0 at most."""
    letter = letter.strip().upper()
    if letter[:1] not in BASE_POINTS:
        raise ValueError(f"no such grade: {letter}")
    points = BASE_POINTS[letter[0]]
    if letter.endswith("+"):
        points += 0.3
    elif letter.endswith("-"):
        points -= 0.3
    return round(min(points, 4.0), 1)


def is_passing(letter, minimum="D"):
    """Whether a grade is at least as good as the minimum."""
    return grade_points(letter) >= grade_points(minimum)


def points_to_next_letter(percent):
    """Letter of the next better grade and the percentage missing, or None for an A+."""
    better = [(cutoff, letter) for cutoff, letter in CUTOFFS if cutoff > percent]
    if not better:
        return None
    cutoff, letter = better[-1]
    return letter, round(cutoff - percent, 1)


def gpa(courses):
    """Grade point average weighted by credits.

    `courses` holds (letter, credits, honours) tuples; honours courses get half a
    point more unless they were failed. Courses graded 'P' (pass) do not count.
    """
    total = 0.0
    credits_sum = 0
    for letter, credits, honours in courses:
        if letter.strip().upper() == "P":
            continue
        points = grade_points(letter)
        if honours and points > 0:
            points += HONOURS_BONUS
        total += points * credits
        credits_sum += credits
    if credits_sum == 0:
        return 0.0
    return round(total / credits_sum, 2)


def distribution(letters):
    """How often each main letter occurs, from A to F, without plus and minus."""
    counts = dict.fromkeys(BASE_POINTS, 0)
    for letter in letters:
        counts[letter.strip().upper()[0]] += 1
    return counts


def honour_roll(averages, minimum=3.5):
    """Names with at least the minimum average, best first, then alphabetically."""
    chosen = [name for name, average in averages.items() if average >= minimum]
    return sorted(chosen, key=lambda name: (-averages[name], name))
