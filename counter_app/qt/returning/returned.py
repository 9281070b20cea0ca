"""Results handed over today, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import Dossier
from counter_app.i18n import _
from counter_app.qt.kit.rows import Column, RowsModel
from counter_app.wording.moments import clock_text

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


def returned_model(parent: QObject | None = None) -> RowsModel[Dossier]:
    """One line for each dossier returned."""
    columns: tuple[Column[Dossier], ...] = (
        Column(_("Lúc"), lambda item: clock_text(item.returned_at) if item.returned_at else ""),
        Column(_("Mã hồ sơ"), lambda item: item.code),
        Column(_("Chủ hồ sơ"), lambda item: item.holder_name),
        Column(_("Người nhận"), lambda item: item.collector.name if item.collector else ""),
    )
    return RowsModel(columns, parent, key=lambda item: item.id)
