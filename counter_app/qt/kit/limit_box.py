"""The time limit typed by the officer where the catalogue has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice, DigitsEdit
from counter_app.wording.dossier.labels import limit_unit_label

USUAL = (
    LimitUnit.WORKING_DAY,
    LimitUnit.CALENDAR_DAY,
    LimitUnit.WORKING_HOUR,
    LimitUnit.SAME_DAY,
    LimitUnit.MONTH,
)
"""Units of a time limit, the usual one first."""


class LimitBox(QWidget):
    """A number and its unit, one of ``units``.

    Signals:
        changed(): either changed.
    """

    changed = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, units: Sequence[LimitUnit] = USUAL
    ) -> None:
        super().__init__(parent)
        self.value = DigitsEdit(most=6, extra=",")
        self.value.setAccessibleName(_("Thời hạn"))
        self.value.setObjectName("limitValue")
        self.unit = Choice([(unit, limit_unit_label(unit).text) for unit in units])
        self.unit.setAccessibleName(_("Đơn vị của thời hạn"))
        self.unit.setObjectName("limitUnit")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.value, 1)
        layout.addWidget(self.unit, 2)
        self.setFocusProxy(self.value)
        self.value.textChanged.connect(self.changed)
        self.unit.currentIndexChanged.connect(self._on_unit)

    def limit(self) -> TimeLimit | None:
        """The limit typed, None while there is none. Errors: RuleError (field "limit")."""
        unit = self._unit()
        if unit is LimitUnit.SAME_DAY:
            return TimeLimit(1, unit)
        text = self.value.value().replace(",", ".")
        if not text:
            return None
        try:
            return TimeLimit(float(text), unit)
        except ValueError as error:
            raise RuleError(_("Gõ thời hạn bằng số, ví dụ 3."), field="limit") from error

    def show_limit(self, limit: TimeLimit) -> None:
        """Show a limit that was typed before."""
        self.restore({"value": f"{limit.value:g}".replace(".", ","), "unit": limit.unit.value})

    def _unit(self) -> LimitUnit:
        return LimitUnit(self.unit.value())

    def state(self) -> dict[str, Any]:
        """JSON-safe."""
        return {"value": self.value.text(), "unit": self._unit().value}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told."""
        self.unit.choose(LimitUnit(state.get("unit") or "working_day"))
        self.value.setText(str(state.get("value") or ""))

    def _on_unit(self) -> None:
        self.value.setEnabled(self._unit() is not LimitUnit.SAME_DAY)
        self.changed.emit()
