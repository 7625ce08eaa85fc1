CASES = {
    "accounts.Account.balance": {
        "about": "the account balance",
        "cases": ["Account('1', 'Ann').balance", ["a = Account('1', 'Ann')", "a.deposit(500)", "a.withdraw(120)", "a.balance"]],
    },
    "accounts.Account.available": {
        "about": "the available money of an account",
        "cases": ["Account('1', 'Ann', 300).available()", ["a = Account('1', 'Ann', 100)", "a.deposit(500)", "a.available()"],
                  ["a = Account('1', 'Ann', 100)", "a.deposit(500)", "a.frozen = True", "a.available()"],
                  "Account('1', 'Ann').available()"],
    },
    "accounts.Account.deposit": {
        "about": "the result of a deposit",
        "cases": [["a = Account('1', 'Ann')", "a.deposit(500)", "a.deposit(1)"], "Account('1', 'Ann').deposit(0)",
                  ["a = Account('1', 'Ann')", "a.deposit(70, ' cash ')", "a.entries"], "Account('1', 'Ann').deposit(-5)"],
    },
    "accounts.Account.withdraw": {
        "about": "the result of a withdrawal",
        "cases": [["a = Account('1', 'Ann', 100)", "a.deposit(500)", "a.withdraw(600)"],
                  ["a = Account('1', 'Ann', 100)", "a.deposit(500)", "a.withdraw(601)"],
                  ["a = Account('1', 'Ann')", "a.deposit(500)", "a.withdraw(20, ' rent')", "a.entries"],
                  "Account('1', 'Ann', 100).withdraw(0)", "Account('1', 'Ann').withdraw(1)"],
    },
    "accounts.Account.statement": {
        "about": "the account statement",
        "cases": ["Account('1', 'Ann').statement()",
                  ["a = Account('1', 'Ann')", "a.deposit(500, 'pay')", "a.withdraw(200, 'rent')", "a.statement()"],
                  ["a = Account('1', 'Ann')", "[a.deposit(n) for n in (1, 2, 3)]", "a.statement(2)"],
                  ["a = Account('1', 'Ann')", "[a.deposit(n) for n in range(1, 8)]", "[r[0] for r in a.statement()]"]],
    },
    "accounts.Account.lowest_balance": {
        "about": "the lowest balance of an account",
        "cases": ["Account('1', 'Ann').lowest_balance()", ["a = Account('1', 'Ann')", "a.deposit(500)", "a.lowest_balance()"],
                  ["a = Account('1', 'Ann', 400)", "a.deposit(50)", "a.withdraw(300)", "a.deposit(100)", "a.lowest_balance()"]],
    },
    "accounts.iban_checksum_ok": {
        "about": "the IBAN check",
        "cases": ["iban_checksum_ok('DE89 3704 0044 0532 0130 00')", "iban_checksum_ok('de89370400440532013000')",
                  "iban_checksum_ok('DE88 3704 0044 0532 0130 00')", "iban_checksum_ok('DE89')", "iban_checksum_ok('NO93 8601 1117 947')",
                  "iban_checksum_ok('DE89-3704-0044-0532-0130-00')"],
    },
    "accounts.mask_number": {
        "about": "the masked account number",
        "cases": ["mask_number('12345678')", "mask_number('123')", "mask_number('12345678', 2)", "mask_number('1234')"],
    },
    "transfers.transfer_fee": {
        "about": "the transfer fee",
        "cases": ["transfer_fee(90000)", "transfer_fee(90000, True)", "transfer_fee(7400, True)", "transfer_fee(7600, True)"],
    },
    "transfers.Ledger.open": {
        "about": "the newly opened account",
        "cases": ["Ledger().open('10', 'Ann', 50).available()", ["b = Ledger()", "b.open('10', ' Ann ', 500).owner"], ["b = Ledger()", "b.open('10', 'Ann', 1).balance"],
                  ["b = Ledger()", "b.open('10', 'Ann').entries"], ["b = Ledger()", "b.open('10', 'Ann')", "b.open('10', 'Bob')"],
                  ["b = Ledger()", "b.open('10', 'Ann', 500, 200)", "b.accounts['10'].available()"]],
    },
    "transfers.Ledger.transfer": {
        "about": "the source balance after a transfer",
        "cases": [["b = Ledger()", "b.open('1', 'Ann', 9000)", "b.open('2', 'Bob')", "(b.transfer('1', '2', 4000), b.accounts['2'].balance)"],
                  ["b = Ledger()", "b.open('1', 'Ann', 9000)", "b.open('2', 'Bob')", "(b.transfer('1', '2', 4000, True), b.accounts['2'].balance)"],
                  ["b = Ledger()", "b.open('1', 'Ann', 300000)", "b.open('2', 'Bob')", "b.transfer('1', '2', 150000)", "b.transfer('1', '2', 50000)"],
                  ["b = Ledger()", "b.open('1', 'Ann', 300000)", "b.open('2', 'Bob')", "b.transfer('1', '2', 150000)", "b.transfer('1', '2', 50001)"],
                  ["b = Ledger()", "b.open('1', 'Ann', 300)", "b.transfer('1', '1', 100)"],
                  ["b = Ledger()", "b.open('1', 'Ann', 300)", "b.transfer('1', '9', 100)"],
                  ["b = Ledger()", "b.open('1', 'Ann', 900)", "b.open('2', 'Bob', 5)", "b.transfer('1', '2', 400)", "(b.accounts['1'].statement(1), b.accounts['2'].statement(1))"]],
    },
    "transfers.Ledger.end_of_day": {
        "about": "the total moved on a day",
        "cases": ["Ledger().end_of_day()",
                  ["b = Ledger()", "b.open('1', 'Ann', 900)", "b.open('2', 'Bob', 500)", "b.transfer('1', '2', 400)", "b.transfer('2', '1', 50)",
                   "(b.end_of_day(), b.end_of_day())"]],
    },
    "transfers.Ledger.total_deposits": {
        "about": "the total of all deposits",
        "cases": ["Ledger().total_deposits()",
                  ["b = Ledger()", "b.open('1', 'Ann', 900)", "b.open('2', 'Bob', 50)", "b.open('3', 'Cem', 0, 500).withdraw(200)", "b.total_deposits()"]],
    },
    "transfers.Ledger.find_by_owner": {
        "about": "the account numbers of an owner",
        "cases": [["b = Ledger()", "b.open('7', 'Ann Lee')", "b.open('3', ' ann lee ')", "b.open('5', 'Bob')", "b.find_by_owner(' ANN LEE ')"],
                  "Ledger().find_by_owner('Ann')"],
    },
    "transfers.standing_order_months": {
        "about": "the months of a standing order",
        "cases": ["standing_order_months((2023, 11), (2024, 2))", "standing_order_months((2024, 1), (2024, 12), 3)",
                  "standing_order_months((2024, 5), (2024, 5))", "standing_order_months((2024, 5), (2024, 4))"],
    },
    "interest.simple_interest": {
        "about": "the simple interest",
        "cases": ["simple_interest(100000, 3, 73)", "simple_interest(50000, 2.5, 365)", "simple_interest(100000, 3, 0)"],
    },
    "interest.compound": {
        "about": "the balance with compound interest",
        "cases": ["compound(100000, 5, 2)", "compound(100000, 12, 1, 12)", "compound(80000, 3, 0)", "compound(100000, 8, 3, 4)"],
    },
    "interest.years_to_reach": {
        "about": "the number of years until a target balance",
        "cases": ["years_to_reach(1000, 1010, 1)", "years_to_reach(1000, 2000, 7)", "years_to_reach(1000, 1000, 0)", "years_to_reach(1000, 1001, 0)",
                  "years_to_reach(1000, 1100, 10)", "years_to_reach(1000, 900, -1)", "years_to_reach(1000, 1101, 10)"],
    },
    "interest.tiered_rate": {
        "about": "the interest rate of a balance",
        "cases": ["tiered_rate(0)", "tiered_rate(99999)", "tiered_rate(100000)", "tiered_rate(1000000)", "tiered_rate(-1)",
                  "tiered_rate(50, ((10, 2.0), (51, 3.0)))"],
    },
    "interest.monthly_installment": {
        "about": "the monthly installment of a loan",
        "cases": ["monthly_installment(1200000, 6, 12)", "monthly_installment(90000, 0, 18)", "monthly_installment(90000, 5, 0)",
                  "monthly_installment(500000, 4.5, 1)"],
    },
    "interest.repayment_plan": {
        "about": "the repayment plan of a loan",
        "cases": ["repayment_plan(1, 0, 5)", "repayment_plan(100000, 12, 40000)", "repayment_plan(100000, 12, 1000)", "repayment_plan(0, 12, 100)",
                  "repayment_plan(50000, 0, 25000)"],
    },
}
