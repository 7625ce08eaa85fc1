from datetime import date

from hives.apiary import Apiary
from hives.records import read

TEXT = """
hive,day,brood,mites,weight,queen,note
Linden,2024-05-02,6,3,31.5,y,
Linden,2024-05-16,7,12,36.0,,swarm cells
Elder,2024-05-02,5,,28.0,x,
"""


def test_to_treat():
    assert Apiary(read(TEXT)).to_treat() == ["Linden"]


def test_gain():
    a = Apiary(read(TEXT))
    assert a.gain("Linden") == 4.5
    assert a.gain("Elder") == 0.0


def test_never_noted():
    assert Apiary(read(TEXT)).latest("Elder", "mites") is None
