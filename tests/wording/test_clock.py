"""What is said about a computer's clock."""

from __future__ import annotations

from datetime import timedelta

from counter_app.wording.office.clock import zone_text
from tests.makers import MONDAY


def test_only_another_zone_is_said() -> None:
    assert zone_text(timedelta(hours=7), MONDAY) == ""
    assert "-03:30" in zone_text(timedelta(hours=-3, minutes=-30), MONDAY)
    text = zone_text(timedelta(hours=8), MONDAY)
    assert "+08:00" in text
    assert "09:00 23/11/2026" in text
