"""The facts of money on papers: the fee taken by the time a paper was issued, and the notes of money itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.domain.fees.payments import Account, Method
from counter_app.domain.paper.slip_sheets import FeeNoteSheet, PaperHead
from counter_app.i18n import mark

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.store.read.prints import PrintJob
    from counter_app.store.store import Store

_METHODS = {Method.CASH.value: mark("tiền mặt"), Method.TRANSFER.value: mark("chuyển khoản")}
REFUND_TITLE = mark("Phiếu chi nội bộ hoàn trả phí, lệ phí")
DUE_TITLE = mark("Phiếu báo phí, lệ phí")


def paid_by(store: Store, dossier: Dossier, job: PrintJob) -> int:
    """The amount taken of a dossier's fee, and not given back, when a paper was issued."""
    entries = store.fees.of_dossier(dossier.id)
    known = tuple(entry for entry in entries if entry.at <= job.issued_at)
    return Account(fee=dossier.fee, entries=known).kept


def fee_note_sheet(head: PaperHead, job: PrintJob, dossier: Dossier) -> FeeNoteSheet:
    """Phiếu thu, phiếu chi or phiếu báo phí as it was issued: its facts are in the print itself."""
    body = job.body
    refund, unpaid = bool(body.get("refund", False)), bool(body.get("unpaid", False))
    title = REFUND_TITLE if refund else DUE_TITLE if unpaid else head.title
    number = head.number
    if job.number is not None and job.form:
        number = f"{number}/{job.form}-{head.heading.symbol}"
    method = str(body.get("method", ""))
    return FeeNoteSheet(
        head=replace(head, title=title, number=number),
        dossier=dossier,
        payer=str(body.get("payer") or dossier.applicant.name),
        amount=int(body.get("amount", 0)),
        receipt_no=str(body.get("receipt_no", "")),
        method=_METHODS.get(method, method),
        refund=refund,
        unpaid=unpaid,
    )
