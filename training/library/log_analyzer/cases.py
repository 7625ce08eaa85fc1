CASES = {
    "log_lines.LogEntry.describe": {
        "about": "the short description of a log entry",
        "cases": [
            "LogEntry(5, 'INFO', 'web', 'started').describe()",
            "LogEntry(9, 'WARN', 'db', '').describe()",
            "parse_log_line('10:00:01 error [api] no reply').describe()",
        ],
    },
    "log_lines.LogEntry.duration_ms": {
        "about": "the duration found in a log message",
        "cases": [
            "LogEntry(0, 'INFO', 'db', 'query (340 ms) done (12 ms)').duration_ms()",
            "LogEntry(0, 'INFO', 'db', 'took (7ms)').duration_ms()",
            "LogEntry(0, 'INFO', 'db', 'took 340 ms').duration_ms()",
        ],
    },
    "log_lines.clock_to_seconds": {
        "about": "the number of seconds since midnight",
        "cases": [
            "clock_to_seconds('00:00:00')",
            "clock_to_seconds('01:02:03')",
            "clock_to_seconds('23:59:59')",
            "clock_to_seconds('24:00:00')",
            "clock_to_seconds('10:60:00')",
            "clock_to_seconds('10:00:60')",
        ],
    },
    "log_lines.parse_log_line": {
        "about": "the entry parsed from a log line",
        "cases": [
            "parse_log_line('  09:15:02 warn [ auth ] slow reply').describe()",
            "parse_log_line('09:15:02 INFO [auth] up').second",
            "parse_log_line('started without a time')",
            "parse_log_line('12:00:00 INFO [x]').message",
        ],
    },
    "log_lines.parse_log": {
        "about": "the list of entries parsed from a log",
        "cases": [
            "[e.message for e in parse_log('10:00:00 INFO [a] one\\n10:00:05 INFO [b] two')]",
            "[e.message for e in parse_log('10:00:00 ERROR [a] boom\\n  at line 3\\n\\n  at line 9')]",
            "len(parse_log('stray line\\n10:00:00 INFO [a] one'))",
            "parse_log('')",
        ],
    },
    "log_lines.elapsed_seconds": {
        "about": "the number of seconds between two entries",
        "cases": [
            "elapsed_seconds(LogEntry(30, 'INFO', 'a', ''), LogEntry(100, 'INFO', 'a', ''))",
            "elapsed_seconds(LogEntry(86390, 'INFO', 'a', ''), LogEntry(5, 'INFO', 'a', ''))",
            "elapsed_seconds(LogEntry(7, 'INFO', 'a', ''), LogEntry(7, 'INFO', 'b', ''))",
        ],
    },
    "log_levels.canonical_level": {
        "about": "the standard name of a log level",
        "cases": [
            "canonical_level(' info ')",
            "canonical_level('Warning')",
            "canonical_level('critical')",
            "canonical_level('err')",
            "canonical_level('loud')",
        ],
    },
    "log_levels.level_rank": {
        "about": "the rank of a log level",
        "cases": [
            "level_rank('debug')",
            "level_rank('FATAL')",
            "level_rank(' warning')",
            "level_rank('nothing')",
        ],
    },
    "log_levels.at_least": {
        "about": "the selection of entries from a level upwards",
        "cases": [
            ["log = [LogEntry(i, l, 'a', '') for i, l in enumerate(['DEBUG', 'INFO', 'WARN', 'ERROR'])]", "[e.level for e in at_least(log)]"],
            ["log = [LogEntry(i, l, 'a', '') for i, l in enumerate(['ERR', 'INFO', 'FATAL', 'WARN'])]", "[e.second for e in at_least(log, 'error')]"],
            "at_least([], 'DEBUG')",
        ],
    },
    "log_levels.count_levels": {
        "about": "the number of entries of each level",
        "cases": [
            ["log = [LogEntry(0, l, 'a', '') for l in ['INFO', 'ERROR', 'info', 'WARNING', 'WARN', 'INFO']]", "count_levels(log)"],
            ["log = [LogEntry(0, l, 'a', '') for l in ['INFO', 'ERROR', 'WARN']]", "list(count_levels(log))"],
            "count_levels([])",
        ],
    },
    "log_levels.worst_level": {
        "about": "the most severe level of a log",
        "cases": [
            "worst_level(parse_log('10:00:00 info [a] x\\n10:00:01 ERR [a] y\\n10:00:02 warn [a] z'))",
            "worst_level([LogEntry(0, 'DEBUG', 'a', '')])",
            "worst_level([])",
        ],
    },
    "log_levels.noisy_sources": {
        "about": "the list of sources with many errors",
        "cases": [
            ["log = [LogEntry(0, 'ERROR', s, '') for s in ['web', 'db', 'api', 'db', 'web', 'mail', 'db']]", "noisy_sources(log)"],
            ["log = [LogEntry(0, 'FATAL', s, '') for s in ['web', 'db', 'web', 'db', 'api']]", "noisy_sources(log)"],
            ["log = [LogEntry(0, 'ERROR', s, '') for s in ['web', 'db', 'db']]", "noisy_sources(log, 1)"],
            "noisy_sources([LogEntry(0, 'WARN', 'web', ''), LogEntry(1, 'WARN', 'web', '')])",
        ],
    },
    "log_rates.entries_per_minute": {
        "about": "the average number of entries per minute",
        "cases": [
            "entries_per_minute('10:00:00 INFO [a] x\\n10:00:40 INFO [a] y\\n10:02:00 INFO [a] z')",
            "entries_per_minute('10:00:00 INFO [a] x\\n10:00:10 INFO [a] y')",
            "entries_per_minute('23:59:00 INFO [a] x\\n00:02:00 INFO [a] y')",
            "entries_per_minute('')",
        ],
    },
    "log_rates.error_share": {
        "about": "the percentage of errors in a log",
        "cases": [
            "error_share('10:00:00 INFO [a] x\\n10:00:01 ERROR [a] y\\n10:00:02 WARN [a] z')",
            "error_share('10:00:00 FATAL [a] x\\n10:00:01 INFO [b] y')",
            "error_share('')",
        ],
    },
    "log_rates.longest_gap": {
        "about": "the longest silence in a log",
        "cases": [
            "longest_gap('10:00:00 INFO [a] x\\n10:00:30 INFO [a] y\\n10:01:50 INFO [a] z')",
            "longest_gap('23:59:50 INFO [a] x\\n00:00:25 INFO [a] y')",
            "longest_gap('10:00:00 INFO [a] x')",
        ],
    },
    "log_rates.busiest_minute": {
        "about": "the busiest minute of a log",
        "cases": [
            "busiest_minute('09:05:59 INFO [a] x\\n09:06:00 INFO [a] y\\n09:06:30 INFO [a] z')",
            "busiest_minute('09:07:00 INFO [a] x\\n09:04:00 INFO [a] y\\n09:05:00 INFO [a] z')",
            "busiest_minute('')",
        ],
    },
    "log_rates.mean_duration": {
        "about": "the mean duration in milliseconds",
        "cases": [
            "mean_duration('10:00:00 INFO [a] q (100 ms)\\n10:00:01 INFO [a] idle\\n10:00:02 INFO [a] q (25 ms)')",
            "mean_duration('10:00:00 INFO [a] q (0 ms)\\n10:00:02 INFO [a] q (7 ms)')",
            "mean_duration('10:00:00 INFO [a] idle')",
            "mean_duration('10:00:00 INFO [a] (10 ms)\\n10:00:01 INFO [a] (10 ms)\\n10:00:02 INFO [a] (11 ms)')",
        ],
    },
    "log_rates.BurstDetector.add": {
        "about": "the burst alarm",
        "cases": [
            ["d = BurstDetector()", "[d.add(s) for s in (1, 2, 3, 10, 11)]"],
            ["d = BurstDetector()", "[d.add(s) for s in (1, 2, 3, 11, 12)]"],
            ["d = BurstDetector(1, 5)", "[d.add(s) for s in (0, 4, 8, 13)]"],
            ["d = BurstDetector(1, 60)", "[d.add(s) for s in (0, 1, 2, 3)]", "d.alarms"],
        ],
    },
}
