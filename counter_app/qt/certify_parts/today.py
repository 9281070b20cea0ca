"""Today's latest numbers as a table: what was given, what is void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.certification import Certification, book_name
from counter_app.i18n import _
from counter_app.qt.labels import Label
from counter_app.qt.models.rows import Column, RowsModel
from counter_app.wording.amounts import money
from counter_app.wording.moments import clock_text

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

WIDE = 4
"""The column that takes the room."""


class CertificationsModel(RowsModel[Certification]):
    """Certifications of a day, latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[Certification], ...] = (
            Column(_("Số"), lambda item: str(item.number)),
            Column(_("Tình trạng"), _state),
            Column(_("Giờ"), lambda item: clock_text(item.at)),
            Column(_("Sổ"), lambda item: book_name(item.book)),
            Column(_("Giấy tờ, người yêu cầu"), _about),
            Column(_("Trang"), lambda item: str(item.document.pages)),
            Column(_("Bản"), lambda item: str(item.document.copies)),
            Column(_("Phí"), lambda item: money(item.fee)),
        )
        super().__init__(columns, parent)


def _state(item: Certification) -> Label:
    if item.voided_at is None:
        return Label(_("Đã ghi sổ"), "good", "ok")
    return Label(_("Đã hủy"), "bad", "close")


def _about(item: Certification) -> str:
    reason = _("Lý do hủy: {reason}").format(reason=item.void_reason) if item.voided_at else ""
    return " · ".join(part for part in (item.document.title, item.applicant, reason) if part)
