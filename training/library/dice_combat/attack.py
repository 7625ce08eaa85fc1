from dice import ability_modifier, parse_dice

NATURAL_HIT = 20
NATURAL_MISS = 1


def armour_class(base, dexterity, shield=False, heavy=False):
    """Armour class: base plus dexterity modifier plus 2 for a shield.

    Heavy armour ignores dexterity.
    """
    total = base
    if not heavy:
        total += ability_modifier(dexterity)
    if shield:
        total += 2
    return total


def attack_hits(roll, bonus, target_armour):
    """True when roll plus bonus reaches the armour class.

    A natural 20 always hits and a natural 1 always misses.
    """
    if roll == NATURAL_HIT:
        return True
    if roll == NATURAL_MISS:
        return False
    return roll + bonus >= target_armour


def damage(notation, rolls, critical=False):
    """Damage of a hit: rolls plus bonus; on a critical hit the rolls count twice."""
    _, _, bonus = parse_dice(notation)
    dealt = sum(rolls)
    if critical:
        dealt *= 2
    return max(0, dealt + bonus)


def after_resistance(amount, damage_type, resistant=(), immune=(), vulnerable=()):
    """Damage that remains: immune 0, resistant half rounded down, vulnerable double.

    The first of these that applies counts; types are compared in lower case.
    """
    kind = damage_type.strip().lower()
    if kind in immune:
        return 0
    if kind in resistant:
        return amount // 2
    if kind in vulnerable:
        return amount * 2
    return amount


def hits_needed(hit_points, damage_per_hit):
    """How many hits bring the hit points to 0 or below."""
    if damage_per_hit <= 0:
        raise ValueError("damage must be positive")
    return -(-hit_points // damage_per_hit)


def saving_throw(roll, modifier, difficulty, full_damage):
    """Damage after a saving throw: half (rounded down) when the difficulty is reached."""
    if roll + modifier >= difficulty:
        return full_damage // 2
    return full_damage
