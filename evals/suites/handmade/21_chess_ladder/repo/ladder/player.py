from dataclasses import dataclass, field


@dataclass
class Player:
    name: str
    rating: int = 1500
    games: int = 0
    history: list = field(default_factory=list)

    def rate(self, rating):
        self.history.append(self.rating)
        self.rating = rating
        self.games += 1

    @property
    def best(self):
        return max(self.history + [self.rating])
