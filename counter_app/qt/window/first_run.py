"""First run on an empty data folder: try with sample data, set up the office on one page, or come back from a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, scrolling, text_label
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.look_choices import language_choice, scale_choice, theme_choice
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled
from counter_app.qt.window.first_wait import Asked, FirstWait, FirstWork, Told
from counter_app.settings import Preferences

if TYPE_CHECKING:
    from counter_app.desk.office.founding import Founding
    from counter_app.desk.office.restore_consent import Consent
    from counter_app.domain.clock import Clock
    from counter_app.qt.window.appearance import Look
    from counter_app.qt.window.practice import Practice
    from counter_app.qt.window.restore_form import RestoreForm
    from counter_app.qt.window.set_up import SetUpForm
    from counter_app.system.key_ring import OfficeKeys

Unlock = Callable[[], "OfficeKeys | None"]
Sample = Callable[[Path, Told, Asked], object]
SAMPLE_OFFICER = "lan.nt"
_CARD_SHARE = 100
"""The share of the width a card takes before the empty sides get any."""


class FirstRun(QWidget):
    """Fills the window until there is an office.

    Signals:
        founded(str, str): an office stands; login and password of who goes to the counter first.
        restored(str): an office was brought back; what is worth reading about it.
        look_wanted(str): this one of ``look``'s lists says something else now.
    """

    founded = Signal(str, str)
    restored = Signal(str)
    look_wanted = Signal(str)

    def __init__(
        self,
        data_dir: Path,
        sample: Sample | None = None,
        clock: Clock | None = None,
        look: Look | None = None,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._data_dir = data_dir
        self._sample = sample or _found_sample
        self._answer = ("", "")
        self._news = ""
        self.keys: OfficeKeys | None = None
        self._then: Callable[[], object] = bool
        self.form: SetUpForm | None = None
        self.restore_form: RestoreForm | None = None
        self.look = FirstLook(look)
        self.look.chosen.connect(self.look_wanted)
        self.wait = FirstWait()
        self.wait.ended.connect(self._on_ended)
        self._came_from: QWidget | None = None
        self.stack = QStackedWidget()
        self.choice = self._choice()
        self.stack.addWidget(self.choice)
        self.stack.addWidget(self.wait)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)

    def _choice(self) -> QWidget:
        self.try_button = ActionButton(
            _("&Dùng thử với dữ liệu mẫu"), self.try_sample, tone="primary"
        )
        self.training_button = ActionButton(_("Tập &huấn: mười tình huống"), self.begin_training)
        self.set_up_button = ActionButton(_("&Thiết lập đơn vị"), self.set_up)
        self.restore_button = ActionButton(_("Khôi &phục từ bản sao lưu"), self.restore)
        self.trouble = text_label("", "error")
        self.trouble.hide()
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
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
        column.addSpacing(20)
        column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return scrolling(column)

    def _cards(self) -> QHBoxLayout:
        cards = QHBoxLayout()
        cards.setSpacing(20)
        cards.addStretch(1)
        buttons = (
            (self.try_button, self.training_button),
            (self.set_up_button,),
            (self.restore_button,),
        )
        for (name, title, text), pressed in zip(_ways(), buttons, strict=True):
            cards.addWidget(_choice_card(name, title, text, *pressed), _CARD_SHARE)
        cards.addStretch(1)
        return cards

    def take_over(self, other: FirstRun) -> None:
        """Go on where another panel was, with what was typed there: the one of before the look was changed."""
        self._sample = other._sample
        if other.form is not None:
            self._form().take_over(other.form)
        if other.restore_form is not None:
            self._restore_form().take_over(other.restore_form)
        for name, choice in other.look.choices.items():
            if choice.hasFocus():
                self.look.choices[name].setFocus()

    def try_sample(self) -> None:
        """Invent an office and go to its counter."""
        from counter_app.desk.office.founding import FIRST_PASSWORD

        self._answer = (SAMPLE_OFFICER, FIRST_PASSWORD)
        self._begin(
            _("Đang dựng đơn vị mẫu và vài ngày làm việc…"),
            lambda told, asked: self._sample(self._data_dir, told, asked),
            self._on_founded,
            stop=_("Vào thử ngay"),
        )

    def practise(self, practice: Practice) -> None:
        """Invent the office of a training and go to its counter; nothing is asked, and nothing else can be done."""
        from counter_app.office import SystemClock

        clock = self._clock or SystemClock()
        for button in (
            self.try_button,
            self.training_button,
            self.set_up_button,
            self.restore_button,
        ):
            button.setEnabled(False)  # no office is set up where somebody only practises
        self._answer = ("", "")
        self._begin(
            _("Đang dựng đơn vị để tập huấn…"),
            lambda told, _asked: practice.found(clock.now(), told),
            self._on_founded,
        )

    def begin_training(self) -> None:
        """Open the training in a window of its own; this one stays for what is done in earnest."""
        from counter_app.qt.kit.training_start import start_training

        opened = start_training(self._data_dir, "", "")
        self.trouble.setText(_("Chưa mở được chế độ tập huấn. Bấm lại sau giây lát."))
        self.trouble.setVisible(not opened)

    def set_up(self) -> None:
        """Show the set-up page."""
        form = self._form()
        self.stack.setCurrentWidget(form)
        form.first_field().setFocus()

    def _form(self) -> SetUpForm:
        from counter_app.qt.window.set_up import SetUpForm

        if self.form is None:
            self.form = SetUpForm(self._data_dir)
            self.form.back_wanted.connect(self._back_to_choice)
            self.form.ready.connect(self._on_ready)
            self.stack.addWidget(self.form)
        return self.form

    def restore(self) -> None:
        """Show the page that brings data back from a copy."""
        form = self._restore_form()
        self.stack.setCurrentWidget(form)
        form.copy.setFocus()
        form.found.look()

    def _restore_form(self) -> RestoreForm:
        from counter_app.qt.window.restore_form import RestoreForm

        if self.restore_form is None:
            self.restore_form = RestoreForm(self._data_dir)
            self.restore_form.back_wanted.connect(self._back_to_choice)
            self.restore_form.ready.connect(self._on_restore)
            self.stack.addWidget(self.restore_form)
        return self.restore_form

    def _back_to_choice(self) -> None:
        """The button that was pressed has the keyboard again."""
        button = self.set_up_button
        if self.stack.currentWidget() is self.restore_form:
            button = self.restore_button
        self.stack.setCurrentWidget(self.choice)
        button.setFocus()

    def _on_restore(self) -> None:
        copy, batches = self._restore_form().wish()
        key = self._restore_form().key
        unlock, consent = key.unlocking(), key.consent()
        self._begin(
            _("Đang kiểm tra bản sao lưu và dựng lại dữ liệu…"),
            lambda told, asked: self._bring_back(copy, batches, unlock, consent, told, asked),
            lambda: self.restored.emit(self._news),
            stop=_("Dừng"),
        )

    def _bring_back(
        self,
        copy: Path,
        batches: Path | None,
        unlock: Unlock,
        consent: Consent,
        told: Told,
        asked: Asked,
    ) -> None:
        from counter_app.qt.window.restoring import brought_back

        keys = unlock()
        self._news = brought_back(
            copy, self._data_dir, batches, told, asked, self._clock, consent=consent, keys=keys
        )
        self.keys = keys

    def _on_ready(self) -> None:
        founding, encrypted = self._form().founding(), self._form().encrypted.isChecked()
        first = founding.officers[0]
        self._answer = (first.officer.login, first.password)
        self._begin(
            _("Đang tạo dữ liệu của đơn vị…"),
            lambda _told, _asked: self._found(founding, encrypted=encrypted),
            self._on_founded,
        )

    def _found(self, founding: Founding, *, encrypted: bool) -> None:
        from counter_app.office import Office

        office = Office.found(self._data_dir, founding, clock=self._clock, encrypted=encrypted)
        self.keys = office.keys
        office.close()

    def _begin(
        self, text: str, work: FirstWork, then: Callable[[], object], *, stop: str = ""
    ) -> None:
        if self.wait.busy:
            return
        self._then, self._came_from = then, self.stack.currentWidget()
        self.trouble.hide()
        self.stack.setCurrentWidget(self.wait)
        self.wait.begin(text, work, stop=stop)

    def _on_founded(self) -> None:
        self.founded.emit(*self._answer)

    def _on_ended(self, error: Exception | None) -> None:
        if error is None:
            self._then()
            return
        if self._came_from is not None:
            self.stack.setCurrentWidget(self._came_from)
        if not isinstance(error, CounterError):
            self.stack.setCurrentWidget(self.choice)
            raise error
        if self._came_from is self.restore_form and self.restore_form is not None:
            if not self.restore_form.key.refuse(error):
                self.restore_form.show_error(error.message)
            return
        if self.form is not None and self.form.show_error(error):
            return
        self.trouble.setText(error.message)
        self.trouble.show()
        self.stack.setCurrentWidget(self.choice)


def _ways() -> tuple[tuple[str, str, str], ...]:
    """Icon, title and words of each way to begin."""
    return (
        (
            "view",
            _("Dùng thử"),
            _(
                "Đơn vị mẫu với vài trăm hồ sơ, mọi giấy tờ có dấu DỮ LIỆU MẪU; thao tác thử thoải mái."
            ),
        ),
        (
            "building",
            _("Sử dụng chính thức"),
            _("Khai tên đơn vị, giờ làm việc, công chức, máy in; khoảng một phút."),
        ),
        (
            "backup",
            _("Khôi phục"),
            _("Khi máy cũ hỏng, mất hoặc được thay: mang bản sao lưu đến đây để làm việc tiếp."),
        ),
    )


def _choice_card(name: str, title: str, text: str, *buttons: ActionButton) -> Card:
    card = Card()
    card.setMaximumWidth(scaled(340))
    sign = plain_label()
    sign.setPixmap(picture(name, "accent", 40))
    card.add(sign, text_label(title, "heading"), text_label(text))
    card.body.addStretch(1)
    card.add(*buttons)
    return card


def _found_sample(data_dir: Path, told: Told, asked: Asked) -> None:
    from counter_app.demo.play import found_sample

    found_sample(data_dir, told=told, stopping=asked)


class FirstLook(QWidget):
    """Three lists in one line.

    Signals:
        chosen(str): one of them was; its name as in ``Look``.
    """

    chosen = Signal(str)

    def __init__(self, look: Look | None) -> None:
        super().__init__()
        usual = Preferences()
        self.choices = {
            "language": language_choice(),
            "text_scale": scale_choice(),
            "theme": theme_choice(),
        }
        words = {
            "language": _("&Ngôn ngữ"),
            "text_scale": _("&Cỡ chữ"),
            "theme": _("&Giao diện"),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for name, choice in self.choices.items():
            choice.choose(getattr(look or usual, name))
            choice.setMinimumWidth(scaled(150))
            choice.chosen.connect(lambda _value, name=name: self.chosen.emit(name))
            line.addWidget(Field(words[name], choice))

    def wish(self) -> dict[str, str | int]:
        """The chosen look, by name as in ``Look`` and ``Preferences``."""
        return {name: choice.value() for name, choice in self.choices.items()}
