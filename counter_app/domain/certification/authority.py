"""The right to sign certifications: the chairman has it, anybody else needs a document in force on that day.

Nghị định 280/2025/NĐ-CP (khoản 9 Điều 2, Điều 5 of Nghị định 23/2015/NĐ-CP as amended): the chairman of the commune's
People's Committee certifies; another does when authorised (ủy quyền) or assigned (phân công). How the signature is
headed follows Nghị định 30/2020/NĐ-CP Điều 13: KT. for a deputy, TUQ. and TL. for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from counter_app.domain.certification.books import BOOKS, SigningAs
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.values import dataclass, pattern

DOCUMENT_LENGTH = 80
POSITION_LENGTH = 120
CHAIRMAN = mark("CHỦ TỊCH")
_CHAIRMAN = pattern(
    r"(?:^|[,;–-]\s*|\bkiêm\s+|\bquyền\s+|\bq\.\s*)chủ tịch"
    r"(?=$|[,;]|\s+(?:ubnd|(?:ủy|uỷ) ban nhân dân|xã|phường|đặc khu)\b)"
)
_ACTING = pattern(r"\b(?:quyền|q\.)\s*chủ tịch")
_DEPUTY_CHAIRMAN = "phó chủ tịch"
_DEPUTY = pattern(r"(?:^|[,;–-]\s*|\bkiêm\s+)phó\s")


class Capacity(StrEnum):
    """As what somebody signs: the chairman, for the chairman (KT., TUQ.), by the chairman's order (TL.)."""

    OWN = "own"
    DEPUTY = "kt"
    AUTHORISED = "tuq"
    ORDERED = "tl"


_ABOVE = {
    Capacity.DEPUTY: mark("KT. CHỦ TỊCH"),
    Capacity.AUTHORISED: mark("TUQ. CHỦ TỊCH"),
    Capacity.ORDERED: mark("TL. CHỦ TỊCH"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """The document by which an officer signs certifications, from a day to a day (inclusive, open when None).

    ``books`` are the kinds it is for, all when empty. Of the chairman (``Capacity.OWN``) no document is asked.
    ``id`` is 0 for one that is not recorded yet.
    """

    officer: str
    since: date
    capacity: Capacity = Capacity.AUTHORISED
    position: str = ""
    number: str = ""
    issued_on: date | None = None
    until: date | None = None
    books: tuple[str, ...] = ()
    id: int = 0

    def covers(self, day: date, book: str = "") -> bool:
        """True if it is in force on ``day`` for a kind of book; without one, for any."""
        within = self.since <= day and (self.until is None or day <= self.until)
        return within and (not book or not self.books or book in self.books)

    @property
    def document(self) -> str:
        """The document as papers cite it, ``số 12/QĐ-UBND ngày 03/11/2025``; empty where none is asked for."""
        if not self.number or self.issued_on is None:
            return ""
        return f"số {self.number} ngày {self.issued_on:%d/%m/%Y}"


def is_chairman(title: str) -> bool:
    """True if a title is that of a commune's chairman, also an acting one; a deputy's and another body's is not."""
    return bool(_CHAIRMAN.search(clean(title).lower()))


def is_deputy(title: str) -> bool:
    """True if a title says that its holder is somebody's deputy."""
    return bool(_DEPUTY.search(clean(title).lower()))


def signing_as(
    officer: Officer,
    book: str,
    day: date,
    authorisations: Sequence[Authorisation],
    staff: Iterable[Officer],
) -> SigningAs:
    """As what ``officer`` signs in ``book`` on ``day``; ``staff`` are those at work.

    Until the office has said of anybody that he is its chairman or signs for him, a leader signs as before, unsure.
    Errors: RuleError (field "signer", rule "authority") for who may not.
    """
    own = [item for item in authorisations if item.officer == officer.login]
    found = [item for item in own if item.covers(day, book)]
    if found:
        best = min(
            found, key=lambda item: (item.capacity is not Capacity.OWN, -item.since.toordinal())
        )
        return SigningAs(
            capacity=best.capacity.value,
            position=best.position or officer.title,
            document=best.document,
        )
    if is_chairman(officer.title) and not _named(authorisations, day):
        return SigningAs(capacity=Capacity.OWN.value, position=officer.title)
    known = bool(authorisations) or any(is_chairman(item.title) for item in staff)
    if known or officer.role is not Role.LEADER or is_deputy(officer.title):
        raise _no_authority(officer, book, day, own)
    return SigningAs(unsure=True)


def _named(authorisations: Sequence[Authorisation], day: date) -> bool:
    """True if the office itself named its chairman of that day, whatever titles say."""
    return any(item.capacity is Capacity.OWN and item.covers(day) for item in authorisations)


def _no_authority(
    officer: Officer, book: str, day: date, own: Sequence[Authorisation]
) -> RuleError:
    """Why somebody may not sign, and who could be asked."""
    if any(item.covers(day) for item in own):
        text = _(
            "Ủy quyền, phân công của {name} không gồm {book}. Chọn người khác, hoặc ghi văn bản ở trang Công chức."
        )
    elif any(item.until is not None and item.until < day for item in own):
        text = _(
            "Ủy quyền, phân công của {name} đã hết hiệu lực. Chọn người khác, hoặc ghi văn bản ở trang Công chức."
        )
    else:
        text = _(
            "{name} chưa được ủy quyền, phân công ký chứng thực. Chọn người khác, hoặc ghi văn bản ở trang Công chức."
        )
    name = _(BOOKS[book]) if book in BOOKS else book
    return RuleError(text.format(name=officer.name, book=name), field="signer", rule="authority")


def checked_authorisation(wish: Authorisation, title: str, today: date) -> Authorisation:
    """The same with its texts cleaned; ``title`` is the officer's, which stands where no position is typed.

    It may begin after ``today``, its document is there already.

    Errors: RuleError naming the field: position, number, issued_on, until, books.
    """
    position, number = clean(wish.position) or clean(title), clean(wish.number)
    owed = wish.capacity is not Capacity.OWN
    if len(position) > POSITION_LENGTH or len(number) > DOCUMENT_LENGTH:
        field = "position" if len(position) > POSITION_LENGTH else "number"
        raise RuleError(_("Nội dung dài quá. Ghi ngắn lại."), field=field)
    if not position:
        raise RuleError(
            _("Chưa có chức vụ, chức danh của người ký. Ghi như in dưới chữ ký."), field="position"
        )
    if owed and not number:
        raise RuleError(
            _("Chưa có số văn bản ủy quyền, phân công. Ghi số, ký hiệu của văn bản."),
            field="number",
        )
    if owed and wish.issued_on is None:
        raise RuleError(
            _("Chưa có ngày của văn bản ủy quyền, phân công. Ghi ngày ban hành."), field="issued_on"
        )
    _check_days(wish, today)
    if unknown := [book for book in wish.books if book not in BOOKS]:
        raise RuleError(
            _("Không có sổ {book}. Chọn lại sổ.").format(book=unknown[0]), field="books"
        )
    return Authorisation(
        officer=wish.officer, since=wish.since, capacity=wish.capacity, position=position,
        number=number, issued_on=wish.issued_on, until=wish.until,
        books=tuple(book for book in BOOKS if book in wish.books),
    )  # fmt: skip


def _check_days(wish: Authorisation, today: date) -> None:
    if wish.issued_on is not None and wish.issued_on > today:
        raise RuleError(
            _("Văn bản ghi ngày {day}, sau hôm nay. Xem lại ngày ban hành.").format(
                day=f"{wish.issued_on:%d/%m/%Y}"
            ),
            field="issued_on",
        )
    if wish.issued_on is not None and wish.since < wish.issued_on:
        raise RuleError(
            _("Hiệu lực không thể trước ngày của văn bản. Xem lại hai ngày."), field="since"
        )
    if wish.until is not None and wish.until < wish.since:
        raise RuleError(
            _("Ngày kết thúc phải sau ngày bắt đầu. Chọn ngày muộn hơn."), field="until"
        )


def signature_lines(capacity: str, position: str) -> tuple[str, ...]:
    """The lines above a signature: ``TUQ. CHỦ TỊCH`` and the position (Nghị định 30/2020/NĐ-CP).

    The chairman and the deputies sign without the name of their committee, which the letterhead has.
    """
    if capacity == Capacity.OWN:
        acting = _ACTING.search(position.lower()) is not None
        return (f"QUYỀN {CHAIRMAN}" if acting else CHAIRMAN,)
    above = _ABOVE.get(Capacity(capacity)) if capacity else None
    deputy = capacity == Capacity.DEPUTY and _DEPUTY_CHAIRMAN in position.lower()
    shown = _DEPUTY_CHAIRMAN.upper() if deputy else position.upper()
    return tuple(filter(None, (above, shown)))


def signing_note(capacity: str) -> str:
    """``TUQ. Chủ tịch``: what a book says behind a signer who is not the chairman."""
    above = _ABOVE.get(Capacity(capacity)) if capacity else None
    return f"{above.partition(' ')[0]} Chủ tịch" if above else ""
