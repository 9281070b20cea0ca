"""The filters above the list of dossiers: how many stand where, as buttons, and three choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget

from counter_app.desk.dossier.slices import Slice, slice_filter
from counter_app.domain.dossier.dossier import OPEN_STATES, State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.i18n import _
from counter_app.qt.dossiers.day_range import DayRange, without_days
from counter_app.qt.dossiers.kept_filters import KeptFilters
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import state_label

_LOOKS = {
    Slice.ALL: ("dossiers", "ink"),
    Slice.OPEN: ("edit", "info"),
    Slice.OVERDUE: ("clock-overdue", "bad"),
    Slice.DUE_TODAY: ("calendar-day", "warning"),
    Slice.DUE_SOON: ("clock", "warning"),
    Slice.PAUSED: ("pause", "muted"),
    Slice.READY: ("stamp", "good"),
}


_USUAL, _WIDE = 170, 204
"""Pixels at 100 % text of a choice, and of that whose first line is longer."""

_ALL_STATES = 0
"""The choice that narrows nothing; no state has this number."""


class FilterBar(QWidget):
    """One row of counted buttons (Alt+1…Alt+7), the own ones alone (Alt+8), and one of choices.

    Signals:
        changed(): another filter was chosen.
        mine_turned(): the own dossiers alone were asked for, or all again.
    """

    changed = Signal()
    mine_turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._login = ""
        self.mine = PushButton(_("Của tôi"))
        self.buttons: dict[Slice, QPushButton] = {}
        self.state = Choice()
        self.sector = Choice()
        self.officer = Choice()
        self.days = DayRange()
        self.kept = KeptFilters()
        self._build()
        self._group.buttonClicked.connect(self._on_part)
        self.mine.clicked.connect(self._on_mine)
        for choice in (self.state, self.sector, self.officer):
            choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.days.changed.connect(self.changed)

    def _build(self) -> None:
        flow = FlowLayout(self, spacing=scaled(6))
        for number, part in enumerate(Slice, start=1):
            button = PushButton()
            button.setCheckable(True)
            button.setShortcut(f"Alt+{number}")
            button.setToolTip(f"Alt+{number}")
            button.setIcon(icon(*_LOOKS[part]))
            self.buttons[part] = button
            self._group.addButton(button)
            flow.addWidget(button)
        self.buttons[Slice.ALL].setChecked(True)
        self.mine.setCheckable(True)
        self.mine.setShortcut("Alt+8")
        self.mine.setToolTip(_("Hồ sơ tôi nhận, giải quyết, phụ trách hoặc thay (Alt+8)"))
        self.mine.setIcon(icon("user", "ink"))
        flow.addWidget(self.mine)
        for choice, name in (
            (self.state, _("Trạng thái")),
            (self.sector, _("Lĩnh vực")),
            (self.officer, _("Người giải quyết")),
        ):
            choice.setAccessibleName(name)
            choice.setFixedWidth(scaled(_WIDE if choice is self.officer else _USUAL))
            flow.addWidget(choice)
        flow.addWidget(self.days)
        flow.addWidget(self.kept)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write the numbers on the buttons; a part that is empty says 0."""
        for number, (part, button) in enumerate(self.buttons.items(), start=1):
            count = f" {counts.get(part.value, 0)}" if part is not Slice.ALL else ""
            button.setText(f"{_part_name(part)}{count}")
            button.setShortcut(f"Alt+{number}")

    def offer(
        self,
        sectors: Sequence[tuple[str, str]],
        officers: Sequence[tuple[str, str]],
        *,
        whose: str = "",
    ) -> None:
        """Fill the choices: (key, name) of sectors and of officers; ``whose`` is who is signed in."""
        self._login = whose
        self.mine.setVisible(bool(whose))
        states = [(int(state), state_label(state).text) for state in State]
        self.state.offer([(_ALL_STATES, _("Mọi trạng thái")), *states])
        self.sector.offer([("", _("Mọi lĩnh vực")), *sectors], keep=True)
        self.officer.offer([("", _("Mọi người giải quyết")), *officers], keep=True)

    def chosen(self, today: date, soon: date) -> DossierFilter:
        """The filter as chosen."""
        base = self.days.narrowed(slice_filter(self.part(), today, soon))
        state, officer = self.state.value() or 0, self.officer.value() or ""
        states = frozenset({State(state)}) if state else base.states
        own_of = self.whose()
        received = base.received_from is not None or base.received_until is not None
        if (officer or own_of) and not states and not received:
            states = OPEN_STATES  # what is in an officer's hands, not a life's work
        sector = self.sector.value() or ""
        return replace(base, states=states, sector=sector, handler=officer, own_of=own_of)

    def words(self) -> str:
        """The chosen parts as they stand on the buttons and choices; empty when everything is let through."""
        part = self.part()
        choices = (self.state, self.sector, self.officer)
        words = (
            "" if part is Slice.ALL else _part_name(part),
            self.mine.text() if self.mine.isChecked() else "",
            *(choice.currentText() for choice in choices if choice.value()),
            self.days.words(),
        )
        return ", ".join(filter(None, words))

    def whose(self) -> str:
        """Login of whose own dossiers alone are shown, "" for all."""
        return self._login if self.mine.isChecked() else ""

    def part(self) -> Slice:
        """The part whose button is down."""
        return next(part for part, button in self.buttons.items() if button.isChecked())

    def show_part(self, part: Slice) -> None:
        """Put a part's button down and forget the other choices."""
        self._reset_choices()
        self.buttons[part].setChecked(True)

    def show_filter(self, wanted: DossierFilter, today: date, soon: date) -> None:
        """Show a filter another page asked for, all of it where it can be seen and changed.

        Errors: ValueError when no button and no choice shows its states.
        """
        plain = replace(without_days(wanted), own_of="", sector="", handler="")
        known = next((part for part in Slice if slice_filter(part, today, soon) == plain), None)
        self.show_part(known or Slice.ALL)
        alone = _ALL_STATES
        if known is None:
            (only,) = plain.states
            alone = int(only)
        self.days.show_days(wanted)
        self.mine.setChecked(bool(wanted.own_of))
        for choice, value in (
            (self.state, alone),
            (self.sector, wanted.sector),
            (self.officer, wanted.handler),
        ):
            choice.blockSignals(True)
            choice.choose(value)
            choice.blockSignals(False)

    def is_plain(self) -> bool:
        """True if everything is let through."""
        choices = (self.state.value(), self.sector.value(), self.officer.value())
        plain = self.part() is Slice.ALL and not any(choices)
        return plain and self.days.is_plain() and not self.mine.isChecked()

    def said(self) -> dict[str, str]:
        """The chosen parts, as they are kept: they are counted from the day they are used on."""
        return {
            "part": self.part().value,
            "state": str(int(self.state.value() or 0)),
            "sector": self.sector.value() or "",
            "officer": self.officer.value() or "",
            "mine": "1" if self.mine.isChecked() else "",
            **self.days.said(),
        }

    def put(self, said: Mapping[str, str]) -> str:
        """Show what was kept; what it asks for and is offered no more, in words, empty when all is."""
        parts = {part.value: part for part in Slice}
        self.show_part(parts.get(said.get("part", ""), Slice.ALL))
        wanted = (
            (self.state, int(said.get("state", "0") or 0), _("trạng thái")),
            (self.sector, said.get("sector", ""), _("lĩnh vực")),
            (self.officer, said.get("officer", ""), _("người giải quyết")),
        )
        gone = []
        for choice, value, name in wanted:
            choice.blockSignals(True)
            choice.choose(value)
            choice.blockSignals(False)
            if value and choice.value() != value:
                gone.append(name)
        self.mine.setChecked(bool(said.get("mine")))
        self.days.put(dict(said))
        return ", ".join(gone)

    def _reset_choices(self) -> None:
        self.days.put({})
        self.mine.setChecked(False)
        for choice in (self.state, self.sector, self.officer):
            choice.blockSignals(True)
            choice.setCurrentIndex(0)
            choice.blockSignals(False)

    def _on_mine(self) -> None:
        self.mine_turned.emit()
        self.changed.emit()

    def _on_part(self, button: QAbstractButton) -> None:
        """All of them is all: nothing else that was chosen narrows it any more."""
        if button is self.buttons[Slice.ALL]:
            self._reset_choices()
            self.mine_turned.emit()
        self.changed.emit()


def _part_name(part: Slice) -> str:
    return {
        Slice.ALL: _("Tất cả"),
        Slice.OPEN: _("Đang giải quyết"),
        Slice.OVERDUE: _("Quá hạn"),
        Slice.DUE_TODAY: _("Hẹn hôm nay"),
        Slice.DUE_SOON: _("Sắp đến hạn"),
        Slice.PAUSED: _("Tạm dừng"),
        Slice.READY: _("Chờ trả"),
    }[part]
