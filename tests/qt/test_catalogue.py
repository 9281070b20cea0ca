"""The catalogue: found by a few letters, read, confirmed, changed."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from counter_app.domain.catalogue import FeeRule, Procedure, ReviewState
from counter_app.domain.limits import LimitUnit, TimeLimit
from counter_app.domain.staff import Officer, Role
from counter_app.qt.dialogs.procedure_dialog import ProcedureDialog
from counter_app.qt.pages.catalogue import CataloguePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.workplace import Workplace

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
    assert page.details.state.text() == "Cần xác nhận"
    assert page.details.mark.text() == "Đã thấy trong văn bản công bố"


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
    assert dialog.fields["name"].error.text() == "Chưa có tên thủ tục."
    assert birth(place) == before
    assert dialog.result() == QDialog.DialogCode.Rejected.value
