"""Dossiers that are due, with the officer who has them, as a table model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.dossier import DossierLine, urgency
from counter_app.i18n import _
from counter_app.qt.labels import Label, urgency_label
from counter_app.qt.models.rows import Column, RowsModel
from counter_app.wording.moments import clock_text, short_date

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

URGENCY, PROMISE, CODE, NAME, OFFICER, PROCEDURE = range(6)


class DueModel(RowsModel[DossierLine]):
    """Overdue dossiers and those due today, the most urgent first."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._names: Mapping[str, str] = {}
        self._today = date.min
        columns: tuple[Column[DossierLine], ...] = (
            Column(_("Tình trạng"), self._urgency),
            Column(_("Hẹn trả"), _promise),
            Column(_("Mã hồ sơ"), lambda line: line.code),
            Column(_("Người nộp"), lambda line: line.name),
            Column(_("Người thụ lý"), self._officer),
            Column(_("Thủ tục"), lambda line: line.procedure_name),
        )
        super().__init__(columns, parent)

    def show_due(self, lines: Sequence[DossierLine], names: Mapping[str, str], today: date) -> None:
        """Replace the lines; ``names`` are the officers' by login."""
        self._names, self._today = names, today
        self.show(lines)

    def line(self, row: int) -> DossierLine:
        """The dossier in a row."""
        return self._rows[row]

    def _urgency(self, line: DossierLine) -> Label:
        return urgency_label(urgency(line, self._today))

    def _officer(self, line: DossierLine) -> str:
        return self._names.get(line.handler, line.handler) or _("Chưa giao")


def _promise(line: DossierLine) -> str:
    at = line.promised_at
    return f"{clock_text(at)} {short_date(at)}" if at else ""
