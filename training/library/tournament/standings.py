"""League tables with tie-breaks."""

from results import WIN_POINTS


def team_names(matches):
    """All teams that take part, sorted."""
    return sorted({name for match in matches for name in (match.home, match.away)})


def team_record(matches, team):
    """Dict with played, points, scored, conceded and difference of one team."""
    record = {"played": 0, "points": 0, "scored": 0, "conceded": 0}
    for match in matches:
        if team not in (match.home, match.away):
            continue
        record["played"] += 1
        record["points"] += match.points_for(team)
        record["scored"] += match.goals_of(team)
        record["conceded"] += match.goals_of(match.opponent_of(team))
    record["difference"] = record["scored"] - record["conceded"]
    return record


def table(matches):
    """Teams from first to last: points, then goal difference, goals scored and name."""
    records = {team: team_record(matches, team) for team in team_names(matches)}

    def sort_key(team):
        record = records[team]
        return (-record["points"], -record["difference"], -record["scored"], team)

    return sorted(records, key=sort_key)


def position(matches, team):
    """Place of the team in the table, 1 for the leader."""
    return table(matches).index(team) + 1


def head_to_head(matches, first, second):
    """Points of both teams from the matches against each other."""
    direct = [match for match in matches if {match.home, match.away} == {first, second}]
    return (
        sum(match.points_for(first) for match in direct),
        sum(match.points_for(second) for match in direct),
    )


def table_lines(matches):
    """Lines such as '1. Lions 6 (+3)'; the sign of the difference is always shown."""
    lines = []
    for place, team in enumerate(table(matches), start=1):
        record = team_record(matches, team)
        lines.append(f"{place}. {team} {record['points']} ({record['difference']:+d})")
    return lines


def is_champion(points, rival_points, rival_matches_left):
    """True when a rival cannot reach the points any more, not even to draw level."""
    return points > rival_points + WIN_POINTS * rival_matches_left


def promoted_and_relegated(order, promoted=2, relegated=2):
    """Teams at the top and at the bottom of the order."""
    if promoted + relegated > len(order):
        raise ValueError("too few teams")
    return (order[:promoted], order[len(order) - relegated:])
