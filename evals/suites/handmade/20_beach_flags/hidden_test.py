from flags import Conditions, announcement, main_flag, season_summary


def test_high_waves():
    assert main_flag(Conditions(2.4, 20)) == "red"
    assert main_flag(Conditions(1.6, 60)) == "red"


def test_yellow_stays():
    assert main_flag(Conditions(1.5, 10)) == "yellow"
    assert main_flag(Conditions(0.1, 38)) == "yellow"
    assert main_flag(Conditions(3.0, 10, lifeguards=0)) == "none"


def test_summary_and_text():
    days = [Conditions(2.0, 5), Conditions(0.5, 5), Conditions(0.6, 5)]
    assert season_summary(days) == {"red": 1, "green": 1, "yellow": 1}
    assert announcement("Cala Blava", days[0]) == "Cala Blava: bathing is forbidden."
