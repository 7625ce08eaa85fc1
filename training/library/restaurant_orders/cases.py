CASES = {
    "menu.dish_key": {"about": "the lookup name of a dish", "cases": ["dish_key('  House   WINE ')", "dish_key('Tiramisu')", "dish_key('')"]},
    "menu.price_of": {"about": "the price of a dish", "cases": ["price_of('Lasagne')", "price_of(' house  wine')", "price_of('pizza')"]},
    "menu.in_happy_hour": {"about": "the happy hour check", "cases": ["in_happy_hour(16)", "in_happy_hour(17)", "in_happy_hour(18)", "in_happy_hour(19)"]},
    "menu.price_at": {"about": "the price at a time of day", "cases": ["price_at('lemonade', 17)", "price_at('House Wine', 20)", "price_at('lasagne', 18)", "price_at('house wine', 18)"]},
    "menu.safe_dishes": {"about": "the list of dishes a guest can eat", "cases": ["safe_dishes('main', ['Gluten '])", "safe_dishes('starter', [])", "safe_dishes('dessert', ['milk'])", "safe_dishes('drink', ['fish'])", "safe_dishes('main', ['egg', 'FISH'])"]},
    "menu.serving_order": {"about": "the serving order of dishes", "cases": ["serving_order(['Tiramisu', 'lemonade', 'Lasagne', 'Tomato Soup'])", "serving_order(['grilled trout', 'lasagne'])", "serving_order([])"]},
    "menu.cheapest": {"about": "the cheapest dish of a course", "cases": ["cheapest('main')", "cheapest('drink')", "cheapest('starter')", "cheapest('snack')"]},
    "orders.TableOrder.order": {
        "about": "the number of items ordered at a table",
        "cases": [["t = TableOrder(4, 3)", "t.order(1, 'lasagne')"], ["t = TableOrder(4, 3)", "t.order(1, 'lasagne', 2)", "t.order(3, 'Lemonade')"],
                  ["t = TableOrder(4, 3)", "t.order(4, 'lasagne')"], ["t = TableOrder(4, 3)", "t.order(0, 'lasagne')"],
                  ["t = TableOrder(4, 3)", "t.close()", "t.order(1, 'lasagne')"], ["t = TableOrder(4, 3)", "t.order(2, ' House  Wine ')", "t.items"]],
    },
    "orders.TableOrder.cancel": {
        "about": "the result of cancelling a dish",
        "cases": [["t = TableOrder(4, 3)", "t.order(1, 'lasagne', 2)", "(t.cancel(1, ' Lasagne'), len(t.items))"],
                  ["t = TableOrder(4, 3)", "t.order(1, 'lasagne')", "t.cancel(2, 'lasagne')"]],
    },
    "orders.TableOrder.total": {
        "about": "the total of a table",
        "cases": ["TableOrder(4, 3).total()", ["t = TableOrder(4, 3)", "t.order(1, 'lasagne', 2)", "t.order(2, 'lemonade')", "t.total()"],
                  ["t = TableOrder(4, 3)", "t.order(1, 'lasagne', 2)", "t.order(2, 'lemonade')", "t.total(18)"]],
    },
    "orders.TableOrder.seat_total": {
        "about": "the bill of one seat",
        "cases": [["t = TableOrder(4, 3)", "t.order(1, 'lasagne')", "t.order(2, 'lemonade', 3)", "[t.seat_total(s) for s in (1, 2, 3)]"],
                  ["t = TableOrder(4, 3)", "t.order(2, 'lemonade', 3)", "t.seat_total(2, 17)"]],
    },
    "orders.TableOrder.kitchen_ticket": {
        "about": "the kitchen ticket",
        "cases": ["TableOrder(4, 3).kitchen_ticket()",
                  ["t = TableOrder(4, 3)", "t.order(1, 'tiramisu')", "t.order(2, 'lasagne', 2)", "t.order(3, 'bruschetta')", "t.kitchen_ticket()"]],
    },
    "orders.TableOrder.close": {
        "about": "the total when the bill is closed",
        "cases": [["t = TableOrder(4, 3)", "t.order(1, 'lemonade')", "(t.close(), t.closed)"], ["t = TableOrder(4, 3)", "t.order(1, 'lemonade')", "t.close(18)"]],
    },
    "orders.empty_seats": {
        "about": "the list of seats without an order",
        "cases": [["t = TableOrder(4, 3)", "t.order(2, 'lasagne')", "empty_seats(t)"], "empty_seats(TableOrder(1, 2))"],
    },
    "splitting.tip": {"about": "the tip", "cases": ["tip(45.55, 15)", "tip(45.5)", "tip(80, 15)", "tip(80, -1)", "tip(33, 0)"]},
    "splitting.round_up_tip": {"about": "the tip that rounds up the bill", "cases": ["round_up_tip(42.5)", "round_up_tip(45)", "round_up_tip(42.5, 10)", "round_up_tip(0)"]},
    "splitting.service_charge": {"about": "the service charge", "cases": ["service_charge(123.45, 6)", "service_charge(200, 5)", "service_charge(200, 6)", "service_charge(150, 8)"]},
    "splitting.split_evenly": {"about": "the equal shares of a bill", "cases": ["split_evenly(10, 3)", "split_evenly(20.5, 2)", "split_evenly(10, 0)", "split_evenly(0.05, 4)", "split_evenly(7.5, 1)"]},
    "splitting.split_by_seat": {
        "about": "the bill split by seat",
        "cases": [["t = TableOrder(4, 3)", "t.order(1, 'lasagne')", "t.order(3, 'lemonade')", "split_by_seat(t)"],
                  ["t = TableOrder(4, 3)", "t.order(2, 'grilled trout')", "t.order(3, 'lemonade')", "split_by_seat(t, 18, 10)"], "split_by_seat(TableOrder(4, 3))"],
    },
    "splitting.settle_debts": {
        "about": "the list of payments between friends",
        "cases": ["settle_debts({'ann': 90, 'bob': 0, 'cem': 30})", "settle_debts({'ann': 20, 'bob': 20})", "settle_debts({'ann': 0, 'bob': 10.5})",
                  "settle_debts({'ann': 50, 'bob': 0, 'cem': 10, 'dee': 60})", "settle_debts({})"],
    },
}
