from flags import Conditions, announcement, flags, main_flag


def test_green_and_yellow():
    assert main_flag(Conditions(0.2, 10)) == "green"
    assert main_flag(Conditions(0.9, 10)) == "yellow"


def test_rip_current():
    assert flags(Conditions(0.3, 5, rip_current=True, jellyfish=True)) == ["red", "purple"]


def test_big_waves():
    assert main_flag(Conditions(2.4, 20)) == "red"


def test_announcement():
    assert announcement("Praia Norte", Conditions(0.1, 5)) == "Praia Norte: bathing is safe."
