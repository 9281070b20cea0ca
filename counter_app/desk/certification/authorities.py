"""The right to sign certifications: authorisations put down, ended, looked up (Nghị định 280/2025/NĐ-CP)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from counter_app.desk.certification.locked import Signed, signed
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.certification.authority import (
    Authorisation,
    checked_authorisation,
    is_chairman,
    signing_as,
)
from counter_app.domain.certification.books import CONTRACT_BOOK, SIGNATURE_BOOK, SigningAs
from counter_app.domain.certification.events import (
    CERTIFICATION_AUTHORISED,
    CERTIFICATION_AUTHORITY_ENDED,
    Authorised,
    AuthorityEnded,
)
from counter_app.domain.office.staff import Duty, Officer, Role
from counter_app.domain.text import clean, exact_key
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.values import dataclass

UNSURE = mark(
    "Đơn vị chưa khai ai là Chủ tịch, ai được ủy quyền ký chứng thực. Khai ở trang Công chức (Ctrl+3)."
)
OWN_MATTER = mark(
    "Người yêu cầu trùng họ tên người ký: không chứng thực chữ ký, giao dịch liên quan đến lợi ích của bản thân, người"
    " thân thích (Nghị định 23/2015/NĐ-CP Điều 9). Chọn người ký khác."
)
_OF_INTERESTS = frozenset({SIGNATURE_BOOK, CONTRACT_BOOK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Somebody at work, and as what they sign in a book today; None for who may not."""

    officer: Officer
    signing: SigningAs | None


class Authorities(Desk):
    """Everything done with who may sign."""

    def all(self) -> list[Authorisation]:
        """Every authorisation ever given, those that begin last first."""
        return self.store.volumes.authorisations()

    def signers(self, book: str = "") -> list[Signer]:
        """The officers at work: those who may sign in a kind of book today first, leaders first, then by name."""
        staff, given = self._staff(), self.all()
        found = [
            Signer(officer=item, signing=self._may(item, book, given, staff)) for item in staff
        ]
        return sorted(
            found,
            key=lambda item: (
                item.signing is None, item.officer.role is not Role.LEADER, item.officer.name,
            ),
        )  # fmt: skip

    def signing(self, login: str, book: str) -> SigningAs:
        """As what somebody signs in a kind of book today. Errors: RuleError (field "signer")."""
        staff = self._staff()
        officer = next((item for item in staff if item.login == login), None)
        if officer is None:
            raise RuleError(_("Chọn người ký đang làm việc."), field="signer", rule="signer")
        return signing_as(officer, book, self.today(), self.all(), staff)

    def usual(self, asked: str, book: str) -> str:
        """The signer: as said, else as remembered at this computer, else the only one who may, else nobody yet.

        Errors: RuleError (field "signer") for somebody who is not at work.
        """
        signers = self.signers(book)
        active = {item.officer.login for item in signers}
        if asked:
            if asked not in active:
                raise RuleError(_("Chọn người ký đang làm việc."), field="signer", rule="signer")
            return asked
        if self.preferences.certification_signer in active:
            return self.preferences.certification_signer
        may = [item.officer.login for item in signers if item.signing is not None]
        return may[0] if len(may) == 1 else ""

    def seen(self, signer: str, book: str, applicant: str = "") -> tuple[SigningAs, str]:
        """As what somebody signs, with what has to be said of it while nothing is recorded yet.

        Nobody certifies signatures and agreements of their own (Nghị định 23/2015/NĐ-CP Điều 9).
        """
        try:
            signing = self.signing(signer, book) if signer else SigningAs()
        except RuleError as error:
            return SigningAs(), error.message
        name = next((item.name for item in self._staff() if item.login == signer), "")
        own = book in _OF_INTERESTS and bool(name) and exact_key(name) == exact_key(applicant)
        said = (_(UNSURE) if signing.unsure else "", _(OWN_MATTER) if own else "")
        return signing, " ".join(filter(None, said))

    def kept(self, signer: str, book: str) -> Signed:
        """The facts a line keeps about its signer. Errors: RuleError (field "signer") for nobody or without right."""
        if signer:
            return signed(self.signing(signer, book))
        if self.known():
            raise RuleError(
                _("Chưa có người ký chứng thực. Chọn người ký."), field="signer", rule="signer"
            )
        return {}

    def known(self) -> bool:
        """True if the office has said who its chairman is or who signs for him."""
        return bool(self.all()) or any(is_chairman(item.title) for item in self._staff())

    def authorise(self, wish: Authorisation, *, op_id: str = "") -> Done[Authorisation]:
        """Put down that an officer may sign, from a day on. Errors: RuleError naming the field."""
        act = self.act(Duty.STAFF, op_id, CERTIFICATION_AUTHORISED)
        officer = self.store.officers.get(wish.officer)
        if officer is None or not officer.active:
            raise RuleError(_("Chọn công chức có trong danh sách."), field="officer")
        wish = checked_authorisation(wish, officer.title, self.today())
        with act:
            if act.known is None:
                self._require_new(wish)
                act.record(CERTIFICATION_AUTHORISED, _subject(wish.officer), _payload(wish))
        return act.done(self._get(act.first.seq), Noun.CERTIFICATION, Noun.STAFF)

    def end(
        self, authorisation: int, until: date, *, reason: str, op_id: str = ""
    ) -> Done[Authorisation]:
        """Say the last day of an authorisation; what was signed until then stays as it is.

        Errors: RuleError: "until" for a day before the last signature or after its own end, "reason".
        """
        act = self.act(Duty.STAFF, op_id, CERTIFICATION_AUTHORITY_ENDED)
        reason = clean(reason)
        if not reason:
            raise RuleError(_("Chưa có lý do kết thúc. Ghi lý do rồi lưu lại."), field="reason")
        with act:
            if act.known is None:
                found = self._get(authorisation)
                self._require_end(found, until)
                payload = AuthorityEnded(
                    authorisation=found.id, until=until.isoformat(), reason=reason
                )
                act.record(CERTIFICATION_AUTHORITY_ENDED, _subject(found.officer), payload)
        ended = self._get(act.payload["authorisation"])
        return act.done(ended, Noun.CERTIFICATION, Noun.STAFF)

    def _staff(self) -> list[Officer]:
        return [item for item in self.store.officers.all() if item.active]

    def _may(
        self, officer: Officer, book: str, given: Sequence[Authorisation], staff: Sequence[Officer]
    ) -> SigningAs | None:
        try:
            return signing_as(officer, book, self.today(), given, staff)
        except RuleError:
            return None

    def _get(self, authorisation: int) -> Authorisation:
        found = next((item for item in self.all() if item.id == authorisation), None)
        if found is None:
            raise RuleError(
                _("Không có văn bản ủy quyền, phân công này. Xem lại danh sách."),
                field="authorisation",
            )
        return found

    def _require_new(self, wish: Authorisation) -> None:
        """The same document for the same officer, kinds and days is put down once."""
        if any(replace(item, id=0) == wish for item in self.all()):
            raise RuleError(
                _("Văn bản này đã ghi cho người này. Xem lại danh sách."), field="number"
            )

    def _require_end(self, found: Authorisation, until: date) -> None:
        if found.until is not None and until >= found.until:
            raise RuleError(
                _("Ngày kết thúc phải sớm hơn ngày đã ghi. Ghi văn bản mới nếu kéo dài."),
                field="until",
            )
        signed = self.store.volumes.last_signed(found.officer, found.since)
        if until < found.since or (signed is not None and until < signed):
            day = max(found.since, signed or found.since)
            raise RuleError(
                _("Người này còn ký đến ngày {day}. Chọn ngày đó hoặc muộn hơn.").format(
                    day=f"{day:%d/%m/%Y}"
                ),
                field="until",
                rule="signed",
            )


def _subject(login: str) -> str:
    return f"officer:{login}"


def _payload(wish: Authorisation) -> Authorised:
    return {
        "signer": wish.officer,
        "capacity": wish.capacity.value,
        "position": wish.position,
        "document_no": wish.number,
        "document_day": wish.issued_on.isoformat() if wish.issued_on else "",
        "since": wish.since.isoformat(),
        "until": wish.until.isoformat() if wish.until else "",
        "kinds": ",".join(wish.books),
    }
