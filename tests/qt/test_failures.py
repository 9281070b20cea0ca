"""Each kind of trouble has one way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.errors import BatchError, ClockError, DeviceError, RuleError, StoreError
from counter_app.qt.kit.clock import ClockDialog
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.trouble import TroubleDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace
from tests.makers import PASSWORD, officer


def raising(error: Exception) -> NoReturn:
    """Fail with ``error``."""
    raise error


def dialog(kind: type[QDialog]) -> QDialog:
    """The open dialog of a kind."""
    found = [item for item in QApplication.topLevelWidgets() if isinstance(item, kind)]
    shown = [item for item in found if item.isVisible()]
    assert len(shown) == 1
    return shown[0]


@pytest.fixture
def notices(place: Workplace) -> list[tuple[str, str, object]]:
    """What the band was told."""
    heard: list[tuple[str, str, object]] = []
    place.hub.noticed.connect(lambda tone, text, retry: heard.append((tone, text, retry)))
    return heard


def test_the_result_comes_back_and_old_errors_go(qtbot: QtBot, place: Workplace) -> None:
    field = Field("Tên", LineEdit())
    qtbot.addWidget(field)
    field.set_error("cũ")
    assert guard(place, lambda: 7, {"name": field}) == 7
    assert field.error.text() == ""


@pytest.mark.parametrize("name", ["name", "applicant.name"])
def test_a_rule_stands_beside_its_field(
    qtbot: QtBot, place: Workplace, notices: list[tuple[str, str, object]], name: str
) -> None:
    field = Field("Tên", LineEdit())
    qtbot.addWidget(field)
    error = RuleError("Chưa có tên.", field=name)
    assert guard(place, lambda: raising(error), {"name": field}) is None
    assert field.error.text() == "Chưa có tên."
    assert notices == []


def test_a_rule_without_a_field_goes_into_the_band(
    place: Workplace, notices: list[tuple[str, str, object]]
) -> None:
    guard(place, lambda: raising(RuleError("Không được.")))
    assert notices[0][:2] == ("bad", "Không được.")


def test_a_dialog_says_itself_what_belongs_to_none_of_its_fields(
    qtbot: QtBot, place: Workplace, notices: list[tuple[str, str, object]]
) -> None:
    field = Field("Lý do", LineEdit())
    qtbot.addWidget(field)
    error = RuleError("Lịch năm 2027 chưa được xác nhận.", field="calendar")
    guard(place, lambda: raising(error), {"reason": field, "": field})
    assert field.error.text() == "Lịch năm 2027 chưa được xác nhận."
    assert notices == []


def test_a_device_can_be_tried_again(
    place: Workplace, notices: list[tuple[str, str, object]]
) -> None:
    tries: list[int] = []
    done: list[str] = []

    def print_it() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise DeviceError("Máy in hết giấy. Cho thêm giấy.")
        return "in xong"

    guard(place, print_it, None, done.append)
    tone, text, retry = notices[0]
    assert (tone, text) == ("bad", "Máy in hết giấy. Cho thêm giấy.")
    assert callable(retry)
    retry()
    assert done == ["in xong"]


def test_a_batch_lists_what_is_wrong(
    place: Workplace, notices: list[tuple[str, str, object]]
) -> None:
    guard(place, lambda: raising(BatchError("Lô hỏng.", ["Thiếu tệp.", "Sai mã."])))
    assert notices[0][1] == "Lô hỏng. Thiếu tệp. Sai mã."


def test_a_wrong_clock_is_asked_about_and_the_act_goes_on(
    qtbot: QtBot, place: Workplace, clock: FixedClock
) -> None:
    """A leader who works alone says it alone; whoever is not alone needs somebody else's password."""
    done: list[object] = []
    place.office.session.officer = place.office.staff.officers()[0]
    clock.tick(days=-3)
    guard(place, lambda: place.office.queue.take("A"), None, done.append)
    assert done == []
    asked = dialog(ClockDialog)
    assert isinstance(asked, ClockDialog)
    assert asked.password.isHidden() or not asked.password.isVisible()
    asked.confirm.click()
    assert len(done) == 1


def test_a_second_person_says_so_too(qtbot: QtBot, place: Workplace, clock: FixedClock) -> None:
    office = place.office
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    office.session.officer = office.store.officers.get("lan")
    clock.tick(days=-3)
    done: list[object] = []
    guard(place, lambda: office.queue.take("A"), None, done.append)
    asked = dialog(ClockDialog)
    assert isinstance(asked, ClockDialog)
    QTest.keyClicks(asked.password, "sai")
    asked.confirm.click()
    assert done == []
    asked.password.clear()
    QTest.keyClicks(asked.password, FIRST_PASSWORD)
    asked.confirm.click()
    assert len(done) == 1
    (word,) = office.store.closings.clock_words(office.closing.today(), office.closing.today())
    assert (word.officer, word.second, word.doubt) == ("lan", "canbo", "behind")


def test_a_clock_not_confirmed_saves_nothing(place: Workplace) -> None:
    done: list[str] = []
    guard(place, lambda: raising(ClockError("Đồng hồ chậm.")), None, done.append)
    asked = dialog(ClockDialog)
    assert isinstance(asked, ClockDialog)
    asked.wait.click()
    assert done == []
    assert not place.office.store.database.clock_confirmed


def test_a_store_that_cannot_be_written_is_said_in_a_box(place: Workplace) -> None:
    guard(place, lambda: raising(StoreError("Ổ đĩa đầy.")))
    box = dialog(TroubleDialog)
    labels = [label for label in box.findChildren(QWidget) if hasattr(label, "text")]
    assert any("Ổ đĩa đầy." in label.text() for label in labels)
    box.reject()


def test_a_bug_is_not_swallowed(place: Workplace) -> None:
    with pytest.raises(ZeroDivisionError):
        guard(place, lambda: 1 // 0)
