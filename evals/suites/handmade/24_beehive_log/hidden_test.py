from datetime import date

from hives.apiary import Apiary
from hives.records import read
from hives.report import overview

TEXT = """
hive,day,brood,mites,weight,queen,note
Linden,2024-06-02,6,12,31.5,y,
Linden,2024-06-16,7,0,36.0,y,
Elder,2024-05-02,5,2,28.0,x,
Elder,2024-06-16,0,,27.5,,quiet
Maple,2024-06-02,4,15,30.0,y,
Maple,2024-06-16,,,,y,in a hurry
"""


def apiary():
    return Apiary(read(TEXT))


def test_zero_is_a_count():
    assert apiary().latest("Linden", "mites") == 0
    assert apiary().to_treat() == ["Maple"]


def test_queenless():
    assert apiary().maybe_queenless(date(2024, 6, 20)) == ["Elder"]


def test_blank_still_falls_back():
    assert apiary().latest("Elder", "mites") == 2
    assert apiary().latest("Maple", "frames_of_brood") == 4


def test_overview():
    assert overview(apiary(), date(2024, 6, 20)) == [
        "Elder     -0.5 kg  QUEEN?", "Linden    +4.5 kg", "Maple     +0.0 kg  TREAT"]
