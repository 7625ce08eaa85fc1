CASES = {
    "dice.parse_dice": {
        "about": "reading a dice notation",
        "cases": [
            "parse_dice('2d6+3')",
            "parse_dice(' D20 ')",
            "parse_dice('4d8 - 1')",
            "parse_dice('3d')",
            "parse_dice('12')",
            "parse_dice('10d10')",
        ],
    },
    "dice.roll_range": {
        "about": "the range of possible totals",
        "cases": [
            "roll_range('2d6+3')",
            "roll_range('d20')",
            "roll_range('4d8-1')",
        ],
    },
    "dice.average_roll": {
        "about": "the average of a dice notation",
        "cases": [
            "average_roll('2d6+3')",
            "average_roll('d20')",
            "average_roll('3d8-2')",
        ],
    },
    "dice.total_roll": {
        "about": "the total of a roll",
        "cases": [
            "total_roll('2d6+3', [1, 6])",
            "total_roll('2d6', [4])",
            "total_roll('d6', [7])",
            "total_roll('d6', [0])",
            "total_roll('3d4-2', [1, 2, 4])",
        ],
    },
    "dice.keep_highest": {
        "about": "the sum of the highest rolls",
        "cases": [
            "keep_highest([3, 6, 1, 5], 3)",
            "keep_highest([2, 5], 1)",
            "keep_highest([4, 1], 5)",
            "keep_highest([4, 1], 0)",
        ],
    },
    "dice.pick_d20": {
        "about": "the choice between two d20 rolls",
        "cases": [
            "pick_d20(5, 14)",
            "pick_d20(5, 14, 'advantage')",
            "pick_d20(5, 14, 'disadvantage')",
            "pick_d20(17, 3, 'advantage')",
            "pick_d20(17, 3, 'disadvantage')",
        ],
    },
    "dice.ability_modifier": {
        "about": "the modifier of an ability score",
        "cases": [
            "ability_modifier(10)",
            "ability_modifier(11)",
            "ability_modifier(18)",
            "ability_modifier(7)",
            "ability_modifier(9)",
        ],
    },
    "attack.armour_class": {
        "about": "the armour class",
        "cases": [
            "armour_class(11, 16)",
            "armour_class(11, 16, shield=True)",
            "armour_class(18, 16, heavy=True)",
            "armour_class(18, 8, True, True)",
            "armour_class(10, 7)",
        ],
    },
    "attack.attack_hits": {
        "about": "the check whether an attack hits",
        "cases": [
            "attack_hits(12, 3, 15)",
            "attack_hits(11, 3, 15)",
            "attack_hits(20, 0, 30)",
            "attack_hits(1, 20, 10)",
            "attack_hits(19, 0, 25)",
            "attack_hits(2, 9, 11)",
        ],
    },
    "attack.damage": {
        "about": "the damage of a hit",
        "cases": [
            "damage('2d6+3', [2, 5])",
            "damage('2d6+3', [2, 5], critical=True)",
            "damage('d4-3', [1])",
            "damage('d8', [8], True)",
        ],
    },
    "attack.after_resistance": {
        "about": "the damage after resistances",
        "cases": [
            "after_resistance(9, 'fire', resistant=('fire',))",
            "after_resistance(9, ' Fire ', immune=('fire',))",
            "after_resistance(9, 'cold', vulnerable=('cold',))",
            "after_resistance(9, 'acid', ('fire',))",
            "after_resistance(7, 'fire', ('fire',), (), ('fire',))",
            "after_resistance(7, 'fire', ('fire',), ('fire',))",
        ],
    },
    "attack.hits_needed": {
        "about": "the number of hits needed",
        "cases": [
            "hits_needed(20, 7)",
            "hits_needed(21, 7)",
            "hits_needed(0, 5)",
            "hits_needed(5, 0)",
            "hits_needed(3, 8)",
            "hits_needed(5, 1)",
        ],
    },
    "attack.saving_throw": {
        "about": "the damage after a saving throw",
        "cases": [
            "saving_throw(12, 2, 14, 21)",
            "saving_throw(11, 2, 14, 21)",
            "saving_throw(15, -2, 14, 9)",
            "saving_throw(18, 0, 14, 8)",
        ],
    },
    "battle.Fighter.take_damage": {
        "about": "the hit points left after damage",
        "cases": [
            "Fighter('Orc', 20).take_damage(7)",
            "Fighter('Orc', 5).take_damage(9)",
            ["f = Fighter('Orc', 20, temporary=4)", "(f.take_damage(7), f.temporary)"],
            ["f = Fighter('Orc', 20, temporary=9)", "(f.take_damage(7), f.temporary)"],
        ],
    },
    "battle.Fighter.heal": {
        "about": "the hit points after healing",
        "cases": [
            ["f = Fighter('Elf', 20)", "f.take_damage(12)", "f.heal(5)"],
            ["f = Fighter('Elf', 20)", "f.take_damage(2)", "f.heal(5)"],
            ["f = Fighter('Elf', 10, maximum=30)", "f.heal(11)"],
            ["f = Fighter('Elf', 10, maximum=12)", "f.heal(2)", "f.hit_points"],
        ],
    },
    "battle.Fighter.is_down": {
        "about": "the check whether a fighter is down",
        "cases": [
            ["f = Fighter('Elf', 6)", "f.take_damage(6)", "f.is_down()"],
            ["f = Fighter('Elf', 6)", "f.take_damage(5)", "f.is_down()"],
            "Fighter('Elf', 6).is_down()",
        ],
    },
    "battle.Fighter.state": {
        "about": "the state of a fighter",
        "cases": [
            "Fighter('Elf', 10).state()",
            "Fighter('Elf', 5, maximum=10).state()",
            "Fighter('Elf', 6, maximum=11).state()",
            "Fighter('Elf', 1, maximum=10).state()",
            ["f = Fighter('Elf', 6)", "f.take_damage(8)", "f.state()"],
        ],
    },
    "battle.turn_order": {
        "about": "the order of turns",
        "cases": [
            "turn_order({'Orc': 8, 'Elf': 17, 'Bard': 8})",
            "turn_order({})",
            "turn_order({'A': 1, 'B': 20})",
            "turn_order({'Zed': -1, 'Ann': -4})",
        ],
    },
    "battle.strike": {
        "about": "the log line of an attack",
        "cases": [
            "strike(3, Fighter('Orc', 12, 14), 11, 5)",
            "strike(3, Fighter('Orc', 12, 15), 11, 5)",
            "strike(0, Fighter('Orc', 5, 18), 20, 5)",
            "strike(5, Fighter('Orc', 9), 5, 4)",
            "strike(1, Fighter('Imp', 7), 8, 3)",
        ],
    },
    "battle.next_fighter": {
        "about": "the next fighter in turn",
        "cases": [
            ["f = {n: Fighter(n, 5) for n in 'abc'}", "next_fighter(['a', 'b', 'c'], 'a', f)"],
            ["f = {n: Fighter(n, 5) for n in 'abc'}", "next_fighter(['a', 'b', 'c'], 'c', f)"],
            [
                "f = {n: Fighter(n, 5) for n in 'abc'}",
                "f['b'].take_damage(9)",
                "next_fighter(['a', 'b', 'c'], 'a', f)",
            ],
            [
                "f = {'a': Fighter('a', 0), 'b': Fighter('b', 0)}",
                "next_fighter(['a', 'b'], 'a', f)",
            ],
            [
                "f = {'a': Fighter('a', 3), 'b': Fighter('b', 0)}",
                "next_fighter(['a', 'b'], 'a', f)",
            ],
        ],
    },
    "battle.experience_share": {
        "about": "the experience of each party member",
        "cases": [
            "experience_share(1000, 3)",
            "experience_share(50, 1)",
            "experience_share(50, 0)",
            "experience_share(7, 4)",
        ],
    },
}
