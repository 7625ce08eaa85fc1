import pytest

from podcast_queue.durations import at_speed, format_duration, parse_duration


def test_parse_duration():
    assert parse_duration("1:02:03") == 3723
    assert parse_duration(" 12:30 ") == 750
    with pytest.raises(ValueError):
        parse_duration("soon")


def test_format_duration():
    assert format_duration(3723) == "1:02:03"
    assert format_duration(59) == "0:59"


def test_at_speed():
    assert at_speed(600, 1.5) == 400
