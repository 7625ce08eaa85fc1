"""Dice notation; the rolled numbers are always passed in."""

import re

NOTATION = re.compile(r"(\d*)d(\d+)([+-]\d+)?")


def parse_dice(text):
    """Split '2d6+3' into (count, sides, bonus); the count defaults to 1, the bonus to 0."""
    match = NOTATION.fullmatch(text.strip().lower().replace(" ", ""))
    if match is None:
        raise ValueError(f"not a dice notation: {text!r}")
    count, sides, bonus = match.groups()
    return (int(count or 1), int(sides), int(bonus or 0))


def roll_range(text):
    """Lowest and highest possible total of a notation."""
    count, sides, bonus = parse_dice(text)
    return (count + bonus, count * sides + bonus)


def average_roll(text):
    """Expected total of a notation."""
    count, sides, bonus = parse_dice(text)
    return count * (sides + 1) / 2 + bonus


def total_roll(text, rolls):
    """Total for the given rolls; ValueError when they do not match the notation."""
    count, sides, bonus = parse_dice(text)
    if len(rolls) != count:
        raise ValueError(f"{count} rolls expected")
    for roll in rolls:
        if roll < 1 or roll > sides:
            raise ValueError(f"a d{sides} cannot show {roll}")
    return sum(rolls) + bonus


def keep_highest(rolls, keep):
    """Sum of the `keep` highest rolls."""
    return sum(sorted(rolls, reverse=True)[:keep])


def pick_d20(first, second, mode="normal"):
    """Choose between two d20 rolls: advantage takes the higher, disadvantage the lower.

    In normal mode the first roll counts.
    """
    if mode == "advantage":
        return max(first, second)
    if mode == "disadvantage":
        return min(first, second)
    return first


def ability_modifier(score):
    """Modifier of an ability score: 10 and 11 give 0, each further 2 points give 1."""
    return (score - 10) // 2
