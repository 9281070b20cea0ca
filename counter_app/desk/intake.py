"""Intake (tiếp nhận): from a filled form to a dossier with its code, its promise and its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.desk.intake_event import IntakePreview, Numbers, received_payload
from counter_app.domain.card import CardReading, read_card
from counter_app.domain.catalogue import Procedure
from counter_app.domain.dossier import OPEN_STATES, Dossier
from counter_app.domain.due import compute_due
from counter_app.domain.intake import IntakeDraft, check_draft
from counter_app.domain.person import Party, PartyKind, id_warnings, phone_warnings
from counter_app.domain.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.database import Transaction, new_op
from counter_app.store.journal import head_code
from counter_app.store.records import Draft
from counter_app.wording.due import explain_due


class Intake(Desk):
    """Everything done at the intake form."""

    def procedures(self, text: str) -> list[Procedure]:
        """Procedures that may be asked for today, by name without accents, initials, synonym or code."""
        return self.store.catalogue.search(text, self.today())

    def read_card(self, text: str) -> CardReading:
        """The card behind a scanned QR text; nothing is kept."""
        return read_card(text)

    def warnings(self, party: Party) -> list[str]:
        """Reasons to look again at a person's numbers; never a refusal."""
        if party.kind is PartyKind.ORGANISATION:
            return phone_warnings(party.phone) if party.phone else []
        found = id_warnings(party.id_no, birth=party.birth, sex=party.sex) if party.id_no else []
        return found + (phone_warnings(party.phone) if party.phone else [])

    def earlier(self, party: Party) -> list[Dossier]:
        """The same person's latest dossiers, to fill the form from and to spot repeats."""
        return self.store.dossiers.earlier_of(party)

    def duplicates(self, draft: IntakeDraft) -> list[Dossier]:
        """Open dossiers of the same person for the same procedure."""
        return [
            dossier
            for dossier in self.store.dossiers.earlier_of(draft.applicant, most=20)
            if dossier.procedure_code == draft.procedure and dossier.state in OPEN_STATES
        ]

    def preview(self, draft: IntakeDraft, received: datetime | None = None) -> IntakePreview:
        """Due moment with its explanation, fee and papers as they stand now.

        Errors: RuleError for an unknown procedure, a missing limit, or a calendar year that is not confirmed.
        """
        received = received or self.now()
        procedure = self.store.catalogue.valid(draft.procedure, received.date())
        if procedure is None:
            raise RuleError(
                _("Không có thủ tục {code} đang áp dụng. Tìm lại theo tên thủ tục.").format(
                    code=draft.procedure or "…"
                ),
                field="procedure",
            )
        limit = procedure.limit or draft.limit
        if limit is None:
            raise RuleError(
                _(
                    "Danh mục chưa có thời hạn của thủ tục này. Nhập thời hạn theo công bố của tỉnh."
                ),
                field="limit",
            )
        calendar = self.store.calendars.current()
        due = compute_due(received, limit, calendar)
        names = {day: mark.name for day, mark in calendar.marks.items()}
        papers = draft.papers if draft.papers is not None else procedure.papers
        given = {paper.name for paper in papers}
        computed = procedure.fee.compute(pages=draft.pages, copies=draft.copies)
        return IntakePreview(
            procedure=procedure,
            limit=limit,
            due=due,
            explanation=explain_due(due, limit, names),
            fee=draft.fee if draft.fee is not None else computed,
            papers=papers,
            missing=tuple(
                paper for paper in procedure.papers if paper.required and paper.name not in given
            ),
        )

    def receive(self, draft: IntakeDraft, *, op_id: str = "", draft_id: str = "") -> Done[Dossier]:
        """Make the dossier: code, numbers, frozen promise and its receipt, in one transaction.

        ``op_id`` is the form's own; the same form sent twice gives the same dossier.
        Errors: RuleError naming the field, ClockError, StoreError.
        """
        done = self.receive_all([(draft, op_id)], draft_id=draft_id)
        return Done(done.result[0], done.changes)

    def receive_all(
        self, forms: Sequence[tuple[IntakeDraft, str]], *, draft_id: str = ""
    ) -> Done[tuple[Dossier, ...]]:
        """Receive several (form, op_id) pairs in one transaction: all of them or none. Errors as ``receive``."""
        officer = self.acting(Duty.RECEIVE)
        cleaned = [(draft.cleaned(), op_id or new_op()) for draft, op_id in forms]
        for draft, _op in cleaned:
            check_draft(draft)
        codes: list[str] = []
        with self.store.transaction() as tx:
            for draft, op_id in cleaned:
                known = self.store.journal.by_op(op_id)
                if known and known.kind != "dossier.received":
                    raise RuleError(_("Mã thao tác này đã dùng cho việc khác."), field="op_id")
                codes.append(
                    known.subject if known else self._record(tx, draft, op_id, officer.login)
                )
            if draft_id:
                self.store.records.drop_draft(draft_id)
        news = changed(Noun.DOSSIER, Noun.PRINT, Noun.DRAFT) if tx.entries else frozenset()
        return Done(tuple(self._saved(code) for code in codes), news)

    def _record(self, tx: Transaction, draft: IntakeDraft, op_id: str, actor: str) -> str:
        payload = self._payload(tx, draft, self.preview(draft, tx.now), actor)
        entry = tx.record(
            "dossier.received", payload.pop("code"), payload, actor=actor, op_id=op_id
        )
        paper = {
            "document": "receipt",
            "size": self.preferences.receipt_size,
            "copy_no": 0,
            "head": head_code(entry.hash),
            "at": payload["received_at"],
        }
        tx.record("paper.issued", entry.subject, paper, actor=actor)
        return entry.subject

    def _saved(self, code: str) -> Dossier:
        dossier = self.store.dossiers.by_code(code)
        assert dossier is not None, code  # noqa: S101 - recorded by the transaction just committed
        return dossier

    def _payload(
        self, tx: Transaction, draft: IntakeDraft, preview: IntakePreview, receiver: str
    ) -> dict[str, Any]:
        at = tx.now.replace(microsecond=0)
        year, device = f"{at:%Y}", self.store.database.device
        sector = preview.procedure.sector
        numbers = Numbers(
            device=device,
            sequence=tx.next_number(f"dossier:{device:02d}", at.date().isoformat()),
            form=tx.next_number("form:01", year),
            book=tx.next_number(f"book:{sector}", year),
        )
        handler = self.store.officers.in_charge(sector, at.date())
        return received_payload(
            draft,
            preview,
            office=self.settings.number,
            numbers=numbers,
            at=at,
            receiver=receiver,
            handler=handler,
        )

    def keep_draft(self, draft_id: str, draft: dict[str, Any]) -> None:
        """Keep the form as typed so far; offered again after a crash."""
        officer = self.acting(Duty.RECEIVE)
        self.store.records.keep_draft(draft_id, officer.login, draft, self.now())

    def drop_draft(self, draft_id: str) -> None:
        """Forget a form the officer cleared."""
        self.store.records.drop_draft(draft_id)

    def drafts(self) -> list[Draft]:
        """The officer's unfinished forms, latest first."""
        return self.store.records.drafts(self.acting(Duty.RECEIVE).login)


def filled_from(draft: IntakeDraft, earlier: Dossier) -> IntakeDraft:
    """The draft with the person as they stood in an earlier dossier."""
    return replace(draft, applicant=earlier.applicant)
