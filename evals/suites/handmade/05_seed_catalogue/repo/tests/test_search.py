from catalogue import search, seeds

TEXT = """
code,name,kind,sow_from,sow_to,harvest_from,harvest_to,packet,price
b1,Broad Bean Aquadulce,bean,Oct,Jan,Jun,Jul,40,2.80
b2,French Bean Cobra,bean,May,Jul,Jul,Oct,60,3.10
"""


def test_sowing():
    rows = seeds.read(TEXT)
    assert [r["code"] for r in search.to_sow(rows, 12)] == ["B1"]
    assert [r["code"] for r in search.to_sow(rows, 6)] == ["B2"]


def test_cheapest():
    assert search.cheapest(seeds.read(TEXT), "Bean")["code"] == "B2"
