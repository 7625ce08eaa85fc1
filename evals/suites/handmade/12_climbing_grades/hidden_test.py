from grades import harder, to_french
from logbook import Logbook


def test_harder():
    assert harder("6a", "6b+") == "6b+"
    assert harder("7a", "5.9") == "7a"
    assert harder("5c", "5.12a") == "5.12a"


def test_logbook():
    book = Logbook()
    assert book.hardest() is None
    book.add("Slab", "5b", "onsight")
    book.add("Prow", "6c")
    assert book.hardest() == "6c"
    book.add("Roof", "5.12b")
    assert book.hardest() == "5.12b"
    assert book.hardest("onsight") == "5b"


def test_convert():
    assert to_french("5.10A") == "5c"
