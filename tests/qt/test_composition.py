"""What an input method holds underlined is told as keys: swallowed ones are noticed, and the word comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.dossier.typed_keys import BACK, shown
from counter_app.qt.kit.card_box import TYPED_OVER
from counter_app.qt.window.composition import Composition
from counter_app.qt.window.overtaken import Overtaken
from counter_app.qt.window.scanner import ScanCatcher
from tests.typing_methods import Typist

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CARD = "001199012345|123456789|KSOR H'DOOM|05021999|Nu|Ama Thot|01012021"
RECEIPT = "267342611280100073"


class Holder:
    """An input method that holds the word being typed, as Unikey in ibus does.

    One that is ``late`` gives it only behind Return, as in fcitx, and lets letters sent by their code pass it by.
    """

    def __init__(self, method: str, line: QLineEdit, *, late: bool = False) -> None:
        self._typist = Typist(method, spelled=True)
        self.line = line
        self.held = ""
        self.late = late
        self.now = 100.0

    def type(self, keys: str, gap: float = 0.01) -> None:
        """Press keys."""
        for key in keys:
            self.now += gap
            if not key.isascii():
                if not self.late:
                    self.give("")
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
                QApplication.sendEvent(self.line, event)
                self.give("")
                self._typist.press(key)
            elif key.isalnum():
                self.held = _after(self.held, self._typist.press(key))
                QApplication.sendEvent(self.line, QInputMethodEvent(self.held, []))
            else:
                self.held = _after(self.held, self._typist.press(key))[:-1]
                self.give(key)

    def give(self, key: str) -> None:
        """Give what is held, and a key that no word has."""
        if not self.held + key:
            return
        given = QInputMethodEvent("", [])
        given.setCommitString(self.held + key)
        self.held = ""
        QApplication.sendEvent(self.line, given)
        QApplication.sendEvent(self.line, QInputMethodEvent("", []))

    def end(self) -> None:
        """Return: the word is given first."""
        self.held = _after(self.held, self._typist.end())
        if not self.late:
            self.give("")
        key, plain = Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
        ended = QKeyEvent(QEvent.Type.KeyPress, key, plain, "\r")
        ended.setTimestamp(int(self.now * 1000))
        QApplication.sendEvent(self.line, ended)
        QApplication.sendEvent(self.line, QInputMethodEvent("", []))
        self.give("")


def _after(text: str, events: list[str]) -> str:
    return "".join(key.char for key in shown(text, events))


class Caught:
    """What the catcher said."""

    def __init__(self, catcher: ScanCatcher) -> None:
        self.receipts: list[str] = []
        self.cards: list[str] = []
        self.told: list[str] = []
        catcher.scanned.connect(self.receipts.append)
        catcher.card_scanned.connect(self.cards.append)
        catcher.garbled.connect(self.told.append)
        overtaken = catcher.findChild(Overtaken)
        assert overtaken is not None
        self.quiet = overtaken.quiet
        timer = (
            overtaken._timer
        )  # it asks the clock, which is the holder's: nobody waits for the real one
        timer.start = lambda _milliseconds: QTimer.start(timer, 20)  # type: ignore[method-assign,assignment]


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    """A line with the keyboard."""
    made = QLineEdit()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


@pytest.fixture(params=[("telex", False), ("vni", False), ("telex", True), ("vni", True)])
def holder(request: pytest.FixtureRequest, line: QLineEdit) -> Holder:
    """An input method over the line."""
    method, late = request.param
    return Holder(method, line, late=late)


@pytest.fixture
def caught(holder: Holder) -> Iterator[Caught]:
    """What is caught meanwhile."""
    catcher = ScanCatcher(clock=lambda: holder.now)
    catcher.card_wanted = lambda: True
    catcher.install()
    yield Caught(catcher)
    catcher.remove()


def test_keys_swallowed_inside_a_held_word_are_given_back(holder: Holder, caught: Caught) -> None:
    """Telex makes DÔM of DOOM and Âm of Ama, and no Backspace tells."""
    holder.type(CARD)
    holder.end()
    assert caught.cards == [CARD]


def test_accents_sent_by_their_code_pass_between_held_words(holder: Holder, caught: Caught) -> None:
    """Where they pass it while it is held, their place is chance: refused, and the field is as it was."""
    card = "001099012345|123456789|Nguyễn Thị Thuý Hường|05021999|Nam|Ấp 5|01012021"
    holder.type(card)
    holder.end()
    assert caught.cards == ([] if holder.late else [card])
    assert len(caught.told) == holder.late


@pytest.mark.parametrize("name", ["Lan", "Huwng", "Hu7ng", "An "])
def test_the_word_held_when_a_receipt_comes_is_back_in_its_field(
    holder: Holder, caught: Caught, line: QLineEdit, name: str
) -> None:
    """With VNI the first digits are accents of the word still underlined."""
    line.setText("Trần ")
    holder.type(name, 0.2)
    shown_now = line.text() + holder.held
    holder.now += 1
    holder.type(RECEIPT)
    holder.end()
    assert caught.receipts == [RECEIPT]
    assert line.text() == shown_now


def test_a_word_typed_by_hand_is_whole_at_return(
    holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    """What is held when Return comes is the field's first; given again behind it, it does not come twice."""
    entered: list[str] = []
    line.returnPressed.connect(lambda: entered.append(line.text()))
    holder.type("Nguyeenx Thij Hoaf", 0.15)
    whole = line.text() + holder.held
    holder.end()
    assert entered == [whole]
    assert line.text() == whole
    assert caught.receipts == caught.cards == caught.told == []


def test_a_word_ends_where_the_keyboard_goes_elsewhere(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    other = QLineEdit(line)
    other.show()
    holder.type("Lan", 0.15)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.setText("Mai")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "Mai"
    assert caught.receipts == []


def test_a_field_for_scans_has_a_card_in_the_order_it_was_sent(
    holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    """A letter sent by its code may stand before the word that is held: then nothing is."""
    line.setProperty("takesScans", True)
    entered: list[str] = []
    line.returnPressed.connect(lambda: entered.append(line.text()))
    card = "001099012345|123456789|Nguyễn Thị Hường|05021999|Nữ|Số 5|01012021"
    holder.type(card)
    holder.end()
    assert entered == ([] if holder.late else [card])
    assert line.text() == ("" if holder.late else card)
    assert caught.cards == []
    assert len(caught.told) == holder.late


def test_a_letter_that_overtook_its_word_by_far_is_no_name(line: QLineEdit, qtbot: QtBot) -> None:
    """As fcitx does it to Qt's part for ibus: "Ò" stands before the number, the last letter behind Return."""
    holder = Holder("telex", line, late=True)
    catcher = ScanCatcher(clock=lambda: holder.now)
    catcher.card_wanted = lambda: True
    catcher.install()
    caught = Caught(catcher)
    for scan in (
        "Ò001099012345||L VĂN AN|05021999|Nam|Thôn|01012021",
        "001099012345||L VN AN|05021999|Nam|Thn|01012021",
    ):
        line.setText("Trần")
        holder.now += 1
        holder.type(scan)
        holder.end()
        behind = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "ô")
        behind.setTimestamp(int(holder.now * 1000) - 1)  # pressed before Return
        QApplication.sendEvent(line, behind)
    catcher.remove()
    assert caught.cards == ["001099012345||L VN AN|05021999|Nam|Thn|01012021"]
    assert len(caught.told) == 2, "the letter behind the second one tells that it was not whole"
    assert line.text() == "Trần"


BY_CODE = "001099012345|123456789|Lò Văn Đông|05021999|Nam|Thôn Rừng|01012021"


def overtaking(line: QLineEdit) -> None:
    """Return, ahead of everything that was sent before it."""
    QTest.keyClick(line, Qt.Key.Key_Return)


def behind_it(qtbot: QtBot, holder: Holder, caught: Caught, scan: str) -> None:
    """All letters of a scan come behind its Return, and no more come."""
    overtaking(holder.line)
    holder.type(scan)
    with qtbot.waitSignal(caught.quiet):
        holder.now += 1


@pytest.mark.parametrize("scan", [BY_CODE, CARD])
def test_a_card_whose_return_overtook_it_is_never_left_in_the_field(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit, scan: str
) -> None:
    """Letters sent by their code have no sure place then; what came in order is what was sent."""
    line.setText("Trần")
    behind_it(qtbot, holder, caught, scan)
    holder.give("")
    assert line.text() == "Trần"
    assert caught.cards == ([] if scan == BY_CODE else [CARD])
    assert len(caught.told) == (scan == BY_CODE)


def test_a_receipt_whose_return_overtook_it_is_the_receipt(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    line.setText("Trần")
    behind_it(qtbot, holder, caught, RECEIPT)
    holder.give("")
    assert caught.receipts == [RECEIPT]
    assert line.text() == "Trần"


def test_a_return_amid_a_card_gives_back_what_stood_ahead_of_it(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    line.setText("Trần")
    ahead, behind = BY_CODE[:24], BY_CODE[24:]
    holder.type(ahead)
    behind_it(qtbot, holder, caught, behind)
    holder.give("")
    assert line.text() == "Trần"
    assert len(caught.told) == 1


def test_letters_that_overtook_even_the_return_are_gone_with_the_rest(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    """As fcitx did it: ò, ô and ừ first, then Return, then the number: refused, and none of it left in the name."""
    line.setText("Trần")
    for letter in "òôừ":
        QApplication.sendEvent(
            line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )
    behind_it(qtbot, holder, caught, plainer(BY_CODE))
    holder.give("")
    assert line.text() == "Trần"
    assert len(caught.told) == 1


def test_a_method_goes_on_with_what_return_asked_of_it_too_early(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    """Return overtook all but the first digit, which fcitx still held: it is the card's, and no name."""
    line.setText("Trần ")
    holder.type(CARD[0])
    held = holder.held
    behind_it(qtbot, holder, caught, CARD[1:])
    holder.give("")
    assert held == CARD[0]
    assert line.text() == "Trần "
    assert caught.cards == [CARD]


@pytest.mark.parametrize("name", ["Lan", "Huwng", "Hu7ng"])
def test_a_name_held_at_a_return_that_overtook_a_receipt_stays(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit, name: str
) -> None:
    """Return came while the name was underlined, then the digits, which go on in the same word."""
    line.setText("Trần ")
    holder.type(name, 0.2)
    whole = line.text() + holder.held
    holder.now += 0.1
    behind_it(qtbot, holder, caught, RECEIPT)
    holder.give("")
    assert caught.receipts == [RECEIPT]
    assert line.text() == whole


@pytest.mark.parametrize("ahead", [0, 1, 7])
@pytest.mark.parametrize("name", ["Lan", "Hu7ng"])
def test_a_return_that_led_on_leaves_the_name_alone(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit, name: str, ahead: int
) -> None:
    """As in the form: Return goes to the next field, and the method goes on with the name and the digits there."""
    following = QLineEdit(line)
    following.show()
    line.returnPressed.connect(following.setFocus)
    line.setText("Trần ")
    holder.type(name, 0.2)
    whole = line.text() + holder.held
    holder.now += 0.1
    holder.type(RECEIPT[:ahead])
    overtaking(line)
    qtbot.waitUntil(following.hasFocus)
    holder.line = following
    holder.type(RECEIPT[ahead:])
    holder.held = name + RECEIPT  # fcitx gives back the keys of a word with digits in it
    holder.give("")
    with qtbot.waitSignal(caught.quiet):
        holder.now += 1
    assert caught.receipts == [RECEIPT]
    assert (line.text(), following.text()) == (whole, "")


def test_letters_left_behind_a_judged_scan_are_no_part_of_the_next(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    """A field for scans has let its scan go; a letter behind it, and the next card is whole."""
    line.setProperty("takesScans", True)
    overtaking(line)
    for letter in "Êô":
        holder.type(letter)
    line.clear()
    with qtbot.waitSignal(caught.quiet):
        holder.now += 1
    line.setProperty(TYPED_OVER, False)
    holder.type(CARD)
    holder.end()
    assert caught.told == []
    assert line.text() == CARD


def plainer(card: str) -> str:
    """A card without the letters that no keyboard has."""
    return "".join(char for char in card if char.isascii())


@pytest.mark.parametrize("text", ["Nguyeenx Thij Hoaf", "001099012345", "a|b|c"])
@pytest.mark.parametrize("gap", [0.01, 0.15])
def test_what_hands_type_behind_return_stays(
    qtbot: QtBot, holder: Holder, caught: Caught, line: QLineEdit, text: str, gap: float
) -> None:
    overtaking(line)
    holder.type(text, gap)
    whole = line.text() + holder.held
    with qtbot.waitSignal(caught.quiet):
        holder.now += 1
    holder.give("")
    assert line.text() == whole
    assert caught.receipts == caught.cards == caught.told == []


def test_what_comes_a_while_behind_return_is_no_part_of_what_it_ended(
    holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    overtaking(line)
    holder.now += 0.5
    holder.type(CARD)
    holder.end()
    assert caught.cards == [CARD]
    assert caught.told == []


@pytest.mark.parametrize("overtook", [True, False])
def test_a_field_for_scans_is_told_of_letters_that_have_no_place(
    holder: Holder, caught: Caught, line: QLineEdit, overtook: bool
) -> None:
    """It judges what it has by itself, as soon as nothing more comes."""
    line.setProperty("takesScans", True)
    if overtook:
        overtaking(line)
    holder.type(BY_CODE)
    assert bool(line.property(TYPED_OVER)) == overtook
    assert caught.cards == caught.told == []


def test_the_return_of_a_whole_card_overtook_nothing(
    holder: Holder, caught: Caught, line: QLineEdit
) -> None:
    """A field for scans has one card after the other, as fast as they are scanned."""
    line.setProperty("takesScans", True)
    for _turn in range(2):
        holder.type(CARD)
        holder.end()
        line.clear()
    holder.type(BY_CODE)
    assert not line.property(TYPED_OVER)
    assert caught.told == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("held"), st.text("aâấn2", max_size=4)),
        st.tuples(st.just("given"), st.text("aâấn2", max_size=4)),
    ),
    max_size=12,
)


@given(steps=STEPS)
def test_the_keys_make_what_is_seen(steps: list[tuple[str, str]]) -> None:
    """Whatever is held, given and hidden, and in whatever order."""
    composition, given_so_far, events = Composition(), "", list[str]()
    for kind, text in steps:
        held, commit = (text, "") if kind == "held" else ("", text)
        events += [event for event, _before in composition.changed(held, commit)]
        given_so_far += commit
    events += [event for event, _before in composition.settled()]
    assert "".join(key.char for key in shown("", events)) == given_so_far + composition.text


@pytest.mark.parametrize("hidden_first", [False, True])
def test_a_word_that_is_given_is_the_word_that_was_held(hidden_first: bool) -> None:
    """Some hide a word before they give it: no key was pressed for that."""
    composition = Composition()
    events = [event for event, _held in composition.changed("Mẫu", "")]
    if hidden_first:
        events += [event for event, _held in composition.changed("", "")]
    events += [event for event, _held in composition.changed("", "Mẫu")]
    assert events == list("Mẫu")


def test_a_key_that_passes_by_keeps_its_place() -> None:
    """``Nguy``, then ễ by its code, then the tone of VNI on the y: the letters stay in the order they were typed."""
    composition = Composition()
    events = [event for event, _held in composition.changed("Nguy", "")]
    events.append("ễ")
    composition.passed_by("ễ")
    events += [event for event, _held in composition.changed("Nguý", "")]
    events += [event for event, _held in composition.changed("Nguýn", "")]
    assert events == [*"Nguy", "ễ", BACK, BACK, "ý", "ễ", "n"]
    assert composition.text == "Nguýn"
