"""Fighters and the order of their turns."""

from dataclasses import dataclass, field

from attack import attack_hits


@dataclass
class Fighter:
    name: str
    hit_points: int
    armour: int = 10
    temporary: int = 0
    conditions: set = field(default_factory=set)
    maximum: int = 0

    def __post_init__(self):
        if self.maximum == 0:
            self.maximum = self.hit_points

    def take_damage(self, amount):
        """Lose hit points, temporary ones first, not below 0; returns what is left."""
        absorbed = min(self.temporary, amount)
        self.temporary -= absorbed
        self.hit_points = max(0, self.hit_points - (amount - absorbed))
        return self.hit_points

    def heal(self, amount):
        """Regain hit points up to the maximum; returns the new hit points."""
        self.hit_points = min(self.maximum, self.hit_points + amount)
        return self.hit_points

    def is_down(self):
        return self.hit_points == 0

    def state(self):
        """'down' at 0, 'bloodied' at half of the maximum or less, otherwise 'fit'."""
        if self.is_down():
            return "down"
        if self.hit_points <= self.maximum / 2:
            return "bloodied"
        return "fit"


def turn_order(initiative):
    """Names by initiative, highest first; ties go by name."""
    return sorted(initiative, key=lambda name: (-initiative[name], name))


def strike(attacker_bonus, target, roll, amount):
    """Resolve one attack on the target and return a line for the combat log."""
    if not attack_hits(roll, attacker_bonus, target.armour):
        return f"{target.name} is missed"
    left = target.take_damage(amount)
    if target.is_down():
        return f"{target.name} goes down"
    return f"{target.name} takes {amount}, {left} left"


def next_fighter(order, current, fighters):
    """Name of the next fighter who is not down, going round; None when all are down."""
    start = order.index(current) + 1
    for name in order[start:] + order[:start]:
        if not fighters[name].is_down():
            return name
    return None


def experience_share(points, party_size):
    """Experience for each member, rounded down."""
    if party_size < 1:
        raise ValueError("party is empty")
    return points // party_size
