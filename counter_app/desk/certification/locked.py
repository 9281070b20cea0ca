"""The facts a line of a book keeps beside its content: the signer's capacity, and that its book was locked already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.office.leader_consent import Approval, approved_by
from counter_app.domain.certification.books import SigningAs, book_name
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import TypedDict

if TYPE_CHECKING:
    from counter_app.domain.certification.book_volumes import BookLock
    from counter_app.domain.office.staff import Officer
    from counter_app.store.store import Store


class Signed(TypedDict, total=False):
    """The facts kept of it in ``certification.recorded``; empty ones are not written."""

    capacity: str
    position: str
    document_cited: str
    after_lock: str
    approved_by: str


def signed(signing: SigningAs) -> Signed:
    """As what a line is signed."""
    said: Signed = {}
    if signing.capacity:
        said["capacity"] = signing.capacity
    if signing.position:
        said["position"] = signing.position
    if signing.document:
        said["document_cited"] = signing.document
    return said


def after_lock(reason: str, leader: str) -> Signed:
    """Why a line was entered though its book was locked, and who allowed it; nothing for an open book."""
    return {"after_lock": reason, "approved_by": leader} if leader else {}


def require_open(store: Store, book: str, meant: bool) -> BookLock | None:
    """The lock of a book with its year, None while it is open. Errors: RuleError (rule "locked") unless it is meant.

    Nghị định 23/2015/NĐ-CP Điều 13: what is locked is written in no more.
    """
    lock = store.volumes.lock(book)
    if lock is not None and not meant:
        raise RuleError(
            _(
                "{book} năm {year} đã khóa ngày {day}. Nhờ lãnh đạo duyệt và ghi lý do, nếu vẫn phải làm."
            ).format(book=book_name(book), year=book.partition("/")[2], day=f"{lock.at:%d/%m/%Y}"),
            field="after_lock",
            rule="locked",
        )
    return lock


def consent(store: Store, officer: Officer, approval: Approval) -> str:
    """The leader who allows it. Errors: RuleError (field "approver", rule "approver") while there is none."""
    leader = approved_by(store, officer, approval)
    if not leader:
        raise RuleError(
            _("Thao tác này cần lãnh đạo duyệt. Chọn lãnh đạo và gõ mật khẩu của lãnh đạo."),
            field="approver",
            rule="approver",
        )
    return leader


def allowed_by(
    store: Store, officer: Officer, book: str, approval: Approval, *, meant: bool
) -> str:
    """The leader who allows writing into a locked book, "" while it is open; asked before anything is begun.

    Errors: RuleError (rule "locked", "approver").
    """
    lock = require_open(store, book, meant)
    return consent(store, officer, approval) if lock else ""
