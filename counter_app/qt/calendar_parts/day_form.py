"""What one day is: an ordinary day, a day off, or a working day swapped for another."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from counter_app.domain.calendar import DayMark
from counter_app.i18n import _
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import Card, row, text_label
from counter_app.qt.widgets.enter import EnterMoves
from counter_app.qt.widgets.fields import Choice, Field, LineEdit
from counter_app.wording.moments import short_date, weekday_name


class DayForm(Card):
    """Marks one day, or takes its mark away.

    Signals:
        saved(object): a DayMark to keep.
        dropped(object): the date is an ordinary day again.
    """

    saved = Signal(object)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._day = date(2026, 1, 1)
        self.title = text_label("", "heading")
        self.kind = Choice([(False, _("Nghỉ")), (True, _("Làm việc (làm bù)"))])
        self.name = LineEdit(most=120, placeholder=_("Ví dụ: Nghỉ Tết Nguyên đán"))
        self.source = LineEdit(most=300)
        self.official = QCheckBox(_("Đã có thông báo &chính thức"))
        self.name_field = Field(_("Tên ngày"), self.name, required=True)
        self.save = ActionButton(_("&Lưu ngày này"), self._save, name="save")
        self.drop = ActionButton(_("Bỏ &dấu"), self._drop, name="undo")
        self.add(
            self.title,
            Field(_("Loại ngày"), self.kind),
            self.name_field,
            Field(_("Căn cứ"), self.source),
            self.official,
        )
        self.body.addLayout(row(self.save, self.drop))
        EnterMoves(self)

    def show_day(self, day: date, mark: DayMark | None) -> None:
        """Show a day with its mark, if it has one."""
        self._day = day
        weekday = weekday_name(day)
        self.title.setText(f"{weekday[:1].upper()}{weekday[1:]} {short_date(day)}")
        self.kind.choose(mark.work if mark else False)
        self.name.setText(mark.name if mark else "")
        self.source.setText(mark.source if mark else "")
        for edit in (self.name, self.source):
            edit.setCursorPosition(0)
        self.official.setChecked(mark.official if mark else True)
        self.name_field.set_error("")
        self.drop.setVisible(mark is not None)

    def _save(self) -> None:
        if not self.name.value():
            self.name_field.set_error(_("Ghi tên ngày, ví dụ “Nghỉ bù”."))
            self.name.setFocus()
            return
        self.saved.emit(
            DayMark(
                day=self._day,
                work=bool(self.kind.value()),
                name=self.name.value(),
                source=self.source.value(),
                official=self.official.isChecked(),
            )
        )

    def _drop(self) -> None:
        self.dropped.emit(self._day)
