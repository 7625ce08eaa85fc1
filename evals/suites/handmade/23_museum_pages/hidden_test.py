from museum import paginate
from museum.paging import links


def test_first_and_last_page():
    results = list(range(25))
    assert paginate(results).items == tuple(range(10))
    assert paginate(results, 3).items == (20, 21, 22, 23, 24)
    assert paginate(results, 99).items == (20, 21, 22, 23, 24)


def test_few_results():
    page = paginate(["a", "b", "c"])
    assert page.items == ("a", "b", "c")
    assert (page.number, page.pages, page.total, page.has_next) == (1, 1, 3, False)


def test_links_and_empty():
    assert links(paginate(list(range(95)), 5)) == ["1", "...", "4", "5", "6", "...", "10"]
    assert paginate([]).items == ()
