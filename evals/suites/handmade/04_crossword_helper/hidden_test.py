from crossword import WordList, anagrams, candidates

WORDS = WordList(["Cross", "gloss", "crops", "  chess\n", "listen", "silent", "x-ray"])


def test_capital_pattern():
    assert candidates(WORDS, "C?OSS") == ["cross"]
    assert candidates(WORDS, "C?O?S") == ["crops", "cross"]
    assert candidates(WORDS, " ?LoSS ") == ["gloss"]


def test_small_pattern_and_banned_letters():
    assert candidates(WORDS, "c?o?s", without="P") == ["cross"]
    assert candidates(WORDS, "C????", without="r") == ["chess"]


def test_anagrams():
    assert anagrams(WORDS, "SILENT") == ["listen"]
