CASES = {
    "quiet.minute_of_day": {"about": "the minute of the day", "cases": ["minute_of_day(1500)", "minute_of_day(1440)", "minute_of_day(1439)", "minute_of_day(0)"]},
    "quiet.parse_quiet_hours": {"about": "the quiet hours read from a text", "cases": [
        "parse_quiet_hours('22:00-07:30')", "parse_quiet_hours(' 1:05 - 2:10 ')", "parse_quiet_hours('22:00')", "parse_quiet_hours('ten-eleven')"]},
    "quiet.is_quiet": {"about": "whether a moment lies in the quiet hours", "cases": [
        "[is_quiet(m, 1320, 450) for m in (1319, 1320, 1439, 1440, 1889, 1890)]", "[is_quiet(m, 600, 660) for m in (599, 600, 659, 660)]", "is_quiet(600, 600, 600)", "is_quiet(0, 1320, 450)"]},
    "quiet.next_allowed": {"about": "the next moment outside the quiet hours", "cases": [
        "next_allowed(1380, 1320, 450)", "next_allowed(1500, 1320, 450)", "next_allowed(700, 1320, 450)", "next_allowed(600, 600, 660)", "next_allowed(660, 600, 660)"]},
    "quiet.quiet_length": {"about": "the number of quiet minutes", "cases": ["quiet_length(1320, 450)", "quiet_length(600, 660)", "quiet_length(300, 300)"]},
    "notices.Notice.rank": {"about": "the rank of a notice", "cases": ["Notice('a', 'b', 0).rank()", "Notice('a', 'b', 0, 'critical').rank()", "Notice('a', 'b', 0, 'low').rank()", "Notice('a', 'b', 0, 'odd').rank()", "Notice('a', 'b', 0, 'high').rank()"]},
    "notices.Notice.expired": {"about": "whether a notice has expired", "cases": [
        "[Notice('a', 'b', 100).expired(t) for t in (1540, 1541)]", "[Notice('a', 'b', 100, 'low').expired(t) for t in (460, 461)]", "[Notice('a', 'b', 0, 'high').expired(t) for t in (2880, 2881)]",
        "[Notice('a', 'b', 0, 'critical').expired(t) for t in (10080, 10081)]", "[Notice('a', 'b', 0, 'odd').expired(t) for t in (1440, 1441)]"]},
    "notices.Notice.headline": {"about": "the headline of a notice", "cases": ["Notice('a', 'Disk full', 0).headline()", "Notice('a', 'Disk full', 0, 'low', 2).headline()", "Notice('a', 'Disk full', 0, count=7).headline()"]},
    "notices.in_order": {"about": "the order of the notices", "cases": [
        "[n.text for n in in_order([Notice('t', 'a', 5), Notice('t', 'b', 3), Notice('t', 'c', 9, 'high'), Notice('t', 'd', 1, 'low')])]", "in_order([])",
        "[n.text for n in in_order([Notice('t', 'a', 5, 'high'), Notice('t', 'b', 8, 'critical')])]"]},
    "notices.merge_repeats": {"about": "the merging of repeated notices", "cases": [
        "[n.headline() for n in merge_repeats([Notice('db', 'Slow', 0), Notice('db', 'slow', 60), Notice('db', 'SLOW', 120)])]",
        "[(n.created, n.count) for n in merge_repeats([Notice('db', 'Slow', 61), Notice('db', 'Slow', 0)])]",
        "[n.priority for n in merge_repeats([Notice('db', 'Slow', 0, 'low'), Notice('db', 'Slow', 5, 'high'), Notice('db', 'Slow', 9)])]",
        "[n.topic for n in merge_repeats([Notice('db', 'Slow', 0), Notice('web', 'Slow', 1)])]", "[n.count for n in merge_repeats([Notice('db', 'Slow', 0, count=3), Notice('db', 'Slow', 10, count=2)], 10)]",
        "len(merge_repeats([Notice('db', 'Slow', 0), Notice('db', 'Slow', 11)], 10))"]},
    "notices.by_topic": {"about": "the grouping of notices by topic", "cases": [
        "by_topic([Notice('web', 'Up', 0), Notice('db', 'Full', 1, count=2), Notice('web', 'Down', 2)])", "by_topic([])",
        "by_topic([Notice('db', 'Full', 4), Notice('db', 'Down', 2)])"]},
    "digest.subject_line": {"about": "the subject line of a digest", "cases": ["subject_line(1)", "subject_line(3)", "subject_line(1, 1)", "subject_line(4, 2)", "subject_line(0)"]},
    "digest.digest_lines": {"about": "the lines of a digest", "cases": [
        "digest_lines([Notice('t', x, i) for i, x in enumerate('abcdefg')])", "digest_lines([Notice('t', x, i) for i, x in enumerate('abcde')])",
        "digest_lines([Notice('t', 'a', 0, 'low'), Notice('t', 'b', 1, 'high'), Notice('t', 'c', 2)], 2)", "digest_lines([Notice('t', 'a', 0), Notice('t', 'a', 9)])", "digest_lines([])"]},
    "digest.topic_summary": {"about": "the summary of topics", "cases": ["topic_summary([Notice('team', 'x', 0), Notice('billing', 'y', 1), Notice('billing', 'z', 2)])", "topic_summary([])", "topic_summary([Notice('db', 'x', 0)])"]},
    "digest.Outbox.push": {"about": "accepting a notice", "cases": [
        ["o = Outbox()", "(o.push(Notice('t', 'a', 0)), len(o.waiting))"], ["o = Outbox()", "(o.push(Notice('t', 'a', 0, 'critical')), len(o.waiting))"], ["o = Outbox()", "(o.push(Notice('t', 'a', 0, 'high')), o.waiting[0].text)"]]},
    "digest.Outbox.due_at": {"about": "the time at which a digest is due", "cases": [
        "Outbox().due_at()", ["o = Outbox()", "o.push(Notice('t', 'a', 50))", "o.push(Notice('t', 'b', 40))", "o.due_at()"], ["o = Outbox(1320, 420)", "o.push(Notice('t', 'a', 1310))", "o.due_at()"],
        ["o = Outbox()", "[o.push(Notice('t', 'a', 600 + m)) for m in range(10)]", "o.due_at()"], ["o = Outbox()", "[o.push(Notice('t', 'a', 600 + m)) for m in range(9)]", "o.due_at()"]]},
    "digest.Outbox.flush": {"about": "sending a digest", "cases": [
        ["o = Outbox()", "o.push(Notice('t', 'a', 50))", "(o.flush(79), len(o.waiting), o.flush(80), len(o.waiting))"], ["o = Outbox()", "o.push(Notice('t', 'old', 0, 'low'))", "o.push(Notice('t', 'new', 300))", "o.flush(400)"],
        ["o = Outbox(1320, 420)", "o.push(Notice('t', 'a', 1000))", "(o.flush(1330), o.flush(1860))"], "Outbox().flush(10)"]},
}
