"""A citizen asks about a dossier, in the window: by keys alone, from the dossier, the search and the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.domain.clock import FixedClock
from counter_app.domain.followups.followup import Asking, FollowUp, Means
from counter_app.office import Office
from counter_app.qt.board.page import BoardPage
from counter_app.qt.board.unanswered import UnansweredDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.kit.answer_dialog import AnswerDialog
from counter_app.qt.kit.followup_dialog import FollowUpDialog
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.workplace import Workplace
from tests.makers import MARITAL, receive
from tests.memory_printer import MemoryPrinter
from tests.printing.reading import flat_text
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, focused, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.window.main_window import MainWindow

CODES = "H57.132-260804-0583", "H57.132-260804-0584"


def ask(at_counter: Office, code: str) -> FollowUp:
    """An enquiry that somebody has to answer."""
    said = Asking(code=code, asker="Trần B", asked="Bao giờ có?", officer="canbo")
    return at_counter.followups.ask(said).result


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> DossierPage:
    """The page of a dossier that is promised for Friday."""
    made = DossierPage(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    show(made)
    made.enter(receive(place.office, MARITAL).code)
    made.first_field().setFocus()
    return made


def opened(qtbot: QtBot, page: DossierPage, kind: type) -> FollowUpDialog:
    """The dialog a key opens over the page, in front."""
    qtbot.waitUntil(lambda: any(isinstance(item, kind) for item in dialogs(page)))
    dialog = next(item for item in dialogs(page) if isinstance(item, kind))
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in dialog.findChildren(QWidget))
    return dialog  # type: ignore[return-value]


def test_a_question_is_asked_printed_answered_and_told_by_keys_alone(
    qtbot: QtBot, place: Workplace, page: DossierPage
) -> None:
    office = place.office
    printer = with_printer(office, MemoryPrinter())
    press(Qt.Key.Key_F11)
    dialog = opened(qtbot, page, FollowUpDialog)
    assert focused() is dialog.asker
    commit(dialog.asker, "Phạm Thị Hỏi")
    press(ENTER)
    commit(focused(), "0912345678")
    press(ENTER)
    commit(dialog.question, "Bao giờ có kết quả?")
    dialog.means.choose(Means.TELEPHONE)
    dialog.officer.choose("canbo")
    assert "11:30 thứ Tư 25/11/2026" in dialog.outcome.text()
    press(ENTER, CTRL)
    paper = opened(qtbot, page, PrintDialog)
    (item,) = office.followups.waiting()
    assert (item.asker, item.phone, item.means) == ("Phạm Thị Hỏi", "0912345678", Means.TELEPHONE)
    paper.print.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(printer.jobs))
    assert "Phạm Thị Hỏi" in flat_text(printer.jobs[0].pdf)
    paper.reject()
    assert "Bao giờ có kết quả?" in page.followups.lines.text()
    page.activateWindow()
    page.first_field().setFocus()
    qtbot.waitUntil(page.first_field().hasFocus)
    press(Qt.Key.Key_G, ALT)
    answer = opened(qtbot, page, AnswerDialog)
    commit(focused(), "Chiều mai")
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: not answer.isVisible())
    assert office.followups.get(item.id).answer == "Chiều mai"
    assert not page.followups.answer.isVisible()
    page.followups.tell.click()
    assert office.followups.untold() == []
    assert not page.followups.tell.isVisible()


def test_nothing_is_saved_while_something_is_missing_and_it_is_said_where(
    qtbot: QtBot, place: Workplace, page: DossierPage
) -> None:
    press(Qt.Key.Key_F11)
    dialog = opened(qtbot, page, FollowUpDialog)
    for named, filled in (("asker", dialog.asker), ("asked", dialog.question)):
        press(ENTER, CTRL)
        assert dialog._fields[named].error.text()
        commit(filled, "Chữ")
    press(ENTER, CTRL)
    assert dialog._fields["office"].error.text()  # nobody is in charge of it
    commit(dialog.answer, "Chờ đến thứ Sáu")
    assert not dialog._fields["office"].isVisible()
    press(ENTER, CTRL)
    assert [item.answer for item in place.office.followups.about(page._code)] == ["Chờ đến thứ Sáu"]
    assert place.office.followups.waiting() == []


def test_the_search_and_pasted_text_find_the_dossier_asked_about(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    office = place.office
    codes = [receive(office, MARITAL, "Nguyễn Văn Trùng").code for _twice in range(2)]
    view = window.view
    assert view is not None
    view.go("board")
    press(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: bool(window.findChildren(FollowUpDialog)))
    (dialog,) = window.findChildren(FollowUpDialog)
    office.store.database.looks.take()
    dialog.which.look_for(codes[0])
    assert dialog.which.code == codes[0]
    dialog.which._take("")
    dialog.which.look_for("nguyen van trung")
    looks = office.store.database.looks.take()
    assert [(look.words, look.rows) for look in looks] == [(codes[0], 1), ("nguyen van trung", 2)]
    assert dialog.which.code == ""
    assert dialog.which.hits.isVisible()
    assert set(dialog.which.hits.values()) == {"", *codes}
    dialog.which.hits.choose(codes[0])
    dialog.which.hits.chosen.emit(codes[0])
    assert dialog.which.code == codes[0]
    dialog.which.look_for("khong ai")
    assert "khong ai" in dialog.which.fields["code"].error.text()
    pasted = "\n\n".join(f"Mã hồ sơ: {code}\nNgày nhận: 30/02/2026\nPhí: 0" for code in CODES)
    dialog.which.pasted.setPlainText(pasted)
    assert dialog.which.several.values() == (0, 1)
    dialog.which.several.choose(1)
    dialog.which.several.chosen.emit(1)
    assert dialog.which.facts().official_code == CODES[1]
    assert "Phí: 0" in dialog.which.understood.text()
    assert "30/02/2026" in dialog.which.trouble.text()
    dialog.which.scan.clear()
    dialog.which.scan.setFocus()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.which.scan.hasFocus)
    QTest.keyClicks(focused(), codes[1])
    press(Qt.Key.Key_Return)
    assert dialog.which.code == codes[1]
    qtbot.waitUntil(dialog.asker.hasFocus)  # what is found is copied from nowhere
    dialog.reject()


def test_the_board_raises_the_alarm_and_its_list_answers(
    qtbot: QtBot, place: Workplace, clock: FixedClock
) -> None:
    office = place.office
    item = ask(office, receive(office, MARITAL).code)
    board = BoardPage(place)
    qtbot.addWidget(board)
    place.hub.changed.connect(lambda _nouns: board.reload())
    show(board)
    button = board.proposals.unanswered
    assert "1 lần hỏi về hồ sơ chờ trả lời" in button.text()
    clock.tick(days=2, hours=3)
    board.reload()
    assert "quá hạn trả lời" in button.text()
    button.click()
    (waiting,) = board.window().findChildren(UnansweredDialog)
    waiting.activateWindow()
    waiting.table.setFocus()
    qtbot.waitUntil(waiting.table.hasFocus)
    press(ENTER)
    qtbot.waitUntil(lambda: bool(waiting.findChildren(AnswerDialog)))
    (answer,) = waiting.findChildren(AnswerDialog)
    answer.answer.setPlainText("Đã ký")
    answer.save.click()
    assert office.followups.get(item.id).answered_at == clock.now()
    assert waiting.model.rowCount() == 1  # the citizen is to be told
    assert "Đã ký" in waiting.said.text()
    waiting.told.click()
    assert office.followups.get(item.id).told_at == clock.now()
    assert waiting.model.rowCount() == 0
    assert not button.isVisible()


def test_the_dossier_that_was_scanned_is_the_one_asked_about(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    code = receive(place.office, MARITAL).code
    view = window.view
    assert view is not None
    view.go("returning", code)
    view.show_followup()
    (dialog,) = window.findChildren(FollowUpDialog)
    assert dialog.which.code == code
    assert code in dialog.stands.text()
    dialog.reject()
