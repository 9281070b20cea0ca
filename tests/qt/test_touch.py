"""Citizens take their own number by touch: what for, the papers, what is missing, the number; and nothing stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.queue.tickets import Priority
from counter_app.domain.queue.wishes import Wish
from counter_app.errors import DeviceError, StoreError
from counter_app.office import Office
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.touch_look import TouchButton
from counter_app.qt.queue.touch_papers import PapersStep
from counter_app.qt.queue.touch_steps import (
    ListStep,
    NumberStep,
    SearchStep,
    SorryStep,
    StartStep,
)
from counter_app.qt.queue.touch_window import TouchWindow
from tests.makers import BIRTH, MARITAL, receive
from tests.memory_printer import MemoryPrinter
from tests.qt.touching import tap, texts, tile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAME = "Cấp Giấy xác nhận tình trạng hôn nhân"
SIZES = ((1024, 768), (1366, 768), (1920, 1080), (1080, 1920))


@pytest.fixture
def touch(qtbot: QtBot, place: Workplace) -> Iterator[TouchWindow]:
    """The page, as on a second screen."""
    made = TouchWindow(place)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.hide())
    made.resize(1366, 768)
    made.show()
    yield made
    made.hide()


def papers(touch: TouchWindow) -> PapersStep:
    """The step of the papers."""
    assert isinstance(touch.step, PapersStep)
    return touch.step


def come_to_papers(touch: TouchWindow) -> PapersStep:
    """By sector, then the procedure."""
    tap(tile(touch, "Hộ tịch"))
    tap(tile(touch, NAME))
    return papers(touch)


def test_a_number_by_sector_procedure_and_papers(touch: TouchWindow, office: Office) -> None:
    step = come_to_papers(touch)
    names = [paper.name for paper in step.procedure.papers if paper.required]
    assert f"cần {len(names)} giấy tờ bắt buộc" in step.verdict.text()
    tap(step.ticks[names[0]])
    missing = "; ".join(names[1:])
    assert step.verdict.text() == f"Còn thiếu {len(names) - 1} giấy tờ bắt buộc: {missing}."
    assert step.take.text() == "Vẫn lấy số"
    for name in names[1:]:
        step.ticks[name].click()
    assert step.verdict.text().startswith("Đủ các giấy tờ bắt buộc")
    told = texts(touch)
    assert "Phí, lệ phí\nHỏi tại quầy" in told, "the office has not reviewed it"
    assert "Thời gian giải quyết\nHỏi tại quầy" in told
    assert "07:30–11:30, 13:30–17:30" in told
    tap(step.take)
    assert isinstance(touch.step, NumberStep)
    assert touch.step.number.text() == "A001"
    assert "được gọi tiếp theo" in texts(touch)
    assert "xin Ông (Bà) nhớ số này" in texts(touch)
    (ticket,) = office.queue.today_line()
    assert ticket.wish == Wish(procedure=MARITAL, brought=tuple(names))
    assert ticket.priority is Priority.NONE


def test_by_its_name_without_accents_on_the_screen_s_own_keyboard(touch: TouchWindow) -> None:
    tap(tile(touch, "Tìm theo tên thủ tục"))
    step = touch.step
    assert isinstance(step, SearchStep)
    for letter in "khai sinhh":
        tap(step.keys[letter])
    assert "Không thấy thủ tục nào" in texts(touch)
    tap(step.keys["back"])
    found = [item.name for item in step.results()]
    assert any("khai sinh" in name for name in found)
    tap(step.keys["clear"])
    assert step.results() == []
    tap(step.keys[" "])
    assert step.text == "", "a space before the first letter is none"
    for letter in "ket hon":
        tap(step.keys[letter])
    tap(tile(touch, "Đăng ký kết hôn"))
    assert papers(touch).procedure.name == "Đăng ký kết hôn"


def test_who_does_not_know_gets_a_number_of_a_queue(touch: TouchWindow, office: Office) -> None:
    tap(tile(touch, "Chưa rõ thủ tục"))
    tap(tile(touch, "B · Đất đai – Xây dựng – Kinh doanh"))
    (ticket,) = office.queue.today_line()
    assert (ticket.label, ticket.wish) == ("B001", Wish())


def test_a_case_is_asked_for_where_there_are_some(touch: TouchWindow, office: Office) -> None:
    chosen = office.catalogue.valid(BIRTH, office.intake.today())
    assert chosen is not None
    case = chosen.cases[0]
    touch.way.came.emit(lambda: touch.way._cases(chosen))
    touch.way._chosen, touch.way._queue = chosen, "A"
    tap(tile(touch, case.name))
    tap(papers(touch).take)
    (ticket,) = office.queue.today_line()
    assert ticket.wish is not None
    assert (ticket.wish.procedure, ticket.wish.case) == (BIRTH, case.key)


def test_a_ground_is_asked_only_where_the_office_allows_it(
    touch: TouchWindow, office: Office
) -> None:
    office.rules.change_settings(replace(office.settings, own_priorities=("disabled",)))
    tap(come_to_papers(touch).take)
    assert isinstance(touch.step, ListStep)
    assert "không in lý do" in texts(touch)
    assert "Người cao tuổi" not in texts(touch)
    tap(tile(touch, "Người khuyết tật"))
    (ticket,) = office.queue.today_line()
    assert ticket.priority is Priority.DISABLED
    assert "khuyết tật" not in texts(touch), "nobody behind reads it"


def test_the_way_back_keeps_what_was_ticked_and_leads_nowhere_behind_a_number(
    touch: TouchWindow, office: Office
) -> None:
    step = come_to_papers(touch)
    first = next(iter(step.ticks.values()))
    tap(first)
    office.rules.change_settings(replace(office.settings, own_priorities=("merit",)))
    tap(step.take)
    tap(touch.back)
    assert next(iter(papers(touch).ticks.values())).isChecked()
    tap(papers(touch).take)
    tap(tile(touch, "Không thuộc diện ưu tiên"))
    assert isinstance(touch.step, NumberStep)
    assert not touch.back.isVisible()
    assert touch.step.main is not None
    tap(touch.step.main)
    assert isinstance(touch.step, StartStep)
    assert not touch.back.isVisible()
    tap(tile(touch, "Hộ tịch"))
    tap(tile(touch, NAME))
    assert papers(touch).brought() == (), "the next citizen sees nothing of the one before"


def test_quiet_begins_anew_in_vietnamese(touch: TouchWindow) -> None:
    tap(touch.switch)
    assert "Please choose a procedure" in texts(touch)
    come = come_to_papers(touch)
    tap(next(iter(come.ticks.values())))
    assert touch._quiet.isActive()
    touch._quiet.timeout.emit()
    assert isinstance(touch.step, StartStep)
    assert touch.language == "vi"
    assert "Mời Ông (Bà) chọn thủ tục" in texts(touch)
    assert not touch._quiet.isActive()


def test_english_is_read_by_who_chose_it_and_by_nobody_else(
    touch: TouchWindow, place: Workplace
) -> None:
    tap(touch.switch)
    step = come_to_papers(touch)
    assert "Fee" in texts(touch)
    tap(step.take)
    assert isinstance(touch.step, NumberStep)
    assert "Your number" in texts(touch)
    assert place.office.preferences.language == "vi"
    from counter_app.i18n import _

    assert _("Quay lại") == "Quay lại"


def test_outside_open_hours_papers_are_seen_and_no_number_is_given(
    touch: TouchWindow, office: Office, clock: FixedClock
) -> None:
    clock.tick(hours=3)
    touch.tick()
    assert "Hiện ngoài giờ tiếp nhận. Mở lại lúc 13:30. Ông (Bà) vẫn xem được" in texts(touch)
    step = come_to_papers(touch)
    assert "Mở lại lúc 13:30" in step.verdict.text()
    assert not step.take.isEnabled()
    tap(touch.anew)
    tap(tile(touch, "Chưa rõ thủ tục"))
    assert isinstance(touch.step, SorryStep)
    assert office.queue.today_line() == []
    clock.tick(seconds=(datetime(2026, 11, 23, 13, 10, tzinfo=LOCAL) - clock.now()).total_seconds())
    tap(touch.anew)
    assert "ngoài giờ tiếp nhận. Mở lại" not in texts(touch)


def test_a_queue_that_was_stopped_meanwhile_is_told(touch: TouchWindow, office: Office) -> None:
    step = come_to_papers(touch)
    office.self_service.stop("A")
    tap(step.take)
    assert isinstance(touch.step, SorryStep)
    assert "ngừng phát số" in texts(touch)
    tap(touch.back)
    assert not papers(touch).take.isEnabled()


def test_a_number_is_printed_and_drawn_once(
    qtbot: QtBot, touch: TouchWindow, office: Office
) -> None:
    printer = MemoryPrinter()
    office.printer_for = lambda _wish: printer
    office.rules.change_preferences(replace(office.preferences, ticket_printer="phieu"))
    button = come_to_papers(touch).take
    tap(button)
    button.click()
    assert len(office.queue.today_line()) == 1
    qtbot.waitUntil(lambda: "Mời Ông (Bà) lấy phiếu." in texts(touch))
    assert len(printer.jobs) == 1


def test_a_printer_that_fails_leaves_the_number_on_the_screen_and_tells_the_officer(
    qtbot: QtBot, touch: TouchWindow, office: Office, place: Workplace
) -> None:
    def broken(_wish: str) -> MemoryPrinter:
        raise DeviceError("Hết giấy.")

    office.printer_for = broken
    office.rules.change_preferences(replace(office.preferences, ticket_printer="phieu"))
    told: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _offer: told.append(text))
    tap(come_to_papers(touch).take)
    qtbot.waitUntil(lambda: "xin Ông (Bà) nhớ số này" in texts(touch))
    assert told == ["Hết giấy."]
    assert len(office.queue.today_line()) == 1


def test_what_no_disk_takes_is_told_to_both(
    monkeypatch: pytest.MonkeyPatch, touch: TouchWindow, office: Office, place: Workplace
) -> None:
    told: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _offer: told.append(text))
    step = come_to_papers(touch)

    def full(*_said: object, **_named: object) -> None:
        raise StoreError("Ổ đĩa đầy.")

    monkeypatch.setattr(office.self_service, "take", full)
    tap(step.take)
    assert isinstance(touch.step, SorryStep)
    assert "Mời Ông (Bà) báo công chức" in texts(touch)
    assert told == ["Công dân chưa tự lấy được số: Ổ đĩa đầy."]


def test_nothing_moves_under_a_finger_while_others_are_called(
    touch: TouchWindow, place: Workplace
) -> None:
    before = touch.step
    place.hub.done(place.office.queue.take("A"))
    place.hub.done(place.office.queue.call_next())
    assert touch.step is before
    receive(place.office, BIRTH)
    place.hub.done(place.office.self_service.stop("A"))
    assert touch.step is not before, "what is asked for most is another thing now"


@pytest.mark.parametrize("size", SIZES)
def test_every_target_is_large_and_nothing_is_clipped(
    touch: TouchWindow, office: Office, size: tuple[int, int]
) -> None:
    touch.resize(*size)
    for code in (BIRTH, MARITAL):
        receive(office, code)
    office.rules.change_settings(replace(office.settings, own_priorities=("elderly", "merit")))
    touch.begin_anew()
    _measure(touch)
    tap(tile(touch, "Tìm theo tên thủ tục"))
    assert isinstance(touch.step, SearchStep)
    tap(touch.step.keys["k"])
    _measure(touch)
    tap(touch.anew)
    step = come_to_papers(touch)
    _measure(touch)
    tap(step.take)
    _measure(touch)
    tap(tile(touch, "Người cao tuổi"))
    _measure(touch)


def _measure(touch: TouchWindow) -> None:
    QApplication.processEvents()
    assert touch.size().toTuple() == touch.size().toTuple()
    for button in touch.findChildren(TouchButton):
        if button.isVisible():
            assert button.height() >= 60, button.text() or button.accessibleName()
            assert button.width() >= 60, button.text() or button.accessibleName()
    for label in touch.findChildren(QLabel):
        if label.isVisible() and label.wordWrap() and label.text():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
    around = touch.rect()
    for widget in (touch.office_name, touch.clock, touch.switch, touch.step):
        assert around.contains(widget.rect().translated(widget.mapTo(touch, QWidget().pos())))


def test_it_asks_for_no_person_and_has_no_field_for_one(touch: TouchWindow) -> None:
    tap(tile(touch, "Tìm theo tên thủ tục"))
    assert touch.findChildren(QLineEdit) == []
    assert all(
        button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in touch.findChildren(TouchButton)
    )
