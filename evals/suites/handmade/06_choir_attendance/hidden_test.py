import pytest

from attendance import Register


@pytest.fixture
def register():
    r = Register()
    for name, section in [("Ada", "soprano"), ("Bea", "soprano"), ("Cleo", "alto"),
                          ("Dora", "alto"), ("Emil", "tenor")]:
        r.enrol(name, section)
    r.rehearsal("mon", ["Ada", "Bea", "Cleo", "Dora", "Emil"])
    r.rehearsal("thu", ["Bea", "Cleo", "Dora"])
    return r


def test_thin(register):
    assert register.thin_sections("mon") == ["tenor", "bass"]
    assert register.thin_sections("thu") == ["soprano", "tenor", "bass"]


def test_least(register):
    assert register.thin_sections("mon", least=1) == ["bass"]
    assert register.thin_sections("mon", least=0) == []


def test_rest(register):
    assert register.by_section("thu") == {"soprano": 1, "alto": 2}
    assert register.longest_absence("Emil") == 1
