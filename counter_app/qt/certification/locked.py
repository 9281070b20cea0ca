"""The reason and a leader's consent, asked for when a book is already locked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from counter_app.domain.office.staff import Duty, Role
from counter_app.i18n import _
from counter_app.qt.certification.consent_dialog import ConsentDialog
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.second_person import SecondPart
from counter_app.wording.paper.amounts import money

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from counter_app.desk.act import Done
    from counter_app.desk.office.leader_consent import Approval
    from counter_app.domain.certification.books import Certification, Certifying
    from counter_app.qt.kit.workplace import Workplace


def late_record(place: Workplace, wish: Certifying, parent: QWidget) -> ConsentDialog:
    """Records a visit in a locked book."""
    books = place.office.certification

    def act(*, reason: str, approval: Approval, op_id: str) -> Done[tuple[Certification, ...]]:
        return books.record(replace(wish, after_lock=reason), approval=approval, op_id=op_id)

    return ConsentDialog(
        place,
        act,
        title=_("Ghi vào sổ đã khóa"),
        about=_("Sổ của năm đã khóa; lần ghi này in ở trang bổ sung và có trong báo cáo ngoại lệ."),
        why=_("Chỉ ghi khi lãnh đạo đồng ý."),
        label=_("Lý do ghi sau khóa sổ"),
        field="after_lock",
        parent=parent,
    )


def voiding(place: Workplace, chosen: Certification, parent: QWidget) -> ReasonDialog:
    """Makes a number void: in a locked book with a leader's consent, of others' money with a second person's."""
    voids = place.office.voiding
    about = _("Số {number} · phí {fee}").format(number=chosen.number, fee=money(chosen.fee))
    title = _("Hủy số chứng thực")

    def act(*, reason: str, approval: Approval, op_id: str) -> Done[Certification]:
        return voids.void(chosen.id, reason=reason, locked=True, approval=approval, op_id=op_id)

    locked = place.office.volumes.lock_of(chosen.book_key, int(chosen.year)) is not None
    officer = place.office.session.officer
    leads = officer is not None and officer.role is Role.LEADER
    if locked and not leads:
        return ConsentDialog(
            place,
            act,
            title=title,
            about=about,
            why=_("Sổ đã khóa: chỉ hủy khi lãnh đạo đồng ý."),
            label=_("Lý do"),
            parent=parent,
        )
    two = officer is not None and voids.refund_takes_two(chosen, officer)
    return VoidDialog(
        place,
        partial(voids.void, chosen.id, locked=locked),
        about=about,
        second=SecondPart(place, Duty.REFUND) if two else None,
        parent=parent,
    )


class VoidDialog(ReasonDialog):
    """Asks why a number becomes void, and for the second person where money of somebody else's is given back."""

    def __init__(
        self,
        place: Workplace,
        act: Callable[..., Done[Certification]],
        *,
        about: str,
        second: SecondPart | None,
        parent: QWidget,
    ) -> None:
        self.second = second
        super().__init__(
            place,
            act,
            title=_("Hủy số chứng thực"),
            about=about,
            meaning=_("Số đã hủy không dùng lại; phí đã thu được ghi hoàn."),
            parts={second: second.fields()} if second is not None else None,
            wide=520 if second is not None else 480,
            parent=parent,
        )

    @override
    def said(self) -> dict[str, Any]:
        return {} if self.second is None else {"approval": self.second.approval()}
