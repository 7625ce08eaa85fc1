CASES = {
    "tiers.tier_name": {
        "about": "the tier of a member",
        "cases": ["tier_name(0)", "tier_name(999)", "tier_name(1000)", "tier_name(4999)", "tier_name(15000)"],
    },
    "tiers.tier_for": {
        "about": "the tier reached with some points",
        "cases": ["tuple(tier_for(5000))", "tier_for(14999).multiplier", "tuple(tier_for(0))", "tier_for(1000).multiplier"],
    },
    "tiers.next_tier": {
        "about": "the tier that comes next",
        "cases": ["next_tier(0)", "next_tier(1000)", "next_tier(14999)", "next_tier(15000)"],
    },
    "tiers.points_to_next": {
        "about": "the points missing for the next tier",
        "cases": ["points_to_next(0)", "points_to_next(1000)", "points_to_next(4999)", "points_to_next(20000)", "points_to_next(15000)"],
    },
    "tiers.progress_bar": {
        "about": "the progress bar",
        "cases": ["progress_bar(300)", "progress_bar(3000)", "progress_bar(20000)", "progress_bar(3000, 4)", "progress_bar(0, 5)"],
    },
    "tiers.tier_after_year": {
        "about": "the tier in the new year",
        "cases": ["tier_after_year(' Platinum ', 10)", "tier_after_year('silver', 6000)", "tier_after_year('bronze', 0)",
                  "tier_after_year('gold', 1000)", "tier_after_year('GOLD', 0)"],
    },
    "earning.base_points": {
        "about": "the points for an amount spent",
        "cases": ["base_points(12.99)", "base_points(0.99)", "base_points(-5)", "base_points(40)", "base_points(1)"],
    },
    "earning.category_factor": {
        "about": "the bonus factor of a category",
        "cases": ["category_factor(' Organic ')", "category_factor('HOUSEHOLD')", "category_factor('Gift Card')", "category_factor('toys')",
                  "category_factor('')"],
    },
    "earning.purchase_points": {
        "about": "the points of a purchase",
        "cases": ["purchase_points(12.5)", "purchase_points(12.5, 'organic')", "purchase_points(13, '', 1000)", "purchase_points(30, 'tobacco', 5000)",
                  "purchase_points(7, 'household', 16000)", "purchase_points(11, '', 1200)"],
    },
    "earning.receipt_points": {
        "about": "the points of a receipt",
        "cases": ["receipt_points([(1.5, 'toys'), (2.5, ' Toys ')])", "receipt_points([(10, 'organic'), (4, 'tobacco'), (3, 'toys')], 5000)",
                  "receipt_points([])", "receipt_points([(9.9, 'organic')])"],
    },
    "earning.birthday_bonus": {
        "about": "the birthday bonus",
        "cases": ["birthday_bonus('1990-04-12', '2024-04-30')", "birthday_bonus('1990-04-12', '2024-05-12')", "birthday_bonus('1990-11-01', '1990-10-01')"],
    },
    "earning.streak_bonus": {
        "about": "the bonus for weekly shopping",
        "cases": ["streak_bonus([40, 37, 38, 39])", "streak_bonus([1, 2, 3, 4])", "streak_bonus([1, 2, 4, 5])", "streak_bonus([8, 7, 6, 5, 4, 3, 2, 1])", "streak_bonus([])",
                  "streak_bonus([3, 3, 4, 5])", "streak_bonus([2, 3, 4, 5, 6, 7, 8])"],
    },
    "wallet.add_months": {
        "about": "the month some months later",
        "cases": ["add_months('2024-11', 2)", "add_months('2024-01', 0)", "add_months('2024-12', 24)", "add_months('2023-05', 7)"],
    },
    "wallet.voucher_euros": {
        "about": "the value of the voucher for some points",
        "cases": ["voucher_euros(499)", "voucher_euros(500)", "voucher_euros(1299)", "voucher_euros(0)", "voucher_euros(2050)"],
    },
    "wallet.Wallet.earn": {
        "about": "the points balance after earning points",
        "cases": [["w = Wallet('ann')", "w.earn(120, '2024-03')"], ["w = Wallet('ann')", "w.earn(5, '2024-03')", "w.earn(7, '2023-10')", "w.batches"],
                  ["w = Wallet('ann')", "w.earn(-1, '2024-03')"], ["w = Wallet('ann')", "w.earn(0, '2024-03')", "w.batches"]],
    },
    "wallet.Wallet.balance": {
        "about": "the points balance",
        "cases": ["Wallet('ann').balance()", ["w = Wallet('ann')", "w.earn(120, '2024-03')", "w.earn(30, '2024-04')", "w.balance()"]],
    },
    "wallet.Wallet.burn": {
        "about": "the points balance after spending points",
        "cases": [["w = Wallet('ann')", "w.earn(100, '2024-03')", "w.earn(50, '2024-01')", "w.burn(70)", "w.batches"],
                  ["w = Wallet('ann')", "w.earn(100, '2024-03')", "w.burn(101)"],
                  ["w = Wallet('ann')", "w.earn(100, '2024-03')", "(w.burn(100), w.batches)"],
                  ["w = Wallet('ann')", "w.earn(100, '2024-03')", "w.burn(30)"]],
    },
    "wallet.Wallet.expire": {
        "about": "the points lost by expiry",
        "cases": [["w = Wallet('ann')", "w.earn(100, '2022-03')", "w.earn(50, '2022-05')", "(w.expire('2024-05'), w.balance())"],
                  ["w = Wallet('ann')", "w.earn(100, '2022-03')", "w.expire('2024-03')"], "Wallet('ann').expire('2024-01')"],
    },
    "wallet.Wallet.expiring_within": {
        "about": "the points that expire soon",
        "cases": [["w = Wallet('ann')", "w.earn(100, '2022-03')", "w.earn(50, '2022-04')", "w.expiring_within('2023-12')"],
                  ["w = Wallet('ann')", "w.earn(100, '2022-03')", "w.earn(50, '2022-04')", "w.expiring_within('2023-12', 4)"],
                  ["w = Wallet('ann')", "w.earn(100, '2022-03')", "w.expiring_within('2023-12', 2)"]],
    },
    "wallet.transfer_points": {
        "about": "the receiver's balance after a gift of points",
        "cases": [["a, b = Wallet('ann'), Wallet('bob')", "a.earn(300, '2023-01')", "(transfer_points(a, b, 250, '2024-02'), a.balance(), b.batches)"],
                  ["a, b = Wallet('ann'), Wallet('bob')", "a.earn(30, '2023-01')", "b.earn(7, '2023-01')", "transfer_points(a, b, 9, '2024-02')"],
                  "transfer_points(Wallet('ann'), Wallet('bob'), 10, '2024-02')"],
    },
}
