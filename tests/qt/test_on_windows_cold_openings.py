"""Keys of the system while a page is made that nobody opened yet: they come to it in their order."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from counter_app.domain.clock import FixedClock
from tests.makers import MONDAY, found

if TYPE_CHECKING:
    from pathlib import Path

assert sys.platform == "win32"

F2, F13, UP = 0x71, 0x7C, 0x0002
"""Virtual keys, and the flag of a key that is let go."""


def test_keys_typed_while_a_page_is_made_come_to_it_in_their_order(tmp_path: Path) -> None:
    found(tmp_path / "so-lieu", FixedClock(MONDAY)).close()
    command = [sys.executable, "-m", "tests.qt.cold_window", str(tmp_path / "so-lieu")]
    env = {**os.environ, "QT_QPA_PLATFORM": "windows"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as program:
        assert program.stdout is not None
        assert json.loads(program.stdout.readline()) == {"platform": "windows"}
        for key in (F2, *map(ord, "KHAI SINH"), F13):
            ctypes.windll.user32.keybd_event(key, 0, 0, 0)
            ctypes.windll.user32.keybd_event(key, 0, UP, 0)
        told = json.loads(program.stdout.readline())
        program.kill()
    assert (told["page"], told["text"]) == ("intake", "khai sinh")
