CASES = {
    "tally.clean_ballot": {"about": "the option named on a ballot", "cases": ["clean_ballot(' PIZZA ', ['Pizza', 'Soup'])", "clean_ballot('soup', ['Pizza', 'Soup'])", "clean_ballot('sou', ['Pizza', 'Soup'])", "clean_ballot('', ['Pizza'])"]},
    "tally.count_votes": {"about": "the count of votes", "cases": ["count_votes(['tea', 'Coffee', 'TEA ', 'milk'], ['Coffee', 'Tea', 'Juice'])", "count_votes([], ['A', 'B'])", "count_votes(['b', 'b', 'a'], ['A', 'B'])"]},
    "tally.spoiled": {"about": "the number of spoiled ballots", "cases": ["spoiled(['tea', 'milk', '', ' Tea'], ['Tea'])", "spoiled([], ['Tea'])", "spoiled(['tea', 'tea'], ['Tea'])"]},
    "tally.percentages": {"about": "the percentages of the options", "cases": ["percentages({'A': 1, 'B': 2})", "percentages({'A': 0, 'B': 0})", "percentages({'A': 5, 'B': 3, 'C': 0})", "percentages({})"]},
    "tally.leaders": {"about": "the leading options", "cases": ["leaders({'A': 3, 'B': 5, 'C': 5})", "leaders({'A': 0, 'B': 0})", "leaders({})", "leaders({'A': 1, 'B': 0})"]},
    "tally.margin": {"about": "the margin between the first two places", "cases": ["margin({'A': 3, 'B': 9, 'C': 5})", "margin({'A': 4})", "margin({})", "margin({'A': 4, 'B': 4})"]},
    "tally.has_majority": {"about": "whether an option has the majority", "cases": ["has_majority({'A': 5, 'B': 5}, 'A')", "has_majority({'A': 6, 'B': 5}, 'A')", "has_majority({'A': 6, 'B': 5}, 'B')", "has_majority({'A': 4, 'B': 3, 'C': 2}, 'A')", "has_majority({'A': 1}, 'C')", "has_majority({'A': 0}, 'A')"]},
    "tally.bar": {"about": "the bar of a result", "cases": ["bar(3, 6)", "bar(6, 6)", "bar(0, 0)", "bar(2, 5, 20)", "bar(0, 4)"]},
    "ranked.first_choices": {"about": "the count of first choices", "cases": ["first_choices([['A', 'B'], ['C', 'B'], ['C']], ['A', 'B'])", "first_choices([], ['A'])", "first_choices([['A', 'B'], ['B', 'A'], ['B']], ['A', 'B', 'C'])"]},
    "ranked.weakest": {"about": "the weakest option", "cases": ["weakest({'A': 2, 'B': 1, 'C': 1})", "weakest({'A': 0, 'B': 4})", "weakest({'D': 1, 'B': 1, 'C': 3})"]},
    "ranked.instant_runoff": {"about": "the winner by instant runoff", "cases": [
        "instant_runoff([['A', 'B']] * 4 + [['B', 'C']] * 3 + [['C', 'B']] * 2, ['A', 'B', 'C'])", "instant_runoff([['A'], ['A'], ['B']], ['A', 'B'])", "instant_runoff([['A'], ['B']], ['A', 'B'])", "instant_runoff([], ['X'])",
        "instant_runoff([['A', 'B', 'C', 'D']] * 3 + [['D', 'C', 'B', 'A']] * 3 + [['C', 'B', 'A', 'D']] * 2 + [['B', 'A', 'C', 'D']], ['A', 'B', 'C', 'D'])"]},
    "ranked.borda_scores": {"about": "the Borda points", "cases": ["borda_scores([['A', 'B', 'C'], ['C', 'A', 'B']], ['A', 'B', 'C'])", "borda_scores([['B']], ['A', 'B'])", "borda_scores([], ['A'])", "borda_scores([['D', 'A'], ['A', 'D', 'B', 'C']], ['A', 'B', 'C', 'D'])"]},
    "ranked.prefers": {"about": "whether a ballot prefers an option", "cases": ["prefers(['A', 'B'], 'A', 'B')", "prefers(['A', 'B'], 'B', 'A')", "prefers(['A'], 'A', 'B')", "prefers(['B'], 'A', 'B')", "prefers([], 'A', 'B')"]},
    "ranked.condorcet_winner": {"about": "the Condorcet winner", "cases": [
        "condorcet_winner([['A', 'B', 'C'], ['B', 'C', 'A'], ['C', 'A', 'B']], ['A', 'B', 'C'])", "condorcet_winner([['A', 'B', 'C'], ['C', 'B', 'A'], ['B', 'A', 'C']], ['A', 'B', 'C'])", "condorcet_winner([['A'], ['B']], ['A', 'B'])", "condorcet_winner([['C'], ['C'], ['A', 'C']], ['A', 'B', 'C'])"]},
    "ranked.approval_winners": {"about": "the winners by approval", "cases": ["approval_winners([['A', 'B'], ['B'], ['C', 'B']], ['A', 'B', 'C'])", "approval_winners([['A', 'C'], ['C', 'A']], ['A', 'B', 'C'])", "approval_winners([], ['A'])"]},
    "poll.quorum_size": {"about": "the number of votes needed for a quorum", "cases": ["quorum_size(30, 50)", "quorum_size(31, 50)", "quorum_size(7, 33)", "quorum_size(10, 0)", "quorum_size(0, 40)"]},
    "poll.turnout": {"about": "the turnout", "cases": ["turnout(7, 9)", "turnout(0, 5)", "turnout(0, 0)", "turnout(3, 12)"]},
    "poll.motion_result": {"about": "the result of a motion", "cases": [
        "[motion_result(5, 5), motion_result(6, 5)]",
        "[motion_result(0, 0, 9), motion_result(2, 1, 50)]",
        "motion_result(66, 34, threshold=66)",
        "motion_result(67, 33, threshold=66)",
        "motion_result(0, 3)",
        "motion_result(51, 49)"]},
    "poll.Poll": {"about": "setting up a poll", "cases": ["Poll(['A'], ['x'], 9)", "Poll(('A', 'B'), 'xy', 9).options", "Poll(['A', 'B'], ['x'], 9).quorum_percent", "Poll([], [], 0)", "Poll(['A', 'B'], ['x', 'x'], 9).members"]},
    "poll.Poll.is_open": {"about": "whether a poll is open", "cases": ["[Poll(['A', 'B'], 'x', 20).is_open(t) for t in (19, 20, 21)]", "Poll(['A', 'B'], 'x', 0).is_open(0)",
        "Poll(['A', 'B'], 'x', 5).is_open(-3)"]},
    "poll.Poll.vote": {"about": "casting a vote", "cases": [
        ["p = Poll(['Tea', 'Coffee'], ['ann', 'bob'], 20)", "(p.vote('ann', ' TEA', 19), p.votes)"], ["p = Poll(['Tea', 'Coffee'], ['ann', 'bob'], 20)", "(p.vote('ann', 'tea', 20), p.votes)"],
        ["p = Poll(['Tea', 'Coffee'], ['ann', 'bob'], 20)", "(p.vote('cy', 'tea', 1), p.vote('bob', 'milk', 1), p.votes)"], ["p = Poll(['Tea', 'Coffee'], ['ann', 'bob'], 20)", "p.vote('bob', 'tea', 1)", "p.vote('bob', 'coffee', 2)", "p.votes"]]},
    "poll.Poll.counts": {"about": "the number of votes in a poll", "cases": [["p = Poll(['A', 'B', 'C'], 'wxyz', 20)", "[p.vote(m, c, 1) for m, c in zip('wxy', 'bba')]", "p.counts()"], "Poll(['A', 'B'], 'x', 20).counts()",
        ["p = Poll(['A', 'B'], 'xy', 20)", "p.vote('x', 'a', 1)", "p.vote('x', 'b', 2)", "p.counts()"]]},
    "poll.Poll.has_quorum": {"about": "whether a quorum is reached", "cases": [
        ["p = Poll(['A', 'B'], 'wxyz', 20, 50)", "p.vote('w', 'a', 1)", "a = p.has_quorum()", "p.vote('x', 'a', 1)", "(a, p.has_quorum())"],
        ["p = Poll(['A', 'B'], 'wxyz', 20, 120)", "[p.vote(m, 'a', 1) for m in 'wxyz']", "p.has_quorum()"], ["p = Poll(['A', 'B'], 'vwxyz', 20, 41)", "[p.vote(m, 'a', 1) for m in 'xy']", "p.has_quorum()"], "Poll(['A', 'B'], 'x', 20).has_quorum()", ["p = Poll(['A', 'B'], 'wx', 20, 50)", "[p.vote(m, 'a', 1) for m in 'wx']", "p.has_quorum()"]]},
    "poll.Poll.outcome": {"about": "the outcome of a poll", "cases": [
        ["p = Poll(['A', 'B'], 'wxyz', 20)", "p.vote('w', 'b', 1)", "(p.outcome(19), p.outcome(20))"], ["p = Poll(['A', 'B'], 'wxyz', 20)", "p.vote('w', 'b', 1)", "p.vote('x', 'a', 1)", "p.outcome(30)"],
        ["p = Poll(['A', 'B'], 'wxyz', 20, 75)", "p.vote('w', 'b', 1)", "p.outcome(30)"], "Poll(['A', 'B'], 'wxyz', 20).outcome(99)", ["p = Poll(['A', 'B', 'C'], 'vwxyz', 20)", "[p.vote(m, c, 1) for m, c in zip('wxyz', 'bbac')]", "p.outcome(30)"]]},
}
