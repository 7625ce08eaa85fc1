CASES = {
    "results.Match.winner": {
        "about": "the winner of a match",
        "cases": [
            "Match('Lions', 'Bears', 2, 1).winner()",
            "Match('Lions', 'Bears', 0, 3).winner()",
            "Match('Lions', 'Bears', 1, 1).winner()",
        ],
    },
    "results.Match.points_for": {
        "about": "the points a team gets for a match",
        "cases": [
            "Match('Lions', 'Bears', 2, 1).points_for('Lions')",
            "Match('Lions', 'Bears', 2, 1).points_for('Bears')",
            "Match('Lions', 'Bears', 2, 2).points_for('Bears')",
            "Match('Lions', 'Bears', 2, 2).points_for('Wolves')",
            "Match('Lions', 'Bears', 0, 4).points_for('Bears')",
        ],
    },
    "results.Match.goals_of": {
        "about": "the goals of a team",
        "cases": [
            "Match('Lions', 'Bears', 2, 1).goals_of('Lions')",
            "Match('Lions', 'Bears', 2, 1).goals_of('Bears')",
            "Match('Lions', 'Bears', 0, 4).goals_of('Bears')",
        ],
    },
    "results.Match.opponent_of": {
        "about": "the opponent of a team",
        "cases": [
            "Match('Lions', 'Bears', 2, 1).opponent_of('Lions')",
            "Match('Lions', 'Bears', 2, 1).opponent_of('Bears')",
            "Match('Owls', 'Foxes', 0, 0).opponent_of('Foxes')",
        ],
    },
    "results.parse_result": {
        "about": "reading a match result",
        "cases": [
            "parse_result('Lions - Bears 2:1').winner()",
            "parse_result('  Red Bulls -  Old Boys 0:3 ').winner()",
            "parse_result('Lions Bears 2:1')",
            "parse_result('Lions - Bears')",
            [
                "m = parse_result('Lions - Bears 4:2')",
                "(m.home, m.away, m.home_goals, m.away_goals)",
            ],
            "parse_result('Lions  -  Bears 2:1').winner()",
        ],
    },
    "results.parse_results": {
        "about": "reading several match results",
        "cases": [
            "len(parse_results('A - B 1:0\\n\\n  \\nC - D 2:5\\n'))",
            "parse_results('')",
            "[m.winner() for m in parse_results('A - B 1:0\\nC - D 2:5')]",
        ],
    },
    "results.recent_form": {
        "about": "the recent form of a team",
        "cases": [
            "recent_form(parse_results('A - B 1:0\\nC - A 2:2\\nA - D 0:1'), 'A')",
            "recent_form(parse_results('A - B 1:0\\nC - A 2:2\\nA - D 0:1\\nB - C 1:0'), 'A', 2)",
            "recent_form([], 'A')",
            "recent_form(parse_results('A - B 1:0\\n' * 2 + 'B - A 3:0\\n' * 4), 'A')",
        ],
    },
    "results.clean_sheets": {
        "about": "the number of matches without a goal against",
        "cases": [
            "clean_sheets(parse_results('A - B 1:0\\nC - A 0:2\\nA - D 0:1'), 'A')",
            "clean_sheets(parse_results('A - B 0:0\\nC - D 0:2'), 'B')",
            "clean_sheets([], 'A')",
            "clean_sheets(parse_results('A - B 3:1\\nA - B 3:1'), 'A')",
        ],
    },
    "standings.team_names": {
        "about": "the list of teams",
        "cases": [
            "team_names(parse_results('Z - B 1:0\\nC - Z 0:2'))",
            "team_names([])",
            "team_names(parse_results('B - A 0:0\\nA - B 1:1'))",
        ],
    },
    "standings.team_record": {
        "about": "the record of a team",
        "cases": [
            "team_record(parse_results('A - B 3:1\\nC - A 2:2\\nB - C 5:0'), 'A')",
            "team_record(parse_results('A - B 3:1\\nC - A 2:2\\nB - C 5:0'), 'C')",
            "team_record([], 'A')",
            "team_record(parse_results('B - A 1:4\\nA - B 0:1'), 'A')",
        ],
    },
    "standings.table": {
        "about": "the order of the league table",
        "cases": [
            "table(parse_results('A - B 0:1\\nC - D 3:0\\nE - F 2:1'))",
            "table(parse_results('A - B 1:1\\nC - D 2:2'))",
            "table([])",
            "table(parse_results('A - B 1:2\\nB - C 0:3\\nC - A 1:1'))",
            "table(parse_results('A - B 4:0\\nA - C 0:1\\nC - B 0:0'))",
        ],
    },
    "standings.position": {
        "about": "the place of a team in the table",
        "cases": [
            "position(parse_results('A - B 0:1\\nC - D 3:0'), 'C')",
            "position(parse_results('A - B 0:1\\nC - D 3:0'), 'D')",
            "position([], 'A')",
        ],
    },
    "standings.head_to_head": {
        "about": "the points from direct matches",
        "cases": [
            "head_to_head(parse_results('A - B 0:1\\nB - A 2:2\\nA - C 9:0'), 'A', 'B')",
            "head_to_head(parse_results('A - B 2:1\\nB - A 0:1'), 'B', 'A')",
            "head_to_head([], 'A', 'B')",
        ],
    },
    "standings.table_lines": {
        "about": "the text lines of the table",
        "cases": [
            "table_lines(parse_results('A - B 0:2\\nC - D 3:0'))",
            "table_lines(parse_results('A - B 1:1'))",
            "table_lines([])",
        ],
    },
    "standings.is_champion": {
        "about": "the check for an early champion",
        "cases": [
            "is_champion(30, 23, 2)",
            "is_champion(29, 23, 2)",
            "is_champion(28, 23, 2)",
            "is_champion(10, 9, 0)",
            "is_champion(50, 40, 3)",
        ],
    },
    "standings.promoted_and_relegated": {
        "about": "the promoted and relegated teams",
        "cases": [
            "promoted_and_relegated(['a', 'b', 'c', 'd', 'e'])",
            "promoted_and_relegated(['a', 'b', 'c', 'd'], 1, 3)",
            "promoted_and_relegated(['a', 'b', 'c'])",
            "promoted_and_relegated(['a', 'b', 'c'], 1, 0)",
            "promoted_and_relegated(['a', 'b', 'c', 'd'])",
        ],
    },
    "bracket.bracket_size": {
        "about": "the size of the bracket",
        "cases": [
            "bracket_size(5)",
            "bracket_size(8)",
            "bracket_size(1)",
            "bracket_size(9)",
            "bracket_size(3)",
        ],
    },
    "bracket.byes": {
        "about": "the number of byes",
        "cases": [
            "byes(5)",
            "byes(8)",
            "byes(13)",
            "byes(1)",
        ],
    },
    "bracket.rounds_needed": {
        "about": "the number of rounds",
        "cases": [
            "rounds_needed(8)",
            "rounds_needed(9)",
            "rounds_needed(1)",
            "rounds_needed(2)",
            "rounds_needed(5)",
        ],
    },
    "bracket.round_name": {
        "about": "the name of a round",
        "cases": [
            "round_name(2)",
            "round_name(4)",
            "round_name(8)",
            "round_name(16)",
        ],
    },
    "bracket.seeded_pairs": {
        "about": "the pairs of the first round",
        "cases": [
            "seeded_pairs(['a', 'b', 'c', 'd'])",
            "seeded_pairs([1, 2, 3, 4, 5, 6])",
            "seeded_pairs([1, 2, 3])",
            "seeded_pairs([])",
        ],
    },
    "bracket.round_robin_plan": {
        "about": "the plan of a round robin",
        "cases": [
            "round_robin_plan(['a', 'b', 'c'])",
            "round_robin_plan(['a', 'b'])",
            "round_robin_plan(['a'])",
            "round_robin_plan('abcd')[1]",
            "round_robin_plan('abcd')[2]",
            "len(round_robin_plan('abcdef'))",
        ],
    },
    "bracket.buchholz": {
        "about": "the Buchholz score",
        "cases": [
            "buchholz({'a': 3, 'b': 1, 'c': 2.5}, {'a': ['b', 'c']}, 'a')",
            "buchholz({'a': 3}, {'a': []}, 'a')",
            "buchholz({'a': 3, 'b': 1}, {'b': ['a', 'a'], 'a': ['b']}, 'b')",
        ],
    },
    "bracket.swiss_order": {
        "about": "the order of a Swiss tournament",
        "cases": [
            "swiss_order({'a': 1, 'b': 3}, {'a': [], 'b': []})",
            "swiss_order({'x': 2, 'y': 2, 'z': 1, 'w': 3}, {'x': ['z'], 'y': ['w'], 'z': ['x'], 'w': ['y']})",
            "swiss_order({'n': 1, 'm': 1}, {'n': ['m'], 'm': ['n']})",
            "swiss_order({}, {})",
        ],
    },
}
