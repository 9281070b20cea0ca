"""Today's latest numbers as a table: what was given, what is void."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from counter_app.domain.certification.books import Certification, book_name
from counter_app.domain.fees.payments import Account
from counter_app.domain.paper.report_table import Align
from counter_app.i18n import _
from counter_app.qt.kit.rows import RowsModel
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.amounts import money
from counter_app.wording.paper.moments import clock_text
from counter_app.wording.tables.columns import Column, figure

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class CertificationsModel(RowsModel[Certification]):
    """Certifications of a day, latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._accounts: Mapping[int, Account] = {}
        columns: tuple[Column[Certification], ...] = (
            Column(_("Số"), lambda item: str(item.number)),
            Column(_("Tình trạng"), _state),
            Column(_("Giờ"), lambda item: item.at, say=lambda item: clock_text(item.at)),
            Column(_("Sổ"), lambda item: book_name(item.book)),
            Column(_("Giấy tờ, người yêu cầu"), _about),
            figure(_("Trang"), lambda item: item.document.pages),
            figure(_("Bản"), lambda item: item.document.copies),
            Column(
                _("Phí"), lambda item: item.fee, 1.0, Align.RIGHT, say=lambda item: money(item.fee)
            ),
            Column(_("Phí đã thu"), self._paid),
        )
        super().__init__(columns, parent, key=lambda item: item.id)

    def show_books(self, found: Sequence[Certification], accounts: Mapping[int, Account]) -> None:
        """Replace the rows; ``accounts`` by the certification's id."""
        self._accounts = accounts
        self.show(found)

    def _paid(self, item: Certification) -> Label:
        account = self._accounts.get(item.id)
        if account is None or not item.fee:
            return Label(_("Không thu"), "muted")
        if item.voided_at is not None:
            return Label(_("Đã hoàn") if account.refunded else "", "muted")
        if account.owed:
            return Label(_("Chưa thu đủ"), "warning", "money")
        return Label(_("Đã thu"), "good", "ok")


def _state(item: Certification) -> Label:
    if item.voided_at is None:
        return Label(_("Đã ghi sổ"), "good", "ok")
    return Label(_("Đã hủy"), "bad", "close")


def _about(item: Certification) -> str:
    reason = _("Lý do hủy: {reason}").format(reason=item.void_reason) if item.voided_at else ""
    return " · ".join(part for part in (item.document.title, item.applicant, reason) if part)
