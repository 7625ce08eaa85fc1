from score.part import Part, tutti_span


def test_low_part():
    assert Part("cello", ["G2", "D3", "B2"]).span() == ("G2", "D3")
    assert Part("bassoon", ["-", "Bb1"]).span() == ("Bb1", "Bb1")


def test_low_tutti():
    parts = [Part("cello", ["C2", "A2"]), Part("bassoon", ["F2", "G3"]), Part("horn", ["-"])]
    assert tutti_span(parts) == ("C2", "G3")


def test_high_and_silent():
    assert Part("flute", ["G4", "D5", "C4"]).span() == ("C4", "D5")
    assert Part("flute", ["-"]).span() is None
