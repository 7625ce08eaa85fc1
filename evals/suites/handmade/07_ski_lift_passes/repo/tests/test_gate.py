from datetime import date, datetime

import pytest

from liftpass.gate import Gate, Refused
from liftpass.models import Lift, Pass


def test_sector_and_day():
    gate = Gate(Lift("Hornbahn", "summit"))
    ski_pass = Pass("A1", date(2024, 2, 1), date(2024, 2, 3))
    with pytest.raises(Refused):
        gate.scan(ski_pass, datetime(2024, 2, 2, 10, 0))
    assert gate.reason(ski_pass, datetime(2024, 2, 4, 10, 0)) == "not valid today"


def test_counts_scans():
    gate = Gate(Lift("Dorflift", "valley"))
    ski_pass = Pass("A2", date(2024, 2, 1), date(2024, 2, 3))
    assert gate.scan(ski_pass, datetime(2024, 2, 1, 9, 0)) == 1
    assert gate.scan(ski_pass, datetime(2024, 2, 1, 9, 20)) == 2
