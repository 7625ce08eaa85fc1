from . import elo
from .player import Player

RESULTS = {"1-0": 1.0, "0-1": 0.0, "1/2": 0.5}


class Club:
    def __init__(self):
        self.players = {}
        self.log = []

    def join(self, name, rating=1500, games=0):
        key = name.strip().casefold()
        if key in self.players:
            raise ValueError(f"{name} is already a member")
        player = Player(name.strip(), rating, games)
        self.players[key] = player
        return player

    def player(self, name):
        try:
            return self.players[name.strip().casefold()]
        except KeyError:
            raise LookupError(f"no member called {name}") from None

    def record(self, white, black, result):
        """Enter a game; both ratings are worked out from those before it."""
        if result not in RESULTS:
            raise ValueError(f"bad result: {result!r}")
        w, b = self.player(white), self.player(black)
        if w is b:
            raise ValueError("nobody plays themselves")
        score = RESULTS[result]
        new_w = elo.updated(w.rating, b.rating, score, w.games)
        new_b = elo.updated(b.rating, w.rating, 1 + score, b.games)
        w.rate(new_w)
        b.rate(new_b)
        self.log.append((w.name, b.name, result))

    def table(self):
        """(place, name, rating); equal ratings share a place."""
        ranked = sorted(self.players.values(), key=lambda p: (-p.rating, p.name))
        out = []
        for i, p in enumerate(ranked, start=1):
            same = out and out[-1][2] == p.rating
            out.append((out[-1][0] if same else i, p.name, p.rating))
        return out

    def score_between(self, one, two):
        """Points of `one` and of `two` in their games against each other."""
        a, b = self.player(one).name, self.player(two).name
        points = {a: 0.0, b: 0.0}
        for white, black, result in self.log:
            if {white, black} == {a, b}:
                points[white] += RESULTS[result]
                points[black] += 1 - RESULTS[result]
        return points[a], points[b]
