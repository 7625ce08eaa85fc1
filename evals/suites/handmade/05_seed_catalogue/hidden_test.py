from catalogue import search, seeds

TEXT = """
code,name,kind,sow_from,sow_to,harvest_from,harvest_to,packet,price
b1,Broad Bean Aquadulce,bean,Oct,Jan,Jun,Jul,40,2.80
b2,French Bean Cobra,bean,May,Jul,Jul,Oct,60,3.10
k1,Kale Nero,kale,Apr,Jun,Sep,Mar,200,1.90
"""


def rows():
    return seeds.read(TEXT)


def codes(found):
    return [r["code"] for r in found]


def test_harvest():
    assert codes(search.to_harvest(rows(), 6)) == ["B1"]
    assert codes(search.to_harvest(rows(), 2)) == ["K1"]
    assert codes(search.to_harvest(rows(), 5)) == []


def test_calendar():
    cal = search.calendar(rows())
    assert cal["oct"] == (["Broad Bean Aquadulce"], ["French Bean Cobra", "Kale Nero"])
    assert cal["jul"] == (["French Bean Cobra"], ["Broad Bean Aquadulce", "French Bean Cobra"])


def test_sowing_is_unchanged():
    assert codes(search.to_sow(rows(), 1)) == ["B1"]
