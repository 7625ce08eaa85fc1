from datetime import date, timedelta

from spans import Span

DAYS_PER_WEEK = 7


def week_span(day: date) -> Span:
    """Return the week from Monday to Sunday that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=DAYS_PER_WEEK - 1))


def week_label(day: date) -> str:
    """Return the ISO week as '2024-W09'."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_end(day: date) -> date:
    """Return the last day of the month of the day."""
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def fiscal_year(day: date, first_month: int = 4) -> str:
    """Return the fiscal year as '2024/25', or '2024' if it begins in January.

    It begins on the first day of first_month.
    """
    year = day.year if day.month >= first_month else day.year - 1
    if first_month == 1:
        return str(year)
    return f"{year}/{(year + 1) % 100:02d}"


def quarter_span(day: date) -> Span:
    """Return the calendar quarter that holds the day."""
    first_month = 3 * ((day.month - 1) // 3) + 1
    start = date(day.year, first_month, 1)
    return Span(start, month_end(start.replace(month=first_month + 2)))


def age_in_years(born: date, today: date) -> int:
    """Return the completed years; a year is completed on the birthday itself."""
    years = today.year - born.year
    if (today.month, today.day) < (born.month, born.day):
        years -= 1
    return years


def weeks_touched(span: Span) -> int:
    """Return the number of different weeks (from Monday) in which the span has days."""
    first = week_span(span.start).start
    last = week_span(span.end).start
    return (last - first).days // DAYS_PER_WEEK + 1


def count_weekday(span: Span, weekday: int) -> int:
    """Return how often a weekday (Monday is 0) occurs in the span."""
    wait = (weekday - span.start.weekday()) % DAYS_PER_WEEK
    return (span.days() - 1 - wait) // DAYS_PER_WEEK + 1
