"""At the intake form: a minor is noticed, and whoever stands for another is asked what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counter_app.office import Office
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.workplace import Workplace
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import CTRL, ENTER, commit, press, show, with_printer
from tests.qt.intake_desk import all_lines, fill, wait_printed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> IntakePage:
    with_printer(place.office, MemoryPrinter())
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made)
    made.enter()
    return made


def test_a_minor_is_noticed_and_a_parent_stands_for_the_child(
    qtbot: QtBot, page: IntakePage, office: Office
) -> None:
    fill(page, "Nguyễn Bé Bảy")
    assert page.due.standing.text() == ""
    page.form.applicant.birth.setText("01/02/2019")
    assert "chưa đủ 18 tuổi" in page.due.standing.text()
    page.form.applicant.birth.setText("01/02/1990")
    page.form.owner.tick.setChecked(True)
    commit(page.form.owner.person.name, "Nguyễn Bé Tám")
    assert "quan hệ với chủ hồ sơ" in page.due.standing.text()
    page.form.owner.person.birth.setText("05/06/2020")
    assert "Chủ hồ sơ chưa đủ 18 tuổi" in page.due.standing.text()
    page.form.owner.relation.choose("parent")
    assert "Chưa ghi giấy tờ" in page.due.standing.text()
    commit(page.form.owner.authorisation, "Giấy khai sinh số 12/2020")
    assert page.due.standing.text() == ""
    kept = page.form.state()
    press(ENTER, CTRL)
    wait_printed(qtbot, page)
    saved = office.dossiers.get(all_lines(office)[0].code)
    assert (saved.relation, saved.authorisation) == ("parent", "Giấy khai sinh số 12/2020")
    page.form.restore(kept)
    assert page.form.owner.stands() == "parent"


def test_blds_2015_dieu_21_a_little_child_is_refused_beside_the_birth(
    page: IntakePage, office: Office
) -> None:
    fill(page, "Nguyễn Bé Tư")
    page.form.applicant.birth.setText("01/02/2022")
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert "chưa đủ 6 tuổi" in page.form.fields()["applicant.birth"].error.text()


def test_nd_118_2025_dieu_6_authority_without_its_paper_is_refused_beside_it(
    page: IntakePage, office: Office
) -> None:
    fill(page, "Nguyễn Văn Nộp")
    page.form.owner.tick.setChecked(True)
    commit(page.form.owner.person.name, "Trần Thị Chủ")
    page.form.owner.relation.choose("authorised")
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert "giấy ủy quyền" in page.form.fields()["authorisation"].error.text()
