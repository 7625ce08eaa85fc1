CASES = {
    "garments.singular": {"about": "the garment name on a ticket", "cases": ["singular(' Shirts ')", "singular('dresses')", "singular('Dress')", "singular('Trousers')", "singular('coat')", "singular('towels')"]},
    "garments.parse_ticket_line": {
        "about": "the garment and number read from a ticket line",
        "cases": ["parse_ticket_line('3 x shirts')", "parse_ticket_line(' coat ')", "parse_ticket_line('1 x Dresses ')", "parse_ticket_line('0 x coats')", "parse_ticket_line('2  x trousers')"],
    },
    "garments.parse_ticket": {
        "about": "the pieces read from a ticket",
        "cases": ["parse_ticket('3 x shirts; coat; 2 x shirts')", "parse_ticket('')", "parse_ticket('Towel;;towel;')", "parse_ticket('4 x sheets')", "parse_ticket(' ; coat')"],
    },
    "garments.load_grams": {"about": "the weight of a bundle", "cases": ["load_grams({'shirt': 3, 'coat': 1})", "load_grams({})", "load_grams({'towel': 5})"]},
    "garments.wash_temperature": {"about": "the temperature for a load", "cases": ["wash_temperature(['cotton', ' Synthetic '])", "wash_temperature(['LINEN'])", "wash_temperature([])", "wash_temperature(['silk', 'linen'])"]},
    "garments.drums_needed": {
        "about": "the number of drums for a bundle",
        "cases": ["drums_needed({'towel': 14})", "drums_needed({'towel': 15})", "drums_needed({'coat': 3}, 2)", "drums_needed({})", "drums_needed({'shirt': 1})", "drums_needed({'sheet': 10}, drum_kg=5)"],
    },
    "garments.sort_by_colour": {
        "about": "the piles of a load",
        "cases": ["sort_by_colour([('shirt', 'White'), ('coat', 'navy'), ('dress', 'red')])", "sort_by_colour([('towel', ' cream '), ('sheet', 'Black ')])", "sort_by_colour([])",
                  "sort_by_colour([('coat', 'brown'), ('shirt', 'blue'), ('shirt', 'black')])"],
    },
    "cleaning_prices.wash_and_fold": {"about": "the price of wash and fold", "cases": ["wash_and_fold('4 x shirts')", "wash_and_fold('2 x coats')", "wash_and_fold('2 x coats; shirt')", "wash_and_fold('6 x towels; 2 x sheets')"]},
    "cleaning_prices.cleaning_price": {"about": "the price of cleaning", "cases": ["cleaning_price('3 x shirts; coat')", "cleaning_price('')", "cleaning_price('dress; 2 x towels')"]},
    "cleaning_prices.ironing_price": {"about": "the price of ironing", "cases": ["ironing_price({'shirt': 3, 'trousers': 1})", "ironing_price({'coat': 2, 'sheet': 1})", "ironing_price({})", "ironing_price({'towel': 4})"]},
    "cleaning_prices.shirt_pack": {"about": "the price of a pack of shirts", "cases": ["shirt_pack(5)", "shirt_pack(4)", "shirt_pack(12)", "shirt_pack(0)"]},
    "cleaning_prices.with_express": {"about": "the price with express service", "cases": ["with_express(800, 23)", "with_express(800, 24)", "with_express(1001, 2)", "with_express(550, 48)"]},
    "cleaning_prices.stain_surcharge": {"about": "the surcharge for stains", "cases": ["stain_surcharge(2, 890)", "stain_surcharge(3, 890)", "stain_surcharge(5, 1490)", "stain_surcharge(0, 500)"]},
    "cleaning_prices.pickup_fee": {"about": "the pickup fee", "cases": ["pickup_fee(3000, 5)", "pickup_fee(2999, 5)", "pickup_fee(1000, 2)", "pickup_fee(1000, 2.5)", "pickup_fee(5000, 1)"]},
    "cleaning_prices.damage_payout": {"about": "the compensation for a ruined garment", "cases": ["damage_payout(8000, 0)", "damage_payout(8000, 1.9)", "damage_payout(8000, 4)", "damage_payout(8000, 5)", "damage_payout(999, 9)"]},
    "turnaround.is_open": {"about": "whether the shop is open", "cases": ["is_open(date(2024, 3, 3))", "is_open(date(2024, 3, 2))", "is_open(date(2024, 3, 4))"]},
    "turnaround.ready_date": {
        "about": "the day on which an order is ready",
        "cases": ["str(ready_date(date(2024, 3, 4), 10, 'wash'))", "str(ready_date(date(2024, 3, 4), 11, ' Wash '))", "str(ready_date(date(2024, 3, 1), 9, 'cleaning'))",
                  "str(ready_date(date(2024, 3, 1), 15, 'leather'))", "ready_date(date(2024, 3, 1), 9, 'dyeing')"],
    },
    "turnaround.storage_fee": {"about": "the storage fee", "cases": ["storage_fee(date(2024, 3, 1), date(2024, 3, 15))", "storage_fee(date(2024, 3, 1), date(2024, 3, 16))", "storage_fee(date(2024, 3, 1), date(2024, 3, 2))", "storage_fee(date(2024, 2, 1), date(2024, 3, 1))"]},
    "turnaround.LaundryOrder.move_on": {
        "about": "the next step of an order",
        "cases": ["LaundryOrder(17, 'coat').move_on()", ["o = LaundryOrder(17, 'coat')", "[o.move_on() for _ in range(5)]"], ["o = LaundryOrder(17, 'coat', ironing=False)", "[o.move_on() for _ in range(4)]"],
                  ["o = LaundryOrder(17, 'coat', False)", "[o.move_on() for _ in range(4)]", "o.move_on()"]],
    },
    "turnaround.LaundryOrder.tag_labels": {"about": "the labels of an order", "cases": ["LaundryOrder(17, '2 x shirts; coat').tag_labels()", "LaundryOrder(8, 'dress').tag_labels()", "LaundryOrder(8, '').tag_labels()"]},
    "turnaround.LaundryOrder.missing_pieces": {
        "about": "the list of missing pieces",
        "cases": ["LaundryOrder(17, '2 x shirts; coat').missing_pieces({'shirt': 1})", "LaundryOrder(17, '2 x shirts; coat').missing_pieces({'shirt': 2, 'coat': 1})", "LaundryOrder(17, 'coat').missing_pieces({})",
                  "LaundryOrder(17, '3 x towels').missing_pieces({'towel': 4})"],
    },
    "turnaround.late_orders": {
        "about": "the list of late orders",
        "cases": ["late_orders({5: date(2024, 3, 2), 3: date(2024, 3, 1), 9: date(2024, 3, 4)}, date(2024, 3, 4))", "late_orders({8: date(2024, 3, 1), 2: date(2024, 3, 1)}, date(2024, 3, 4))", "late_orders({}, date(2024, 3, 4))"],
    },
    "turnaround.promise_text": {"about": "the date printed on the receipt", "cases": ["promise_text(date(2024, 3, 4), 9, 'wash')", "promise_text(date(2024, 12, 28), 11, ' Leather')", "promise_text(date(2024, 3, 2), 12, 'cleaning')"]},
}
