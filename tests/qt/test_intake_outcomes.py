"""At reception: what cannot be accepted yet, what is complete now, and several dossiers at one visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from counter_app.qt.intake.not_accepted_dialog import NotAcceptedDialog
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.accept_dialog import AcceptDialog
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.workplace import Workplace
from tests.makers import MARITAL, draft
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, focused, press, show, with_printer
from tests.qt.intake_desk import all_lines, choose, fill, wait_printed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def printer(office: Office) -> MemoryPrinter:
    return with_printer(office, MemoryPrinter())


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, printer: MemoryPrinter) -> IntakePage:
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made)
    made.enter()
    made.form.procedure.edit.setFocus()
    return made


def opened(qtbot: QtBot, page: IntakePage, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: [type(item) for item in dialogs(page)] == [kind])
    dialog = dialogs(page)[0]
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or page))
    return dialog


def lacking(qtbot: QtBot, page: IntakePage) -> NotAcceptedDialog:
    press(Qt.Key.Key_L, CTRL)
    dialog = opened(qtbot, page, NotAcceptedDialog)
    assert isinstance(dialog, NotAcceptedDialog)
    return dialog


# --- not accepted --------------------------------------------------------------------------------


def test_what_lacks_is_listed_once_and_the_slip_is_looked_at(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, "Trần Văn Đức")
    page.form.papers.rows[0].given.setChecked(False)
    dialog = lacking(qtbot, page)
    rows = dialog.supplement.table.rows
    assert [row.tick.isChecked() for row in rows][:2] == [True, False]
    assert focused() is rows[0].tick
    press(ENTER, CTRL)
    assert "lý do" in dialog._fields["reason"].error.text()
    commit(rows[0].where, "Bộ phận một cửa")
    rows[1].tick.setFocus()
    press(Qt.Key.Key_Space)
    commit(rows[1].what, "ghi lại ngày sinh")
    commit(dialog.reason, "Thiếu tờ khai")
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    (line,) = all_lines(office)
    dossier = office.dossiers.get(line.code)
    assert (dossier.state, dossier.accepted) == (State.SUPPLEMENT, False)
    slip = office.paper.prints_of(line.code)[-1]
    assert [item["where"] for item in slip.body["wanted"]] == ["Bộ phận một cửa", rows_where(slip)]
    assert slip.body["wanted"][1]["what"] == "ghi lại ngày sinh"
    assert page.saved.isVisible()
    assert "chờ bổ sung đến 08/12/2026" in page.saved.words.text()
    assert page.form.is_empty()
    assert office.drafts.mine() == []


def rows_where(slip: object) -> str:
    """Where the catalogue says the second paper is got."""
    body: dict[str, list[dict[str, str]]] = slip.body  # type: ignore[attr-defined]
    return body["wanted"][1]["where"]


def test_a_slip_that_names_nothing_is_not_written(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page)
    dialog = lacking(qtbot, page)
    commit(dialog.reason, "Thiếu")
    press(ENTER, CTRL)
    assert "ít nhất một giấy" in dialog._fields["wanted"].error.text()
    press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(
        lambda: (
            len(dialog.supplement.table.rows) > 0
            and dialog.supplement.table.rows[-1].name is not None
        )
    )
    commit(focused(), "Ảnh 3×4")
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    slip = office.paper.prints_of(all_lines(office)[0].code)[-1]
    assert [item["name"] for item in slip.body["wanted"]] == ["Ảnh 3×4"]


def test_a_refusal_needs_no_papers(qtbot: QtBot, page: IntakePage, office: Office) -> None:
    fill(page)
    dialog = lacking(qtbot, page)
    dialog.refuse.setFocus()
    press(Qt.Key.Key_Space)
    assert not dialog.supplement.table.isVisible()
    commit(dialog.reason, "Không thuộc thẩm quyền")
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    code = all_lines(office)[0].code
    assert office.dossiers.get(code).state is State.REFUSED
    assert office.paper.prints_of(code)[-1].form == "03"
    assert "từ chối" in page.saved.words.text()


def test_what_is_wrong_with_the_form_is_said_there_first(qtbot: QtBot, page: IntakePage) -> None:
    choose(page)
    press(Qt.Key.Key_L, CTRL)
    error = page.form.fields()["applicant.name"].error
    qtbot.waitUntil(lambda: "họ tên" in error.text())
    assert dialogs(page) == []


def test_giving_up_leaves_the_form_as_it_was(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, "Trần Văn Đức")
    lacking(qtbot, page)
    press(Qt.Key.Key_Escape)
    assert page.form.applicant.name.text() == "Trần Văn Đức"
    assert all_lines(office) == []


def test_who_comes_back_is_offered_to_be_accepted(
    qtbot: QtBot, page: IntakePage, office: Office, printer: MemoryPrinter
) -> None:
    dossier = office.intake.register(draft(MARITAL), Act.SUPPLEMENT, reason="Thiếu").result
    page.form.applicant.id_no.setFocus()
    QTest.keyClicks(page.form.applicant.id_no, dossier.applicant.id_no)
    press(ENTER)
    assert page.repeat.isVisible()
    assert dossier.code in page.repeat.words.text()
    press(Qt.Key.Key_X, ALT)
    dialog = opened(qtbot, page, AcceptDialog)
    assert isinstance(dialog, AcceptDialog)
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    assert office.dossiers.get(dossier.code).state is State.RECEIVED
    assert page.saved.code.text() == dossier.code
    assert [job.title for job in printer.jobs] == [f"giay-hen-{dossier.code}"]
    assert page.form.is_empty()
    assert not page.repeat.isVisible()


# --- several at one visit ------------------------------------------------------------------------


def two_forms(qtbot: QtBot, page: IntakePage) -> None:
    """One collected with its fee typed, one in the form."""
    fill(page, "Trần Văn Đức")
    commit(page.form.amounts.fee, "8000")
    press(Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: len(page.visit.forms()) == 1)
    QTest.keyClicks(page.form.procedure.edit, "xntthn")
    press(ENTER)


def test_one_visit_is_saved_once_on_one_slip(
    qtbot: QtBot, page: IntakePage, office: Office, printer: MemoryPrinter
) -> None:
    two_forms(qtbot, page)
    assert focused() is not page.form.procedure.edit
    assert page.form.applicant.name.text() == "Trần Văn Đức"
    assert "1 hồ sơ, tổng phí 8.000 đ" in page.visit.total.text()
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    second, first = (office.dossiers.get(line.code) for line in all_lines(office))
    assert first.visit == second.visit == first.id
    assert {first.applicant.name, second.applicant.name} == {"Trần Văn Đức"}
    (job,) = office.paper.unprinted() or office.paper.prints_of(first.code)
    assert (job.document, job.body["codes"]) == ("visit_receipt", [first.code, second.code])
    assert len(printer.jobs) == 1
    assert "Đã tiếp nhận 2 hồ sơ" in page.saved.words.text()
    assert page.visit.forms() == ()
    assert page.form.is_empty()
    assert office.drafts.mine() == []


def test_a_collected_form_is_taken_back_and_another_dropped(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    two_forms(qtbot, page)
    procedure = page.form.procedure.procedure()
    page.visit.list.setFocus()
    press(ENTER)
    assert page.form.amounts.fee.amount() == 8000
    (waiting,) = page.visit.forms()
    assert procedure is not None
    assert waiting.draft.procedure == procedure.code
    page.visit.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.visit.forms() == ()
    assert not page.visit.isVisible()
    page.form.applicant.name.setFocus()
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    (line,) = all_lines(office)
    assert office.dossiers.get(line.code).visit is None


def test_a_form_that_cannot_be_saved_is_not_collected(qtbot: QtBot, page: IntakePage) -> None:
    choose(page)
    press(Qt.Key.Key_T, CTRL)
    error = page.form.fields()["applicant.name"].error
    qtbot.waitUntil(lambda: "họ tên" in error.text())
    assert page.visit.forms() == ()


def test_a_whole_visit_survives_a_power_cut(
    qtbot: QtBot, page: IntakePage, place: Workplace, office: Office
) -> None:
    two_forms(qtbot, page)
    page.drafts.keep()
    after = IntakePage(place)
    qtbot.addWidget(after)
    show(after)
    after.enter()
    after.form.procedure.edit.setFocus()
    press(Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: len(after.visit.forms()) == 1)
    assert after.form.applicant.name.text() == "Trần Văn Đức"
    press(ENTER, CTRL)
    wait_printed(qtbot, after)
    assert len(all_lines(office)) == 2
    assert office.drafts.mine() == []


def test_one_of_a_visit_may_lack_a_paper_while_the_others_wait(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    two_forms(qtbot, page)
    dialog = lacking(qtbot, page)
    dialog.supplement.table.rows[0].tick.setChecked(True)
    commit(dialog.reason, "Thiếu")
    press(ENTER, CTRL)
    opened(qtbot, page, PrintDialog).reject()
    assert len(page.visit.forms()) == 1
    assert len(office.drafts.mine()) == 1
    page.activateWindow()
    qtbot.waitUntil(page.form.procedure.edit.hasFocus)
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    states = [line.state for line in all_lines(office)]
    assert states == [State.RECEIVED, State.SUPPLEMENT]


def test_a_visit_that_was_emptied_is_no_draft_any_more(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    two_forms(qtbot, page)
    page.drafts.keep()
    assert len(office.drafts.mine()) == 1
    page.visit.list.setFocus()
    press(Qt.Key.Key_Delete)
    page.form.clear()
    page.drafts.keep()
    assert office.drafts.mine() == []
