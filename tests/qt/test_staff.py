"""Officers and the sectors in their charge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.office.staff import Assignment, Role
from counter_app.qt.kit.officers_table import login_from
from counter_app.qt.staff.page import StaffPage
from tests.makers import PASSWORD, officer
from tests.qt.hands import ALT, CTRL, commit, focused, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> StaffPage:
    """The page as first shown; it reloads as the window would let it."""
    made = StaffPage(place)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
    made.reload()
    place.hub.changed.connect(made.reload)
    return made


@pytest.mark.parametrize(
    ("name", "login"),
    [("Nguyễn Thị Hường", "huong.nt"), ("Đỗ Hải", "hai.d"), ("Y", "y"), ("", "")],
)
def test_logins_come_from_names(name: str, login: str) -> None:
    assert login_from(name) == login


def test_a_new_officer_signs_in_with_the_password_given(page: StaffPage, place: Workplace) -> None:
    page.new.click()
    page.form.name.setText("Phạm Văn Đức")
    page.form.name.textEdited.emit("Phạm Văn Đức")
    page.form.role.choose(Role.RECEIVER)
    for edit in (page.form.password, page.form.again):
        QTest.keyClicks(edit, "mat-khau-moi")
    page.form.save.click()
    assert [item.name for item in place.office.staff.officers() if item.login == "duc.pv"]
    assert page.model.rowCount() == 2
    assert page.form.login == "duc.pv"
    assert place.office.seat.sign_in("duc.pv", "mat-khau-moi").result.role is Role.RECEIVER


def test_passwords_are_typed_twice_and_long_enough(page: StaffPage, place: Workplace) -> None:
    page.new.click()
    page.form.name.setText("Lê Lan")
    page.form.account.setText("lan.l")
    page.form.password.setText("mot-mat-khau")
    page.form.again.setText("khac")
    page.form.save.click()
    assert "không giống nhau" in page.form.fields["again"].error.text()
    page.form.password.setText("ngan")
    page.form.again.setText("ngan")
    page.form.save.click()
    assert "ít nhất 10" in page.form.fields["password"].error.text()
    assert len(place.office.staff.officers()) == 1


def test_a_new_officer_does_not_overwrite_a_known_one(page: StaffPage, place: Workplace) -> None:
    page.new.click()
    page.form.name.setText("Người khác")
    page.form.account.setText("canbo")
    page.form.password.setText("mat-khau-moi")
    page.form.again.setText("mat-khau-moi")
    page.form.save.click()
    assert "đã có người dùng" in page.form.fields["login"].error.text()
    assert place.office.staff.officers()[0].name == "Công chức tiếp nhận"


def test_an_officer_is_changed_without_a_new_password(page: StaffPage, place: Workplace) -> None:
    page.form.job.setText("Phó giám đốc")
    page.form.save.click()
    assert place.office.staff.officers()[0].title == "Phó giám đốc"
    assert place.office.seat.sign_in("canbo", FIRST_PASSWORD).result.login == "canbo"


def test_a_sector_is_given_and_taken_with_dates(page: StaffPage, place: Workplace) -> None:
    part = page.assignments
    part.sector.choose("ho-tich")
    part.since.setText("01/11/2026")
    part.add_button.click()
    assert place.office.staff.in_charge("ho-tich", date(2026, 11, 23)) == "canbo"
    assert part.model.rowCount() == 1
    part.table.choose(0)
    part.end_button.click()
    assert place.office.staff.in_charge("ho-tich", date(2026, 11, 23)) == ""
    assert place.office.staff.in_charge("ho-tich", date(2026, 11, 20)) == "canbo"


def test_a_sector_ends_after_it_begins(page: StaffPage) -> None:
    part = page.assignments
    part.since.setText("23/11/2026")
    part.until.setText("22/11/2026")
    part.add_button.click()
    assert "sau ngày bắt đầu" in part.fields["until"].error.text()
    part.until.clear()
    part.since.clear()
    part.add_button.click()
    assert part.fields["since"].error.text() == "Ghi ngày bắt đầu."


def test_who_has_a_sector_is_not_set_aside_before_it_is_given_to_somebody(
    page: StaffPage, place: Workplace
) -> None:
    staff = place.office.staff
    for login in ("an", "binh"):
        staff.put_officer(officer(login=login), password=PASSWORD)
    staff.assign(Assignment(officer="an", sector="ho-tich", since=date(2026, 11, 23)))
    an = staff.known("an")
    assert an is not None
    page.form.show_officer(an)
    page.form.active.setChecked(False)
    page.form.save.click()
    assert page.form.fields["active"].error.text() == (
        "Công chức an đang phụ trách lĩnh vực: Hộ tịch. Chọn người khác phụ trách trước rồi lưu lại."
    )
    page.form.active.setChecked(True)
    page.form.role.choose(Role.ADMINISTRATOR)
    page.form.save.click()
    assert "Hộ tịch" in page.form.fields["role"].error.text()
    staff.assign(Assignment(officer="binh", sector="ho-tich", since=date(2026, 11, 23)))
    page.form.save.click()
    assert staff.known("an") == replace(an, role=Role.ADMINISTRATOR)


def test_what_is_half_typed_is_there_again_when_its_row_is(
    page: StaffPage, place: Workplace
) -> None:
    """Driven by hand: the keyboard comes back to the list, and one Down wiped a half-entered officer."""
    place.office.staff.put_officer(officer(login="zung"), password=PASSWORD)
    page.reload()
    page.table.choose(0)
    page.new.click()
    commit(focused(), "Phạm Văn Đức")
    page.table.setFocus()
    press(Qt.Key.Key_Down)
    assert page.form.login == "zung"
    page.form.job.setFocus()
    commit(page.form.job, "Trưởng phòng")
    press(Qt.Key.Key_N, CTRL)
    assert (page.form.name.text(), page.form.account.text()) == ("Phạm Văn Đức", "duc.pv")
    assert "Họ và tên" in page.form.held.band.text()
    assert page.form.held.band.isVisible()
    press(Qt.Key.Key_Q, ALT)
    assert (page.form.new, page.form.name.text()) == (True, "")
    page.table.choose(1)
    assert "Trưởng phòng" in page.form.job.text()
    page.form.job.setFocus()
    press(Qt.Key.Key_S, CTRL)
    page.table.choose(0)
    page.table.choose(1)
    assert page.form.held.band.text() == "", "what was saved is not told again"
    assert "Trưởng phòng" in page.form.job.text()
