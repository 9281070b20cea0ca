"""Unikey's own engine between a scanner's keys and the window: what the window makes of them is what was scanned.

Telex and VNI, in ibus and in fcitx5, on a screen of its own, with keys from the X server. A key is never waited for by
time: behind each scan comes a key that means nothing, and the window says what it has made of everything before it.
Through fcitx that key overtakes words too: there the window is asked until every key of the scan has come, and nothing
is waited for any more.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.domain.card.identity_card import read_card
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.typed_keys import shown
from counter_app.domain.text import name_case
from tests.domain.test_200_cards import ALL, KINH, OTHERS, PLACES, Scan, by_code, dropped, plain
from tests.typing_methods import Typist

if sys.platform == "linux":
    from tests.qt.virtual_screen import CAPS_LOCK, RETURN, SENTINEL, Keyboard, Screen

assert sys.platform == "linux"

ROOT = Path(__file__).resolve().parents[2]
IBUS, FCITX = "ibus", "fcitx5"
METHODS = tuple((carrier, method) for carrier in (IBUS, FCITX) for method in ("telex", "vni"))
CARDS = ALL[::10]
WAYS = (by_code, plain, dropped)
TODAY = date(2026, 11, 28)
_MARKS = "\u0301\u0300\u0309\u0303\u0323\u0302\u031b\u0306"
_KEYS = {
    "telex": dict(zip(_MARKS, "sfrxj ww", strict=True)),
    "vni": dict(zip(_MARKS, "12345678", strict=True)),
}
_STROKE = {"telex": "d", "vni": "9"}
_AT_ONCE = 12
_TIMES = 20
_LOOKS = 2000
F3, ALT = 0xFFC0, 0xFFE9
PAUSE_MS = 100
"""Hands are slower than a scanner."""


class Desk:
    """The window in its own process, with the keyboard that is typed on."""

    def __init__(self, screen: Screen, carrier: str, method: str, data: Path) -> None:
        self.carrier, self.method, self._capitals = carrier, method, False
        letters = "".join(by_code(scan.text) for scan in CARDS)
        self._keyboard = Keyboard(screen.display, letters + letters.lower())
        self._program = screen.start(sys.executable, "-m", "tests.qt.typed_window", str(data))
        assert self._heard() == {"platform": "xcb"}

    def _heard(self) -> dict[str, Any]:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        assert line, "the window ended"
        heard: dict[str, Any] = json.loads(line)
        return heard

    def _ask(self, wanted: str) -> dict[str, Any]:
        assert self._program.stdin is not None
        self._program.stdin.write(wanted + "\n")
        self._program.stdin.flush()
        return self._heard()

    def scan(self, focus: str, text: str, *, by_hand: str = "") -> dict[str, Any]:
        """What the window says after keys typed into a field and Return; hands type ``by_hand`` before, and wait.

        A busy computer may lose a key, even Return, before the window: then nothing is judged, and it is typed again.
        """
        for _time in range(_TIMES):
            heard = self._scan(focus, text, by_hand)
            for _look in range(_LOOKS):
                if self._whole(heard["arrived"], by_hand + text) and heard["rests"]:
                    return heard
                if self.carrier == IBUS:
                    break  # there everything stands before the key that the answer came for
                heard = self._ask("again")
        pytest.fail(f"the rules are others, or keys are lost: {text} became {heard['arrived']}")

    def _whole(self, arrived: str, keys: str) -> bool:
        """Whether every key is there.

        With fcitx letters sent by their code, and Return, overtake a word by chance; at Return it gives back the keys
        of a word with digits in it.
        """
        made = self.made_of(keys)
        if self.carrier == IBUS:
            return arrived == made + "\r"
        return Counter(arrived) in (Counter(made + "\r"), Counter(keys + "\r"))

    def made_of(self, keys: str) -> str:
        """What the method makes of keys, by its rules."""
        typist = Typist(self.method, spelled=True)
        keys = keys.swapcase() if self._capitals else keys
        return "".join(key.char for key in shown("", [*typist.type(keys), *typist.end()]))

    def _scan(self, focus: str, text: str, by_hand: str) -> dict[str, Any]:
        assert self._ask(focus) == {"ready": True}
        self._keyboard.type(by_hand)
        if by_hand:
            self._wait_for(self.made_of(by_hand))
        self._keyboard.type(text[:1], PAUSE_MS if by_hand else 0)
        self._keyboard.type(text[1:])
        self._keyboard.press(RETURN)
        self._keyboard.press(SENTINEL)
        return self._heard()

    def _wait_for(self, text: str) -> None:
        """Until the window has seen a text; what is lost on the way is noticed behind the scan."""
        for _time in range(_LOOKS):
            if self._ask("seen")["seen"] == text:
                return

    def command(self, focus: str, word: str, *chord: int) -> dict[str, Any]:
        """What the window says after a word was typed into a field and a command given while it is held there.

        A busy computer may lose a key before the window: then all of it is done again.
        """
        for _time in range(_TIMES):
            assert self._ask(focus) == {"ready": True}
            self._keyboard.type(word, PAUSE_MS)
            self._wait_for(self.made_of(word))
            self._keyboard.chord(*chord)
            self._keyboard.press(SENTINEL)
            heard = self._heard()
            if heard["arrived"].startswith(self.made_of(word)) and not heard["stays"]:
                return heard
        pytest.fail(f"keys are lost: {word} became {heard['arrived']}")

    def capitals(self) -> None:
        """Press Caps Lock."""
        self._capitals = not self._capitals
        self._keyboard.press(CAPS_LOCK)

    def close(self) -> None:
        """Let go the keyboard."""
        self._keyboard.close()


@pytest.fixture(scope="module", params=METHODS, ids="-".join)
def counter(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, founded: Path
) -> Iterator[Desk]:
    """A window typed into through one method."""
    home = tmp_path_factory.mktemp("typed")
    data = home / "office"
    data.mkdir()
    shutil.copyfile(founded, paths.database_path(data))
    screen = Screen(home, {"PYTHONPATH": str(ROOT)})
    try:
        carrier, method = request.param
        screen.listen_with(carrier, method)
        made = Desk(screen, carrier, method, data)
        yield made
        made.close()
    finally:
        screen.end()


def keys_of(word: str, method: str) -> str:
    """The keys that hands press for a word, the accents behind their letters."""
    keys = ""
    for char in unicodedata.normalize("NFC", word):
        letter, *marks = list(unicodedata.normalize("NFD", char))
        if letter in "đĐ":
            keys += ("d" if letter == "đ" else "D") + _STROKE[method]
            continue
        keys += letter
        for mark in marks:
            key = _KEYS[method][mark]
            keys += letter if key == " " else key
    return keys


def words(method: str) -> list[str]:
    """Every sixth word of the names and places: as hands type it, and without its accents as a scanner may."""
    found = {word for text in (*KINH, *OTHERS, *PLACES) for word in re.split(r"[ ,/']", text)}
    typed = {
        form
        for word in found
        for form in (keys_of(word, method), plain(word), dropped(word).upper())
        if form and form.isascii()
    }
    return sorted(typed)[::6]


def test_the_rules_are_those_of_the_engine(counter: Desk) -> None:
    """What plays Unikey in the other tests ends each word as the engine does."""
    every = words(counter.method)
    for at in range(0, len(every), _AT_ONCE):
        some = " ".join(every[at : at + _AT_ONCE])
        assert counter.scan("plain", some)["line"] == counter.made_of(some)
    assert len(every) > 50


@pytest.mark.parametrize("focus", ["name", "card"])
def test_a_card_is_the_card_or_is_refused(counter: Desk, focus: str) -> None:
    """Into the name, where the method listens, and into the field for cards."""
    right = 0
    cards = cards_for(counter) if focus == "name" else list(enumerate(CARDS))[::3]
    for at, scan in cards:
        text = WAYS[at % len(WAYS)](scan.text)
        heard = counter.scan(focus, text)
        filled = heard["name"]
        assert filled in {"", _filled(text)}, json.dumps([text, heard], ensure_ascii=False)
        caught = heard.get("card_scanned", [])
        if focus == "name":
            assert caught == [text] or (caught == [] and heard["garbled"]), json.dumps(
                [text, heard], ensure_ascii=False
            )
        assert heard["card"] == "" or heard["card_error"], json.dumps(
            [text, heard], ensure_ascii=False
        )
        right += caught == [text] if focus == "name" else filled == _filled(text)
    enough = len(cards) / 2 if counter.carrier == IBUS else 0  # how much overtakes there is chance
    assert right >= enough, "a busy computer has more of them refused, none taken wrong"


def cards_for(counter: Desk) -> list[tuple[int, Scan]]:
    """Each method of fcitx has half of them: what it refuses it says when nothing more comes."""
    cards = list(enumerate(CARDS))
    if counter.carrier == IBUS:
        return cards
    return cards[::2] if counter.method == "telex" else cards[1::2]


def _filled(text: str) -> str:
    reading = read_card(text, TODAY)
    assert reading.card is not None
    return name_case(reading.card.name)


OFFICES = ("26734", "00004", "11111", "33445", "99001")
NAMES = ("Hưng", "Lan", "Tuân", "Hường", "Việt", "An ", "")


def test_a_receipt_behind_any_name_is_found_and_the_name_stays(counter: Desk) -> None:
    """The name is still underlined when the scan comes: its digits are accents to VNI."""
    for at, name in enumerate(NAMES):
        office = OFFICES[at % len(OFFICES)]
        code = DossierCode(office=office, day=date(2026, 11, 27), device=1, sequence=7).barcode
        heard = counter.scan("name", code, by_hand=keys_of(name, counter.method))
        assert heard.get("scanned") == [code], json.dumps(heard, ensure_ascii=False)
        assert heard["name"] == name, json.dumps(heard, ensure_ascii=False)
        assert heard["page"] == "returning"


def test_a_name_typed_by_hands_is_no_scan(counter: Desk) -> None:
    for name in ("Nguyễn Thị Thuý Hường", "Đặng Quốc Toản", "Y Bhăm Êban 12"):
        keys = keys_of(name, counter.method)
        hands = (
            counter.carrier == FCITX
        )  # they see the name before Return; at once, Return overtakes it
        heard = counter.scan("line", "" if hands else keys, by_hand=keys if hands else "")
        assert not {"scanned", "card_scanned", "garbled"} & set(heard)
        assert heard["entered"] == [heard["line"]]
        assert heard["stays"]


@pytest.mark.parametrize("chord", [(F3,), (ALT, ord("c"))], ids=["F3", "Alt+C"])
def test_a_word_that_is_held_stays_where_it_was_typed(
    counter: Desk, chord: tuple[int, ...]
) -> None:
    heard = counter.command("name", keys_of("Nguyễn", counter.method), *chord)
    assert heard["name"] == "Nguyễn", json.dumps(heard, ensure_ascii=False)


def test_caps_lock_is_no_other_name(counter: Desk) -> None:
    scan = next(scan for scan in CARDS if scan.name.isupper())
    text = plain(scan.text)
    counter.capitals()
    heard = counter.scan("name", text)
    counter.capitals()
    assert counter.scan("plain", "a")["line"] == "a"
    assert heard.get("card_scanned", []) in ([], [text.swapcase()])
    assert heard["name"] in {"", _filled(text)}
