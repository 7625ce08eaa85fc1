CASES = {
    "units.parse_coins": {
        "about": "the amount read from text",
        "cases": ["parse_coins('0.5 BTC')", "parse_coins(' 12 mBTC ')", "parse_coins('1.25')", "parse_coins('700 sat')", "parse_coins('0.123456789')", "parse_coins('3.5  bits')", "parse_coins('.00000001 btc')", "parse_coins('1 eth')", "parse_coins('1.5 sat')"],
    },
    "units.coins_text": {"about": "the text of an amount", "cases": ["coins_text(1500000)", "coins_text(100000000)", "coins_text(0)", "coins_text(-250000000)", "coins_text(123456789)", "coins_text(1)"]},
    "units.to_unit": {"about": "the amount in another unit", "cases": ["to_unit(1500000, 'mBTC')", "to_unit(250, ' bits ')", "to_unit(50000000, 'btc')", "to_unit(7, 'sat')", "to_unit(1, 'gwei')"]},
    "units.fiat_value": {"about": "the value in a currency", "cases": ["fiat_value(50000000, 40000)", "fiat_value(12345, 61234.5)", "fiat_value(0, 40000)"]},
    "units.sats_for_fiat": {"about": "the amount that money buys", "cases": ["sats_for_fiat(100, 40000)", "sats_for_fiat(50, 60000)", "sats_for_fiat(1, 0)", "sats_for_fiat(0, 30000)", "sats_for_fiat(2, 1)"]},
    "units.is_dust": {"about": "whether an amount is dust", "cases": ["is_dust(545)", "is_dust(546)", "is_dust(0)", "is_dust(100000)"]},
    "units.short_address": {"about": "the shortened address", "cases": ["short_address('bc1q4mabcdefghij9tx2z8')", "short_address('bc1q4mabc9tx2z8')", "short_address('bc1q4mabcd9tx2z8')", "short_address('bc1q4mabcdefghij9tx2z8', 4)"]},
    "fees.transaction_size": {"about": "the size of a transaction", "cases": ["transaction_size(1, 2)", "transaction_size(3, 1)", "transaction_size(0, 0)"]},
    "fees.transaction_fee": {"about": "the fee of a transaction", "cases": ["transaction_fee(1, 2, 10)", "transaction_fee(1, 2, 0)", "transaction_fee(1, 2, 501)", "transaction_fee(2, 1, 500)", "transaction_fee(3, 1, 1)"]},
    "fees.rate_for_level": {
        "about": "the fee rate for a speed",
        "cases": ["rate_for_level('fast', {1: 60, 2: 45, 6: 20})", "rate_for_level(' Normal ', {1: 60, 2: 45, 10: 20})", "rate_for_level('fast', {5: 30, 3: 40})", "rate_for_level('SLOW', {1: 60, 24: 5, 30: 3})", "rate_for_level('normal', {6: 11, 7: 9})"],
    },
    "fees.fee_share": {"about": "the share of the fee", "cases": ["fee_share(1410, 100000)", "fee_share(500, 20000)", "fee_share(5, 0)"]},
    "fees.bumped_fee": {"about": "the fee of a replacement", "cases": ["bumped_fee(1410, 141, 20)", "bumped_fee(2800, 141, 20)", "bumped_fee(1410, 141, 11)"]},
    "fees.change_amount": {
        "about": "the change of a transaction",
        "cases": ["change_amount(100000, 60000, 1, 10)", "change_amount(61956, 60000, 1, 10)", "change_amount(61955, 60000, 1, 10)", "change_amount(61100, 60000, 1, 10)", "change_amount(61099, 60000, 1, 10)", "change_amount(90000, 30000, 2, 5)"],
    },
    "fees.is_worth_spending": {"about": "whether a coin is worth spending", "cases": ["is_worth_spending(681, 10)", "is_worth_spending(680, 10)", "is_worth_spending(70, 1)"]},
    "wallet.Wallet.receive": {
        "about": "the result of receiving a coin",
        "cases": ["Wallet('w').receive('a', 5000)", "Wallet('w').receive('a', 545, 3)", ["w = Wallet('w')", "w.receive('a', 546, 3)", "w.coins"], ["w = Wallet('w')", "w.receive('a', 5000)", "w.receive('a', 7000)"],
                  ["w = Wallet('w')", "w.receive('a', 100)", "w.coins"]],
    },
    "wallet.Wallet.confirmations": {
        "about": "the number of confirmations",
        "cases": [["w = Wallet('w', 100)", "w.receive('a', 5000, 98)", "w.confirmations('a')"], ["w = Wallet('w', 100)", "w.receive('a', 5000)", "w.confirmations('a')"], ["w = Wallet('w', 100)", "w.receive('a', 5000, 100)", "w.confirmations('a')"],
                  "Wallet('w').confirmations('x')"],
    },
    "wallet.Wallet.confirmed_balance": {
        "about": "the confirmed balance",
        "cases": [["w = Wallet('w', 100)", "w.receive('a', 5000, 98)", "w.receive('b', 3000, 99)", "w.receive('c', 900, 50)", "w.confirmed_balance()"], "Wallet('w').confirmed_balance()", ["w = Wallet('w', 9)", "w.receive('a', 5000)", "w.confirmed_balance()"]],
    },
    "wallet.Wallet.pending_balance": {
        "about": "the pending balance",
        "cases": [["w = Wallet('w', 100)", "w.receive('a', 5000, 98)", "w.receive('b', 3000, 99)", "w.receive('c', 900)", "w.pending_balance()"], "Wallet('w').pending_balance()", ["w = Wallet('w', 50)", "w.receive('a', 5000, 48)", "w.pending_balance()"]],
    },
    "wallet.Wallet.spendable": {
        "about": "the list of spendable coins",
        "cases": [["w = Wallet('w', 100)", "w.receive('a', 5000, 98)", "w.receive('b', 9000, 97)", "w.receive('c', 8000, 99)", "w.receive('d', 600, 5)", "w.spendable(10)"],
                  ["w = Wallet('w', 100)", "w.receive('a', 5000, 8)", "w.receive('d', 680, 5)", "(w.spendable(1), w.spendable(10))"], "Wallet('w').spendable(5)"],
    },
    "wallet.Wallet.pick_coins": {
        "about": "the coins picked for a payment",
        "cases": [["w = Wallet('w', 100)", "w.receive('a', 5000, 8)", "w.receive('b', 9000, 8)", "w.pick_coins(8000, 5)"], ["w = Wallet('w', 100)", "w.receive('a', 5000, 8)", "w.receive('b', 9000, 8)", "w.pick_coins(8451, 5)"],
                  ["w = Wallet('w', 100)", "w.receive('a', 5000, 8)", "w.receive('b', 9000, 8)", "w.pick_coins(8450, 5)"], ["w = Wallet('w', 100)", "w.receive('a', 5000, 8)", "w.pick_coins(4990, 1)"]],
    },
    "wallet.Wallet.send": {
        "about": "the fee and change of a payment",
        "cases": [["w = Wallet('w', 100)", "w.receive('a', 50000, 8)", "w.send(20000, 10)"], ["w = Wallet('w', 100)", "w.receive('a', 50000, 8)", "w.receive('b', 700, 8)", "w.send(20000, 10)", "w.coins"],
                  ["w = Wallet('w', 100)", "w.receive('a', 50000, 8)", "w.send(48500, 10)"], ["w = Wallet('w', 100)", "w.receive('a', 50000, 8)", "w.send(545, 10)"], ["w = Wallet('w', 100)", "w.receive('a', 50000, 8)", "w.send(48500, 10)", "w.coins"],
                  ["w = Wallet('w', 100)", "w.receive('a', 50000, 8)", "w.receive('b', 60000, 8)", "w.send(80000, 2)"], ["w = Wallet('w', 5)", "w.receive('a', 50000, 1)", "w.send(546, 1)"]],
    },
    "wallet.Wallet.label": {
        "about": "the labels of addresses",
        "cases": [["w = Wallet('w')", "w.label('bc1', ' rent ')", "w.labels"], ["w = Wallet('w')", "w.label('bc1', 'rent')", "w.label('bc1', '  ')", "w.labels"], ["w = Wallet('w')", "w.label('bc1', '')", "w.labels"]],
    },
    "wallet.Wallet.summary": {
        "about": "the summary of a wallet",
        "cases": ["Wallet('savings').summary()", ["w = Wallet('savings', 10)", "w.receive('a', 50000000, 2)", "w.receive('b', 10000000)", "w.summary()"], ["w = Wallet('cash', 10)", "w.receive('a', 120000000, 2)", "w.summary()"]],
    },
    "wallet.wealth_by_wallet": {
        "about": "the ranking of wallets",
        "cases": [["a, b, c = Wallet('zoe', 9), Wallet('bob', 9), Wallet('ann', 9)", "a.receive('x', 5000, 1)", "b.receive('y', 9000, 1)", "c.receive('z', 5000, 1)", "wealth_by_wallet([a, b, c])"], "wealth_by_wallet([])", "wealth_by_wallet([Wallet('b'), Wallet('a')])"],
    },
}
