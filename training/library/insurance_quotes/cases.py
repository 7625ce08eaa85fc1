CASES = {
    "risk.age_factor": {"about": "the factor for the driver's age", "cases": ["age_factor(17)", "age_factor(18)", "age_factor(20)", "age_factor(21)", "age_factor(24)", "age_factor(25)", "age_factor(74)", "age_factor(75)"]},
    "risk.bonus_factor": {"about": "the factor for claim-free years", "cases": ["bonus_factor(0)", "bonus_factor(-2)", "bonus_factor(7)", "bonus_factor(20)", "bonus_factor(31)"]},
    "risk.mileage_factor": {"about": "the factor for the yearly mileage", "cases": ["mileage_factor(6000)", "mileage_factor(6001)", "mileage_factor(15000)", "mileage_factor(15001)", "mileage_factor(20000)", "mileage_factor(31000)"]},
    "risk.parking_factor": {"about": "the factor for the parking place", "cases": ["parking_factor(' Garage ')", "parking_factor('STREET')", "parking_factor('driveway')"]},
    "risk.combined_factor": {
        "about": "the combined risk factor",
        "cases": ["combined_factor({'age': 40, 'vehicle': 'family'})", "combined_factor({'age': 22, 'vehicle': 'sports', 'region': 'urban', 'km': 22000, 'parking': 'street'})",
                  "combined_factor({'age': 55, 'vehicle': 'city', 'claim_free_years': 10, 'parking': 'garage', 'km': 5000})", "combined_factor({'age': 30, 'vehicle': 'tank'})",
                  "combined_factor({'age': 78, 'vehicle': 'classic', 'region': 'rural'})"],
    },
    "risk.risk_class": {"about": "the risk class", "cases": ["risk_class(0.69)", "risk_class(0.7)", "risk_class(1.29)", "risk_class(1.3)", "risk_class(1.99)", "risk_class(2.0)"]},
    "risk.highest_risk": {
        "about": "the driver with the highest risk",
        "cases": ["highest_risk({'Ann': {'age': 40, 'vehicle': 'family'}, 'Bob': {'age': 22, 'vehicle': 'family'}})", "highest_risk({'Zoe': {'age': 19, 'vehicle': 'city'}, 'Cem': {'age': 80, 'vehicle': 'city'}})",
                  "highest_risk({'Ida': {'age': 40, 'vehicle': 'city'}})"],
    },
    "premiums.deductible_discount": {
        "about": "the discount for a deductible",
        "cases": ["deductible_discount(0)", "deductible_discount(150)", "deductible_discount(299)", "deductible_discount(300)", "deductible_discount(5000)", "deductible_discount(-1)", "deductible_discount(500)"],
    },
    "premiums.net_premium": {
        "about": "the premium without tax",
        "cases": ["net_premium('full', {'age': 40, 'vehicle': 'family'}, 300)", "net_premium('liability', {'age': 40, 'vehicle': 'family'}, 300)", "net_premium('partial', {'age': 22, 'vehicle': 'city'})",
                  "net_premium('full', {'age': 19, 'vehicle': 'sports'})", "net_premium('partial', {'age': 40, 'vehicle': 'family'}, 1000)"],
    },
    "premiums.with_insurance_tax": {"about": "the premium with tax", "cases": ["with_insurance_tax(100)", "with_insurance_tax(586.5)", "with_insurance_tax(0)"]},
    "premiums.instalment_amount": {"about": "the amount of one payment", "cases": ["instalment_amount(600, 1)", "instalment_amount(600, 2)", "instalment_amount(600, 4)", "instalment_amount(600, 12)", "instalment_amount(600, 3)"]},
    "premiums.short_term_premium": {
        "about": "the premium for some months",
        "cases": ["short_term_premium(600, 1)", "short_term_premium(600, 8)", "short_term_premium(600, 12)", "short_term_premium(600, 0)", "short_term_premium(600, 13)", "short_term_premium(500, 5)"],
    },
    "premiums.household_price": {"about": "the price of all contracts of a household", "cases": ["household_price([200, 500, 100])", "household_price([400])", "household_price([])", "household_price([300, 100])"]},
    "premiums.quote_line": {
        "about": "the line of a quote",
        "cases": ["quote_line('full', {'age': 40, 'vehicle': 'family'}, 300)", "quote_line('liability', {'age': 40, 'vehicle': 'city'})", "quote_line('partial', {'age': 30, 'vehicle': 'family', 'claim_free_years': 5}, 150)"],
    },
    "premiums.rank_offers": {"about": "the order of the offers", "cases": ["rank_offers({'Atlas': 510, 'Delta': 480, 'Boreal': 480})", "rank_offers({})", "rank_offers({'Zenit': 300.5, 'Atlas': 301})"]},
    "claims.payout": {"about": "the payout of a claim", "cases": ["payout(1000, 300)", "payout(200, 300)", "payout(5000, 300, 2000)", "payout(1000, 0, 0)", "payout(900, 150, 2000)"]},
    "claims.own_costs": {"about": "the customer's share of a damage", "cases": ["own_costs(1000, 300)", "own_costs(200, 300)", "own_costs(5000, 300, 2000)", "own_costs(0, 150)"]},
    "claims.is_total_loss": {"about": "whether a car is a total loss", "cases": ["is_total_loss(7001, 10000)", "is_total_loss(7000, 10000)", "is_total_loss(100, 10000)", "is_total_loss(50, 60)"]},
    "claims.years_after_claims": {"about": "the claim-free years after a year", "cases": ["years_after_claims(7, 0)", "years_after_claims(20, 0)", "years_after_claims(9, 1)", "years_after_claims(15, 2)", "years_after_claims(0, 1)"]},
    "claims.claim_worthwhile": {
        "about": "whether a claim is worthwhile",
        "cases": ["claim_worthwhile(400, 300, 'full', {'age': 40, 'vehicle': 'family', 'claim_free_years': 10})", "claim_worthwhile(2000, 300, 'full', {'age': 40, 'vehicle': 'family', 'claim_free_years': 10})",
                  "claim_worthwhile(320, 300, 'partial', {'age': 40, 'vehicle': 'family'})", "claim_worthwhile(310, 300, 'partial', {'age': 40, 'vehicle': 'family'})"],
    },
    "claims.Policy.remaining_cover": {
        "about": "the cover left in a year",
        "cases": ["Policy('Ann').remaining_cover(2024)", ["p = Policy('Ann', 300, 5000)", "p.claim(2024, 1300)", "(p.remaining_cover(2024), p.remaining_cover(2025))"], "Policy('Ann', paid={2023: 700}).remaining_cover(2023)"],
    },
    "claims.Policy.claim": {
        "about": "the amount paid for a damage",
        "cases": ["Policy('Ann').claim(2024, 1000)", "Policy('Ann').claim(2024, 0)", "Policy('Ann').claim(2024, 250)", "Policy('Ann', 0).claim(2024, 1)", ["p = Policy('Ann', 100, 5000)", "p.claim(2024, 4100)", "p.claim(2024, 3000)"],
                  ["p = Policy('Ann', 100, 5000)", "p.claim(2024, 4100)", "p.claim(2024, 600)", "p.paid"], "Policy('Ann').claim(2024, 20000)"],
    },
    "claims.Policy.loss_ratio": {
        "about": "the loss ratio of a policy",
        "cases": ["Policy('Ann').loss_ratio(0)", "Policy('Ann', paid={2023: 700, 2024: 100}).loss_ratio(1200)", "Policy('Ann').loss_ratio(500)"],
    },
}
