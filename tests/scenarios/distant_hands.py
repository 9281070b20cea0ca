"""An officer at a counter that runs in another process: keys of an X server, a scanner, and eyes."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from pathlib import Path
from typing import Any

if sys.platform == "linux":
    from tests.qt.virtual_screen import RETURN, Keyboard, Screen

assert sys.platform == "linux"

_NAMED = {
    "Ctrl": 0xFFE3, "Alt": 0xFFE9, "Shift": 0xFFE1, "Return": RETURN, "Esc": 0xFF1B, "Del": 0xFFFF, "Tab": 0xFF09,
    "Space": 0x20, "Down": 0xFF54, "Home": 0xFF50, **{f"F{at}": 0xFFBD + at for at in range(1, 13)},
}  # fmt: skip
_SIGNS = [0xFFC9 + at for at in range(1, 9)]
"""F13 to F20, which mean nothing to the program: each look has the next, so that no answer is taken for another's."""
_WINDOW = "tests.scenarios.day_window"
_LIMIT_S = 60
_LOST_S = 0.5
"""After which a key is taken for lost on its way: X gives none to a window that is just coming or going."""
_AGAIN = 200
_SEEN_MS = 3_000
_TYPED_AGAIN = 6


class Distant:
    """One counter on a screen of its own; every hand waits for what the eyes see, never for time."""

    def __init__(self, screen: Screen, data: Path, stick: Path, letters: str) -> None:
        self._screen, self._data, self._stick = screen, data, stick
        self._keyboard = Keyboard(screen.display, letters, _SIGNS)
        self._program: subprocess.Popen[str] | None = None
        self.keys, self._looks = 0, 0
        self._read = b""

    def switch_on(self, moment: str) -> None:
        """Start the program; it stands at the sign-in."""
        self._program = self._screen.start(
            sys.executable, "-m", _WINDOW, str(self._data), str(self._stick), moment
        )
        assert self._heard(_LIMIT_S) == {"platform": "xcb"}
        self.until("panel", "SignInPanel")
        self.until("front", "True")

    def die(self) -> None:
        """The process is killed; nothing of it runs on."""
        assert self._program is not None
        self._program.kill()
        self._program.wait()
        self._read = b""

    def sign_in(self, password: str) -> None:
        """Type the password of whoever is offered."""
        self.type(password)
        self.press("Return")
        self.until("signed", "in")

    # --- the eyes ----------------------------------------------------------------------------

    def look(self) -> dict[str, Any]:
        """What is seen once every key pressed before has arrived."""
        for _time in range(_AGAIN):
            self._looks = (self._looks + 1) % len(_SIGNS)
            self._keyboard.press(_SIGNS[self._looks])
            heard = self._heard(_LOST_S)
            while heard is not None and heard.get("sign") != self._looks:
                heard = self._heard(_LOST_S)  # behind a key that came late
            if heard is not None:
                return heard
        raise AssertionError(f"no key arrives: {self.see()}")

    def see(self, **order: Any) -> dict[str, Any]:
        """What is seen now; ``tick`` lets minutes pass first."""
        self._say(order or {"see": True})
        return self._answered("the window does not answer")

    def until(self, what: str, text: str) -> dict[str, Any]:
        """What is seen once a part of it has a text."""
        self._say({"until": [what, text]})
        return self._answered(f"{what} never has {text!r}", last=True)

    def _answered(self, otherwise: str, *, last: bool = False) -> dict[str, Any]:
        heard = self._heard(_LIMIT_S)
        while heard is not None and "sign" in heard:
            heard = self._heard(_LIMIT_S)
        assert heard is not None, f"{otherwise}: {self.see() if last else None}"
        return heard

    def _say(self, order: dict[str, Any]) -> None:
        assert self._program is not None
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()

    def _heard(self, limit_s: float) -> dict[str, Any] | None:
        """A line of what the window says; None when there is none in time."""
        assert self._program is not None
        assert self._program.stdout is not None
        pipe = self._program.stdout.fileno()
        with selectors.DefaultSelector() as ready:
            ready.register(pipe, selectors.EVENT_READ)
            while b"\n" not in self._read:
                if not ready.select(limit_s):
                    return None
                more = os.read(pipe, 65536)
                assert more, "the window ended"
                self._read += more
        line, _end, self._read = self._read.partition(b"\n")
        found: dict[str, Any] = json.loads(line)
        return found

    # --- the hands ---------------------------------------------------------------------------

    def press(self, *chords: str) -> dict[str, Any]:
        """Press keys as they are written, ``Ctrl+Return``, one after the other; what is seen then."""
        seen: dict[str, Any] = {}
        for chord in chords:
            self.keys += 1
            self._keyboard.chord(
                *(_NAMED.get(name) or ord(name.lower()) for name in chord.split("+"))
            )
            seen = self.look()
        return seen

    def type(self, text: str, becomes: str = "") -> dict[str, Any]:
        """Type as hands do, a letter every few hundredths of a second, and see it stand in the field.

        ``becomes`` is what a typing method makes of it: words come from there later than keys. A busy computer may
        lose a key before the window, or the method: whoever sees that writes the field again, in the end letter by
        letter as it has to stand.
        """
        self.keys += len(text)
        for time in range(_TYPED_AGAIN):
            self._keyboard.type(text if time < _TYPED_AGAIN // 2 else becomes or text, 40)
            self._say({"until": ["text", becomes or text], "within": _SEEN_MS})
            seen = self._answered("the window does not answer")
            if not seen["missed"]:
                return seen
            self.press("Ctrl+A")
        raise AssertionError(f"{text} never stands there: {seen}")

    def scan(self, text: str) -> dict[str, Any]:
        """Hold a card or a receipt before the scanner."""
        self._keyboard.type(text)
        self._keyboard.press(RETURN)
        return self.look()

    def close(self) -> None:
        """Unplug the keyboard."""
        self._keyboard.close()
