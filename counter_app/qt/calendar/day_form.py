"""The form of one day: an ordinary day, a day off, or a swapped working day, perhaps with its own hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from counter_app.domain.calendar.working_calendar import DayMark
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.calendar.day_hours import DayHours
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.paper.moments import short_date, weekday_name


class DayForm(Card):
    """Marks one day, or takes its mark away; tells what saving would do to promises.

    Signals:
        saved(object): a DayMark to keep.
        dropped(object): the date is an ordinary day again.
        tried(object): the DayMark as it stands, before it is saved.
    """

    saved = Signal(object)
    dropped = Signal(object)
    tried = Signal(object)

    def __init__(self, read_again: Callable[[], object]) -> None:
        """``read_again`` reads what is stored and shows the day again."""
        super().__init__()
        self.held = Held(read_again)
        self._day = date(2026, 1, 1)
        self.title = text_label("", "heading")
        self.kind = Choice(
            [
                ("off", _("Nghỉ")),
                ("work", _("Làm việc (làm bù, hoặc nghỉ một buổi)")),
                ("reception", _("Chỉ trực tiếp nhận, không tính vào thời hạn")),
            ]
        )
        self.name = LineEdit(most=120, placeholder=_("Ví dụ: Nghỉ Tết Nguyên đán"))
        self.source = LineEdit(most=300)
        self.hours = DayHours()
        self.official = TickBox(_("Đã có thông báo &chính thức"))
        self.name_field = Field(_("Tên ngày"), self.name, required=True)
        self.effect = Advice("info")
        self.save = ActionButton(_("&Lưu ngày này"), self._save, name="save")
        self.drop = ActionButton(_("Bỏ &dấu"), self._drop, name="undo")
        self.add(
            self.title,
            Field(_("Loại ngày"), self.kind),
            self.name_field,
            Field(_("Căn cứ"), self.source),
            self.hours,
            self.official,
            self.effect,
            self.held.band,
        )
        self.add(flowing(self.save, self.drop))
        self.kind.chosen.connect(lambda _value: self._on_kind())
        self.hours.edited.connect(self._try)
        EnterMoves(self).ends_at(self.save)

    def show_day(self, day: date, mark: DayMark | None) -> None:
        """Show a day with its mark, if it has one; of the day shown already, what is in hand stays."""
        self._day = day
        if self.held.turn_to(day):
            self.hours.error.hide()
            self.name_field.set_error("")
            self.effect.say("")
        weekday = weekday_name(day)
        self.title.setText(f"{weekday[:1].upper()}{weekday[1:]} {short_date(day)}")
        put = self.held.put
        put(self.kind, _kind(mark))
        put(self.name, mark.name if mark else "")
        put(self.source, mark.source if mark else "")
        self.hours.show_hours(mark.sessions if mark else None, put)
        self._show_hours()
        put(self.official, mark.official if mark else True)
        if not self.held.changed():
            self.effect.say("")
        self.held.settle()
        self.drop.setVisible(mark is not None)

    def _on_kind(self) -> None:
        self._show_hours()
        self._try()

    def _show_hours(self) -> None:
        """Duty has hours of its own; a worked day may have them."""
        self.hours.setVisible(self.kind.value() != "off")
        self.hours.require(self.kind.value() == "reception")

    def _try(self) -> None:
        """Ask what the day as it stands would do; one that cannot be read asks nothing."""
        try:
            self.tried.emit(self._typed(self.name.value() or "?"))
        except RuleError:
            self.effect.say("")

    def _typed(self, name: str) -> DayMark:
        kind = self.kind.value()
        return DayMark(
            day=self._day,
            work=kind == "work",
            name=name,
            source=self.source.value(),
            official=self.official.isChecked(),
            sessions=self.hours.hours() if kind != "off" else None,
            reception=kind == "reception",
        )

    def _save(self) -> None:
        if not self.held.may_save():
            return
        if not self.name.value():
            self.name_field.set_error(_("Ghi tên ngày, ví dụ “Nghỉ bù”."))
            self.name.setFocus()
            return
        try:
            chosen = self._typed(self.name.value())
        except RuleError:
            self.hours.own.setFocus()  # said below the hours
            return
        self.saved.emit(chosen)

    def _drop(self) -> None:
        self.dropped.emit(self._day)


def _kind(mark: DayMark | None) -> str:
    if mark is not None and mark.reception:
        return "reception"
    return "work" if mark is not None and mark.work else "off"
