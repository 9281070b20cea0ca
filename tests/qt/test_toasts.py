"""What is said lies over the page: it moves nothing, covers nothing in use, and goes with its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.hub import Offer, Tone
from counter_app.qt.kit.theme import apply_theme, scaled
from counter_app.qt.window import toasts
from counter_app.qt.window.notice import ACTION_KEY, UNDO_SECONDS

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.window.counter_view import CounterView
    from counter_app.qt.window.main_window import MainWindow

LONG = "Máy in chưa nhận lệnh. " * 12


def view_of(window: MainWindow) -> CounterView:
    assert window.view is not None
    return window.view


def on_view(widget: QWidget, view: QWidget) -> QRect:
    return QRect(widget.mapTo(view, QPoint()), widget.size())


def settle() -> None:
    """What is queued for after this turn has come."""
    for _turn in range(3):
        QApplication.processEvents()


@pytest.mark.parametrize("size", [(1366, 740), (1024, 740)])
def test_a_message_moves_nothing_and_covers_nothing_in_use(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.open_page("intake")
    settle()
    view = view_of(window)
    page = view.pages.currentWidget()
    assert isinstance(page, IntakePage)
    before = on_view(page, view)
    view.place.hub.notice(Tone.BAD, LONG, lambda: None)
    view.place.hub.offer_undo("Đã làm lại từ đầu.", lambda: None)
    settle()
    assert on_view(page, view) == before
    notice, undo = on_view(view.notice, view), on_view(view.toasts.undo, view)
    assert view.rect().contains(notice)
    assert not notice.intersects(undo)
    save = page.save
    for field in page.form.enter.fields():
        field.setFocus()
        settle()
        for toast in (on_view(view.notice, view), on_view(view.toasts.undo, view)):
            assert not toast.intersects(on_view(save, view))
            seen = field.visibleRegion().boundingRect()
            assert not toast.intersects(QRect(field.mapTo(view, seen.topLeft()), seen.size()))


def test_a_message_goes_with_its_page_and_comes_along_when_it_opens_one(window: MainWindow) -> None:
    view = view_of(window)
    view.place.hub.notice(Tone.BAD, "Chưa thấy màn hình thứ hai.")
    settle()
    window.open_page("dossiers")
    assert not view.notice.isVisible()
    view.place.hub.notice(Tone.INFO, "Ghi tiếp ở trang Tiếp nhận.")
    window.open_page("intake")
    settle()
    assert view.notice.isVisible()
    window.open_page("help")
    assert not view.notice.isVisible()


def test_a_page_turns_without_a_look_at_all_the_others(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every page made, that look was three quarters of coming back to one."""
    view, looked = view_of(window), Mock(return_value=QRect())
    monkeypatch.setattr(view.pages, "findChildren", looked)
    window.open_page("help")
    view.place.hub.notice(Tone.BAD, "Chưa thấy màn hình thứ hai.")
    settle()
    assert view.notice.isVisible()
    monkeypatch.setattr(toasts, "_seen", looked)
    view.notice.clear()
    window.open_page("intake")
    looked.assert_not_called()


def test_its_key_tries_again_and_tab_reaches_its_button(window: MainWindow) -> None:
    view, tried = view_of(window), list[int]()
    view.place.hub.notice(Tone.BAD, "Máy in hết giấy. Cho thêm giấy.", lambda: tried.append(1))
    settle()
    assert view.notice.again.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert ACTION_KEY in view.notice.again.text()
    QTest.keyClick(view, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert tried == [1]
    assert not view.notice.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert tried == [1]


def test_an_act_is_taken_back_once_by_the_same_key_on_whatever_page(window: MainWindow) -> None:
    view, done = view_of(window), list[str]()
    view.place.hub.offer_undo("Đã chuyển hồ sơ.", lambda: done.append("act"))
    view.place.hub.notice(Tone.BAD, "Máy in hết giấy.", lambda: done.append("again"))
    assert ACTION_KEY not in view.notice.again.text()
    settle()
    window.open_page("help")
    assert view.toasts.undo.isVisible()
    for _press in range(2):
        QTest.keyClick(view, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert done == ["act"]


def test_its_ten_seconds_pass_only_while_the_page_can_be_reached(window: MainWindow) -> None:
    view = view_of(window)
    bar = view.toasts.undo
    bar.offer("Đã trả kết quả.", lambda: None)
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.open()
    for _second in range(UNDO_SECONDS + 1):
        bar._on_second()
    assert bar.left == UNDO_SECONDS
    dialog.close()
    settle()
    for second in range(UNDO_SECONDS, 0, -1):
        assert bar.isVisible()
        assert f"{second} giây" in bar.undo.text()
        bar._on_second()
    assert not bar.isVisible()
    assert not bar.offers


def test_its_key_takes_back_where_a_citizen_is_called_too(
    window: MainWindow, office: Office
) -> None:
    view, done = view_of(window), list[str]()
    window.open_page("queue")
    office.queue.take("A")
    office.queue.call_next()
    settle()
    view.place.hub.offer_undo("Đã chuyển hồ sơ.", lambda: done.append("act"))
    settle()
    QTest.keyClick(view, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert done == ["act"]
    (called,) = office.queue.today_line()
    assert called.calls == 1


def test_beside_a_long_word_on_its_button_a_sentence_stays_a_sentence(window: MainWindow) -> None:
    """Only the narrowest place covers nothing in use; there its button would leave the words a column."""
    window.resize(1366, 768)
    window.open_page("closing")
    settle()
    view = view_of(window)
    page = view.pages.currentWidget()
    assert page is not None
    in_use = QPlainTextEdit(page)
    in_use.setGeometry(0, 0, page.width() - 430, page.height())
    in_use.show()
    offer = Offer("Mở thư mục", lambda: None)
    text = "Chưa in ra giấy: đã lưu thành tệp PDF trong giay-in."
    view.place.hub.notice(Tone.INFO, text, offer)
    settle()
    said = view.notice.text
    assert said.heightForWidth(said.width()) <= 3 * said.fontMetrics().lineSpacing()


def test_a_long_message_in_large_letters_stays_in_the_window_and_in_lines(
    qapp: QApplication, window: MainWindow
) -> None:
    view = view_of(window)
    apply_theme(qapp, replace(view.place.office.preferences, text_scale=200))
    window.setMinimumSize(0, 0)
    window.resize(1366, 768)
    window.open_page("certification")
    settle()
    bar = view.toasts.undo
    view.place.hub.offer_undo(LONG, lambda: None)
    page = view.pages.currentWidget()
    assert page is not None
    for field in page.findChildren(QLineEdit):
        field.setFocus()
        settle()
        assert view.rect().contains(on_view(bar, view))
        assert bar.text.height() >= bar.text.heightForWidth(bar.text.width())
        assert bar.height() <= 2 * bar.heightForWidth(view.pages.width() - 2 * scaled(16))
