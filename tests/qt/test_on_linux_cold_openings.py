"""Real keys while a page is made that nobody opened yet: its name is before the eyes, and no key goes astray."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from tests.makers import MONDAY, found
from tests.qt.cold_window import SIGN

if sys.platform == "linux":
    from tests.qt.virtual_screen import Keyboard, Screen

assert sys.platform == "linux"

ROOT = Path(__file__).resolve().parents[2]
_F1, _ALT = 0xFFBE, 0xFFE9


class Hands:
    """Keys, and what the window says behind them."""

    def __init__(self, screen: Screen, data: Path) -> None:
        self.keyboard = Keyboard(screen.display, signs=[SIGN])
        self._program = screen.start(sys.executable, "-m", "tests.qt.cold_window", str(data))
        assert self._heard() == {"platform": "xcb"}

    def _heard(self) -> dict[str, Any]:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        assert line, "the window ended"
        heard: dict[str, Any] = json.loads(line)
        return heard

    def press(self, number: int, text: str) -> dict[str, Any]:
        """A key that opens a page, and at once what is typed there; what came of it."""
        self.keyboard.press(_F1 + number - 1)
        self.keyboard.type(text)
        self.keyboard.press(SIGN)
        return self._heard()


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    """Somebody who has just signed in."""
    assert shutil.which("Xvfb"), "an X server is needed"
    found(tmp_path / "so-lieu", FixedClock(MONDAY)).close()
    screen = Screen(tmp_path, {"PYTHONPATH": str(ROOT)})
    try:
        made = Hands(screen, tmp_path / "so-lieu")
        yield made
        made.keyboard.close()
    finally:
        screen.end()


def test_keys_typed_while_a_page_is_made_come_to_it_in_their_order(hands: Hands) -> None:
    assert hands.press(2, "khai sinh") == {
        "page": "intake",
        "text": "khai sinh",
        "seen": ["Tiếp nhận"],
    }
    found = hands.press(3, "nguyen van")
    assert (found["page"], found["text"]) == ("dossiers", "nguyen van")
    assert found["seen"] == ["Tìm hồ sơ"]
    hands.keyboard.press(
        _F1 + 4
    )  # another page asked for on the heels of the first: the last one stays
    assert hands.press(8, "")["page"] == "reports"
