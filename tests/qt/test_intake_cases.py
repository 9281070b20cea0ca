"""A procedure with cases at the intake form: chosen below the procedure, with its own time, fee and papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import Case, Fee, FeeRule, PaperItem
from counter_app.domain.dossier.dossier import Channel
from counter_app.office import Office
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.workplace import Workplace
from tests.makers import BIRTH, MARITAL
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import CTRL, ENTER, press, show, with_printer
from tests.qt.intake_desk import all_lines, choose, fill

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LATE = Case(
    key="qua-han",
    name="Quá hạn",
    limit=parse_limit("2wd"),
    fee=Fee(rule=FeeRule.FIXED, amount=8_000, online_amount=4_000),
    papers=(PaperItem(name="Tờ khai"), PaperItem(name="Bản cam đoan")),
)


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office) -> IntakePage:
    with_printer(office, MemoryPrinter())
    old = office.store.catalogue.valid(BIRTH, date(2026, 11, 23))
    assert old is not None
    office.catalogue.put_procedure(replace(old, cases=(LATE,)))
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made)
    made.enter()
    made.form.procedure.edit.setFocus()
    return made


def test_a_case_brings_its_own_time_fee_and_papers(page: IntakePage, office: Office) -> None:
    fill(page)
    form = page.form
    assert form.case.isVisible()
    assert form.case.key() == ""
    assert len(form.papers.rows) > 2
    form.case.choice.setFocus()
    press(Qt.Key.Key_Down)
    assert form.case.key() == "qua-han"
    assert [row.paper.name for row in form.papers.rows] == ["Tờ khai", "Bản cam đoan"]
    assert "8.000" in form.amounts.fee.placeholderText()
    press(ENTER, CTRL)
    (line,) = all_lines(office)
    dossier = office.dossiers.get(line.code)
    assert (dossier.case_key, dossier.limit, dossier.fee) == ("qua-han", LATE.limit, 8_000)


def test_applying_online_costs_what_it_costs_online(page: IntakePage, office: Office) -> None:
    fill(page)
    page.form.case.choose("qua-han")
    page.form.case.chosen.emit()
    page.form.returning.channel.choose(Channel.ONLINE)
    assert "4.000" in page.form.amounts.fee.placeholderText()
    press(ENTER, CTRL)
    (line,) = all_lines(office)
    assert office.dossiers.get(line.code).fee == 4_000


def test_a_procedure_without_cases_asks_for_none(page: IntakePage) -> None:
    choose(page)
    page.form.case.choose("qua-han")
    page.form.procedure.take(page.place.office.intake.procedures(MARITAL)[0])
    assert not page.form.case.isVisible()
    assert page.form.rough().case == ""


def test_a_kept_form_comes_back_with_its_case(page: IntakePage) -> None:
    fill(page)
    page.form.case.choose("qua-han")
    page.form.case.chosen.emit()
    page.form.papers.rows[1].given.setChecked(False)
    kept = page.form.state()
    page.form.clear()
    assert not page.form.case.isVisible()
    page.form.restore(kept)
    assert page.form.draft().case == "qua-han"
    assert page.form.state() == kept


def test_whom_the_fee_is_waived_for_is_asked_and_kept(page: IntakePage, office: Office) -> None:
    fill(page)
    amounts = page.form.amounts
    assert not amounts.relief.isVisible(), "nothing is waived of what is free"
    page.form.procedure.take(office.store.catalogue.valid("1.004222", date(2026, 11, 23)))
    assert amounts.relief.isVisible()
    assert amounts.relief.value() == ""
    amounts.relief.setFocus()
    press(Qt.Key.Key_Down)
    assert amounts.relief.value() == "child"
    assert "còn phải nộp 0 đ" in amounts.fields()["relief"].hint.text()
    kept = page.form.state()
    press(ENTER, CTRL)
    (line,) = all_lines(office)
    dossier = office.dossiers.get(line.code)
    assert (dossier.fee, dossier.waived, dossier.relief) == (0, 20_000, "child")
    page.form.restore(kept)
    assert amounts.relief.value() == "child"
