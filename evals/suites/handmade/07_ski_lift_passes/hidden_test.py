from datetime import date, datetime, time

import pytest

from liftpass.gate import Gate, Refused
from liftpass.models import Lift, Pass


def setup():
    return Gate(Lift("Dorflift", "valley")), Pass("B7", date(2024, 2, 1), date(2024, 2, 5))


def test_after_closing():
    gate, p = setup()
    assert gate.reason(p, datetime(2024, 2, 3, 17, 5)) == "lift closed"
    with pytest.raises(Refused):
        gate.scan(p, datetime(2024, 2, 3, 16, 31))
    assert p.scans == []


def test_before_opening():
    gate, p = setup()
    assert gate.reason(p, datetime(2024, 2, 3, 6, 0)) == "lift closed"


def test_open_hours_include_both_ends():
    gate, p = setup()
    assert gate.reason(p, datetime(2024, 2, 3, 8, 30)) is None
    assert gate.reason(p, datetime(2024, 2, 3, 16, 30)) is None
    late = Gate(Lift("Nachtlift", "valley", time(18, 0), time(22, 0)))
    assert late.reason(p, datetime(2024, 2, 3, 21, 0)) is None
