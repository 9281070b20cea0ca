"""Dialogs and lists of ticks while somebody else works: ticks stay, what is gone is told, nothing is overwritten."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

import counter_app.qt
from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.calendar.working_calendar import DayMark, YearState
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.calendar.page import CalendarPage
from counter_app.qt.catalogue.procedure_dialog import ProcedureDialog
from counter_app.qt.dossier.correct_dialog import CorrectDialog
from counter_app.qt.handover.page import TAKE, HandoverPage
from counter_app.qt.kit.ticked import TickedModel
from counter_app.qt.kit.unprinted import UnprintedDialog
from counter_app.qt.window.other_windows import Elsewhere
from tests.makers import BIRTH, COPIES, MARITAL, PASSWORD, officer, receive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.catalogue.sectors import Procedure
    from counter_app.qt.kit.workplace import Workplace


@pytest.fixture
def other(place: Workplace) -> Iterator[Office]:
    """Another window over the same file."""
    made = Office.open(place.office.data_dir, clock=place.office.store.clock, officer=COMMAND_LINE)
    yield made
    made.close()


def look(place: Workplace) -> None:
    """What two seconds bring."""
    Elsewhere(place, QObject(place.hub)).look()


def shown(qtbot: QtBot, widget: Any) -> Any:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


def ticked(dialog: ApologyDialog) -> list[str]:
    return [item.row.code for item in dialog.model.ticked()]


def test_ticks_stay_with_their_dossiers(
    qtbot: QtBot, place: Workplace, other: Office, clock: FixedClock
) -> None:
    codes = [receive(place.office, COPIES, f"Người {number}").code for number in range(4)]
    clock.tick(hours=9)
    dialog = shown(qtbot, ApologyDialog(place))
    dialog.model.turn(1)
    dialog.table.choose(2)
    dialog.own_reason.setFocus()
    QTest.keyClicks(dialog.own_reason, "Mat dien ")
    other.moves.move(codes[0], Act.FINISH, result="07/CT")
    new = receive(other, COPIES, "Người mới").code
    look(place)
    assert ticked(dialog) == codes[2:]
    assert new in [dialog.model._rows[at].row.code for at in range(dialog.model.rowCount())]
    assert codes[0] in dialog.moved.text()
    assert "1 hồ sơ mới" in dialog.moved.text()
    assert dialog.model.key_at(dialog.table.currentIndex().row()) == codes[2]
    assert dialog.own_reason.text() == "Mat dien ", "not even the blank at its end is lost"
    assert dialog.own_reason.hasFocus()


def test_canary_ticks_that_belong_to_numbers_are_seen(
    qtbot: QtBot,
    place: Workplace,
    other: Office,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def all_again(
        self: TickedModel[Any], rows: Sequence[Any], **_named: Any
    ) -> tuple[Sequence[Any], Sequence[Any]]:
        self._could = self._ticks = [True] * len(rows)
        super(TickedModel, self).show(rows)
        return (), ()

    monkeypatch.setattr(TickedModel, "show_again", all_again)
    with pytest.raises(AssertionError):
        test_ticks_stay_with_their_dossiers(qtbot, place, other, clock)


def test_a_paper_in_hand_stays_in_hand_while_others_come_out(
    qtbot: QtBot, place: Workplace, other: Office
) -> None:
    for number in range(3):
        receive(place.office, COPIES, f"Người {number}")
    first, second = (job.id for job in place.office.paper.unprinted()[:2])
    dialog = shown(qtbot, UnprintedDialog(place))
    dialog.table.choose(1)
    other.paper.hand_over(first)
    look(place)
    standing = dialog.model.row(dialog.table.currentIndex().row())
    assert standing is not None
    assert standing.id == second


def test_ticked_papers_taken_elsewhere_are_told(
    qtbot: QtBot, place: Workplace, other: Office
) -> None:
    place.office.staff.put_officer(officer(), password=PASSWORD)
    codes = [receive(place.office, MARITAL, f"Người {number}").code for number in range(2)]
    wanted = Wanted(
        purpose=Purpose.PROCESS,
        giver=Holder(officer=COMMAND_LINE.login),
        taker=Holder(officer="lan"),
        codes=codes,
        anyway=frozenset(codes),
    )
    sheet = place.office.handover.give(wanted).result
    page = shown(qtbot, HandoverPage(place))
    place.hub.changed.connect(lambda _nouns: page.reload())
    page.reload()
    page.tabs.setCurrentIndex(TAKE)
    page.taking.tick_all.click()
    other.handover.take(sheet.id, codes[:1])
    look(place)
    assert page.taking._ticked == {codes[1]}
    assert codes[0] in page.taking.moved.text()
    page.taking.take.click()
    assert place.office.handover.sheet(sheet.id).missing == 0


def test_corrections_of_two_people_are_both_kept(
    qtbot: QtBot, place: Workplace, other: Office
) -> None:
    dossier = receive(place.office, MARITAL, content="Xin giấy")
    dialog = shown(qtbot, CorrectDialog(place, dossier))
    dialog.fee.set_amount(15_000)
    dialog.reason.setPlainText("Ghi nhầm phí")
    other.corrections.correct(
        dossier.code, Correction(content="Xin giấy xác nhận"), reason="Thiếu chữ"
    )
    dialog.save.click()
    now = place.office.dossiers.get(dossier.code)
    assert (now.fee, now.content) == (15_000, "Xin giấy xác nhận")


def test_a_fact_corrected_by_two_is_told_before_it_is_overwritten(
    qtbot: QtBot, place: Workplace, other: Office
) -> None:
    dossier = receive(place.office, MARITAL, "Lê Thị Sen")
    dialog = shown(qtbot, CorrectDialog(place, dossier))
    dialog.applicant.name.setText("Lê Thị Xen")
    dialog.reason.setPlainText("Viết nhầm")
    theirs = replace(dossier.applicant, name="Lê Thị Sến")
    other.corrections.correct(dossier.code, Correction(applicant=theirs), reason="Sai dấu")
    dialog.save.click()
    assert place.office.dossiers.get(dossier.code).applicant.name == "Lê Thị Sến"
    assert "Vừa đổi ở nơi khác" in dialog._fields["reason"].error.text()
    assert "Lê Thị Sến" in dialog._fields["reason"].error.text()
    dialog.save.click()
    assert place.office.dossiers.get(dossier.code).applicant.name == "Lê Thị Xen"


def procedure(office: Office) -> Procedure:
    (found,) = [item for item in office.catalogue.find(BIRTH) if item.code == BIRTH]
    return found


def test_a_procedure_changed_by_two_keeps_both_and_tells_what_clashes(
    qtbot: QtBot, place: Workplace, other: Office
) -> None:
    dialog = shown(qtbot, ProcedureDialog(place, procedure(place.office)))
    dialog.note.setPlainText("Ghi chú của tôi")
    wish = replace(procedure(other), result="Giấy khai sinh", note="Ghi chú khác")
    other.catalogue.put_procedure(wish)
    dialog.save.click()
    assert procedure(place.office).note == "Ghi chú khác", "not before he is told"
    assert "“Ghi chú cho quầy”" in dialog.sum.text()
    dialog.save.click()
    now = procedure(place.office)
    assert (now.note, now.result) == ("Ghi chú của tôi", "Giấy khai sinh")


def test_a_year_keeps_what_somebody_else_marked_in_it(
    qtbot: QtBot, place: Workplace, other: Office
) -> None:
    page = shown(qtbot, CalendarPage(place))
    place.hub.changed.connect(lambda _nouns: page.reload())
    page.reload()
    page.enter()
    theirs = DayMark(day=date(2026, 12, 10), work=False, name="Nghỉ bão", official=True)
    year = other.calendar.year(2026)
    other.calendar.set_year(2026, [*year.days, theirs], state=year.state, source=year.source)
    page.year.form.name.setText("Họp toàn xã")
    page.year.form.save.click()
    names = {item.name for item in place.office.calendar.year(2026).days}
    assert {"Nghỉ bão", "Họp toàn xã"} <= names
    page.year.grid.choose(theirs.day)
    other.calendar.set_year(2027, [theirs_in(2027)], state=YearState.EXPECTED, source="Nơi khác")
    page.year.add_year()
    assert [item.name for item in place.office.calendar.year(2027).days] == ["Nghỉ riêng"]
    assert place.office.calendar.year(2028).days


def theirs_in(year: int) -> DayMark:
    return DayMark(day=date(year, 3, 3), work=False, name="Nghỉ riêng", official=True)


def test_only_these_read_again_by_themselves() -> None:
    """Another listener needs a test of what is in hand there."""
    root = Path(counter_app.qt.__file__).parent
    found = {
        path.relative_to(root).with_suffix("").as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("hub.changed.connect")
    }
    listens = {"window/page_stack", "kit/list_dialog", "kit/unprinted"}
    shows_only = {"queue/display", "queue/touch_window", "window/app", "window/counter_view"}
    shows_only |= {"window/training_side"}
    assert found == listens | shows_only
