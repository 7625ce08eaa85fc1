CASES = {
    "billing.money": {
        "about": "the amount rounded to cents",
        "cases": ["str(money(2.345))", "str(money('2.344'))", "str(money(7))", "str(money('-1.005'))", "str(money('0.125'))"],
    },
    "billing.show": {
        "about": "the text of an amount",
        "cases": ["show(money('1234.5'))", "show(money(12), 'USD')", "show(money('1000000'))"],
    },
    "billing.InvoiceLine.net": {
        "about": "the net amount of an invoice line",
        "cases": ["str(InvoiceLine('paper', 3, '4.99').net())", "str(InvoiceLine('credit', -2, '10').net())",
                  "str(InvoiceLine('screws', 7, '0.015').net())"],
    },
    "billing.InvoiceLine.tax": {
        "about": "the tax of an invoice line",
        "cases": ["str(InvoiceLine('paper', 3, '4.99').tax())", "str(InvoiceLine('book', 1, '20', 7).tax())",
                  "str(InvoiceLine('stamps', 5, '0.85', 0).tax())"],
    },
    "billing.Invoice.add_line": {
        "about": "the lines of an invoice",
        "cases": [["v = Invoice('R-1')", "v.add_line(' paper ', 3, '4.99')", "[(x.description, x.quantity, x.tax_percent) for x in v.lines]"],
                  ["v = Invoice('R-1')", "v.add_line('paper', 0, '4.99')"],
                  ["v = Invoice('R-1')", "v.add_line('book', -1, '20', 7)", "[(x.quantity, x.unit_price, x.tax_percent) for x in v.lines]"]],
    },
    "billing.Invoice.net_total": {
        "about": "the net total of an invoice",
        "cases": ["str(Invoice('R-1').net_total())",
                  ["v = Invoice('R-1')", "v.add_line('paper', 3, '4.99')", "v.add_line('pen', 2, '1.10')", "str(v.net_total())"]],
    },
    "billing.Invoice.tax_by_rate": {
        "about": "the tax of an invoice by rate",
        "cases": ["Invoice('R-1').tax_by_rate()",
                  ["v = Invoice('R-1')", "v.add_line('paper', 3, '10')", "v.add_line('book', 1, '20', 7)", "v.add_line('pen', 1, '5')",
                   "v.tax_by_rate()"]],
    },
    "billing.Invoice.grand_total": {
        "about": "the grand total of an invoice",
        "cases": ["str(Invoice('R-1').grand_total())",
                  ["v = Invoice('R-1')", "v.add_line('paper', 3, '10')", "v.add_line('book', 1, '20', 7)", "str(v.grand_total())"]],
    },
    "billing.Invoice.pay": {
        "about": "the amount left after a payment",
        "cases": [["v = Invoice('R-1')", "v.add_line('paper', 10, '10')", "v.pay(50)"],
                  ["v = Invoice('R-1')", "v.add_line('paper', 10, '10')", "v.pay('19.50')", "v.pay('99.5')"],
                  ["v = Invoice('R-1')", "v.pay(0)"],
                  ["v = Invoice('R-1')", "v.add_line('paper', 10, '10')", "v.pay('0.01')"]],
    },
    "billing.Invoice.open_amount": {
        "about": "the open amount of an invoice",
        "cases": [["v = Invoice('R-1')", "v.add_line('paper', 10, '10', 0)", "v.pay(30)", "str(v.open_amount())"],
                  ["v = Invoice('R-1')", "v.add_line('paper', 10, '10', 0)", "v.pay(130)", "str(v.open_amount())"],
                  ["v = Invoice('R-1')", "v.add_line('paper', 10, '10', 0)", "str(v.open_amount())"]],
    },
    "billing.Invoice.status": {
        "about": "the payment status of an invoice",
        "cases": [["v = Invoice('R-1')", "v.add_line('paper', 10, '10')", "v.status()"],
                  ["v = Invoice('R-1')", "v.add_line('paper', 10, '10')", "v.pay(118)", "v.status()"],
                  ["v = Invoice('R-1')", "v.add_line('paper', 10, '10')", "v.pay(119)", "v.status()"],
                  "Invoice('R-1').status()"],
    },
    "terms.parse_terms": {
        "about": "the payment terms read from text",
        "cases": ["parse_terms('2% 10 days, net 45')", "parse_terms(' NET 14 ')", "parse_terms('')", "parse_terms('3 % 7')"],
    },
    "terms.is_working_day": {
        "about": "the working day check",
        "cases": ["is_working_day(date(2024, 3, 1))", "is_working_day(date(2024, 3, 2))", "is_working_day(date(2024, 3, 3))",
                  "is_working_day(date(2024, 3, 4), [date(2024, 3, 4)])"],
    },
    "terms.next_working_day": {
        "about": "the next working day",
        "cases": ["str(next_working_day(date(2024, 3, 1)))", "str(next_working_day(date(2024, 3, 2)))",
                  "str(next_working_day(date(2024, 3, 1), [date(2024, 3, 1), date(2024, 3, 4)]))"],
    },
    "terms.payment_due": {
        "about": "the due date of an invoice",
        "cases": ["str(payment_due(date(2024, 1, 31)))", "str(payment_due(date(2024, 3, 1), 'net 10'))",
                  "str(payment_due(date(2024, 3, 1), '2% 5 days, net 8'))",
                  "str(payment_due(date(2024, 3, 1), 'net 14', [date(2024, 3, 15)]))"],
    },
    "terms.early_discount": {
        "about": "the early payment discount",
        "cases": ["early_discount(500, date(2024, 3, 1), date(2024, 3, 11), '2% 10 days')",
                  "early_discount(500, date(2024, 3, 1), date(2024, 3, 12), '2% 10 days')",
                  "early_discount(80, date(2024, 3, 1), date(2024, 3, 1), 'net 30')",
                  "early_discount(99.5, date(2024, 3, 1), date(2024, 3, 3), '3% 7 days, net 20')"],
    },
    "terms.end_of_month": {
        "about": "the last day of the month",
        "cases": ["str(end_of_month(date(2024, 2, 10)))", "str(end_of_month(date(2023, 2, 28)))", "str(end_of_month(date(2024, 12, 31)))",
                  "str(end_of_month(date(2024, 4, 1)))"],
    },
    "reminders.days_overdue": {
        "about": "the number of days an invoice is overdue",
        "cases": ["days_overdue(date(2024, 3, 1), date(2024, 3, 1))", "days_overdue(date(2024, 2, 28), date(2024, 3, 2))",
                  "days_overdue(date(2024, 3, 9), date(2024, 3, 1))"],
    },
    "reminders.reminder_level": {
        "about": "the reminder level",
        "cases": ["reminder_level(0)", "reminder_level(1)", "reminder_level(14)", "reminder_level(15)", "reminder_level(30)", "reminder_level(29)"],
    },
    "reminders.late_interest": {
        "about": "the interest for late payment",
        "cases": ["late_interest(1000, 73)", "late_interest(250, 30)", "late_interest(1000, 0)"],
    },
    "reminders.reminder_fee": {
        "about": "the reminder fee",
        "cases": ["reminder_fee(0)", "reminder_fee(3)", "reminder_fee(15)", "reminder_fee(99)"],
    },
    "reminders.next_number": {
        "about": "the next invoice number",
        "cases": ["next_number('R-0099')", "next_number(' 2024-A-7 ')", "next_number('R-009')", "next_number('R-99')"],
    },
    "reminders.reminder_text": {
        "about": "the subject of a reminder letter",
        "cases": [["v = Invoice(' R-7 ')", "v.add_line('paper', 10, '200')", "reminder_text(v, date(2024, 3, 1), date(2024, 3, 20))"],
                  ["v = Invoice('R-7')", "v.add_line('paper', 10, '10')", "reminder_text(v, date(2024, 3, 1), date(2024, 3, 2))"],
                  ["v = Invoice('R-7')", "v.add_line('paper', 10, '10')", "reminder_text(v, date(2024, 3, 1), date(2024, 3, 1))"],
                  ["v = Invoice('R-7')", "v.add_line('paper', 10, '10')", "v.pay(119)", "reminder_text(v, date(2024, 3, 1), date(2024, 5, 1))"]],
    },
    "reminders.oldest_first": {
        "about": "the order of open invoices",
        "cases": ["oldest_first([('R-3', '2024-03-01', 50), ('R-1', '2024-01-09', 10), ('R-2', '2024-03-01', 70)])", "oldest_first([])"],
    },
}
