CASES = {
    "items.Item.price": {
        "about": "the price of an item",
        "cases": [
            "Item('sword', 40).price()",
            "Item('ring', 40, 'rare').price()",
            "Item('crown', 7, 'legendary').price()",
            "Item('orb', 3, 'epic', 10).price()",
            "Item('x', 3, 'odd').price()",
        ],
    },
    "items.Item.sale_price": {
        "about": "the price a merchant pays",
        "cases": [
            "Item('sword', 40).sale_price()",
            "Item('sword', 45, 'common', 90).sale_price()",
            "Item('ring', 5, 'rare').sale_price()",
            "Item('sword', 40, 'epic', 0).sale_price()",
        ],
    },
    "items.Item.use": {
        "about": "the wear of an item in use",
        "cases": [
            ["i = Item('axe', 9)", "(i.use(), i.durability)"],
            ["i = Item('axe', 9, durability=3)", "(i.use(), i.durability, i.use())"],
            ["i = Item('axe', 9)", "i.use(30)", "i.use(12)", "i.durability"],
            ["i = Item('axe', 9, durability=1)", "(i.use(1), i.use(1))"],
        ],
    },
    "items.Item.is_broken": {
        "about": "the check whether an item is broken",
        "cases": [
            "Item('axe', 9, durability=0).is_broken()",
            "Item('axe', 9, durability=1).is_broken()",
            "Item('axe', 9).is_broken()",
        ],
    },
    "items.Item.repair": {
        "about": "the durability points restored by a repair",
        "cases": [
            ["i = Item('axe', 9, durability=40)", "(i.repair(25), i.durability)"],
            ["i = Item('axe', 9, durability=90)", "(i.repair(25), i.durability)"],
            "Item('axe', 9).repair(5)",
        ],
    },
    "items.normalise_name": {
        "about": "the normal form of an item name",
        "cases": [
            "normalise_name('  Iron   ORE ')",
            "normalise_name('rope')",
            "normalise_name('')",
        ],
    },
    "items.weight_of": {
        "about": "the weight of an item",
        "cases": [
            "weight_of('rope')",
            "weight_of(' Iron  Ore')",
            "weight_of('cheese')",
            "weight_of('HERB')",
            "weight_of('iron ingot')",
            "weight_of('Healing Potion')",
        ],
    },
    "items.rarer": {
        "about": "the rarer one of two rarities",
        "cases": [
            "rarer('common', 'rare')",
            "rarer('epic', 'rare')",
            "rarer('legendary', 'epic')",
            "rarer('rare', 'odd')",
            "rarer('epic', 'legendary')",
        ],
    },
    "backpack.Backpack.capacity": {
        "about": "the weight a backpack can carry",
        "cases": [
            "Backpack().capacity()",
            "Backpack(4).capacity()",
            "Backpack(0).capacity()",
        ],
    },
    "backpack.Backpack.load": {
        "about": "the weight of the contents",
        "cases": [
            ["b = Backpack()", "b.add('rope', 3)", "b.add('torch', 2)", "b.load()"],
            "Backpack().load()",
            ["b = Backpack()", "b.add('herb', 4)", "b.load()"],
        ],
    },
    "backpack.Backpack.is_overloaded": {
        "about": "the check for an overloaded backpack",
        "cases": [
            ["b = Backpack(0)", "b.add('pickaxe')", "b.is_overloaded()"],
            ["b = Backpack(0)", "b.add('pickaxe')", "b.add('herb')", "b.is_overloaded()"],
            "Backpack().is_overloaded()",
        ],
    },
    "backpack.Backpack.count": {
        "about": "the number of pieces of an item",
        "cases": [
            ["b = Backpack()", "b.add('Iron Ore', 3)", "b.count(' iron  ore')"],
            "Backpack().count('rope')",
            ["b = Backpack()", "b.add('rope', 2)", "(b.count('ROPE'), b.count('torch'))"],
        ],
    },
    "backpack.Backpack.add": {
        "about": "the number of pieces that do not fit in the stack",
        "cases": [
            ["b = Backpack()", "(b.add('rope', 18), b.add('rope', 5), b.count('rope'))"],
            ["b = Backpack()", "(b.add(' Rope'), b.contents)"],
            ["b = Backpack()", "b.add('rope', 0)"],
            ["b = Backpack()", "b.add('rope', 20)", "(b.add('rope'), b.contents)"],
            ["b = Backpack()", "(b.add('herb', 25), b.contents)"],
        ],
    },
    "backpack.Backpack.remove": {
        "about": "taking pieces out of the backpack",
        "cases": [
            ["b = Backpack()", "b.add('rope', 3)", "b.remove('ROPE ')", "b.contents"],
            ["b = Backpack()", "b.add('rope', 3)", "b.remove('rope', 3)", "b.contents"],
            ["b = Backpack()", "b.add('rope', 3)", "b.remove('rope', 4)"],
            ["b = Backpack()", "b.remove('rope')"],
        ],
    },
    "backpack.Backpack.speed": {
        "about": "the walking speed",
        "cases": [
            "Backpack().speed()",
            ["b = Backpack(0)", "b.add('rope')", "b.add('stick')", "b.speed()"],
            ["b = Backpack(0)", "b.add('iron ingot')", "b.speed()"],
            ["b = Backpack(0)", "b.add('rope', 3)", "b.speed(90)"],
            ["b = Backpack(0)", "b.add('pickaxe')", "b.speed(80)"],
            ["b = Backpack(0)", "b.add('rope', 3)", "b.speed(200)"],
        ],
    },
    "backpack.Backpack.listing": {
        "about": "the list of the contents",
        "cases": [
            [
                "b = Backpack()",
                "b.add('torch', 2)",
                "b.add('pickaxe')",
                "b.add('herb', 8)",
                "b.listing()",
            ],
            ["b = Backpack()", "b.add('rope', 3)", "b.add('torch', 4)", "b.listing()"],
            "Backpack().listing()",
            ["b = Backpack()", "b.add('torch', 2)", "b.add('iron ingot')", "b.listing()"],
        ],
    },
    "crafting.missing_materials": {
        "about": "the materials that are missing for a recipe",
        "cases": [
            ["b = Backpack()", "b.add('stick')", "missing_materials('Pickaxe', b)"],
            ["b = Backpack()", "b.add('herb', 3)", "missing_materials('healing potion', b)"],
            "missing_materials('torch', Backpack())",
            "missing_materials('sword', Backpack())",
        ],
    },
    "crafting.max_crafts": {
        "about": "how many times a recipe can be crafted",
        "cases": [
            [
                "b = Backpack()",
                "b.add('iron ingot', 7)",
                "b.add('stick', 9)",
                "max_crafts('pickaxe', b)",
            ],
            ["b = Backpack()", "b.add('herb', 8)", "max_crafts(' Healing Potion', b)"],
            ["b = Backpack()", "b.add('iron ore', 3)", "max_crafts('iron ingot', b)"],
            "max_crafts('torch', Backpack())",
        ],
    },
    "crafting.craft": {
        "about": "crafting an item from materials",
        "cases": [
            [
                "b = Backpack()",
                "b.add('stick', 3)",
                "b.add('herb', 2)",
                "(craft('Torch', b, 1), b.contents)",
            ],
            [
                "b = Backpack()",
                "b.add('herb', 3)",
                "(craft('healing potion', b, 3), b.contents)",
            ],
            ["b = Backpack()", "b.add('herb', 3)", "craft('healing potion', b, 2)"],
            ["b = Backpack()", "b.add('iron ore')", "craft('iron ingot', b, 9)"],
            [
                "b = Backpack()",
                "b.add('iron ingot', 3)",
                "b.add('stick', 2)",
                "(craft('pickaxe', b, 4), b.contents)",
            ],
            [
                "b = Backpack()",
                "b.add('iron ore', 2)",
                "(craft('iron ingot', b, 2), b.contents)",
            ],
        ],
    },
    "crafting.known_recipes": {
        "about": "the list of known recipes",
        "cases": [
            "known_recipes(0)",
            "known_recipes(1)",
            "known_recipes(3)",
            "known_recipes(4)",
        ],
    },
    "crafting.raw_materials": {
        "about": "the raw materials for a recipe",
        "cases": [
            "raw_materials('pickaxe')",
            "raw_materials('pickaxe', 2)",
            "raw_materials('torch', 3)",
            "raw_materials('rope')",
        ],
    },
}
