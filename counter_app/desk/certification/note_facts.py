"""The facts on the note of a visit's fees: procedure, money, receipt, cashier and signer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.paper.heading import heading
from counter_app.domain.fees.payments import Account
from counter_app.domain.paper.certification_sheet import CertificationNoteSheet
from counter_app.wording.certification import signing_text

if TYPE_CHECKING:
    from counter_app.desk.desk import Desk
    from counter_app.domain.certification.books import Certification


def note_sheet(desk: Desk, lines: tuple[Certification, ...]) -> CertificationNoteSheet:
    """The facts of the note of one visit's lines."""
    store, first = desk.store, lines[0]
    valid = [item for item in lines if item.voided_at is None]
    entries = [entry for item in valid for entry in store.fees.of_certification(item.id)]
    receipts = {entry.receipt_no for entry in entries if entry.receipt_no}
    procedure = store.catalogue.valid(first.procedure, first.at.date())
    known = store.asof.rules(first.at.date())
    return CertificationNoteSheet(
        heading=heading(known.settings),
        procedure=procedure.name if procedure else first.procedure,
        lines=lines,
        paid=Account(fee=0, entries=tuple(entries)).kept,
        receipt_no=", ".join(sorted(receipts)),
        officer_name=desk.name_on_paper(first.officer),
        signer=signing_text(first.signing, known.officer(first.signer))
        if first.signing.capacity
        else "",
    )
