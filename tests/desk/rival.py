"""Another window or command: a process of its own that does one act, and stands still where it is told to.

Run as ``python -m tests.desk.rival``: a line of JSON says folder, act and place; "at" says that it stands there, and
goes on with the next line; a line of JSON says what came of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from counter_app.desk.office import passwords
from counter_app.desk.office.encrypting import encrypt
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.restore import restore
from counter_app.desk.office.unlocking import unlock_with_password
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.superior.keys.enrolment import enrol
from counter_app.sync.letters.key_card import read_card
from counter_app.system import key_wraps
from tests.makers import MONDAY, PASSWORD
from tests.overruling import overrule, overruled
from tests.superior.offices import TRUST

CLOCK = FixedClock(MONDAY)


def _opened(folder: Path, password: str = FIRST_PASSWORD) -> Office:
    keys = unlock_with_password(folder, "canbo", password, CLOCK)
    office = Office.open(folder, clock=CLOCK, keys=keys)
    office.seat.sign_in("canbo", password)
    return office


def change_password(folder: Path) -> None:
    """The leader chooses another password."""
    office = _opened(folder)
    office.staff.change_password(FIRST_PASSWORD, PASSWORD)
    office.close()


def sit_down(folder: Path) -> None:
    """The leader signs in and does one thing."""
    office = _opened(folder)
    office.queue.take("A")
    office.close()


def close_day(folder: Path) -> None:
    """The day is closed."""
    office = _opened(folder)
    office.closing.close_day()
    office.close()


def re_key(folder: Path, *, again: bool = True) -> None:
    """The file gets another key."""
    keys = unlock_with_password(folder, "canbo", FIRST_PASSWORD, CLOCK)
    encrypt(folder, CLOCK, keys, again=again)


def lock(folder: Path) -> None:
    """A plain file gets its key."""
    re_key(folder, again=False)


def bring_back(folder: Path) -> None:
    """The one copy beside the folder comes back."""
    (copy,) = folder.parent.glob("*.db")
    restore(copy, folder, CLOCK)


def know(folder: Path) -> None:
    """The superior enrols the one card beside its folder."""
    (path,) = folder.parent.glob("*.json")
    card = read_card(path.read_bytes())
    enrol(folder, card, card.letters, CLOCK, TRUST)


def look(folder: Path) -> None:
    """The office is opened and closed again: of an older version its tables are made anew."""
    Office.open(folder, clock=CLOCK, officer=COMMAND_LINE).close()


class Rival:
    """Talks to such a process; another one comes in the place of one that was killed."""

    def __init__(self) -> None:
        self._process = _started()

    def begin(self, act: Callable[[Path], object], folder: Path, place: str) -> None:
        """Let it act, as far as ``place``: "module:Class.function", before the first call of it."""
        self._say(json.dumps({"act": act.__name__, "folder": str(folder), "place": place}))
        heard = self._hear()
        assert heard == "at\n", heard

    def go_on(self) -> str:
        """Let it end; how it was refused, "" for not at all."""
        self._say("on")
        return str(json.loads(self._hear())["refused"])

    def kill(self) -> None:
        """It ends where it stands."""
        self.end()
        self._process = _started()

    def end(self) -> None:
        """It is wanted no more."""
        self._process.kill()
        self._process.communicate()

    def _say(self, text: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(text + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def _started() -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.desk.rival"]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _stand_at(place: str) -> None:
    module, _colon, names = place.partition(":")
    owner: Any = import_module(module)
    *owners, name = names.split(".")
    for part in owners:
        owner = getattr(owner, part)
    real, passed = getattr(owner, name), list[bool]()

    def standing(*words: Any, **named: Any) -> Any:
        if not passed:
            passed.append(True)
            _tell("at")
            sys.stdin.readline()
        return real(*words, **named)

    overrule(owner, name, standing)


def main() -> None:
    """Do what each line says."""
    passwords.MEMORY_KIB = key_wraps.MEMORY_KIB = 64
    for line in sys.stdin:
        wanted = json.loads(line)
        refused = ""
        with overruled():
            _stand_at(wanted["place"])
            try:
                globals()[wanted["act"]](Path(wanted["folder"]))
            except CounterError as error:
                refused = error.message
        _tell(json.dumps({"refused": refused}))


if __name__ == "__main__":
    main()
