CASES = {
    "cards.parse_priority": {"about": "the priority read from a text", "cases": [
        "parse_priority(' High ')", "parse_priority('urgent')", "parse_priority('   ')", "parse_priority('LOW')",
        "parse_priority('asap')"]},
    "cards.Card.add_label": {"about": "adding a label to a card", "cases": [
        ["c = Card('Fix login')", "a = c.add_label(' Bug ')", "(a, c.labels)"],
        ["c = Card('Fix login')", "c.add_label('bug')", "b = c.add_label('BUG ')", "(b, c.labels)"],
        ["c = Card('Fix login')", "(c.add_label('  '), c.labels)"],
        ["c = Card('Fix login')", "c.add_label('ui')", "c.add_label('api')", "c.labels"]]},
    "cards.Card.is_overdue": {"about": "whether a card is overdue", "cases": [
        "Card('Ship', due_day=10).is_overdue(10)", "Card('Ship', due_day=10).is_overdue(11)",
        "Card('Ship', due_day=10).is_overdue(9)", "Card('Ship').is_overdue(500)"]},
    "cards.sort_key": {"about": "the sort key of a card", "cases": [
        "sort_key(Card('Write Docs', 'high', 3, 12))", "sort_key(Card('Tidy'))", "sort_key(Card('Alert', 'urgent', 1, 0))",
        "sort_key(Card('Later', 'low', 2, 40))"]},
    "cards.ranked_titles": {"about": "the working order of the cards", "cases": [
        "ranked_titles([Card('a', 'low'), Card('b', 'urgent'), Card('c', 'high')])",
        "ranked_titles([Card('a'), Card('b', due_day=9), Card('c', due_day=4)])",
        "ranked_titles([Card('Zebra'), Card('apple'), Card('Mango')])", "ranked_titles([])"]},
    "cards.escalate": {"about": "the raised priority of a card", "cases": [
        "escalate('low')", "escalate('normal', 2)", "escalate('high', 3)", "escalate('urgent')", "escalate('high', 0)"]},
    "board.Column": {"about": "setting up a column", "cases": [
        "Column('Doing', 0)", "Column('Doing', 1).wip_limit", "Column('  Doing ').name", "Column('Ideas').wip_limit",
        "Column('Doing', -2)"]},
    "board.Column.has_room": {"about": "whether another card fits in a column", "cases": [
        ["c = Column('Doing', 2)", "c.cards.append(Card('a'))", "c.has_room()"],
        ["c = Column('Doing', 1)", "c.cards.append(Card('a'))", "c.has_room()"],
        ["c = Column('Ideas')", "c.cards.extend([Card('a'), Card('b')])", "c.has_room()"], "Column('Doing', 3).has_room()"]},
    "board.Column.load_percent": {"about": "the load of a column in percent", "cases": [
        ["c = Column('Doing', 3)", "c.cards.extend([Card('a'), Card('b')])", "c.load_percent()"],
        ["c = Column('Doing', 4)", "c.cards.append(Card('a'))", "c.load_percent()"],
        ["c = Column('Ideas')", "c.cards.append(Card('a'))", "c.load_percent()"], "Column('Doing', 5).load_percent()",
        ["c = Column('Doing', 2)", "c.cards.extend([Card('a'), Card('b')])", "c.load_percent()"]]},
    "board.Column.take": {"about": "taking a card out of a column", "cases": [
        ["c = Column('Doing')", "c.cards.extend([Card('a'), Card('b', points=5), Card('c')])", "c.take('b').points"],
        ["c = Column('Doing')", "c.cards.extend([Card('a'), Card('b')])", "c.take('b')", "[k.title for k in c.cards]"],
        ["c = Column('Doing')", "c.cards.append(Card('a'))", "c.take('z')"], "Column('Doing').take('a')"]},
    "board.Board.column": {"about": "finding a column by its name", "cases": [
        "Board([('To Do', None), ('Doing', 2)]).column(' doing ').name", "Board([('To Do', None), ('Doing', 2)]).column('TO DO').name",
        "Board([('To Do', None), ('Doing', 2)]).column('Review')"]},
    "board.Board.add": {"about": "adding a card to the board", "cases": [
        ["b = Board([('Todo', 1), ('Doing', 2)])", "(b.add(Card('x')), b.locate('x'))"],
        ["b = Board([('Todo', 1), ('Doing', 2)])", "b.add(Card('x'))", "(b.add(Card('y')), b.locate('y'))"],
        ["b = Board([('Todo', 1), ('Doing', 2)])", "(b.add(Card('x'), 'doing'), b.locate('x'))"],
        ["b = Board([('Todo', None)])", "b.add(Card('x'), 'nowhere')"]]},
    "board.Board.locate": {"about": "the column in which a card is found", "cases": [
        ["b = Board([('Todo', None), ('Doing', 2), ('Done', None)])", "b.add(Card('x'), 'Done')", "b.locate('x')"],
        ["b = Board([('Todo', None), ('Doing', 2)])", "b.add(Card('x'))", "b.add(Card('y'))", "b.locate('y')"],
        "Board([('Todo', None)]).locate('x')"]},
    "board.Board.advance": {"about": "moving a card to the next column", "cases": [
        ["b = Board([('Todo', None), ('Doing', 1), ('Done', None)])", "b.add(Card('x'))", "(b.advance('x'), b.locate('x'))"],
        ["b = Board([('Todo', None), ('Doing', 1)])", "b.add(Card('x'))", "b.add(Card('y'), 'doing')", "(b.advance('x'), b.locate('x'))"],
        ["b = Board([('Todo', None), ('Done', None)])", "b.add(Card('x'), 'done')", "(b.advance('x'), b.locate('x'))"],
        ["b = Board([('Todo', None), ('Doing', 1), ('Done', None)])", "b.add(Card('x'))", "b.advance('x')", "(b.advance('x'), b.locate('x'))"],
        "Board([('Todo', None)]).advance('x')", "Board([('Todo', None), ('Done', None), ('Old', None)]).advance('x')"]},
    "board.Board.next_up": {"about": "the next card to work on in a column", "cases": [
        ["b = Board([('Todo', None)])", "b.add(Card('x', 'low'))", "b.add(Card('y', 'high'))", "b.next_up('todo')"],
        ["b = Board([('Todo', None), ('Doing', 3)])", "b.add(Card('x'))", "b.next_up('doing')"],
        ["b = Board([('Todo', None)])", "b.add(Card('x', due_day=8))", "b.add(Card('y', due_day=3))", "b.next_up(' TODO ')"]]},
    "board.quick_card": {"about": "the card built from a quick-entry line", "cases": [
        ["c = quick_card('Fix the menu !High #UI')", "(c.title, c.priority, c.labels)"],
        ["c = quick_card('#ops !urgent Restart  server #db')", "(c.title, c.priority, c.labels)"],
        ["c = quick_card('Buy paper')", "(c.title, c.priority, c.labels)"], ["c = quick_card('')", "(c.title, c.priority, c.labels)"],
        ["c = quick_card('Tidy #a #A #b')", "(c.title, c.labels)"]]},
    "flow.cycle_days": {"about": "the cycle time of a card", "cases": [
        "cycle_days(3, 8)", "cycle_days(4, 4)", "cycle_days(5, 4)", "cycle_days(0, 13)"]},
    "flow.typical_cycle": {"about": "the typical cycle time", "cases": [
        "typical_cycle([(1, 2), (1, 10), (4, 7)])", "typical_cycle([(1, 2), (1, 5)])", "typical_cycle([])", "typical_cycle([(3, 1)])"]},
    "flow.weekly_throughput": {"about": "the number of cards finished per week", "cases": [
        "weekly_throughput([0, 6, 7, 8, 13, 14])", "weekly_throughput([])", "weekly_throughput([20, 1, 20])"]},
    "flow.weeks_remaining": {"about": "the number of weeks needed for the open work", "cases": [
        "weeks_remaining(20, 8)", "weeks_remaining(16, 8)", "weeks_remaining(0, 5)", "weeks_remaining(3, 0)", "weeks_remaining(1, 9)",
        "weeks_remaining(10, -4)"]},
    "flow.bottleneck": {"about": "the column named as the bottleneck", "cases": [
        ["b = Board([('Todo', 4), ('Doing', 2), ('Done', None)])", "b.add(Card('a'))", "b.add(Card('b'), 'doing')", "bottleneck(b)"],
        ["b = Board([('Todo', 2), ('Doing', 2)])", "b.add(Card('a'))", "b.add(Card('b'), 'doing')", "bottleneck(b)"],
        ["b = Board([('Todo', None), ('Doing', 2)])", "b.add(Card('a'))", "bottleneck(b)"],
        ["b = Board([('Todo', 200), ('Doing', 2)])", "b.add(Card('a'))", "b.add(Card('b'))", "bottleneck(b)"]]},
    "flow.points_by_label": {"about": "the open points of each label", "cases": [
        ["b = Board([('Todo', None), ('Done', None)])", "b.add(Card('a', points=3, labels=['ui', 'api']))", "b.add(Card('b', points=5, labels=['ui']))", "points_by_label(b)"],
        ["b = Board([('Todo', None), ('Done', None), ('Next', None)])", "b.add(Card('a', points=3, labels=['ui']), 'done')", "b.add(Card('b', points=2, labels=['ui']), 'next')", "points_by_label(b)"],
        ["b = Board([('Todo', None)])", "b.add(quick_card('Pay #bill'))", "points_by_label(b)"],
        ["b = Board([('Todo', None), ('Shipped', None)])", "b.add(Card('a', points=4, labels=['db']), 'shipped')", "(points_by_label(b), points_by_label(b, 'shipped'))"]]},
}
