CASES = {
    "rows.row_letter": {"about": "the letter of a row", "cases": ["row_letter(0)", "row_letter(25)", "row_letter(26)", "row_letter(51)", "row_letter(52)"]},
    "rows.row_index": {"about": "the index of a row", "cases": ["row_index('A')", "row_index('z')", "row_index('AA')", "row_index('bc')", "row_index('?')"]},
    "rows.parse_seat": {"about": "the position of a seat", "cases": ["parse_seat(' c7 ')", "parse_seat('AA10')", "parse_seat('B0')", "parse_seat('12')", "parse_seat('D')", "parse_seat('a1')"]},
    "rows.seat_name": {"about": "the name of a seat", "cases": ["seat_name(2, 6)", "seat_name(0, 0)", "seat_name(26, 9)"]},
    "rows.seat_range": {"about": "the seats from first to last", "cases": ["seat_range('B3', 'b6')", "seat_range('C4', 'C4')", "seat_range('A1', 'B2')", "seat_range('A5', 'A4')"]},
    "rows.compact_names": {"about": "the short text for several seats", "cases": ["compact_names(['B5', 'A1', 'a3', 'A2'])", "compact_names(['C1', 'C3'])", "compact_names([])", "compact_names(['A9', 'B10', 'A10'])"]},
    "seatmap.SeatMap.state": {"about": "the state of a seat", "cases": [["m = SeatMap(2, 3)", "m.take('B3')", "(m.state('b3'), m.state('A3'))"], "SeatMap(2, 3).state('C1')"]},
    "seatmap.SeatMap.take": {
        "about": "the number of taken seats after a booking",
        "cases": [["m = SeatMap(2, 3)", "m.take('A1')", "m.take('b2', 'B3')"], ["m = SeatMap(2, 3)", "m.take('A1')", "m.take('A2', 'A1')"], ["m = SeatMap(2, 3)", "m.take('A2', 'B1')", "m.render()"]],
    },
    "seatmap.SeatMap.release": {
        "about": "the result of giving a seat back",
        "cases": [["m = SeatMap(2, 3)", "m.take('A1', 'A2')", "(m.release('a1'), m.render())"], ["m = SeatMap(2, 3)", "m.release('A1')"], ["m = SeatMap(1, 3)", "m.block_every_other(0)", "(m.release('A2'), m.render())"]],
    },
    "seatmap.SeatMap.block_every_other": {
        "about": "the row with every second seat blocked",
        "cases": [["m = SeatMap(1, 5)", "m.block_every_other(0)", "m.render()"], ["m = SeatMap(2, 4)", "m.take('B2')", "m.block_every_other(1)", "m.render()"]],
    },
    "seatmap.SeatMap.count": {"about": "the number of seats in a state", "cases": [["m = SeatMap(2, 3)", "m.take('A1', 'B3')", "(m.count(), m.count(TAKEN))"], "SeatMap(4, 6).count()"]},
    "seatmap.SeatMap.best_block": {
        "about": "the seats proposed for a group",
        "cases": ["SeatMap(3, 4).best_block(2)", ["m = SeatMap(2, 4)", "m.take('B2')", "m.best_block(3)"], ["m = SeatMap(2, 4)", "m.take('B1')", "m.best_block(3)"], "SeatMap(2, 4).best_block(5)", "SeatMap(1, 3).best_block(3)"],
    },
    "seatmap.SeatMap.leaves_single_gap": {
        "about": "the check for a single free seat",
        "cases": [["m = SeatMap(1, 5)", "m.take('A3')", "m.leaves_single_gap('A4')"], "SeatMap(1, 5).leaves_single_gap('A2')", "SeatMap(1, 5).leaves_single_gap('A3')", "SeatMap(1, 5).leaves_single_gap('A4')", "SeatMap(1, 5).leaves_single_gap('A1')", ["m = SeatMap(1, 6)", "m.take('A4')", "m.leaves_single_gap('A2')"], ["m = SeatMap(1, 6)", "m.take('A3')", "m.leaves_single_gap('A5')"]],
    },
    "seatmap.SeatMap.render": {"about": "the drawing of the hall", "cases": ["SeatMap(2, 3).render()", ["m = SeatMap(3, 2)", "m.take('A2', 'C1')", "m.render()"]]},
    "prices.row_extra": {"about": "the extra charge of a row", "cases": ["row_extra('A3', 6)", "row_extra('D1', 6)", "row_extra('e1', 6)", "row_extra('F9', 6)", "row_extra('B1', 6)"]},
    "prices.age_percent": {"about": "the percentage to pay at an age", "cases": ["age_percent(11)", "age_percent(12)", "age_percent(64)", "age_percent(65)"]},
    "prices.ticket_price": {"about": "the ticket price", "cases": ["ticket_price('C4', 8)", "ticket_price('H4', 8, 10, ' 3d')", "ticket_price('A1', 8, 70)", "ticket_price('C4', 8, 30, 'IMAX')", "ticket_price('B2', 8, 8, '4dx')"]},
    "prices.is_cinema_day": {"about": "the cinema day check", "cases": ["is_cinema_day(' TUESDAY')", "is_cinema_day('tue')", "is_cinema_day('Thursday')", "is_cinema_day('')"]},
    "prices.booking_fee": {"about": "the booking fee", "cases": ["booking_fee(3)", "booking_fee(5)", "booking_fee(9)", "booking_fee(3, False)", "booking_fee(0)"]},
    "prices.order_total": {"about": "the total of a ticket order", "cases": ["order_total([9.0, 7.0, 12.0], 'Mon')", "order_total([9.0, 7.0, 12.0], 'Tue ')", "order_total([10.0, 8.0], 'tuesday', False)", "order_total([], 'fri')"]},
}
