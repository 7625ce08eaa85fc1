CASES = {
    "coins.parse_coin": {
        "about": "the value of an inserted coin",
        "cases": ["parse_coin('50c')", "parse_coin(' 2 EUR ')", "parse_coin('1eur')", "parse_coin('20 C')", "parse_coin('3c')", "parse_coin(' 3 c ')", "parse_coin(' five ')", "parse_coin('5')", "parse_coin('5 eur')"],
    },
    "coins.price_label": {"about": "the price tag", "cases": ["price_label(120)", "price_label(99)", "price_label(100)", "price_label(205)", "price_label(199)", "price_label(5)"]},
    "coins.CoinBox.put_in": {
        "about": "the number of coins after adding some",
        "cases": ["CoinBox().put_in(50)", "CoinBox({50: 3}).put_in(50, 2)", "CoinBox().put_in(25)", ["b = CoinBox({20: 2})", "b.put_in(20)", "b.put_in(20)"]],
    },
    "coins.CoinBox.content": {"about": "the value of the coins in the box", "cases": ["CoinBox().content()", "CoinBox({200: 1, 5: 3}).content()", "CoinBox({20: 4, 10: 1}).content()"]},
    "coins.CoinBox.change_for": {
        "about": "the proposed change",
        "cases": ["CoinBox({100: 2, 50: 1, 20: 3}).change_for(190)", "CoinBox({50: 1, 20: 1}).change_for(90)", "CoinBox().change_for(0)", "CoinBox({20: 3}).change_for(60)",
                  "CoinBox({20: 3, 5: 1}).change_for(65)", ["b = CoinBox({20: 3})", "b.change_for(40)", "b.content()"], "CoinBox({10: 2}).change_for(15)"],
    },
    "coins.CoinBox.pay_out": {
        "about": "the change paid out",
        "cases": [["b = CoinBox({100: 1, 20: 3})", "b.pay_out(140)", "b.content()"], "CoinBox({50: 2, 10: 4}).pay_out(70)", "CoinBox({50: 2}).pay_out(70)", "CoinBox().pay_out(0)"],
    },
    "coins.CoinBox.exact_change_only": {
        "about": "whether the machine needs exact change",
        "cases": ["CoinBox().exact_change_only()", "CoinBox({20: 2, 10: 1}).exact_change_only()", "CoinBox({20: 2, 5: 1}).exact_change_only()", "CoinBox({50: 4}).exact_change_only()"],
    },
    "slots.parse_slot_code": {
        "about": "the position read from a slot code",
        "cases": ["parse_slot_code(' b4 ')", "parse_slot_code('A1')", "parse_slot_code('F8')", "parse_slot_code('f9')", "parse_slot_code('C0')", "parse_slot_code('G1')", "parse_slot_code(' G1 ')", "parse_slot_code(' A9 ')", "parse_slot_code('A12')", "parse_slot_code('4B')", "parse_slot_code(' AB ')"],
    },
    "slots.motor_number": {"about": "the motor number of a slot", "cases": ["motor_number('A1')", "motor_number('b4')", "motor_number('F8')", "motor_number('C2')"]},
    "slots.slot_of_motor": {"about": "the slot of a motor", "cases": ["slot_of_motor(0)", "slot_of_motor(11)", "slot_of_motor(47)", "slot_of_motor(48)", "slot_of_motor(-1)", "slot_of_motor(8)"]},
    "slots.Slot.fill": {
        "about": "the number of products that do not fit",
        "cases": ["Slot('Nuts', 120).fill(12)", "Slot('Nuts', 120, 6, 4).fill(2)", "Slot('Nuts', 120, 6, 4).fill(5)", "Slot('Nuts', 120).fill(-1)", "Slot('Nuts', 120, stock=4).fill(0)",
                  ["s = Slot('Nuts', 120, 6, 1)", "s.fill(3)", "s.stock"]],
    },
    "slots.Slot.drop_one": {"about": "the stock after a sale", "cases": ["Slot('Nuts', 120, stock=4).drop_one()", "Slot('Nuts', 120, stock=1).drop_one()", "Slot('Nuts', 120).drop_one()"]},
    "slots.low_slots": {
        "about": "the list of slots that run low",
        "cases": ["low_slots({'A1': Slot('Nuts', 120, 8, 2), 'A2': Slot('Cola', 150, 8, 3), 'B1': Slot('Gum', 80, 8, 0)})", "low_slots({'B1': Slot('Gum', 80, 8, 1), 'A2': Slot('Cola', 150, 8, 1)})",
                  "low_slots({'A1': Slot('Nuts', 120, 8, 1), 'B1': Slot('Gum', 80, 8, 0)}, 0)", "low_slots({})"],
    },
    "slots.refill_list": {
        "about": "the refill list",
        "cases": ["refill_list({'A1': Slot('Nuts', 120, 8, 2), 'A2': Slot('Cola', 150, 10, 3), 'B1': Slot('Nuts', 120, 6, 5)})", "refill_list({'A1': Slot('Nuts', 120, 8, 8)})",
                  "refill_list({})", "refill_list({'C3': Slot('Gum', 80)})", "refill_list({'C3': Slot('Gum', 80, 5, 4)})"],
    },
    "machine.VendingMachine.state": {
        "about": "the state of the machine",
        "cases": ["VendingMachine({}).state", ["m = VendingMachine({})", "m.insert('5c')", "m.state"], ["m = VendingMachine({})", "m.insert('50c')", "m.door_open = True", "m.state"]],
    },
    "machine.VendingMachine.insert": {
        "about": "the credit after a coin",
        "cases": [["m = VendingMachine({})", "m.insert('50c')", "m.insert(' 2 eur')"], ["m = VendingMachine({})", "[m.insert('2eur') for _ in range(2)]", "m.insert('1eur')"],
                  ["m = VendingMachine({})", "[m.insert('1eur') for _ in range(5)]", "m.insert('5c')"], ["m = VendingMachine({})", "m.door_open = True", "m.insert('50c')"],
                  ["m = VendingMachine({}, CoinBox({50: 1}))", "m.insert('20c')", "m.box.content()"]],
    },
    "machine.VendingMachine.select": {
        "about": "the result of a selection",
        "cases": [["m = VendingMachine({'A1': Slot('Nuts', 120, 8, 2)}, CoinBox({50: 2, 20: 2, 10: 5}))", "m.insert('2eur')", "m.select(' a1 ')"],
                  ["m = VendingMachine({'A1': Slot('Nuts', 120, 8, 2)})", "m.insert('1eur')", "m.select('A1')"],
                  ["m = VendingMachine({'A1': Slot('Nuts', 120, 8, 2)})", "m.insert('2eur')", "m.select('A1')"],
                  ["m = VendingMachine({'A1': Slot('Nuts', 120, 8, 0)})", "m.insert('2eur')", "m.select('A1')"],
                  ["m = VendingMachine({'A1': Slot('Nuts', 120, 8, 2)})", "m.insert('1eur')", "m.insert('20c')", "(m.select('A1'), m.credit, m.slots['A1'].stock)"],
                  ["m = VendingMachine({'A1': Slot('Nuts', 120, 8, 2)})", "m.select('B2')"], ["m = VendingMachine({})", "m.select('Z9')"]],
    },
    "machine.VendingMachine.cancel": {
        "about": "the coins given back on cancelling",
        "cases": [["m = VendingMachine({})", "m.insert('50c')", "m.insert('20c')", "(m.cancel(), m.credit)"], "VendingMachine({}).cancel()", ["m = VendingMachine({}, CoinBox({100: 1}))", "m.insert('50c')", "m.insert('50c')", "m.cancel()"]],
    },
    "machine.VendingMachine.takings": {
        "about": "the value of everything sold",
        "cases": ["VendingMachine({}).takings()", ["m = VendingMachine({})", "m.sold = [('Tea', 90), ('Gum', 80), ('Tea', 90)]", "m.takings()"], ["m = VendingMachine({'A1': Slot('Nuts', 120, 8, 3), 'B1': Slot('Gum', 80, 8, 2)}, CoinBox({20: 9}))", "m.insert('2eur')", "m.select('A1')", "m.insert('1eur')", "m.select('B1')", "m.takings()"]],
    },
    "machine.VendingMachine.display": {
        "about": "the text on the display",
        "cases": ["VendingMachine({}).display()", "VendingMachine({}, CoinBox({20: 3})).display()", ["m = VendingMachine({})", "m.insert('2eur')", "m.display()"], ["m = VendingMachine({})", "m.door_open = True", "m.display()"],
                  ["m = VendingMachine({})", "m.insert('5c')", "m.display()"]],
    },
    "machine.VendingMachine.needs_visit": {
        "about": "whether the machine needs a visit",
        "cases": ["VendingMachine({'A1': Slot('Nuts', 120, 8, 1)}, CoinBox({20: 5})).needs_visit()", "VendingMachine({'A1': Slot('Nuts', 120, 8, 0)}, CoinBox({20: 5})).needs_visit()",
                  "VendingMachine({'A1': Slot('Nuts', 120, 8, 3)}).needs_visit()"],
    },
    "machine.best_sellers": {
        "about": "the list of best selling products",
        "cases": ["best_sellers([('Nuts', 120), ('Gum', 80), ('Nuts', 120), ('Cola', 150), ('Tea', 90)])", "best_sellers([('Nuts', 120), ('Gum', 80), ('Gum', 80)], 1)", "best_sellers([])",
                  "best_sellers([('Tea', 90), ('Cola', 90), ('Gum', 80), ('Gum', 80)], 2)"],
    },
}
