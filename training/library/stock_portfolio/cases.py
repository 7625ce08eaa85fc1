CASES = {
    "positions.Lot.cost": {"about": "the cost of a lot", "cases": ["Lot(10, 25.5).cost()", "Lot(3, 100, 9.9).cost()", "Lot(0, 50, 5).cost()"]},
    "positions.Position.shares": {"about": "the number of shares held", "cases": ["Position('ACME').shares", "Position('ACME', [Lot(9, 10, 3)]).shares", "Position('ACME', [Lot(5, 10), Lot(7, 12)]).shares"]},
    "positions.Position.buy": {
        "about": "the number of shares after buying",
        "cases": ["Position('ACME').buy(5, 10)", "Position('ACME').buy(0, 10)", ["p = Position('ACME')", "p.buy(5, 10, 4)", "p.buy(1, 12)"], ["p = Position('ACME')", "p.buy(5, 10, 4)", "p.lots[0].cost()"], ["p = Position('ACME')", "p.buy(5, 10)", "p.lots[0].fee"]],
    },
    "positions.Position.average_price": {"about": "the average price of a position", "cases": ["Position('ACME').average_price()", "Position('ACME', [Lot(10, 20, 5), Lot(30, 30, 5)]).average_price()", "Position('ACME', [Lot(3, 10, 1)]).average_price()"]},
    "positions.Position.sell": {
        "about": "the gain of a sale",
        "cases": [["p = Position('ACME', [Lot(10, 20, 5), Lot(10, 30)])", "p.sell(5, 25, 2)"], ["p = Position('ACME', [Lot(10, 20, 5), Lot(10, 30)])", "p.sell(15, 40)", "(p.shares, len(p.lots), p.realised)"], "Position('ACME', [Lot(10, 20)]).sell(11, 25)",
                  "Position('ACME', [Lot(10, 20)]).sell(0, 25)", "Position('ACME', [Lot(10, 20)]).sell(1, 26)", ["p = Position('ACME', [Lot(10, 20, 5)])", "p.sell(4, 25)", "(p.sell(6, 18, 1), p.realised, p.lots)"], ["p = Position('ACME', [Lot(10, 20, 5)])", "p.sell(4, 25)", "p.lots[0].fee"]],
    },
    "positions.Position.split": {
        "about": "the number of shares after a split",
        "cases": ["Position('ACME', [Lot(10, 20), Lot(5, 30)]).split(4)", ["p = Position('ACME', [Lot(10, 20)])", "p.split(4)", "p.lots[0].price"], "Position('ACME', [Lot(10, 20)]).split(0)", "Position('ACME', [Lot(10, 20)]).split(1)"],
    },
    "positions.clean_symbol": {"about": "the ticker symbol", "cases": ["clean_symbol(' sap.de ')", "clean_symbol('ACME')", "clean_symbol('brk.b.us')"]},
    "gains.unrealised_gain": {"about": "the unrealised gain", "cases": ["unrealised_gain(Position('A', [Lot(10, 20, 5), Lot(5, 30)]), 26)", "unrealised_gain(Position('A', [Lot(4, 50)]), 45.5)", "unrealised_gain(Position('A'), 9)"]},
    "gains.gain_percent": {"about": "the gain in percent", "cases": ["gain_percent(800, 1000)", "gain_percent(800, 600)", "gain_percent(0, 600)", "gain_percent(1, 3)", "gain_percent(300, 301)"]},
    "gains.yearly_return_percent": {"about": "the yearly return", "cases": ["yearly_return_percent(1000, 1210, 730)", "yearly_return_percent(1000, 1100, 365)", "yearly_return_percent(1000, 1100, 90)", "yearly_return_percent(1000, 900, 1095)", "yearly_return_percent(500, 600, 364)"]},
    "gains.dividend_yield": {"about": "the dividend yield", "cases": ["dividend_yield(0.5, 40)", "dividend_yield(2, 80, 1)", "dividend_yield(0, 40)", "dividend_yield(0.3, 17, payments=12)"]},
    "gains.capital_gains_tax": {
        "about": "the tax on gains",
        "cases": ["capital_gains_tax([1500, 400])", "capital_gains_tax([1500, -900])", "capital_gains_tax([2000], 600)", "capital_gains_tax([500], 1200)", "capital_gains_tax([])", "capital_gains_tax([-3000])", "capital_gains_tax([1001])"],
    },
    "gains.loss_carried_forward": {
        "about": "the loss that is carried forward",
        "cases": ["loss_carried_forward({2021: -500, 2022: 300})", "loss_carried_forward({2022: -300, 2021: 800})", "loss_carried_forward({})", "loss_carried_forward({2020: -100, 2021: 400, 2022: -50})", "loss_carried_forward({2023: 70})"],
    },
    "risk_figures.max_drawdown": {"about": "the largest fall of a price", "cases": ["max_drawdown([100, 120, 90, 110])", "max_drawdown([100, 80, 200, 150])", "max_drawdown([10, 20, 30])", "max_drawdown([])", "max_drawdown([0.5, 0.4])", "max_drawdown([50, 20, 40, 30])"]},
    "risk_figures.daily_changes": {"about": "the daily changes", "cases": ["daily_changes([100, 110, 99])", "daily_changes([50])", "daily_changes([])", "daily_changes([80, 90])"]},
    "gains.break_even_price": {"about": "the break-even price", "cases": ["break_even_price(Position('A', [Lot(10, 20, 5), Lot(10, 30)]))", "break_even_price(Position('A', [Lot(10, 20, 5)]), 5)", "break_even_price(Position('A'))", "break_even_price(Position('A', [Lot(3, 10, 1)]), sell_fee=2.5)"]},
    "allocation.holding_values": {"about": "the value of each holding", "cases": ["holding_values({'ACME': 10, 'BOLT': 3}, {'ACME': 12.5, 'BOLT': 100})", "holding_values({}, {})", "holding_values({'ACME': 1}, {})", "holding_values({'ACME': 3}, {'ACME': 0.333, 'X': 1})"]},
    "allocation.weights": {"about": "the weights of the holdings", "cases": ["weights({'ACME': 600, 'BOLT': 300})", "weights({'ACME': 0, 'BOLT': 0})", "weights({})", "weights({'ACME': 70, 'BOLT': 20, 'CORE': 10})"]},
    "allocation.sector_weights": {
        "about": "the weights of the sectors",
        "cases": ["sector_weights({'ACME': 600, 'BOLT': 300, 'CORE': 100}, {'ACME': 'tech', 'BOLT': 'tech'})", "sector_weights({'ACME': 100, 'BOLT': 300}, {'ACME': 'energy', 'BOLT': 'health'})", "sector_weights({}, {})", "sector_weights({'A': 1, 'B': 3}, {})"],
    },
    "allocation.parse_targets": {"about": "the target weights read from text", "cases": ["parse_targets('ACME 60, bolt 40')", "parse_targets('acme.de 33.3%,BOLT 66.7%')", "parse_targets('ACME 60, BOLT 50')", "parse_targets('core 100')", "parse_targets('ACME 60, BOLT 39.5')"]},
    "allocation.drift": {"about": "the drift from the targets", "cases": ["drift({'ACME': 700, 'BOLT': 300}, {'ACME': 60, 'CORE': 40})", "drift({}, {'ACME': 100})", "drift({'BOLT': 50, 'ACME': 150}, {'ACME': 70, 'BOLT': 30})"]},
    "allocation.needs_rebalancing": {
        "about": "whether the portfolio needs rebalancing",
        "cases": ["needs_rebalancing({'ACME': 65, 'BOLT': 35}, {'ACME': 60, 'BOLT': 40})", "needs_rebalancing({'ACME': 64, 'BOLT': 36}, {'ACME': 60, 'BOLT': 40})", "needs_rebalancing({'ACME': 100}, {'ACME': 100})", "needs_rebalancing({'ACME': 90, 'BOLT': 4, 'CORE': 6}, {'ACME': 96, 'BOLT': 2, 'CORE': 2})"],
    },
    "allocation.rebalancing_orders": {
        "about": "the rebalancing orders",
        "cases": ["rebalancing_orders({'ACME': 7000, 'BOLT': 3000}, {'ACME': 50, 'BOLT': 48, 'CORE': 2})", "rebalancing_orders({'ACME': 5000, 'BOLT': 5000}, {'ACME': 51, 'BOLT': 49})", "rebalancing_orders({}, {'ACME': 100})",
                  "rebalancing_orders({'OLD': 900, 'ACME': 100}, {'ACME': 100})", "rebalancing_orders({'ACME': 5000, 'BOLT': 5000}, {'ACME': 52, 'BOLT': 48})"],
    },
    "allocation.invest_cash": {"about": "the shares bought with cash", "cases": ["invest_cash(1000, 300)", "invest_cash(1000, 300, 120)", "invest_cash(250, 300, 5)", "invest_cash(305, 300, 5)", "invest_cash(99.5, 20, 1)", "invest_cash(304, 300, 5)"]},
    "risk_figures.concentrated": {"about": "the list of heavy positions", "cases": ["concentrated({'ACME': 30, 'BOLT': 50, 'CORE': 20})", "concentrated({'A': 10, 'B': 10, 'C': 10, 'D': 10, 'E': 10})", "concentrated({})", "concentrated({'A': 21, 'B': 79})"]},
}
