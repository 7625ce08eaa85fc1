CASES = {
    "increments.increment_at": {"about": "the bid increment", "cases": ["increment_at(0)", "increment_at(49)", "increment_at(50)", "increment_at(999)", "increment_at(1000)", "increment_at(9000)"]},
    "increments.minimum_bid": {"about": "the minimum bid", "cases": ["minimum_bid(49)", "minimum_bid(200)", "minimum_bid(120, False)", "minimum_bid(5000)"]},
    "increments.bid_ladder": {"about": "the list of next bids", "cases": ["bid_ladder(48, 4)", "bid_ladder(980, 3)", "bid_ladder(10, 0)"]},
    "increments.round_down_to_step": {"about": "the amount rounded down to the increment", "cases": ["round_down_to_step(58)", "round_down_to_step(1234)", "round_down_to_step(49)", "round_down_to_step(200)"]},
    "increments.parse_bid": {"about": "the amount of a bid", "cases": ["parse_bid(' 0 ')", "parse_bid(' $1,250 ')", "parse_bid('2.5K')", "parse_bid('€40')", "parse_bid('0')", "parse_bid('99.9')", "parse_bid('much')", "parse_bid('£1')"]},
    "increments.steps_between": {"about": "the number of bids between two prices", "cases": ["steps_between(48, 70)", "steps_between(100, 100)", "steps_between(190, 211)", "steps_between(60, 50)"]},
    "lots.Lot.place": {
        "about": "the visible price after a bid",
        "cases": [["l = Lot('Clock', 100)", "l.place('ann', 300)"], ["l = Lot('Clock', 100)", "l.place('ann', 300)", "l.place('Bob', 150)"], ["l = Lot('Clock', 100)", "l.place('ann', 99)"],
                  ["l = Lot('Clock', 100)", "l.place('ann', 300)", "l.place(' Ann ', 300)"], ["l = Lot('Clock', 100)", "l.place('ann', 300)", "l.place('bob', 104)"],
                  ["l = Lot('Clock', 100)", "l.close()", "l.place('ann', 300)"], ["l = Lot('Clock', 100)", "l.place('ann', 300)", "l.place('bob', 200)", "l.place(' ANN', 301)", "l.maxima"]],
    },
    "lots.Lot.leader": {
        "about": "the leading bidder",
        "cases": ["Lot('Clock').leader()", ["l = Lot('Clock', 100)", "l.place(' Ann', 150)", "l.place('bob', 300)", "l.leader()"], ["l = Lot('Clock', 100)", "l.place('ann', 300)", "l.place('bob', 300)", "l.leader()"],
                  ["l = Lot('Clock', 10)", "l.place('ann', 20)", "l.place('bob', 40)", "l.place('ann', 40)", "l.leader()"]],
    },
    "lots.Lot.price": {
        "about": "the visible price of a lot",
        "cases": ["Lot('Clock', 100).price()", "Lot('Clock').price()", ["l = Lot('Clock', 100)", "l.place('ann', 300)", "l.place('bob', 298)", "l.price()"], ["l = Lot('Clock', 100, 250)", "l.place('ann', 250)", "l.price()"],
                  ["l = Lot('Clock', 100, 250)", "l.place('ann', 249)", "l.price()"], ["l = Lot('Clock', 100, 150)", "l.place('ann', 400)", "l.place('bob', 210)", "l.price()"], ["l = Lot('Clock', 10)", "l.place('ann', 20)", "l.place('bob', 30)", "l.place('cem', 60)", "l.price()"]],
    },
    "lots.Lot.reserve_met": {
        "about": "whether the reserve is met",
        "cases": ["Lot('Clock').reserve_met()", ["l = Lot('Clock', 100)", "l.place('ann', 100)", "l.reserve_met()"], ["l = Lot('Clock', 100, 250)", "l.place('ann', 249)", "l.reserve_met()"], ["l = Lot('Clock', 100, 250)", "l.place('ann', 250)", "l.reserve_met()"]],
    },
    "lots.Lot.close": {
        "about": "the result of closing a lot",
        "cases": [["l = Lot('Clock', 100)", "l.place('ann', 180)", "l.place('bob', 120)", "(l.close(), l.closed)"], ["l = Lot('Clock', 100, 250)", "l.place('ann', 200)", "l.close()"], "Lot('Clock').close()"],
    },
    "lots.status_line": {
        "about": "the status text of a lot",
        "cases": ["status_line(Lot(' Clock ', 1500))", ["l = Lot('Clock', 100, 250)", "l.place('ann', 180)", "status_line(l)"], ["l = Lot('Clock', 100)", "l.place('ann', 180)", "l.place('bob', 120)", "status_line(l)"]],
    },
    "settlement.buyer_premium": {"about": "the buyer's premium", "cases": ["buyer_premium(1000)", "buyer_premium(400)", "buyer_premium(3000)", "buyer_premium(15000)", "buyer_premium(0)", "buyer_premium(10000)"]},
    "settlement.buyer_total": {"about": "the total for the buyer", "cases": ["buyer_total(33, tax_percent=7)", "buyer_total(400)", "buyer_total(400, True)", "buyer_total(3000, tax_percent=20)", "buyer_total(37)"]},
    "settlement.seller_payout": {"about": "the payout for the seller", "cases": ["seller_payout(400)", "seller_payout(100)", "seller_payout(10)", "seller_payout(150)", "seller_payout(155)"]},
    "settlement.extended_end": {"about": "the extended end of an auction", "cases": ["extended_end(3600, 3000)", "extended_end(3600, 3480)", "extended_end(3600, 3550)", "extended_end(3600, 3600)", "extended_end(3600, 3601)"]},
    "settlement.results": {
        "about": "the auction results",
        "cases": ["results([])", ["a, b = Lot(' Clock ', 100), Lot('Vase', 50, 500)", "a.place('ann', 180)", "b.place('ann', 90)", "results([a, b])"], ["a, b = Lot('Clock', 100), Lot('Vase', 50)", "a.place('ann', 180)", "b.place('bob', 90)", "b.place('ann', 80)", "(results([a, b]), a.closed)"]],
    },
    "settlement.sell_through_rate": {"about": "the share of sold lots", "cases": ["sell_through_rate([])", ["a, b, c = Lot('Clock', 100), Lot('Vase', 50), Lot('Rug', 20)", "a.place('ann', 180)", "b.place('ann', 60)", "sell_through_rate([a, b, c])"], "sell_through_rate([Lot('Clock')])"]},
    "settlement.top_bidders": {
        "about": "the list of top bidders",
        "cases": [["ls = [Lot(str(n), 10) for n in range(5)]", "[l.place(w, 20) for l, w in zip(ls, ['zoe', 'bob', 'zoe', 'ann'])]", "top_bidders(ls)"], ["ls = [Lot(str(n), 10) for n in range(4)]", "[l.place(w, 20) for l, w in zip(ls, ['d', 'c', 'b', 'a'])]", "(top_bidders(ls), top_bidders(ls, 1))"], "top_bidders([])"],
    },
}
