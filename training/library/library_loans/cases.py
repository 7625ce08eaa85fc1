CASES = {
    "books.clean_isbn": {
        "about": "the cleaned form of an ISBN",
        "cases": ["clean_isbn(' 0-306-40615-2 ')", "clean_isbn('080442957x')", "clean_isbn('978 0306 406157')", "clean_isbn('')"],
    },
    "books.is_valid_isbn10": {
        "about": "the ISBN-10 check",
        "cases": ["is_valid_isbn10('03064061525')", "is_valid_isbn10('0-306-40615-2')", "is_valid_isbn10('0-8044-2957-x')", "is_valid_isbn10('0306406153')",
                  "is_valid_isbn10('030640615')", "is_valid_isbn10('X306406152')", "is_valid_isbn10('0-596-52068-9')"],
    },
    "books.isbn13_check_digit": {
        "about": "the check digit of an ISBN-13",
        "cases": ["isbn13_check_digit('978-0-306-40615')", "isbn13_check_digit('978-1-4920-5635')",
                  "isbn13_check_digit('12345')", "isbn13_check_digit('000000000000')", "isbn13_check_digit('978059652068')"],
    },
    "books.sort_title": {
        "about": "the title used for alphabetical order",
        "cases": ["sort_title('The Dispossessed')", "sort_title('  A Wizard of  Earthsea ')", "sort_title('An')",
                  "sort_title('Another Country')", "sort_title('')"],
    },
    "books.author_key": {
        "about": "the author name as listed in the catalogue",
        "cases": ["author_key('Ursula K. Le Guin')", "author_key(' Homer ')", "author_key('Toni  Morrison')", "author_key('')"],
    },
    "books.shelf_mark": {
        "about": "the shelf mark of a book",
        "cases": ["shelf_mark(813.5, 'Ursula K. Le Guin')", "shelf_mark(5.13, 'Donald Knuth')", "shelf_mark(92, 'Bo Xi')"],
    },
    "fines.due_date": {
        "about": "the due date of a loan",
        "cases": ["str(due_date(date(2024, 3, 4)))", "str(due_date(date(2024, 3, 3), 'dvd'))",
                  "str(due_date(date(2024, 3, 2), 'dvd'))", "str(due_date(date(2024, 3, 6), 'magazine'))",
                  "str(due_date(date(2024, 3, 7), 'magazine'))", "due_date(date(2024, 3, 7), 'map')"],
    },
    "fines.days_late": {
        "about": "the number of days an item is late",
        "cases": ["days_late(date(2024, 3, 1), date(2024, 3, 9))", "days_late(date(2024, 3, 9), date(2024, 3, 1))",
                  "days_late(date(2024, 3, 1), date(2024, 3, 1))", "days_late(date(2024, 2, 28), date(2024, 3, 1))"],
    },
    "fines.overdue_fine": {
        "about": "the fine for a late return",
        "cases": ["overdue_fine(date(2024, 3, 1), date(2024, 3, 6), 'magazine')", "overdue_fine(date(2024, 3, 1), date(2024, 3, 3))", "overdue_fine(date(2024, 3, 1), date(2024, 3, 4))",
                  "overdue_fine(date(2024, 3, 1), date(2024, 3, 11), 'dvd')", "overdue_fine(date(2024, 3, 1), date(2024, 3, 21), 'dvd')",
                  "overdue_fine(date(2024, 3, 1), date(2024, 2, 1), 'magazine')"],
    },
    "fines.replacement_charge": {
        "about": "the charge for a lost item",
        "cases": ["replacement_charge(2000, 0)", "replacement_charge(2000, 3)", "replacement_charge(2000, 8)",
                  "replacement_charge(2000, 15)", "replacement_charge(1999, 5)"],
    },
    "fines.is_blocked": {
        "about": "whether a member is blocked",
        "cases": ["is_blocked([400, 600])", "is_blocked([400, 601])", "is_blocked([])", "is_blocked([300])"],
    },
    "fines.settle": {
        "about": "the fines left after a payment",
        "cases": ["settle([200, 300], 350)", "settle([200, 300], 500)", "settle([200], 250)", "settle([], 100)",
                  "settle([200, 300, 50], 0)"],
    },
    "fines.format_cents": {
        "about": "the text of an amount in dollars",
        "cases": ["format_cents(1205)", "format_cents(99)", "format_cents(0)", "format_cents(10000)"],
    },
    "holds.HoldQueue.place": {
        "about": "the position in the waiting list",
        "cases": [["q = HoldQueue('Emma')", "q.place('ann')"],
                  ["q = HoldQueue('Emma')", "q.place('ann')", "q.place(' Bob ')"],
                  ["q = HoldQueue('Emma')", "q.place('ann')", "q.place('bob')", "q.place(' ANN')"],
                  ["q = HoldQueue('Emma')", "q.place(' Zoe ', [700, 400])"],
                  ["q = HoldQueue('Emma')", "q.place('ann')", "q.place('Ann ')", "q.waiting"]],
    },
    "holds.HoldQueue.withdraw": {
        "about": "the result of leaving the waiting list",
        "cases": [["q = HoldQueue('Emma')", "q.place('ann')", "q.withdraw(' Ann ')"],
                  ["q = HoldQueue('Emma')", "q.withdraw('ann')"],
                  ["q = HoldQueue('Emma')", "q.place('ann')", "q.place('bob')", "q.withdraw('ANN')", "q.waiting"]],
    },
    "holds.HoldQueue.next_member": {
        "about": "the member served next",
        "cases": [["q = HoldQueue('Emma')", "q.next_member()"],
                  ["q = HoldQueue('Emma')", "q.place('ann')", "q.place('bob')", "q.place('cem')", "(q.next_member(), q.waiting)"]],
    },
    "holds.HoldQueue.weeks_to_wait": {
        "about": "the expected waiting time",
        "cases": [["q = HoldQueue('Emma')", "q.place('ann')", "q.weeks_to_wait('ann')"],
                  ["q = HoldQueue('Emma', 2)", "[q.place(m) for m in 'abcde']", "[q.weeks_to_wait(m) for m in 'abcde']"],
                  ["q = HoldQueue('Emma')", "[q.place(m) for m in 'abc']", "q.weeks_to_wait(' C ', 2)"],
                  ["q = HoldQueue('Emma')", "q.weeks_to_wait('x')"]],
    },
    "holds.pickup_deadline": {
        "about": "the last day to collect a hold",
        "cases": ["str(pickup_deadline(date(2024, 3, 4)))", "str(pickup_deadline(date(2024, 3, 5)))",
                  "str(pickup_deadline(date(2024, 3, 9)))", "str(pickup_deadline(date(2024, 3, 10)))"],
    },
    "holds.can_place_hold": {
        "about": "whether a member may place one more hold",
        "cases": [["qs = [HoldQueue(t) for t in 'ABCD']", "[q.place('ann') for q in qs[:3]]", "can_place_hold(qs, ' Ann ')"],
                  ["qs = [HoldQueue(t) for t in 'ABCD']", "[q.place('ann') for q in qs[:2]]", "can_place_hold(qs, 'ann')"],
                  "can_place_hold([], 'ann')"],
    },
    "holds.most_wanted": {
        "about": "the most wanted title",
        "cases": ["most_wanted([])",
                  ["a, b = HoldQueue('Emma', 3), HoldQueue('Ulysses')", "[a.place(m) for m in 'abc']", "[b.place(m) for m in 'xy']",
                   "most_wanted([a, b])"],
                  ["a, b = HoldQueue('Emma'), HoldQueue('Ulysses')", "a.place('x')", "b.place('y')", "most_wanted([a, b])"]],
    },
}
