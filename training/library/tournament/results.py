from dataclasses import dataclass

WIN_POINTS = 3
DRAW_POINTS = 1


@dataclass
class Match:
    home: str
    away: str
    home_goals: int
    away_goals: int

    def winner(self):
        """Name of the winning team, or None after a draw."""
        if self.home_goals > self.away_goals:
            return self.home
        if self.away_goals > self.home_goals:
            return self.away
        return None

    def points_for(self, team):
        """Points the team earned: 3 for a win, 1 for a draw, otherwise 0."""
        if team not in (self.home, self.away):
            return 0
        winner = self.winner()
        if winner is None:
            return DRAW_POINTS
        return WIN_POINTS if winner == team else 0

    def goals_of(self, team):
        """Goals the team scored in this match."""
        return self.home_goals if team == self.home else self.away_goals

    def opponent_of(self, team):
        return self.away if team == self.home else self.home


def parse_result(line):
    """Read 'Lions - Bears 2:1' into a match."""
    names, _, score = line.strip().rpartition(" ")
    home, dash, away = names.partition(" - ")
    if not dash or ":" not in score:
        raise ValueError(f"cannot read result {line!r}")
    home_goals, away_goals = score.split(":")
    return Match(home.strip(), away.strip(), int(home_goals), int(away_goals))


def parse_results(text):
    """Read one match from each line that is not blank."""
    return [parse_result(line) for line in text.splitlines() if line.strip()]


def recent_form(matches, team, count=5):
    """Letters W, D and L for the last matches of the team, latest match last."""
    letters = {WIN_POINTS: "W", DRAW_POINTS: "D", 0: "L"}
    played = [match for match in matches if team in (match.home, match.away)]
    return "".join(letters[match.points_for(team)] for match in played[-count:])


def clean_sheets(matches, team):
    """Number of matches in which the team did not concede a goal."""
    kept = 0
    for match in matches:
        if team in (match.home, match.away) and match.goals_of(match.opponent_of(team)) == 0:
            kept += 1
    return kept
