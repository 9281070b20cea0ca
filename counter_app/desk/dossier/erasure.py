"""Erasing personal data by law: the payload goes, the chain stays, what is left is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.certification.books import CertificationBooks, subject_of
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.copies_left import CopiesLeft
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.domain.dossier.dossier import ENDED_STATES, Dossier
from counter_app.domain.followups.followup import FollowUp
from counter_app.domain.followups.followup import subject_of as subject_of_followup
from counter_app.domain.handover.whereabouts import still_kept
from counter_app.domain.journal.erasure import BLANK_NAME, residue
from counter_app.domain.journal.kinds import lasting_kinds
from counter_app.domain.office.events import JOURNAL_ERASED, Erased
from counter_app.domain.office.staff import Duty
from counter_app.domain.requests.retention import Kept, Retention, retention_of
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.erasing import blank_looks, drop_payloads, fold

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.certification.books import Certification
    from counter_app.store.core.journal import Entry


_TYPED_OF_SHEETS = ("note", "reason")
"""The typed texts of a hand-over sheet; who gave and took it is needed for the other dossiers on it."""


def erasing_act(desk: Desk, op_id: str, reason: str, approval: Approval = OWN) -> OfficeAct:
    """A leader's act of erasing with a second person's consent, to be entered with ``with``.

    Errors: RuleError (field "reason"); as ``second_person``.
    """
    act = desk.act(Duty.ERASE, op_id, JOURNAL_ERASED)
    if not clean(reason):
        raise RuleError(
            _("Chưa ghi căn cứ, lý do xóa dữ liệu cá nhân. Ghi lý do rồi làm lại."),
            field="reason",
        )
    act.consent = consented(desk, Duty.ERASE, approval, op_id, JOURNAL_ERASED)
    return act


class Erasure(Desk):
    """Removes a person from what has ended (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 14)."""

    def may_erase(self, dossier: Dossier) -> bool:
        """True if whoever acts may erase a dossier as it stands, and something of it is left to erase."""
        ended = dossier.state in ENDED_STATES and not still_kept(dossier)
        return ended and self.may(Duty.ERASE) and dossier.applicant.name != BLANK_NAME

    def erase(
        self, code: str, *, reason: str, approval: Approval = OWN, op_id: str = ""
    ) -> Done[str]:
        """Erase the personal payloads of one dossier; numbers, dates and the chain remain.

        Errors: RuleError when the dossier is open, unknown, or the officer may not; as ``second_person``.
        """
        act = erasing_act(self, op_id, reason, approval)
        with act:
            if act.known is None:
                self.erase_within(act, code, reason.strip())
        fold(self.store.database)
        return act.done(act.first.subject, Noun.DOSSIER)

    def erase_certifications(
        self,
        certifications: list[int],
        *,
        reason: str,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[int]:
        """Erase names, titles and notes of lines of a book; numbers, fees and the chain remain. How many were erased.

        Errors: RuleError when the officer may not, gives no reason, or there is nothing left to erase.
        """
        act = erasing_act(self, op_id, reason, approval)
        with act:
            if act.known is None:
                self.erase_lines_within(act, certifications, clean(reason))
        fold(self.store.database)
        return act.done(len(act.payload["certifications"]), Noun.CERTIFICATION, Noun.FEE)

    def erase_followups(
        self, followups: list[int], *, reason: str, approval: Approval = OWN, op_id: str = ""
    ) -> Done[int]:
        """Erase who asked about dossiers that are not here, and what was said; how many were erased.

        Those about a dossier of this counter go with it. Errors: RuleError when the officer is no leader, gives no
        reason, one of them is about a dossier here (rule "here") or waits for its answer, or nothing is left.
        """
        act = erasing_act(self, op_id, reason, approval)
        with act:
            if act.known is None:
                self.erase_followups_within(act, followups, clean(reason))
        fold(self.store.database)
        return act.done(len(act.payload["followups"]), Noun.FOLLOWUP)

    def erase_followups_within(self, act: OfficeAct, followups: list[int], reason: str) -> None:
        """As ``erase_followups``, as a part of an act."""
        known = [self.store.followups.get(item) for item in followups]
        found = [item for item in known if item is not None]
        if len(found) < len(known) or any(
            item.dossier is not None or item.waits() for item in found
        ):
            raise RuleError(
                _(
                    "Chỉ xóa riêng lần hỏi về hồ sơ không có ở đây và đã trả lời. Chọn lần hỏi khác, hoặc xóa hồ sơ đó."
                ),
                field="followups",
                rule="here",
            )
        residues = self.left_of_all(self._told_of(found))
        if not residues:
            raise RuleError(
                _(
                    "Dữ liệu cá nhân của các lần hỏi này đã được xóa trước đó. Không cần làm gì thêm."
                )
            )
        payload: Erased = {
            "residues": residues,
            "dossiers": [],
            "followups": [item.id for item in found],
            "blank_name": BLANK_NAME,
            "reason": reason,
        }
        self.take(act, subject_of_followup(found[0].id), payload)

    def _told_of(self, followups: list[FollowUp]) -> list[tuple[Entry, dict[str, Any]]]:
        """Every event of enquiries about dossiers that are not here, which began among the others of their day."""
        journal = self.store.journal
        begun = {
            entry.seq: (entry, payload)
            for day in {item.at.date() for item in followups}
            for entry, payload in journal.of(subject_of_followup(day.isoformat()))
        }
        later = [told for item in followups for told in journal.of(item.subject)]
        return [*(begun[item.id] for item in followups), *later]

    def _told_on_sheets(self, dossier: int) -> list[tuple[Entry, dict[str, Any]]]:
        """The events of a dossier's sheets in which somebody typed something: the rest is of all."""
        return [
            (entry, payload)
            for subject in self.store.handover.subjects_of(dossier)
            for entry, payload in self.store.journal.of(subject)
            if any(payload.get(name) for name in _TYPED_OF_SHEETS)
        ]

    def erase_lines_within(self, act: OfficeAct, certifications: list[int], reason: str) -> None:
        """As ``erase_certifications``, as a part of an act."""
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
        self._require_not_kept(found)
        self.take(act, subject_of(found[0].id), payload)
        self.store.official_list.forget([], [item.applicant for item in found])

    def take(self, act: OfficeAct, subject: str, payload: Erased) -> None:
        """Record it, take the payloads out, and list the copies that nothing here reaches."""
        copies = self.group(CopiesLeft)
        left = copies.of_entries(subject, [int(seq) for seq in payload["residues"]])
        entry = act.record(JOURNAL_ERASED, subject, payload)
        drop_payloads(self.store.database, [int(seq) for seq in payload["residues"]])
        blank_looks(self.store.database, payload["dossiers"], entry.seq)
        copies.record(act, entry, left)

    def kept_by(self, found: Certification) -> Retention | None:
        """The rule that still keeps a line of a book, confirmed or not; None where there is none.

        Errors: RuleError when the officer may not erase.
        """
        self.acting(Duty.ERASE)
        rule = retention_of(Kept.CERTIFICATION, self.today(), self.settings.retention)
        return rule if rule.holds(found.at.date(), self.today()) else None

    def _require_not_kept(self, found: list[Certification]) -> None:
        """Errors: RuleError (rule "kept") while a document the office wrote down says that a book has to be kept.

        What nobody confirmed is asked about before, by whoever names a line: the terminal, the list of a person.
        """
        for rule in filter(None, map(self.kept_by, found)):
            if not rule.confirmed:
                continue
            raise RuleError(
                _("Sổ chứng thực còn phải lưu theo {source}. Chờ hết thời hạn lưu rồi xóa.").format(
                    source=rule.source
                ),
                field="certifications",
                rule="kept",
            )

    def _residues(self, found: list[Certification]) -> dict[str, dict[str, Any]]:
        subjects = {subject_of(item.id) for item in found}
        subjects |= {f"{item.book}/{item.number}" for item in found}
        told = [told for subject in sorted(subjects) for told in self.store.journal.of(subject)]
        return self.left_of_all(told)

    def left_of_all(self, told: list[tuple[Entry, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
        """The rests of events by number: of all that may tell of a person and that no erasure took before."""
        gone, lasting = self.store.journal.residues(), lasting_kinds()
        return {
            str(entry.seq): residue(payload)
            for entry, payload in told
            if entry.kind not in lasting and entry.seq not in gone
        }

    def erase_within(self, act: OfficeAct, code: str, reason: str) -> None:
        """As ``erase``, as a part of an act."""
        dossier = self._erasable(code)
        journal = self.store.journal
        tickets = self._tickets(code)
        told = [entry for subject in (code, *tickets.values()) for entry in journal.of(subject)]
        followups = self.store.followups.about(dossier.id, dossier.official_code)
        told += self._told_of([item for item in followups if item.dossier is None])
        told += self._told_on_sheets(dossier.id)
        residues = self.left_of_all(told)
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
        if followups:
            payload["followups"] = [item.id for item in followups]
        self.take(act, code, payload)
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
    """The marks of a person of the dossier in a form somebody still fills in: the number, a name only without one.

    Others have the same name.
    """
    people = [dossier.applicant, *([dossier.owner] if dossier.owner else [])]
    return [party.id_no or party.name for party in people]
