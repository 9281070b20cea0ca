"""The catalogue: found by a few letters, read, confirmed, changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.catalogue.posting import PostingState
from counter_app.domain.catalogue.sectors import FeeRule, Procedure, ReviewState
from counter_app.domain.office.staff import Officer, Role
from counter_app.qt.catalogue.page import CataloguePage
from counter_app.qt.catalogue.procedure_dialog import ProcedureDialog
from counter_app.qt.kit.sheet_dialog import SheetDialog
from tests.qt.hands import ENTER, SHIFT, dialogs, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

BIRTH = "1.001193"


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> CataloguePage:
    """The page as first shown; it reloads as the window would let it."""
    made = CataloguePage(place)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
    made.reload()
    place.hub.changed.connect(made.reload)
    return made


def birth(place: Workplace) -> Procedure:
    """Registering a birth, as the catalogue has it now."""
    found = place.office.store.catalogue.valid(BIRTH, date(2026, 11, 23))
    assert found is not None
    return found


@pytest.mark.parametrize("text", ["dkks", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "1.001193"])
def test_a_procedure_is_found_by_letters_words_and_code(page: CataloguePage, text: str) -> None:
    page.enter(text)
    assert page.details.procedure is not None
    assert page.details.procedure.code == BIRTH


def test_nothing_found_is_said(page: CataloguePage) -> None:
    page.enter("khongcothutucnay")
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    page.enter("")
    assert page.table.isVisible()


def test_the_details_say_all_an_officer_tells(page: CataloguePage) -> None:
    page.enter(BIRTH)
    said = " ".join(value.text() for _name, value in page.details._lines)
    assert "Hộ tịch" in said
    assert "15:00" in said
    assert "Luật Hộ tịch" in said
    assert "Giấy chứng sinh" in page.details.papers.text()
    assert page.details.state.text() == "Cần rà soát"
    assert page.details.mark.text() == "Có trong văn bản công bố"


def test_a_procedure_is_confirmed(page: CataloguePage, place: Workplace) -> None:
    page.state.choose(ReviewState.NEEDS_CONFIRMATION)
    page.enter(BIRTH)
    page.details.confirm.click()
    assert birth(place).state is ReviewState.CONFIRMED
    assert BIRTH not in [item.code for item in page.matches()]


def test_only_those_who_may_change_it_are_offered_to(page: CataloguePage, place: Workplace) -> None:
    place.office.session.officer = Officer(login="lan", name="Lan", role=Role.RECEIVER)
    page.enter(BIRTH)
    page.reload()
    assert not page.details.edit.isVisible()
    assert not page.details.confirm.isVisible()
    page.details.edit_now()
    assert page.window().findChildren(ProcedureDialog) == []


def test_a_sector_narrows_the_list(page: CataloguePage) -> None:
    page.enter("")
    everything = page.model.rowCount()
    page.sector.choose("chung-thuc")
    page.sector.chosen.emit("chung-thuc")
    assert 0 < page.model.rowCount() < everything
    assert {item.sector for item in page.matches()} == {"chung-thuc"}


def test_a_procedure_is_changed(qtbot: QtBot, page: CataloguePage, place: Workplace) -> None:
    page.enter(BIRTH)
    page.details.edit.click()
    dialog = page.window().findChildren(ProcedureDialog)[0]
    dialog.limit.restore({"value": "0,5", "unit": "working_day"})
    dialog.cutoff.setText("15:30")
    dialog.fee_rule.choose(FeeRule.FIXED)
    dialog.amount.setText("8.000")
    before = len(dialog.papers.papers())
    dialog.papers.more.click()
    dialog.papers._lines[-1].name.setText("Giấy mới")
    dialog.state.choose(ReviewState.CONFIRMED)
    dialog.save.click()
    changed = birth(place)
    assert changed.limit == TimeLimit(0.5, LimitUnit.WORKING_DAY, time(15, 30))
    assert (changed.fee.rule, changed.fee.amount) == (FeeRule.FIXED, 8000)
    assert len(changed.papers) == before + 1
    assert changed.state is ReviewState.CONFIRMED
    assert page.details.procedure == changed


def test_a_mistyped_limit_is_said_beside_it(page: CataloguePage, place: Workplace) -> None:
    before = birth(place)
    dialog = ProcedureDialog(place, before, page)
    dialog.cutoff.setText("25:00")
    dialog.save.click()
    assert "25:00" in dialog.fields["cutoff"].error.text()
    dialog.cutoff.clear()
    dialog.name.clear()
    dialog.save.click()
    assert (
        dialog.fields["name"].error.text() == "Chưa có tên thủ tục. Ghi tên theo văn bản công bố."
    )
    assert birth(place) == before
    assert dialog.result() == QDialog.DialogCode.Rejected.value


# --- versions, cases, steps ----------------------------------------------------------------------


def with_version(place: Workplace) -> Procedure:
    """A later version of registering a birth."""
    version = replace(birth(place), valid_from=date(2027, 3, 1), sets=2)
    return place.office.catalogue.put_procedure(version).result


def test_versions_stand_as_a_line_of_time_and_can_be_looked_at(
    page: CataloguePage, place: Workplace
) -> None:
    with_version(place)
    page.enter(BIRTH)
    assert page.model.rowCount() == 1
    texts = page.details.versions.texts()
    assert len(texts) == 2
    assert "28/02/2027 · đang dùng" in texts[0]
    page.details.versions._group.buttons()[1].click()
    assert page.details.procedure is not None
    assert page.details.procedure.sets == 2


def test_a_state_shows_every_version_in_it(page: CataloguePage, place: Workplace) -> None:
    with_version(place)
    page.state.choose(ReviewState.NEEDS_CONFIRMATION)
    page.enter(BIRTH)
    assert page.model.rowCount() == 2
    page.state.choose(ReviewState.CONFIRMED)
    page.enter(BIRTH)
    assert page.model.rowCount() == 0


def test_enter_leaves_a_name_however_long(
    qtbot: QtBot, page: CataloguePage, place: Workplace
) -> None:
    dialog = ProcedureDialog(place, birth(place), page)
    with qtbot.waitActive(dialog):
        dialog.open()
    qtbot.waitUntil(dialog.name.hasFocus)
    press(ENTER)
    assert dialog.sector.hasFocus()
    assert "\n" not in dialog.name.toPlainText()
    press(ENTER, SHIFT)
    assert dialog.name.hasFocus()
    dialog.basis.setFocus()
    before = dialog.basis.toPlainText()
    press(ENTER)
    assert dialog.basis.toPlainText() == "\n" + before, "several lines keep their Enter"


def test_a_new_first_day_tells_what_it_ends_before_it_does(
    page: CataloguePage, place: Workplace
) -> None:
    dialog = ProcedureDialog(place, birth(place), page)
    dialog.show()
    dialog.since.setText("01/03/2027")
    dialog.since.editingFinished.emit()
    assert "28/02/2027" in dialog.fields["since"].hint.text()
    dialog.save.click()
    assert [item.valid_to for item in place.office.catalogue.versions(BIRTH)] == [
        date(2027, 2, 28),
        None,
    ]


def test_cases_are_typed_in_plain_words(page: CataloguePage, place: Workplace) -> None:
    place.office.catalogue.put_procedure(replace(birth(place), cases=()))
    dialog = ProcedureDialog(place, birth(place), page)
    dialog.show()
    dialog.cases.more.click()
    card = dialog.cases.cards[0]
    card.name.setText("Quá hạn")
    card.limit.setText("lâu lắm")
    dialog.save.click()
    assert card.fields["limit"].error.isVisible()
    assert birth(place).cases == ()
    card.limit.setText("02 ngày làm việc")
    card.fee.setText("8.000 đồng")
    card.papers.setPlainText("Tờ khai (bản chính, 2 bản)\nHộ chiếu (xuất trình)")
    dialog.save.click()
    (case,) = birth(place).cases
    assert case.key == "qua-han"
    assert case.limit == TimeLimit(2, LimitUnit.WORKING_DAY)
    assert case.fee is not None
    assert case.fee.amount == 8_000
    assert case.papers is not None
    assert [paper.quantity for paper in case.papers] == [2, 1]
    again = ProcedureDialog(place, birth(place), page)
    again.save.click()
    assert birth(place).cases == (case,)
    page.enter(BIRTH)
    assert "Quá hạn" in page.details.cases.text()


def test_steps_that_do_not_share_out_the_limit_are_told_not_refused(
    page: CataloguePage, place: Workplace
) -> None:
    plain = replace(birth(place), limit=TimeLimit(3, LimitUnit.WORKING_DAY))
    dialog = ProcedureDialog(place, plain, page)
    dialog.show()
    for content, days in (("Tiếp nhận", "0,25 ngày"), ("Thẩm định", "2 ngày"), ("Trả kết quả", "")):
        dialog.steps.more.click()
        dialog.steps.lines[-1].content.setText(content)
        dialog.steps.lines[-1].days.setText(days)
    assert "thiếu 0,75" in dialog.sum.text()
    dialog.steps.lines[1].days.setText("2,75")
    assert dialog.sum.text() == ""
    dialog.steps.lines[1].days.setText("3")
    assert "dài hơn thời hạn 0,25" in dialog.sum.text()
    dialog.save.click()
    assert [step.days for step in birth(place).steps] == [0.25, 3, 0]


def test_policies_of_a_procedure_are_kept(page: CataloguePage, place: Workplace) -> None:
    dialog = ProcedureDialog(place, birth(place), page)
    dialog.resume.choose("shift")
    dialog.waiting.setText("10")
    dialog.inner.setText("2")
    dialog.extension.setText("5")
    dialog.no_due.setChecked(True)
    dialog.online.setText("4.000")
    dialog.local_code.setText("1.001193.H55")
    dialog.save.click()
    found = birth(place)
    assert (found.resume, found.supplement_days, found.inner_wd) == ("shift", 10, 2)
    assert (found.extension_wd, found.no_due, found.local_code) == (5, True, "1.001193.H55")
    assert found.fee.online_amount == 4_000


def test_a_procedure_is_added(page: CataloguePage, place: Workplace) -> None:
    page.add.click()
    dialog = page.window().findChildren(ProcedureDialog)[0]
    dialog.name.setPlainText("Thủ tục của xã")
    for wrong in ("1.01499", BIRTH):
        dialog.code.setText(wrong)
        dialog.save.click()
        assert dialog.fields["code"].error.isVisible()
    dialog.code.setText("1.999001")
    dialog.save.click()
    assert place.office.catalogue.versions("1.999001")[0].name == "Thủ tục của xã"


# --- posting -------------------------------------------------------------------------------------


def test_what_was_looked_at_on_the_wall_is_written_down(
    page: CataloguePage, place: Workplace
) -> None:
    page.tabs.setCurrentIndex(1)
    part = page.posting
    part.sector.choose("ho-tich")
    part.sector.chosen.emit("ho-tich")
    rows = part.model.rowCount()
    part.table.selectRow(0)
    part.spot.setText("Bảng ở sảnh")
    part.right.click()
    marked = [row for row in place.office.catalogue.posting_rows("ho-tich") if row.posting]
    assert [row.state for row in marked] == [PostingState.GOOD]
    assert marked[0].posting is not None
    assert marked[0].posting.place == "Bảng ở sảnh"
    part.wanted.choose("due")
    part.wanted.chosen.emit("due")
    assert part.model.rowCount() == rows - 1
    part.table.clearSelection()
    head = place.office.store.journal.head()
    part.wrong.click()
    assert place.office.store.journal.head() == head  # nobody chose anything
    part.everything.click()
    part.wrong.click()
    states = [row.state for row in place.office.catalogue.posting_rows("ho-tich")]
    assert states.count(PostingState.WRONG) == rows - 1


def test_the_sheet_for_the_wall_is_shown(
    qtbot: QtBot, page: CataloguePage, place: Workplace
) -> None:
    told: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: told.append(text))
    page.tabs.setCurrentIndex(1)
    page.posting.sector.choose("ho-tich")
    page.posting.sheet.click()
    qtbot.waitUntil(lambda: not place.jobs.working)
    assert page.findChildren(SheetDialog) == [], "nothing was reviewed yet"
    place.office.catalogue.confirm_procedure(BIRTH, None)
    page.posting.sector.choose("ho-tich")
    page.posting.sheet.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(SheetDialog)))
    (shown,) = page.findChildren(SheetDialog)
    assert shown.windowTitle() == "Bảng niêm yết thủ tục"
    qtbot.waitUntil(lambda: len(shown.preview.pages) == 1)
    assert any("chưa rà soát" in text for text in told)
    shown.reject()


def test_how_long_a_posting_may_go_unlooked_at_is_set(
    page: CataloguePage, place: Workplace
) -> None:
    page.posting.days.setText("30")
    page.posting.days.editingFinished.emit()
    assert place.office.catalogue.settings.posting_days == 30


def test_the_catalogue_is_given_out(page: CataloguePage, tmp_path: Path) -> None:
    page.give_out.click()
    chooser = page.findChildren(QFileDialog)[0]
    out = tmp_path / "danh-muc.xlsx"
    chooser.fileSelected.emit(str(out))
    chooser.reject()
    assert out.read_bytes()[:2] == b"PK"


def test_the_head_says_what_is_left_and_the_key_that_reviews_it(
    qtbot: QtBot, place: Workplace
) -> None:
    """Once for all rows, by the published decision; nothing of it on the rows."""
    page = CataloguePage(place)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.reload()
    left = len(place.office.catalogue.to_review())
    assert page.unreviewed.text().startswith(f"Còn {left} thủ tục cần rà soát (bấm Ctrl+R)")
    page.enter("review")
    (dialog,) = dialogs(page)
    assert dialog.windowTitle() == "Rà soát theo lĩnh vực"
    dialog.reject()
