"""The range of days: of reception, or of the day named to the citizen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice, DateEdit
from counter_app.qt.kit.theme import scaled
from counter_app.wording.paper.moments import short_date

ANY, RECEIVED, PROMISED = "", "received", "promised"


class DayRange(QWidget):
    """The kind of the days, and the first and last of them; either may be left open.

    Signals:
        changed(): other days are asked for. A day half typed asks for nothing else yet, and is told beside it.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.which = Choice(
            [(ANY, _("Mọi ngày")), (RECEIVED, _("Theo ngày nhận")), (PROMISED, _("Theo hẹn trả"))]
        )
        self.which.setAccessibleName(_("Lọc theo ngày nào"))
        self.which.setFixedWidth(scaled(168))
        self.first, self.last = DateEdit(), DateEdit()
        self.first.setAccessibleName(_("Từ ngày"))
        self.last.setAccessibleName(_("Đến ngày"))
        self.wrong = text_label("", "error")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(6))
        for widget in (self.which, self.first, self.last, self.wrong):
            line.addWidget(widget)
        for edit in (self.first, self.last):
            edit.setFixedWidth(scaled(112))
            edit.textEdited.connect(lambda _text: self._on_typed())
        self.which.chosen.connect(lambda _value: self._on_which())
        self._days: tuple[date | None, date | None] = (None, None)
        self._show()

    def narrowed(self, chosen: DossierFilter) -> DossierFilter:
        """A filter that asks for these days too."""
        first, last = self._days
        match self.which.value():
            case "received":
                return replace(chosen, received_from=first, received_until=last)
            case "promised":
                return replace(chosen, promised_from=first, promised_until=last)
            case _:
                return chosen

    def show_days(self, asked: DossierFilter) -> None:
        """Show the days a filter asks for, silently."""
        received = (asked.received_from, asked.received_until)
        kind, days = (
            (RECEIVED, received)
            if any(received)
            else (PROMISED, (asked.promised_from, asked.promised_until))
        )
        first, last = (short_date(day) if day else "" for day in days)
        self.put({"days": kind if any(days) else ANY, "first": first, "last": last})

    def words(self) -> str:
        """The days asked for; empty when every day is let through."""
        if self.is_plain():
            return ""
        first, last = (short_date(day) if day else "…" for day in self._days)
        return f"{self.which.currentText()} {first} – {last}"

    def is_plain(self) -> bool:
        """True if every day is let through."""
        return not self.which.value() or self._days == (None, None)

    def said(self) -> dict[str, str]:
        """As it is kept."""
        return {
            "days": self.which.value() or ANY,
            "first": self.first.value(),
            "last": self.last.value(),
        }

    def put(self, said: dict[str, str]) -> None:
        """Show what was kept, silently; nothing kept is any day."""
        self.which.blockSignals(True)
        self.which.choose(said.get("days", ANY))
        self.which.blockSignals(False)
        self.first.setText(said.get("first", ""))
        self.last.setText(said.get("last", ""))
        self._read()
        self._show()

    def _on_which(self) -> None:
        self._show()
        if self.which.value() and not self.first.text():
            self.first.setFocus()
        self.changed.emit()

    def _on_typed(self) -> None:
        before = self._days
        self._read()
        if self._days != before:
            self.changed.emit()

    def _read(self) -> None:
        try:
            first, last = self.first.day("from"), self.last.day("to")
        except RuleError:
            self.wrong.setText(_("Chưa thành ngày: ghi như 05/11/2026"))
            return
        turned = first is not None and last is not None and last < first
        self.wrong.setText(_("Ngày cuối trước ngày đầu") if turned else "")
        if not turned:
            self._days = (first, last)

    def _show(self) -> None:
        some = bool(self.which.value())
        for edit in (self.first, self.last):
            edit.setVisible(some)
        self.wrong.setVisible(some)


def without_days(chosen: DossierFilter) -> DossierFilter:
    """The same filter for every day."""
    return replace(
        chosen, received_from=None, received_until=None, promised_from=None, promised_until=None
    )
