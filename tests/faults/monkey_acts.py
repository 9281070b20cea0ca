"""What the monkey does, each act with its weight; it knows the keys of the program and nothing of its insides."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit

from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.person.party import Party, PartyKind
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.qt.window.other_windows import Elsewhere
from tests.faults.monkey_hands import ALT, CTRL, KEY, PLAIN, SHIFT, Hands
from tests.makers import PASSWORD

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.window.app import Program

CARD = "001190000017||Trần Thị Ánh Nguyệt|05021990|Nữ|Thôn Đoài, xã Yên Hòa, tỉnh Mẫu|15062021"
PLAIN_CARD = "001190000017||KSOR H'DOOM RAHLAN|05021990|Nu|Ama Thot|15062021"
SCANS = (CARD, CARD, PLAIN_CARD, "990012611230100073", "990012611230100073" * 2)
METHODS = ("", "", "telex", "vni")
SIZES = ((1024, 768), (1366, 768), (1200, 680), (1920, 1080), (1000, 640))
SCALES = (100, 100, 125, 150)
PAGES = (
    *(KEY.Key_F1, KEY.Key_F2, KEY.Key_F2, KEY.Key_F3, KEY.Key_F4, KEY.Key_F5),
    *(KEY.Key_F6, KEY.Key_F8, KEY.Key_F9, KEY.Key_F10),
)
MOVES = (
    *(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Return, KEY.Key_Return, KEY.Key_Escape, KEY.Key_Space),
    *(KEY.Key_Up, KEY.Key_Down, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right, KEY.Key_Home),
    *(KEY.Key_End, KEY.Key_PageUp, KEY.Key_PageDown, KEY.Key_Delete, KEY.Key_Backspace),
)
COMMANDS = "KHTLPSEGONI"
TEXTS = (
    *("tthn", "dkks", "dkkh", "15000", "3", "0", "0912000321", "001190000017", "05/11/2026"),
    *("2026", "31/02/2026", "Lê Hoàng Phúc", "Trần Thị Bưởi", "12/XNTTHN", "a", "file:giay"),
    *("Thôn Đoài, xã Yên Hòa", "Đã xem giấy tờ tùy thân", "%_'\"\\", "<b>đậm</b>", "x" * 300),
)
PROCEDURES = ("2.000635", "1.004873")


class Acts:
    """One seeded monkey at one counter; ``receiving`` is how often it fills the form, of a hundred acts or so."""

    def __init__(
        self, program: Program, clock: FixedClock, hands: Hands, *, receiving: int = 3
    ) -> None:
        self._program, self._clock, self.hands = program, clock, hands
        self.chance: random.Random = hands.chance
        self._codes: list[str] = []
        self._number = 0
        self._other: Office | None = None
        self._kinds: tuple[tuple[int, Callable[[], str]], ...] = (
            *((26, self._move), (14, self._letter), (9, self._page), (12, self._text)),
            *((16, self.hands.click), (6, self._command), (5, self._save), (3, self._scan)),
            *((3, self._palette), (2, self._resize), (1, self._look), (2, self._elsewhere)),
            *((2, self._time), (1, self._clock_back), (2, self._lock), (receiving, self._receive)),
        )

    def one(self) -> Callable[[], str]:
        """The next act."""
        if isinstance(self.hands.front(), QFileDialog):
            return self._file
        kinds = self._kinds
        weights = [weight for weight, _act in kinds]
        return self.chance.choices([act for _weight, act in kinds], weights)[0]

    def end(self) -> None:
        """Close the other window."""
        if self._other is not None:
            self._other.close()
            self._other = None

    def _file(self) -> str:
        """Qt's own window gets a name or Escape: it has a life that this computer's real one has not."""
        if self.chance.random() < 0.4:
            return self._pressed(KEY.Key_Escape)
        self._number += 1
        edit = self.hands.front().findChild(QLineEdit)
        if isinstance(edit, QLineEdit):
            edit.setFocus()
            edit.setText(self.chance.choice((f"tep-{self._number}", "khong-co/tep", "")))
        self._pressed(KEY.Key_Return)
        return "file"

    def _move(self) -> str:
        key = self.chance.choice(MOVES)
        modifier = self.chance.choice((PLAIN, PLAIN, PLAIN, SHIFT, CTRL))
        return self._pressed(key, modifier)

    def _letter(self) -> str:
        """Alt and a letter or digit: a button, a field, a card."""
        sign = self.chance.choice("ABCDEFGHIKLMNOPQRSTUVXY123456")
        return self._pressed(getattr(KEY, f"Key_{sign}"), ALT)

    def _page(self) -> str:
        if self.chance.random() < 0.4:
            return self._pressed(getattr(KEY, f"Key_{self.chance.randint(1, 6)}"), CTRL)
        return self._pressed(self.chance.choice(PAGES))

    def _command(self) -> str:
        return self._pressed(getattr(KEY, f"Key_{self.chance.choice(COMMANDS)}"), CTRL)

    def _save(self) -> str:
        return self._pressed(KEY.Key_Return, CTRL)

    def _text(self) -> str:
        text = self.chance.choice(TEXTS)
        self.hands.type(text)
        return f"type {text[:20]}"

    def _scan(self) -> str:
        """Receipts and cards, whole and broken, through every typing method and with Caps Lock."""
        chance = self.chance
        text = chance.choice([*SCANS, *self._codes[-20:]])
        if chance.random() < 0.2:
            text = text[: chance.randrange(1, len(text))]
        text = chance.choice(("", "", "", "]C1", "*")) + text
        text = text.swapcase() if chance.random() < 0.1 else text
        method, holds = chance.choice(METHODS), chance.random() < 0.5
        self.hands.scan(text, method, holds=holds)
        return f"scan {text[:20]} {method} {holds}"

    def _palette(self) -> str:
        self.hands.press(KEY.Key_K, CTRL)
        text = self.chance.choice(
            ("bao cao", "khoa", "sao luu", "kiem tra", "tiep", "g", "z z", "")
        )
        self.hands.type(text)
        for _step in range(self.chance.randint(0, 4)):
            self.hands.press(KEY.Key_Down)
        self.hands.press(KEY.Key_Return)
        return f"palette {text}"

    def _receive(self) -> str:
        """The intake form as it is filled every day, saved and printed."""
        self.hands.press(KEY.Key_F2)
        self.hands.settle()
        self.hands.type(self.chance.choice(("tthn", "dkks", "dkkh", "cbs")))
        self.hands.press(KEY.Key_Return)
        self.hands.scan(CARD)
        self.hands.press(KEY.Key_Return, CTRL)
        return "receive"

    def _resize(self) -> str:
        wide, high = self.chance.choice(SIZES)
        self.hands.window.resize(wide, high)
        return f"resize {wide}x{high}"

    def _look(self) -> str:
        """Another text size, theme or language, as the settings page keeps it."""
        place = self._program.place
        assert place is not None
        wanted = replace(
            place.office.preferences,
            text_scale=self.chance.choice(SCALES),
            theme=self.chance.choice(("light", "dark", "contrast")),
            language=self.chance.choice(("vi", "vi", "vi", "en")),
        )
        place.hub.done(place.office.rules.change_preferences(wanted))
        return f"look {wanted.text_scale} {wanted.theme} {wanted.language}"

    def _elsewhere(self) -> str:
        """Counter 2 does something; this window looks as it does every two seconds."""
        place = self._program.place
        assert place is not None
        if self._other is None:
            self._other = Office.open(
                place.office.data_dir, clock=self._clock, officer=COMMAND_LINE
            )
        self._number += 1
        party = Party(kind=PartyKind.PERSON, name=f"Nguyễn Thị Mẫu {self._number}")
        draft = IntakeDraft(procedure=self.chance.choice(PROCEDURES), applicant=party)
        try:
            if self.chance.random() < 0.5:
                self._codes.append(self._other.intake.receive(draft).result.barcode)
            else:
                self._other.queue.take(self.chance.choice("ABC"))
        except CounterError as error:
            return f"elsewhere refused: {error.message[:40]}"
        for watch in self.hands.window.findChildren(Elsewhere):
            watch.look()
        return "elsewhere"

    def _time(self) -> str:
        minutes = self.chance.choice((1, 20, 90, 24 * 60))
        self._clock.tick(minutes=minutes)
        return f"{minutes} minutes"

    def _clock_back(self) -> str:
        """The battery is flat: the next thing written has to ask, and then the clock is right again."""
        now = self._clock.now()
        self._clock.set(now - timedelta(days=2))
        self._save()
        self.hands.settle()
        self._pressed(self.chance.choice((KEY.Key_G, KEY.Key_C)), ALT)
        self._clock.set(now)
        return "clock back"

    def _lock(self) -> str:
        """Lock, then let somebody in: who locked it, or somebody else."""
        if self.chance.random() < 0.7:
            return self._pressed(KEY.Key_F12)
        self.hands.window.sign_out()
        return "sign out"

    def sign_in(self) -> None:
        """Whoever is asked gives the password that all have; staff may have changed it, so it is given anew."""
        window = self.hands.window
        login = str(window.sign_in.officer.currentData() or "")
        place = self._program.place
        assert place is not None
        with place.office.twin() as twin:
            twin.session.officer = COMMAND_LINE
            officer = next((item for item in twin.staff.officers() if item.login == login), None)
            if officer is not None and officer.active:
                twin.staff.put_officer(officer, password=PASSWORD)
                with twin.store.database.jotting("password_state") as connection:  # its own by now
                    connection.execute(
                        "UPDATE password_state SET lent = 0 WHERE login = ?", (login,)
                    )
        window.sign_in.password.setFocus()
        window.sign_in.password.clear()
        self.hands.type(PASSWORD)
        self.hands.press(KEY.Key_Return)

    def _pressed(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> str:
        self.hands.press(key, modifier)
        held = str(modifier).removeprefix("KeyboardModifier.").replace("Modifier", "")
        return f"{'' if modifier == PLAIN else held + '+'}{key.name.removeprefix('Key_')}"
