from score.part import Part, tutti_span


def test_span():
    assert Part("flute", ["G4", "-", "D5", "E4"]).span() == ("E4", "D5")


def test_written_clarinet():
    assert Part("clarinet", ["C4", "-", "Bb3"]).written() == ["D4", "-", "C4"]


def test_tutti():
    parts = [Part("flute", ["G5"]), Part("cello", ["C2", "E4"])]
    assert tutti_span(parts) == ("C2", "G5")


def test_unplayable():
    assert Part("violin", ["A4", "F3"]).unplayable() == [2]
