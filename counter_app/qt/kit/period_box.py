"""Choosing a period: a day, week, month, quarter or year and the ones before and after it, or from a day to a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.domain.periods import Period, PeriodKind, named_month, period_of, previous
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice, DateEdit, Field
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.push_button import PushButton
from counter_app.wording.paper.moments import named_day, short_date
from counter_app.wording.promise.periods import QUARTERS, month_of_year

_DAY = timedelta(days=1)


def _names() -> dict[PeriodKind, str]:
    return {
        PeriodKind.DAY: _("Ngày"),
        PeriodKind.WEEK: _("Tuần"),
        PeriodKind.MONTH: _("Tháng"),
        PeriodKind.QUARTER: _("Quý"),
        PeriodKind.YEAR: _("Năm"),
        PeriodKind.FREE: _("Từ ngày đến ngày"),
    }


def period_name(kind: PeriodKind, period: Period, start: int = 1) -> str:
    """The name of a whole period: ``Tháng 11/2026``, ``Quý IV/2026``; a free one by its days."""
    year, month = named_month(period, start)
    match kind:
        case PeriodKind.DAY:
            day = named_day(period.first)
            return day[0].upper() + day[1:]
        case PeriodKind.WEEK:
            return _("Tuần {first} – {last}").format(
                first=f"{period.first:%d/%m}", last=f"{period.last:%d/%m}"
            )
        case PeriodKind.MONTH:
            return month_of_year(month, year)
        case PeriodKind.QUARTER:
            return _("Quý {quarter}/{year}").format(quarter=QUARTERS[(month - 1) // 3], year=year)
        case PeriodKind.YEAR:
            return _("Năm {year}").format(year=year)
        case _:
            return f"{short_date(period.first)} – {short_date(period.last)}"


class PeriodBox(QWidget):
    """The kind of period, the one chosen with its neighbours (Alt+←, Alt+→), and its days; typing a day makes it free.

    A period under way ends today: what is not yet over is not overdue. Where whole periods are wanted, or days to come
    are looked at, it keeps its own end.

    Signals:
        changed(): another period stands here now.
    """

    changed = Signal()

    def __init__(self, today: date, start: int = 1) -> None:
        super().__init__()
        self._today, self._start = today, start
        self._whole = self._ahead = self._by_hand = False
        self._kinds: tuple[PeriodKind, ...] = ()
        self._period = Period(today, today)
        self.choice = Choice()
        self.first = DateEdit()
        self.last = DateEdit()
        self.fields = {
            "period": Field(_("&Kỳ báo cáo"), self.choice),
            "from": Field(_("&Từ ngày"), self.first),
            "to": Field(_("Đế&n ngày"), self.last),
        }
        self.before = _arrow("previous", _("Kỳ trước"), "Alt+Left")
        self.after = _arrow("next", _("Kỳ sau"), "Alt+Right")
        self.name = plain_label()
        self._build()
        self.offer(tuple(PeriodKind))
        self.choice.chosen.connect(self._on_chosen)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.first.textEdited.connect(self._on_typed)
        self.last.textEdited.connect(self._on_typed)

    def _build(self) -> None:
        from PySide6.QtCore import Qt

        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name.setWordWrap(True)
        steps = QHBoxLayout()
        steps.setSpacing(4)
        steps.addWidget(self.before)
        steps.addWidget(self.name, 1)
        steps.addWidget(self.after)
        days = QHBoxLayout()
        days.setSpacing(8)
        days.addWidget(self.fields["from"], 1)
        days.addWidget(self.fields["to"], 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.fields["period"])
        box.addLayout(steps)
        box.addLayout(days)

    def offer(
        self, kinds: Sequence[PeriodKind], *, ahead: bool = False, start: int | None = None
    ) -> None:
        """Offer these kinds, the usual one first; one chosen by hand stays while it is offered.

        Without FREE among them whole periods are wanted. ``ahead``: days to come may be looked at. ``start`` is the
        day of the month on which periods begin.
        """
        self._start = self._start if start is None else start
        self._kinds, self._ahead = tuple(kinds), ahead
        one_day = self._kinds == (PeriodKind.DAY,)
        self._whole = PeriodKind.FREE not in self._kinds and not one_day
        kind, names = self.kind if self._by_hand else None, _names()
        self.choice.offer([(item, names[item]) for item in PeriodKind if item in self._kinds])
        if kind not in self._kinds or kind is None:
            kind = self._kinds[0]
        self.fields["to"].setVisible(not one_day)
        self.fields["period"].setVisible(len(self._kinds) > 1)
        self.fields["from"].set_label(_("&Ngày") if one_day else _("&Từ ngày"))
        self.first.setReadOnly(self._whole)
        self.last.setReadOnly(self._whole)
        self.choose(kind, self._period.first if kind is self.kind else None)

    @property
    def kind(self) -> PeriodKind | None:
        """The kind chosen."""
        found = self.choice.value()
        return PeriodKind(found) if found else None

    def choose(self, kind: PeriodKind, day: date | None = None) -> None:
        """Choose the period of a kind that ``day`` (today) lies in; one that is not offered changes nothing."""
        if kind not in self._kinds:
            return
        self.choice.choose(kind)
        if kind is not PeriodKind.FREE:
            self._show(period_of(kind, day or self._today, self._start))
        self._refresh()
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the period before (-1) or after (1); none begins after today unless days to come are looked at."""
        kind = self.kind
        if kind is None or kind is PeriodKind.FREE:
            return
        if by < 0:
            found = previous(self._period, self._start)
        else:
            found = period_of(kind, self._period.last + _DAY, self._start)
        if by < 0 or self._ahead or found.first <= self._today:
            self._by_hand = True
            self._show(found)
            self._refresh()
            self.changed.emit()

    def set_today(self, today: date) -> None:
        """A new day has begun: the period that today lay in moves with it."""
        if today == self._today:
            return
        kind, held = self.kind, self._period.first <= self._today <= self._period.last
        self._today = today
        if kind is not None and kind is not PeriodKind.FREE and held:
            self.choose(kind)

    def days(self) -> tuple[date, date]:
        """First and last day as they stand. Errors: RuleError naming "from" or "to"."""
        first = _day(self.first, "from")
        one_day = self._kinds == (PeriodKind.DAY,)
        return first, first if one_day else _day(self.last, "to")

    def _show(self, period: Period) -> None:
        """Show a whole period, or as much of it as is over."""
        self._period = period
        last = period.last
        if not self._whole and not self._ahead:
            last = max(min(last, self._today), period.first)
        self.first.set_day(period.first)
        self.last.set_day(last)

    def _refresh(self) -> None:
        kind = self.kind or PeriodKind.FREE
        free = kind is PeriodKind.FREE
        for widget in (self.before, self.after, self.name):
            widget.setVisible(not free)
        if not free:
            self.name.setText(period_name(kind, self._period, self._start))
        self.after.setEnabled(self._ahead or self._period.last < self._today)

    def _on_chosen(self, kind: object) -> None:
        self._by_hand = True
        self.choose(PeriodKind(str(kind)))

    def _on_typed(self) -> None:
        self._by_hand = True
        if PeriodKind.FREE in self._kinds:
            self.choice.choose(PeriodKind.FREE)
        else:
            self._follow_typed()
        self._refresh()
        self.changed.emit()

    def _follow_typed(self) -> None:
        """A report of one day: the day typed, once it is one, is the period."""
        try:
            day = self.first.day("from")
        except RuleError:
            return
        if day is not None:
            self._period = Period(day, day)


def _arrow(name: str, text: str, key: str) -> QPushButton:
    button = PushButton()
    button.setProperty("tone", "quiet")
    button.setIcon(icon(name))
    button.setShortcut(QKeySequence(key))
    button.setAccessibleName(text)
    button.setToolTip(f"{text} ({key.replace('Left', '←').replace('Right', '→')})")
    return button


def _day(edit: DateEdit, field: str) -> date:
    try:
        day = edit.day(field)
    except RuleError:
        day = None
    if day is None:
        typed = edit.value() or _("để trống")
        raise RuleError(
            _("Không có ngày này: {typed}. Ghi như 05/11/2026.").format(typed=typed), field=field
        )
    return day
