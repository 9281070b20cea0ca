"""How many keys the works of a morning take, from the first to the last: never more than is written here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import State
from counter_app.domain.queue.tickets import TicketState
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.certification.page import CertificationPage
from counter_app.qt.closing.export_dialog import ExportDialog
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.queue.ask_dialog import AskDialog
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.returning.page import ReturningPage
from tests.makers import BIRTH, COPIES, PASSWORD, officer
from tests.makers import receive as received
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, NO, SHIFT, Counter
from tests.scenarios.morning import is_out
from tests.scenarios.test_day_by_window import CARD, NAME, port_with

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from tests.sync.media import Stick

MOST = {
    "take a ticket": 2,
    "call": 1,
    "take the call back": 1,
    "begin with the number": 1,
    "intake by card": 14,
    "to the papers and the fee by Enter": 10,
    "find by name": 17,
    "hand to the officer": 2,
    "finish": 12,
    "return by scan": 1,
    "a certified copy": 5,
    "somebody only asks": 2,
    "apologies": 3,
    "a hand-over sheet": 3,
    "close the day and carry it away": 4,
}
"""A scan is no key; what is typed into an apology is not counted either."""


@dataclass
class Hands:
    """A counter whose keys are counted."""

    counter: Counter
    taken: dict[str, int] = field(default_factory=dict)
    _work: str = ""

    @contextmanager
    def at(self, work: str) -> Iterator[None]:
        """Count for one work."""
        self._work = work
        self.taken[work] = 0
        yield
        self._work = ""
        assert self.taken[work] <= MOST[work], f"{work}: {self.taken[work]} keys"

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        """One key."""
        self.taken[self._work] += 1
        self.counter.press(key, modifier)

    def type(self, text: str) -> None:
        """A key for each letter."""
        self.taken[self._work] += len(text)
        self.counter.type(text)

    def undone_by_a_key(self, *words: str) -> None:
        """What was just done is offered to be taken back, in words of its own."""
        undo = self.counter.view.toasts.undo
        assert undo.offers, words
        assert all(word in undo.text.text() for word in words), undo.text.text()

    def count_papers_and_fee(self, page: IntakePage) -> None:
        """Enter from the telephone to the first paper, past all of them, to the fee."""
        fee = page.form.amounts.fee
        for _time in range(40):
            if fee.hasFocus():
                return
            self.press(ENTER)
        raise AssertionError("Enter never comes to the fee")


def queue(hands: Hands) -> None:
    """The citizen takes a number and is called; a call by mistake is taken back."""
    counter = hands.counter
    with hands.at("take a ticket"):
        hands.press(KEY.Key_F6)
        hands.press(KEY.Key_1, ALT)
    page = counter.page(QueuePage)
    assert page.drawn.number.text() == "A001"
    with hands.at("call"):
        hands.press(KEY.Key_F6)
    assert page.current.digits.text() == "A001"
    with hands.at("take the call back"):
        hands.press(KEY.Key_Z, CTRL)
    assert counter.office.queue.today_line()[0].state is TicketState.WAITING
    counter.press(KEY.Key_F6)
    with hands.at("begin with the number"):
        hands.press(KEY.Key_B, ALT)
    assert "A001" in counter.page(IntakePage).ticket.text()


def intake(hands: Hands) -> str:
    """A procedure that was asked for before, a card, a telephone: saved, printed, handed over."""
    counter = hands.counter
    page = counter.page(IntakePage)
    with hands.at("intake by card"):
        if not page.form.procedure.suggestions():
            hands.press(KEY.Key_Down)
        hands.press(ENTER)
        counter.scan(CARD)
        hands.type("0912000321")
        hands.press(ENTER, CTRL)
        counter.wait(lambda: is_out(page.saved.paper.text()))
        hands.press(KEY.Key_G, CTRL)
    code = str(page.saved.code.text())
    dossier = counter.office.dossiers.get(code)
    assert (dossier.applicant.name, dossier.applicant.phone) == (NAME, "0912000321")
    assert "đã giao" in page.saved.paper.text()
    counter.press(KEY.Key_F2)
    counter.type("dkks")
    counter.press(ENTER)
    page.form.applicant.phone.setFocus()
    with hands.at("to the papers and the fee by Enter"):
        hands.count_papers_and_fee(page)
    counter.press(KEY.Key_Delete, CTRL | SHIFT)
    hands.undone_by_a_key("làm lại từ đầu")
    return code


def dossier(hands: Hands, code: str) -> None:
    """Found by name, handed on, finished with what the program knows, returned by scan."""
    counter = hands.counter
    with hands.at("find by name"):
        hands.press(KEY.Key_F3)
        hands.type("tran anh nguyet")
        hands.press(ENTER)
    page = counter.page(DossierPage)
    assert page.code.text() == code
    with hands.at("hand to the officer"):
        hands.press(KEY.Key_H, ALT)
        hands.press(ENTER, CTRL)
    assert counter.office.dossiers.get(code).state is State.PROCESSING
    hands.undone_by_a_key(code)
    with hands.at("finish"):
        hands.press(KEY.Key_K, ALT)
        hands.type("12/KQ-UB")
        hands.press(ENTER, CTRL)
    found = counter.office.dossiers.get(code)
    assert found.state is State.FINISHED
    assert found.result_facts is not None
    assert found.result_facts.signed_on == "2026-11-23"
    hands.undone_by_a_key(code)
    counter.press(KEY.Key_F2)
    with hands.at("return by scan"):
        counter.scan(found.barcode)
        hands.press(ENTER, CTRL)
    assert counter.office.dossiers.get(code).state is State.RETURNED
    hands.undone_by_a_key("trả")
    counter.wait(lambda: is_out(counter.page(ReturningPage).paper.text()))


def small_things(hands: Hands) -> None:
    """A copy certified, a question counted, apologies, a sheet."""
    counter = hands.counter
    with hands.at("a certified copy"):
        hands.press(KEY.Key_F5)
        hands.type("4")
        hands.press(ENTER)
        hands.type("3")
        hands.press(ENTER)
    assert counter.page(CertificationPage).done.number.text() == "1"
    hands.undone_by_a_key("1")
    with hands.at("somebody only asks"):
        hands.press(KEY.Key_H, CTRL)
        counter.dialog(AskDialog)
        hands.press(KEY.Key_2)
    assert counter.office.enquiries.count() == 1
    with hands.at("apologies"):
        hands.press(KEY.Key_F9)
        hands.press(KEY.Key_X, ALT)
        dialog = counter.dialog(ApologyDialog)
        counter.reach(dialog.reason)
        counter.type("Mất điện cả buổi sáng")
        hands.press(ENTER, CTRL)
    (late,) = counter.office.dossiers.find("Lê Thị Trễ")
    assert any(job.document == "apology" for job in counter.office.paper.prints_of(late.code))
    hands.undone_by_a_key("phiếu xin lỗi")
    with hands.at("a hand-over sheet"):
        hands.press(KEY.Key_5, CTRL)
        (handed,) = counter.office.dossiers.find("Người 0")
        counter.scan(counter.office.dossiers.get(handed.code).barcode)
        hands.press(ENTER, CTRL)
    assert len(counter.office.handover.sheets(open_only=True)) == 1
    hands.undone_by_a_key("giao cho")


def evening(hands: Hands, stick: Stick) -> None:
    """The day is closed; from its sheet straight to the stick."""
    counter = hands.counter
    with hands.at("close the day and carry it away"):
        hands.press(KEY.Key_F10)
        page = counter.page(ClosingPage)
        page._media = port_with(stick)
        counter.wait(lambda: page._asked is None)
        hands.press(ENTER, CTRL)
        counter.dialog(SheetDialog)
        hands.press(KEY.Key_F10)
        dialog = counter.dialog(ExportDialog)
        counter.wait(lambda: dialog.sticks.usable() is not None and not dialog._looking)
        hands.press(ENTER, CTRL)
        counter.wait(lambda: dialog.outcome.tone == "good")
    counter.press(ESCAPE)
    assert counter.office.closing.not_exported().entries == 0


def yesterday(counter: Counter) -> None:
    """What the office has seen before: the procedure that is asked for, a promise missed, papers to be handed on."""
    office = counter.office
    office.staff.put_officer(officer(), password=PASSWORD)
    for number in range(2):
        received(office, BIRTH, f"Người {number}")
    received(office, COPIES, "Lê Thị Trễ")
    counter.clock.tick(hours=9)


def test_a_morning_takes_no_more_keys_than_this(morning: Counter, stick: Stick) -> None:
    yesterday(morning)
    hands = Hands(morning)
    queue(hands)
    code = intake(hands)
    dossier(hands, code)
    small_things(hands)
    evening(hands, stick)
    assert hands.taken.keys() == MOST.keys()
