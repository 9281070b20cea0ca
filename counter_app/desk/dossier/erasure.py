"""Erasing personal data by law: the payload goes, the chain stays, what is left is named."""

from __future__ import annotations

from typing import Any

from counter_app.desk.act import OfficeAct
from counter_app.desk.certification.books import CertificationBooks, subject_of
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.certification.books import Certification
from counter_app.domain.dossier.dossier import ENDED_STATES, Dossier
from counter_app.domain.handover.whereabouts import still_kept
from counter_app.domain.journal.erasure import BLANK_NAME, residue
from counter_app.domain.office.events import JOURNAL_ERASED, Erased
from counter_app.domain.office.staff import Duty, Role
from counter_app.domain.paper.events import PAPER_ISSUED
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.erasing import drop_payloads, fold

_PERSONAL = ("dossier.", PAPER_ISSUED, "fee.", "ticket.")
"""How the kinds of event begin that may tell of a person."""


class Erasure(Desk):
    """Removes a person from what has ended (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 14)."""

    def erase(self, code: str, *, reason: str, op_id: str = "") -> Done[str]:
        """Erase the personal payloads of one dossier; numbers, dates and the chain remain.

        Errors: RuleError when the dossier is open, unknown, or the officer is no leader.
        """
        act = self._begun(op_id, reason)
        with act:
            if act.known is None:
                self._erase(act, code, reason.strip())
        fold(self.store.database)
        return act.done(act.first.subject, Noun.DOSSIER)

    def erase_certifications(
        self, certifications: list[int], *, reason: str, op_id: str = ""
    ) -> Done[int]:
        """Erase names, titles and notes of lines of a book; numbers, fees and the chain remain. How many were erased.

        Errors: RuleError when the officer is no leader, gives no reason, or there is nothing left to erase.
        """
        act = self._begun(op_id, reason)
        with act:
            if act.known is None:
                self._erase_lines(act, certifications, clean(reason))
        fold(self.store.database)
        return act.done(len(act.payload["certifications"]), Noun.CERTIFICATION, Noun.FEE)

    def _begun(self, op_id: str, reason: str) -> OfficeAct:
        act = self.act(Duty.SETTINGS, op_id, JOURNAL_ERASED)
        if act.officer.role is not Role.LEADER or not clean(reason):
            raise RuleError(
                _("Chỉ lãnh đạo được xóa dữ liệu cá nhân. Nhờ lãnh đạo đăng nhập và ghi lý do."),
                field="reason",
            )
        return act

    def _erase_lines(self, act: OfficeAct, certifications: list[int], reason: str) -> None:
        books = self.group(CertificationBooks)
        found = [books.get(item) for item in certifications]
        residues = self._residues(found)
        if not residues:
            raise RuleError(
                _("Dữ liệu cá nhân của các số này đã được xóa trước đó. Không cần làm gì thêm.")
            )
        payload: Erased = {
            "residues": residues,
            "dossiers": [],
            "certifications": [item.id for item in found],
            "blank_name": BLANK_NAME,
            "reason": reason,
        }
        act.record(JOURNAL_ERASED, subject_of(found[0].id), payload)
        drop_payloads(self.store.database, [int(seq) for seq in residues])
        self.store.official_list.forget([], [item.applicant for item in found])

    def _residues(self, found: list[Certification]) -> dict[str, dict[str, Any]]:
        gone = self.store.journal.residues()
        subjects = {subject_of(item.id) for item in found}
        subjects |= {f"{item.book}/{item.number}" for item in found}
        return {
            str(entry.seq): residue(payload)
            for subject in sorted(subjects)
            for entry, payload in self.store.journal.of(subject)
            if entry.kind.startswith(("certification.", "fee.")) and entry.seq not in gone
        }

    def _erase(self, act: OfficeAct, code: str, reason: str) -> None:
        dossier = self._erasable(code)
        journal = self.store.journal
        gone = journal.residues()
        tickets = self._tickets(code)
        told = [entry for subject in (code, *tickets.values()) for entry in journal.of(subject)]
        residues = {
            str(entry.seq): residue(payload)
            for entry, payload in told
            if entry.kind.startswith(_PERSONAL) and entry.seq not in gone
        }
        if not residues:
            raise RuleError(
                _("Dữ liệu cá nhân của hồ sơ này đã được xóa trước đó. Không cần làm gì thêm."),
                field="code",
            )
        payload: Erased = {
            "residues": residues,
            "dossiers": [dossier.id],
            "tickets": list(tickets),
            "blank_name": BLANK_NAME,
            "reason": reason,
        }
        act.record(JOURNAL_ERASED, code, payload)
        drop_payloads(self.store.database, [int(seq) for seq in residues])
        self.store.drafts.drop_naming(_named(dossier))
        people = [item.name for item in (dossier.applicant, dossier.owner) if item is not None]
        self.store.official_list.forget([dossier.official_code, dossier.code], people)

    def _erasable(self, code: str) -> Dossier:
        dossier = self.store.dossiers.by_code(code)
        if dossier is None or dossier.state not in ENDED_STATES:
            raise RuleError(
                _("Chỉ xóa dữ liệu của hồ sơ đã kết thúc. Trả kết quả hoặc kết thúc hồ sơ trước."),
                field="code",
            )
        if still_kept(dossier):
            raise RuleError(
                _("Đơn vị còn giữ bản chính của hồ sơ này. Trả bản chính trước rồi xóa."),
                field="code",
                rule="originals_kept",
            )
        return dossier

    def _tickets(self, code: str) -> dict[int, str]:
        """The tickets that people of a dossier took, with the subjects of their events."""
        found = [
            self.store.queue.get(payload["ticket"])
            for _entry, payload in self.store.journal.of(code)
            if payload.get("ticket")
        ]
        return {
            item.id: f"ticket:{item.day.isoformat()}:{item.label}"
            for item in found
            if item is not None
        }


def _named(dossier: Dossier) -> list[str]:
    """By what a person of the dossier is known in a form somebody still fills in: the number, a name only without one.

    Others have the same name.
    """
    people = [dossier.applicant, *([dossier.owner] if dossier.owner else [])]
    return [party.id_no or party.name for party in people]
