"""Certifying at the counter (chứng thực): recorded in the book within one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.desk.act import made_by
from counter_app.desk.certification.authorities import Authorities
from counter_app.desk.certification.locked import Signed, after_lock, allowed_by, require_open
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.fees.event import fee_payload
from counter_app.desk.fees.payments import receipt_warning
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.certification.books import (
    NOBODY,
    Certification,
    Certifying,
    Document,
    SigningAs,
    book_name,
    book_of,
    check_documents,
    checked,
    document_fee,
    express,
    no_original,
)
from counter_app.domain.certification.events import (
    CERTIFICATION_RECORDED,
    Recorded,
)
from counter_app.domain.clock import local_text
from counter_app.domain.fees.events import FEE_ENTERED
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.values import dataclass
from counter_app.wording.certification import testimony_text

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.catalogue.sectors import Procedure
    from counter_app.domain.paper.sizes import PaperSize

NEWS = (Noun.CERTIFICATION, Noun.FEE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyPreview:
    """The record as it would be now: the fee in đồng, the book with its year and volume, the next number, the signer.

    ``fresh``: the book has no number yet and may go on from paper. ``warning``: another payer has the receipt number
    today; empty otherwise. ``signing`` is the signer's capacity, ``caution`` why that is not sure or not so.
    ``locked``: the book of the year takes nothing more without a leader's consent.
    """

    fee: int
    book: str
    volume: int
    number: int
    signer: str
    fresh: bool = False
    warning: str = ""
    signing: SigningAs = NOBODY
    caution: str = ""
    locked: bool = False


class CertificationBooks(Desk):
    """Everything done with the books of certifications."""

    def procedures(self) -> list[Procedure]:
        """The procedures that can be certified at once today, the most asked first."""
        return express(self.store.catalogue.procedures(), self.today())

    def preview(self, wish: Certifying) -> CertifyPreview:
        """The fee and the place in the book as they stand now. Errors: RuleError, see ``record``."""
        procedure = self._procedure(wish.procedure)
        check_documents(wish.documents)
        key, year = book_of(procedure), f"{self.today():%Y}"
        book = f"{key}/{year}"
        last = self.store.certification.last_number(_series(key), year)
        receipt = self._receipt_warning(wish) if wish.paid else ""
        signer = self.group(Authorities).usual(wish.signer, key)
        signing, told = self.group(Authorities).seen(signer, key, wish.applicant)
        return CertifyPreview(
            fee=sum(document_fee(procedure, item, self.today()) for item in wish.documents),
            book=book,
            volume=wish.volume or self.store.certification.volume(book),
            number=last + 1 if last else wish.start or 1,
            fresh=not last,
            signer=signer,
            warning=receipt,
            signing=signing,
            caution=" ".join(filter(None, (no_original(procedure, wish.documents), told))),
            locked=self.store.volumes.lock(book) is not None,
        )

    def record(
        self, wish: Certifying, *, approval: Approval = OWN, op_id: str = ""
    ) -> Done[tuple[Certification, ...]]:
        """Write one visit into the book: a number for every document, its fee, and the money when it was paid.

        Sent again, the same ``op_id`` gives the same numbers. Into a book that is locked only with a reason
        (``wish.after_lock``) and a leader's consent. Errors: RuleError naming the field.
        """
        act = self.act(Duty.RECEIVE, op_id, CERTIFICATION_RECORDED)
        procedure = self._procedure(wish.procedure)
        key = book_of(procedure)
        wish = replace(
            checked(wish, procedure), signer=self.group(Authorities).usual(wish.signer, key)
        )
        book, meant = f"{key}/{self.today():%Y}", bool(wish.after_lock)
        sent = made_by(self.store, op_id, CERTIFICATION_RECORDED) is not None
        leader = "" if sent else allowed_by(self.store, act.officer, book, approval, meant=meant)
        with act:
            if act.known is None:
                require_open(self.store, f"{key}/{act.now:%Y}", bool(leader))
                signed = self.group(Authorities).kept(wish.signer, key)
                said: Signed = {**signed, **after_lock(wish.after_lock, leader)}
                volume = self._volume(wish, procedure, act)
                self._require_fresh(wish, procedure, act)
                visit: int | None = None
                for document in wish.documents:
                    seq = self._record(act, wish, procedure, document, (volume, visit, said))
                    visit = visit or seq
        return act.done(self._visit(act.first.seq), *NEWS)

    def get(self, certification: int) -> Certification:
        """One line of a book. Errors: RuleError when there is none."""
        found = self.store.certification.get(certification)
        if found is None:
            raise RuleError(_("Không có số chứng thực này. Xem lại sổ chứng thực."))
        return found

    def by_number(self, number: int, *, book: str, year: str = "") -> Certification:
        """A line by its number in a book of a year, this year when empty. Errors: RuleError (field "number")."""
        year = year or f"{self.today():%Y}"
        found = self.store.certification.by_number(f"{book}/{year}", number)
        if found is None:
            raise RuleError(
                _("{book} năm {year} không có số {number}. Xem lại số và tên sổ.").format(
                    book=book_name(book), year=year, number=number
                ),
                field="number",
            )
        return found

    def testimony(self, certification: int) -> str:
        """Number, day and signature of a line's testimony (lời chứng). Errors: RuleError for a void number."""
        found = self.get(certification)
        if found.voided_at is not None:
            raise RuleError(
                _("Số này đã hủy, không ghi lời chứng. Chọn số khác."), rule="void_twice"
            )
        known = self.store.asof.rules(found.at.date())
        return testimony_text(found, known.officer(found.signer), known.settings.place)

    def latest(self, *, most: int = 10) -> list[Certification]:
        """Today's latest, latest first."""
        return self.store.certification.last(self.today(), most=most)

    @in_vietnamese()
    def note(self, visit: int, size: PaperSize) -> bytes:
        """The internal note of a visit's fees (phiếu thu nội bộ) as PDF, drawn as often as it is asked for.

        Errors: RuleError when there is no such visit.
        """
        from counter_app.desk.certification.note_facts import note_sheet
        from counter_app.printing.papers.certification_note import certification_note

        lines = self._visit(visit)
        if not lines:
            raise RuleError(_("Không có số chứng thực này. Xem lại sổ chứng thực."))
        return certification_note(note_sheet(self, lines), size)

    def _receipt_warning(self, wish: Certifying) -> str:
        number, name = clean(wish.receipt_no), clean(wish.applicant)
        if not number:
            return ""
        uses = self.store.fees.receipt_uses(number, self.today())
        return receipt_warning(number, [use for use in uses if not name or use.payer != name])

    def _procedure(self, code: str) -> Procedure:
        found = next((item for item in self.procedures() if item.code == code), None)
        if found is None:
            raise RuleError(
                _(
                    "Thủ tục {code} không ghi được ở trang Chứng thực. Tiếp nhận thành hồ sơ."
                ).format(code=code),
                field="procedure",
                rule="express",
            )
        return found

    def _volume(self, wish: Certifying, procedure: Procedure, act: OfficeAct) -> int:
        present = self.store.certification.volume(f"{book_of(procedure)}/{act.now:%Y}")
        if wish.volume is not None and wish.volume < present:
            raise RuleError(
                _(
                    "Sổ đã sang quyển {volume}, không quay lại quyển trước. Ghi quyển {volume} hoặc quyển sau."
                ).format(volume=present),
                field="volume",
                rule="volume",
            )
        return wish.volume or present

    @staticmethod
    def _require_fresh(wish: Certifying, procedure: Procedure, act: OfficeAct) -> None:
        taken = act.next_number(_series(book_of(procedure)), f"{act.now:%Y}") - 1
        if wish.start is not None and taken:
            raise RuleError(
                _(
                    "Sổ này đã có đến số {number}. Để trống ô Số đầu tiên, số sau ghi nối tiếp."
                ).format(number=taken),
                field="start",
                rule="start",
            )

    def _record(
        self,
        act: OfficeAct,
        wish: Certifying,
        procedure: Procedure,
        document: Document,
        place: tuple[int, int | None, Signed],
    ) -> int:
        key, year = book_of(procedure), f"{act.now:%Y}"
        number, fee = (
            act.next_number(_series(key), year),
            document_fee(procedure, document, act.now.date()),
        )
        number = max(number, wish.start or 1)
        payload: Recorded = {
            "at": local_text(act.now), "visit": place[1], "volume": place[0],
            "procedure_code": procedure.code, "sector": procedure.sector,
            "applicant": wish.applicant, "title": document.title, "note": wish.note,
            "pages": document.pages, "copies": document.copies, "fee": fee, "book": f"{key}/{year}",
            "number": number, "signer": wish.signer, "counters": [[_series(key), year, number]],
            **place[2],
        }  # fmt: skip
        entry = act.record(CERTIFICATION_RECORDED, f"{key}/{year}/{number}", payload)
        if wish.paid and fee:
            paid = fee_payload(
                FeeKind.COLLECTED,
                fee,
                at=act.now,
                sector=procedure.sector,
                certification=entry.seq,
                receipt_no=wish.receipt_no,
                method=wish.method,
            )
            act.record(FEE_ENTERED, subject_of(entry.seq), paid)
        return entry.seq

    def _visit(self, visit: int) -> tuple[Certification, ...]:
        return tuple(self.store.certification.of_visit(visit))


def subject_of(certification: int) -> str:
    """The subject of the events of one certification."""
    return f"certification:{certification}"


def _series(book: str) -> str:
    return f"certification:{book}"
