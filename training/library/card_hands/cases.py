CASES = {
    "cards.parse_card": {
        "about": "reading a card",
        "cases": [
            "parse_card('AS')",
            "parse_card(' 10h ')",
            "parse_card('td')",
            "parse_card('1C')",
            "parse_card('7X')",
            "parse_card('')",
            "parse_card('q c')",
        ],
    },
    "cards.parse_hand": {
        "about": "reading a hand of cards",
        "cases": [
            "parse_hand('AS 10h  7d')",
            "parse_hand('')",
            "parse_hand('AS as')",
            "parse_hand('2C 2D')",
        ],
    },
    "cards.rank_value": {
        "about": "the value of a rank",
        "cases": [
            "rank_value('2')",
            "rank_value('10')",
            "rank_value('J')",
            "rank_value('A')",
            "rank_value('1')",
        ],
    },
    "cards.card_name": {
        "about": "the full name of a card",
        "cases": [
            "card_name('QH')",
            "card_name('7c')",
            "card_name(' as')",
            "card_name('TD')",
            "card_name('KC')",
        ],
    },
    "cards.is_red": {
        "about": "the check for a red card",
        "cases": [
            "is_red('QH')",
            "is_red('2d')",
            "is_red('AS')",
            "is_red('9C')",
        ],
    },
    "cards.sort_hand": {
        "about": "the sorted hand",
        "cases": [
            "sort_hand('2C AH KS 10S 3D')",
            "sort_hand('9H QH JH')",
            "sort_hand('')",
            "sort_hand('4c td 4d')",
        ],
    },
    "cards.full_deck": {
        "about": "the full deck",
        "cases": [
            "len(full_deck())",
            "full_deck()[:3]",
            "full_deck()[-1]",
            "full_deck()[13]",
            "len(set(full_deck()))",
        ],
    },
    "poker.values_descending": {
        "about": "the values of a hand in order",
        "cases": [
            "values_descending(parse_hand('3C AH 10S'))",
            "values_descending([])",
            "values_descending(parse_hand('KD 2C 2D'))",
        ],
    },
    "poker.is_flush": {
        "about": "the check for a flush",
        "cases": [
            "is_flush(parse_hand('3C AC 10C'))",
            "is_flush(parse_hand('3C AC 10H'))",
            "is_flush([])",
            "is_flush(parse_hand('5D'))",
        ],
    },
    "poker.straight_high": {
        "about": "the high card of a straight",
        "cases": [
            "straight_high(parse_hand('6C 7H 8S 9D 10C'))",
            "straight_high(parse_hand('AC 2H 3S 4D 5C'))",
            "straight_high(parse_hand('AC KH QS JD 10C'))",
            "straight_high(parse_hand('6C 7H 8S 9D JC'))",
            "straight_high(parse_hand('6C 6H 8S 9D 10C'))",
            "straight_high(parse_hand('KC AH 2S 3D 4C'))",
            "straight_high(parse_hand('2C 3H 4S 5D 6C'))",
        ],
    },
    "poker.grouped_values": {
        "about": "the values of a hand grouped by count",
        "cases": [
            "grouped_values(parse_hand('8C 8H KS 5D 5C'))",
            "grouped_values(parse_hand('2C 2H 2S AD AC'))",
            "grouped_values(parse_hand('3C JH 9S'))",
            "grouped_values([])",
        ],
    },
    "poker.categorize": {
        "about": "the category of a poker hand",
        "cases": [
            "categorize('2C 3C 4C 5C 6C')",
            "categorize('9C 9D 9H 9S 2C')",
            "categorize('9C 9D 9H 2S 2C')",
            "categorize('2C 8C JC 5C 6C')",
            "categorize('2C 3D 4C 5C 6C')",
            "categorize('9C 9D 9H 3S 2C')",
            "categorize('9C 9D 3H 3S 2C')",
            "categorize('9C 9D 4H 3S 2C')",
            "categorize('9C KD 4H 3S 2C')",
            "categorize('9C KD')",
        ],
    },
    "poker.hand_strength": {
        "about": "the strength of a poker hand",
        "cases": [
            "hand_strength('9C 9D 4H 3S 2C')",
            "hand_strength('AC 2D 3C 4C 5C')",
            "hand_strength('9C 9D 9H 2S 2C')",
            "hand_strength('9H 10H JH QH KH')",
            "hand_strength('2C 8C JC 5C 6C')",
        ],
    },
    "poker.winners": {
        "about": "the winners of a poker round",
        "cases": [
            "winners({'Zoe': '9C 9D 4H 3S 2C', 'Amy': '8C 8D AH KS QC'})",
            "winners({'Zoe': '9C 9D 4H 3S 2C', 'Amy': '9H 9S 4C 3D 2H', 'Bo': '2S 3C 5D 7H JC'})",
            "winners({'A': '2C 3D 4C 5C 6C', 'B': 'AC 2D 3C 4D 5H'})",
            "winners({})",
        ],
    },
    "counting.pip_value": {
        "about": "the blackjack value of a rank",
        "cases": [
            "pip_value('A')",
            "pip_value('K')",
            "pip_value('7')",
            "pip_value('10')",
            "pip_value('J')",
            "pip_value('Q')",
        ],
    },
    "counting.blackjack_total": {
        "about": "the total of a blackjack hand",
        "cases": [
            "blackjack_total('AS KH')",
            "blackjack_total('AS AH 9C')",
            "blackjack_total('KH QD 5C')",
            "blackjack_total('AS KH QD')",
            "blackjack_total('AS 5H AD 10C')",
            "blackjack_total('')",
            "blackjack_total('KH 5D 6C')",
        ],
    },
    "counting.is_blackjack": {
        "about": "the check for a blackjack",
        "cases": [
            "is_blackjack('AS KH')",
            "is_blackjack('7S 7H 7D')",
            "is_blackjack('KS QH')",
            "is_blackjack('AS 9H')",
        ],
    },
    "counting.dealer_draws": {
        "about": "whether the dealer draws a card",
        "cases": [
            "dealer_draws('10S 7H')",
            "dealer_draws('10S 6H')",
            "dealer_draws('AS 6H')",
            "dealer_draws('KS QH')",
        ],
    },
    "counting.settle": {
        "about": "the win or loss of a blackjack player",
        "cases": [
            "settle('AS KH', '10C 9D', 10)",
            "settle('10S 9H', '10C 9D', 10)",
            "settle('10S 9H', '10C 8D', 10)",
            "settle('10S 8H', '10C 9D', 10)",
            "settle('10S 8H 5D', '10C 9D 5H', 10)",
            "settle('10S 8H', '10C 5D 9H', 10)",
            "settle('AS KH', 'AC QD', 10)",
            "settle('10S 6H 5D', 'AC QD', 10)",
        ],
    },
    "counting.high_card_points": {
        "about": "the bridge points for honours",
        "cases": [
            "high_card_points('AS KH QD JC 10C')",
            "high_card_points('AS AH 2D')",
            "high_card_points('9C 8C')",
            "high_card_points('QS JS 10S')",
            "high_card_points('')",
        ],
    },
    "counting.long_suit_points": {
        "about": "the bridge points for long suits",
        "cases": [
            "long_suit_points('2S 3S 4S 5S 6S 7S 2H')",
            "long_suit_points('2S 3S 4S 5S')",
            "long_suit_points('2S 3S 4S 5S 6S 2H 3H 4H 5H 6H')",
            "long_suit_points('')",
        ],
    },
    "counting.pairs_score": {
        "about": "the cribbage points for pairs",
        "cases": [
            "pairs_score('5S 5H 9C')",
            "pairs_score('5S 5H 5C')",
            "pairs_score('5S 9H 5C 9D')",
            "pairs_score('2S 3S')",
            "pairs_score('')",
        ],
    },
}
