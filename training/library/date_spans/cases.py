CASES = {
    "business_days.is_business_day": {
        "about": "the test for a business day",
        "cases": [
            "is_business_day(date(2024, 3, 1))",
            "is_business_day(date(2024, 3, 2))",
            "is_business_day(date(2024, 3, 3))",
            "is_business_day(date(2024, 3, 4), (date(2024, 3, 4),))",
            "is_business_day(date(2024, 3, 4), (date(2024, 3, 5),))",
        ],
    },
    "business_days.next_business_day": {
        "about": "the next business day",
        "cases": [
            "next_business_day(date(2024, 3, 5)).isoformat()",
            "next_business_day(date(2024, 3, 1)).isoformat()",
            "next_business_day(date(2024, 3, 2)).isoformat()",
            "next_business_day(date(2024, 3, 1), (date(2024, 3, 4),)).isoformat()",
        ],
    },
    "business_days.add_business_days": {
        "about": "the day some business days away",
        "cases": [
            "add_business_days(date(2024, 3, 1), 3).isoformat()",
            "add_business_days(date(2024, 3, 4), -1).isoformat()",
            "add_business_days(date(2024, 3, 2), 0).isoformat()",
            "add_business_days(date(2024, 3, 7), 1).isoformat()",
            "add_business_days(date(2024, 3, 1), 2, (date(2024, 3, 5),)).isoformat()",
        ],
    },
    "business_days.count_business_days": {
        "about": "the number of business days in a period",
        "cases": [
            "count_business_days(date(2024, 3, 1), date(2024, 3, 11))",
            "count_business_days(date(2024, 3, 4), date(2024, 3, 4))",
            "count_business_days(date(2024, 3, 2), date(2024, 3, 3))",
            "count_business_days(date(2024, 3, 5), date(2024, 3, 4))",
            "count_business_days(date(2024, 3, 4), date(2024, 3, 8), (date(2024, 3, 8),))",
        ],
    },
    "business_days.roll_to_business_day": {
        "about": "the day rolled to a business day",
        "cases": [
            "roll_to_business_day(date(2024, 3, 6)).isoformat()",
            "roll_to_business_day(date(2024, 3, 9)).isoformat()",
            "roll_to_business_day(date(2024, 3, 31)).isoformat()",
            "roll_to_business_day(date(2024, 3, 30), (date(2024, 3, 29),)).isoformat()",
        ],
    },
    "business_days.payment_day": {
        "about": "the due date of an invoice",
        "cases": [
            "payment_day(date(2024, 3, 1)).isoformat()",
            "payment_day(date(2024, 3, 4), 14).isoformat()",
            "payment_day(date(2024, 3, 4), 0).isoformat()",
            "payment_day(date(2024, 3, 4), 5).isoformat()",
            "payment_day(date(2024, 3, 4), -1).isoformat()",
        ],
    },
    "spans.Span.days": {
        "about": "the number of days of a span",
        "cases": [
            "Span(date(2024, 2, 27), date(2024, 3, 2)).days()",
            "Span(date(2024, 3, 2), date(2024, 3, 2)).days()",
            "Span(date(2024, 3, 2), date(2024, 3, 1)).days()",
        ],
    },
    "spans.Span.__str__": {
        "about": "the text of a span",
        "cases": [
            "str(Span(date(2024, 2, 27), date(2024, 3, 2)))",
            "str(Span(date(2024, 2, 27), date(2024, 2, 27)))",
        ],
    },
    "spans.Span.contains": {
        "about": "the test whether a day lies in a span",
        "cases": [
            "[Span(date(2024, 3, 4), date(2024, 3, 6)).contains(date(2024, 3, d)) for d in (3, 4, 5, 6, 7)]",
            "Span(date(2024, 3, 4), date(2024, 3, 4)).contains(date(2024, 3, 4))",
        ],
    },
    "spans.Span.overlaps": {
        "about": "the overlap test of two spans",
        "cases": [
            "span_from_text('2024-03-01..2024-03-05').overlaps(span_from_text('2024-03-05..2024-03-09'))",
            "span_from_text('2024-03-05..2024-03-09').overlaps(span_from_text('2024-03-01..2024-03-05'))",
            "span_from_text('2024-03-01..2024-03-04').overlaps(span_from_text('2024-03-05..2024-03-09'))",
            "span_from_text('2024-03-06').overlaps(span_from_text('2024-03-01..2024-03-05'))",
            "span_from_text('2024-03-01..2024-03-31').overlaps(span_from_text('2024-03-09'))",
        ],
    },
    "spans.span_from_text": {
        "about": "the span parsed from a text",
        "cases": [
            "str(span_from_text(' 2024-03-01 .. 2024-03-09 '))",
            "str(span_from_text('2024-03-01'))",
            "str(span_from_text('2024-03-09..2024-03-01'))",
            "str(span_from_text('soon'))",
        ],
    },
    "spans.overlap_days": {
        "about": "the number of days two spans share",
        "cases": [
            "overlap_days(span_from_text('2024-03-01..2024-03-10'), span_from_text('2024-03-08..2024-03-20'))",
            "overlap_days(span_from_text('2024-03-05..2024-03-20'), span_from_text('2024-03-07..2024-03-08'))",
            "overlap_days(span_from_text('2024-03-01..2024-03-04'), span_from_text('2024-03-09'))",
            "overlap_days(span_from_text('2024-03-04'), span_from_text('2024-03-04'))",
        ],
    },
    "spans.merge_spans": {
        "about": "the list of merged spans",
        "cases": [
            "[str(s) for s in merge_spans([span_from_text('2024-03-06..2024-03-08'), span_from_text('2024-03-01..2024-03-05')])]",
            "[str(s) for s in merge_spans([span_from_text('2024-03-01..2024-03-05'), span_from_text('2024-03-07')])]",
            "[str(s) for s in merge_spans([span_from_text('2024-03-01..2024-03-09'), span_from_text('2024-03-03')])]",
            "merge_spans([])",
        ],
    },
    "spans.free_spans": {
        "about": "the list of free spans",
        "cases": [
            "[str(s) for s in free_spans(span_from_text('2024-03-01..2024-03-09'), [span_from_text('2024-03-04..2024-03-05')])]",
            "[str(s) for s in free_spans(span_from_text('2024-03-04..2024-03-09'), [span_from_text('2024-03-01..2024-03-08')])]",
            "[str(s) for s in free_spans(span_from_text('2024-03-04..2024-03-09'), [span_from_text('2024-03-04..2024-03-09')])]",
            "[str(s) for s in free_spans(span_from_text('2024-03-04..2024-03-09'), [span_from_text('2024-03-12')])]",
            "[str(s) for s in free_spans(span_from_text('2024-03-04..2024-03-09'), [span_from_text('2024-03-09..2024-03-12')])]",
        ],
    },
    "calendar_units.week_span": {
        "about": "the week of a day",
        "cases": [
            "str(week_span(date(2024, 3, 1)))",
            "str(week_span(date(2024, 3, 4)))",
            "str(week_span(date(2024, 3, 10)))",
        ],
    },
    "calendar_units.week_label": {
        "about": "the label of a week",
        "cases": [
            "week_label(date(2024, 3, 1))",
            "week_label(date(2023, 1, 1))",
            "week_label(date(2024, 12, 31))",
        ],
    },
    "calendar_units.month_end": {
        "about": "the last day of a month",
        "cases": [
            "month_end(date(2024, 2, 10)).isoformat()",
            "month_end(date(2023, 2, 28)).isoformat()",
            "month_end(date(2024, 12, 31)).isoformat()",
            "month_end(date(2024, 4, 1)).isoformat()",
        ],
    },
    "calendar_units.fiscal_year": {
        "about": "the fiscal year of a day",
        "cases": [
            "fiscal_year(date(2024, 4, 1))",
            "fiscal_year(date(2024, 3, 31))",
            "fiscal_year(date(2024, 9, 30), 10)",
            "fiscal_year(date(2024, 5, 5), 1)",
            "fiscal_year(date(2099, 7, 1))",
            "fiscal_year(date(2024, 5, 5))",
        ],
    },
    "calendar_units.quarter_span": {
        "about": "the quarter of a day",
        "cases": [
            "str(quarter_span(date(2024, 2, 14)))",
            "str(quarter_span(date(2024, 6, 30)))",
            "str(quarter_span(date(2024, 10, 1)))",
            "str(quarter_span(date(2024, 9, 1)))",
        ],
    },
    "calendar_units.age_in_years": {
        "about": "the age in years",
        "cases": [
            "age_in_years(date(1990, 6, 15), date(2024, 6, 15))",
            "age_in_years(date(1990, 6, 15), date(2024, 6, 14))",
            "age_in_years(date(1990, 6, 15), date(2024, 7, 1))",
            "age_in_years(date(1990, 6, 15), date(2024, 5, 30))",
        ],
    },
    "calendar_units.weeks_touched": {
        "about": "the number of weeks touched by a span",
        "cases": [
            "weeks_touched(span_from_text('2024-03-10..2024-03-11'))",
            "weeks_touched(span_from_text('2024-03-04..2024-03-10'))",
            "weeks_touched(span_from_text('2024-03-01..2024-03-31'))",
        ],
    },
    "calendar_units.count_weekday": {
        "about": "the number of times a weekday occurs",
        "cases": [
            "count_weekday(span_from_text('2024-03-01..2024-03-31'), 4)",
            "count_weekday(span_from_text('2024-03-01..2024-03-31'), 0)",
            "count_weekday(span_from_text('2024-03-01..2024-03-03'), 0)",
            "count_weekday(span_from_text('2024-03-01..2024-03-04'), 0)",
            "count_weekday(span_from_text('2024-03-06'), 2)",
            "count_weekday(span_from_text('2024-03-05..2024-03-11'), 0)",
        ],
    },
}
