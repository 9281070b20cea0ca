"""First run on an empty data folder: try with sample data, or set up the office on one page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.qt.kit.one_shot import Errand
    from counter_app.qt.window.restore_form import RestoreForm
    from counter_app.qt.window.set_up import SetUpForm

SAMPLE_OFFICER = "lan.nt"
_CARD_SHARE = 100
"""What a card takes of the width before the empty sides get any."""


class FirstRun(QWidget):
    """Fills the window until there is an office.

    Signals:
        founded(str, str): an office stands; login and password of who goes to the counter first.
        restored(str): an office was brought back; what is worth reading about it.
    """

    founded = Signal(str, str)
    restored = Signal(str)

    def __init__(
        self,
        data_dir: Path,
        sample: Callable[[Path], None] | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._data_dir = data_dir
        self._sample = sample or _found_sample
        self._thread: Errand | None = None
        self._answer = ("", "")
        self._news = ""
        self._restoring = False
        self.form: SetUpForm | None = None
        self.restore_form: RestoreForm | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._choice())
        self.stack.addWidget(self._waiting())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)

    def _choice(self) -> QWidget:
        self.try_button = ActionButton(
            _("&Dùng thử với dữ liệu mẫu"), self.try_sample, tone="primary"
        )
        self.set_up_button = ActionButton(_("&Thiết lập đơn vị"), self.set_up, tone="primary")
        self.restore_button = ActionButton(_("Khôi &phục từ bản sao lưu"), self.restore)
        self.trouble = text_label("", "error")
        self.trouble.hide()
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(2)
        for widget in (
            text_label(_("Quầy Một Cửa"), "title"),
            text_label(_("Máy này chưa có dữ liệu. Chọn cách bắt đầu:"), "muted"),
            self.trouble,
        ):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget)
        column.addSpacing(16)
        column.addLayout(self._cards())
        column.addStretch(3)
        return page

    def _cards(self) -> QHBoxLayout:
        cards = QHBoxLayout()
        cards.setSpacing(20)
        cards.addStretch(1)
        for name, title, text, button in (
            (
                "view",
                _("Dùng thử"),
                _(
                    "Đơn vị mẫu với vài trăm hồ sơ, mọi giấy tờ có dấu DỮ LIỆU MẪU; thao tác thử thoải mái."
                ),
                self.try_button,
            ),
            (
                "building",
                _("Sử dụng chính thức"),
                _("Khai tên đơn vị, giờ làm việc, công chức, máy in; khoảng một phút."),
                self.set_up_button,
            ),
            (
                "backup",
                _("Khôi phục"),
                _(
                    "Khi máy cũ hỏng, mất hoặc được thay: mang bản sao lưu đến đây để làm việc tiếp."
                ),
                self.restore_button,
            ),
        ):
            cards.addWidget(_choice_card(name, title, text, button), _CARD_SHARE)
        cards.addStretch(1)
        return cards

    def _waiting(self) -> QWidget:
        page = QWidget()
        self.wait_text = text_label("", "heading")
        self.wait_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(scaled(360))
        bar.setAccessibleName(_("Đang chuẩn bị dữ liệu"))
        column = QVBoxLayout(page)
        column.addStretch(2)
        column.addWidget(self.wait_text)
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def try_sample(self) -> None:
        """Invent an office and go to its counter."""
        from counter_app.desk.office.founding import FIRST_PASSWORD

        self._answer = (SAMPLE_OFFICER, FIRST_PASSWORD)
        self._found(
            _("Đang dựng đơn vị mẫu và vài ngày làm việc…"), lambda: self._sample(self._data_dir)
        )

    def set_up(self) -> None:
        """Show the set-up page."""
        from counter_app.qt.window.set_up import SetUpForm

        if self.form is None:
            self.form = SetUpForm(self._data_dir)
            self.form.back_wanted.connect(lambda: self.stack.setCurrentIndex(0))
            self.form.ready.connect(self._on_ready)
            self.stack.addWidget(self.form)
        self.stack.setCurrentWidget(self.form)
        self.form.first_field().setFocus()

    def restore(self) -> None:
        """Show the page that brings data back from a copy."""
        from counter_app.qt.window.restore_form import RestoreForm

        if self.restore_form is None:
            self.restore_form = RestoreForm()
            self.restore_form.back_wanted.connect(lambda: self.stack.setCurrentIndex(0))
            self.restore_form.ready.connect(self._on_restore)
            self.stack.addWidget(self.restore_form)
        self.stack.setCurrentWidget(self.restore_form)
        self.restore_form.copy.setFocus()

    def _on_restore(self) -> None:
        assert self.restore_form is not None  # noqa: S101 - the signal is its own
        copy, batches = self.restore_form.wish()
        self._restoring = True
        self._begin(
            _("Đang kiểm tra bản sao lưu và dựng lại dữ liệu…"),
            lambda: self._restore(copy, batches),
            self._on_restored,
        )

    def _restore(self, copy: Path, batches: Path | None) -> None:
        from counter_app.desk.office.restore import restore
        from counter_app.office import SystemClock
        from counter_app.wording.keeping import restored_text

        made = restore(copy, self._data_dir, self._clock or SystemClock(), batches=batches)
        self._news = " ".join(
            restored_text(made.entries, made.aside, made.regained, made.notes, unsure=made.unsure)
        )

    def _on_restored(self) -> None:
        self._end_thread()
        self.restored.emit(self._news)

    def _on_ready(self) -> None:
        from counter_app.office import Office

        assert self.form is not None  # noqa: S101 - the signal is its own
        founding = self.form.founding()
        first = founding.officers[0]
        self._answer = (first.officer.login, first.password)
        self._found(
            _("Đang tạo dữ liệu của đơn vị…"),
            lambda: Office.found(self._data_dir, founding, clock=self._clock).close(),
        )

    def _found(self, text: str, work: Callable[[], object]) -> None:
        self._restoring = False
        self._begin(text, work, self._on_founded)

    def _begin(self, text: str, work: Callable[[], object], then: Callable[[], object]) -> None:
        from counter_app.qt.kit.one_shot import Errand

        if self._thread is not None:
            return
        self.wait_text.setText(text)
        self.stack.setCurrentIndex(1)
        self._thread = Errand(work)
        self._thread.ready.connect(then)
        self._thread.failed.connect(self._on_failed)
        self._thread.start()

    def _on_founded(self) -> None:
        self._end_thread()
        self.founded.emit(*self._answer)

    def _on_failed(self, error: Exception) -> None:
        self._end_thread()
        if not isinstance(error, CounterError):
            self.stack.setCurrentIndex(0)
            raise error
        if self._restoring and self.restore_form is not None:
            self.stack.setCurrentWidget(self.restore_form)
            self.restore_form.show_error(error.message)
            return
        if self.form is not None and self.form.show_error(error):
            self.stack.setCurrentWidget(self.form)
            return
        self.trouble.setText(error.message)
        self.trouble.show()
        self.stack.setCurrentIndex(0)

    def _end_thread(self) -> None:
        if self._thread is not None:
            self._thread.wait()
            self._thread = None


def _choice_card(name: str, title: str, text: str, button: ActionButton) -> Card:
    card = Card()
    card.setMaximumWidth(scaled(340))
    sign = plain_label()
    sign.setPixmap(picture(name, "accent", 40))
    card.add(sign, text_label(title, "heading"), text_label(text))
    card.body.addStretch(1)
    card.add(button)
    return card


def _found_sample(data_dir: Path) -> None:
    from counter_app.demo.play import found_sample

    found_sample(data_dir)
