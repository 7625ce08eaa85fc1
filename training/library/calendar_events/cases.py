CASES = {
    "timespan.parse_clock": {"about": "the clock time read from a text", "cases": [
        "[parse_clock(' 14:05 '), parse_clock('12:30 AM'), parse_clock('12 pm')]",
        "[parse_clock('2:05pm'), parse_clock('00:00'), parse_clock('23:59')]",
        "parse_clock('24:00')",
        "parse_clock('9:60')",
        "parse_clock('13:00 pm')",
        "parse_clock('0 am')"]},
    "timespan.format_clock": {"about": "the formatted clock time", "cases": [
        "format_clock(545)", "format_clock(0)", "format_clock(1440)", "format_clock(1505)", "format_clock(-30)", "format_clock(1439)"]},
    "timespan.span_minutes": {"about": "the length of a time span", "cases": [
        "span_minutes(540, 630)", "span_minutes(1380, 60)", "span_minutes(600, 600)", "span_minutes(0, 1439)"]},
    "timespan.spans_overlap": {"about": "whether two time spans overlap", "cases": [
        "spans_overlap((60, 120), (120, 180))", "spans_overlap((120, 180), (60, 120))", "spans_overlap((60, 121), (120, 180))",
        "spans_overlap((60, 300), (100, 110))", "spans_overlap((10, 20), (400, 500))", "spans_overlap((400, 500), (10, 20))"]},
    "timespan.describe_length": {"about": "the description of a length of time", "cases": [
        "describe_length(90)", "describe_length(45)", "describe_length(120)", "describe_length(0)", "describe_length(61)", "describe_length(59)"]},
    "recurrence.parse_weekdays": {"about": "the weekdays read from a list", "cases": [
        "parse_weekdays('Fri, mon')", "parse_weekdays('Wednesday,SUN , wed')", "parse_weekdays('')", "parse_weekdays('tue,,thu,')",
        "parse_weekdays('mon, xyz')"]},
    "recurrence.daily_dates": {"about": "the dates of an event that repeats every few days", "cases": [
        "daily_dates(date(2024, 2, 27), 3)", "daily_dates(date(2024, 12, 30), 3, 2)", "daily_dates(date(2024, 5, 1), 0)",
        "daily_dates(date(2024, 5, 1), 2, 0)", "daily_dates(date(2024, 5, 1), 1, 7)"]},
    "recurrence.weekly_dates": {"about": "the dates of an event that repeats on weekdays", "cases": [
        "weekly_dates(date(2024, 7, 1), date(2024, 7, 8), [0, 2])", "weekly_dates(date(2024, 7, 2), date(2024, 7, 7), [0])",
        "weekly_dates(date(2024, 7, 5), date(2024, 7, 5), [4])", "weekly_dates(date(2024, 7, 9), date(2024, 7, 1), [0, 1, 2, 3])",
        "weekly_dates(date(2024, 7, 6), date(2024, 7, 14), [6])"]},
    "recurrence.shift_months": {"about": "a date shifted by months", "cases": [
        "str(shift_months(date(2024, 1, 31), 1))", "str(shift_months(date(2023, 11, 15), 3))", "str(shift_months(date(2024, 3, 31), -1))",
        "str(shift_months(date(2024, 12, 5), 0))", "str(shift_months(date(2023, 1, 10), 11))", "str(shift_months(date(2024, 2, 29), 12))"]},
    "recurrence.monthly_dates": {"about": "the dates of a monthly event", "cases": [
        "monthly_dates(date(2023, 1, 31), 3)", "monthly_dates(date(2023, 11, 5), 3)", "monthly_dates(date(2024, 5, 1), 0)"]},
    "recurrence.nth_weekday": {"about": "the nth weekday of a month", "cases": [
        "[str(nth_weekday(2024, 11, 3, 4)), str(nth_weekday(2024, 7, 0, 1))]",
        "str(nth_weekday(2024, 2, 4, 5))",
        "str(nth_weekday(2024, 2, 3, 5))",
        "str(nth_weekday(2024, 9, 0, 2))",
        "nth_weekday(2023, 2, 2, 5)",
        "str(nth_weekday(2024, 7, 2, 5))"]},
    "agenda.Event.label": {"about": "the agenda line of an event", "cases": [
        "Event('Standup', 540, 570).label()", "Event('Night shift', 1320, 1440).label()", "Event('', 0, 5).label()"]},
    "agenda.Event.reminder_time": {"about": "the time of an event's reminder", "cases": [
        "Event('Standup', 540, 570).reminder_time()", "Event('Alarm', 10, 20).reminder_time()", "Event('Trip', 600, 900, 120).reminder_time()",
        "Event('Now', 333, 400, 0).reminder_time()", "Event('Early', 15, 20).reminder_time()"]},
    "agenda.Agenda.book": {"about": "booking an event", "cases": [
        "Agenda().book(' Lunch ', '12:00', '1:30 pm').label()", "Agenda().book('Nap', '14:00', '14:00')", "Agenda().book('Nap', '15:00', '14:00')",
        ["a = Agenda()", "a.book('Late', '15:00', '16:00')", "a.book('Early', '9:00', '10:00')", "[e.title for e in a.events]"],
        ["a = Agenda()", "a.book('Long', '9:00', '11:00')", "a.book('Short', '9:00', '9:30')", "[e.title for e in a.events]"]]},
    "agenda.Agenda.conflicts": {"about": "the list of conflicting events", "cases": [
        ["a = Agenda()", "a.book('B', '9:30', '10:30')", "a.book('A', '9:00', '10:00')", "a.conflicts()"],
        ["a = Agenda()", "a.book('A', '9:00', '10:00')", "a.book('B', '10:00', '11:00')", "a.conflicts()"],
        ["a = Agenda()", "a.book('Day', '8:00', '18:00')", "a.book('X', '9:00', '10:00')", "a.book('Y', '11:00', '12:00')", "a.conflicts()"],
        "Agenda().conflicts()"]},
    "agenda.Agenda.busy_minutes": {"about": "the number of busy minutes", "cases": [
        ["a = Agenda()", "a.book('A', '9:00', '10:00')", "a.book('B', '9:30', '10:45')", "a.busy_minutes()"],
        ["a = Agenda()", "a.book('A', '8:00', '12:00')", "a.book('B', '9:00', '9:20')", "a.book('C', '11:00', '12:10')", "a.busy_minutes()"],
        ["a = Agenda()", "a.book('A', '0:00', '0:25')", "a.book('B', '22:00', '22:05')", "a.busy_minutes()"], "Agenda().busy_minutes()"]},
    "agenda.Agenda.free_slots": {"about": "the free slots of a day", "cases": [
        ["a = Agenda()", "a.book('A', '9:30', '10:00')", "a.book('B', '10:29', '11:00')", "a.free_slots(540, 720)"],
        ["a = Agenda()", "a.book('A', '9:00', '10:00')", "a.free_slots(540, 629)"],
        ["a = Agenda()", "a.book('A', '9:20', '11:00')", "a.book('B', '9:40', '10:00')", "a.free_slots(540, 690, 20)"],
        ["a = Agenda()", "a.book('A', '13:00', '14:00')", "a.free_slots(540, 720)"], "Agenda().free_slots(540, 570)"]},
    "agenda.Agenda.due_reminders": {"about": "the reminders that are due", "cases": [
        ["a = Agenda()", "a.book('A', '9:00', '10:00')", "(a.due_reminders(524), a.due_reminders(525))"],
        ["a = Agenda()", "a.book('A', '9:00', '10:00')", "(a.due_reminders(539), a.due_reminders(540))"],
        ["a = Agenda()", "a.book('A', '9:00', '10:00')", "a.book('B', '9:05', '9:10')", "a.due_reminders(535)"]]},
}
