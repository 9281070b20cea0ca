"""Certifying (chứng thực) at the counter without a dossier: documents, their fee, and the book they are numbered in.

Numbers run through a book for a whole year, also into its next volume (Nghị định 23/2015/NĐ-CP Điều 13).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from counter_app.domain.catalogue.limits import LimitUnit
from counter_app.domain.catalogue.sectors import FeeRule, Procedure
from counter_app.domain.dossier.facts import (
    CONTENT_LENGTH,
    COPIES_CEILING,
    NAME_LENGTH,
    PAGES_CEILING,
)
from counter_app.domain.fees.fee import FEE_CEILING, LATEST
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.values import dataclass, pattern

SECTOR = "chung-thuc"
"""The sector whose same-day procedures can be done as express work."""
COPY = "2.000815"
"""Certifying copies from originals: what is asked for most, offered first."""
DOCUMENTS_CEILING = 200
VOLUME_CEILING = 99
NUMBER_CEILING = 999_999

COPY_BOOK = "chung-thuc-ban-sao"
SIGNATURE_BOOK = "chung-thuc-chu-ky"
CONTRACT_BOOK = "chung-thuc-giao-dich"
REGISTER_BOOK = "ban-sao-so-goc"
OTHER_BOOK = "chung-thuc-khac"
BOOKS = MappingProxyType(
    {
        COPY_BOOK: mark("Sổ chứng thực bản sao từ bản chính"),
        SIGNATURE_BOOK: mark("Sổ chứng thực chữ ký"),
        CONTRACT_BOOK: mark("Sổ chứng thực giao dịch"),
        REGISTER_BOOK: mark("Sổ cấp bản sao từ sổ gốc"),
        OTHER_BOOK: mark("Sổ chứng thực khác"),
    }
)
"""Book → its name, in the order in which books are shown; names are translated where they are shown."""
_BOOK_OF = MappingProxyType(
    {
        **dict.fromkeys(("2.000815", "2.000942"), COPY_BOOK),
        **dict.fromkeys(("2.000884", "2.000992", "2.001008"), SIGNATURE_BOOK),
        **dict.fromkeys(("2.000913", "2.000927"), CONTRACT_BOOK),
        "2.000908": REGISTER_BOOK,
    }
)

_NO_ORIGINAL = pattern(
    r"\b(?:phô ?tô\w*|photo(?:copy)?|scan|bản chụp|tẩy x[oó][aá]|rách nát|cũ nát|hư hỏng|(?:tối|tuyệt) mật"
    r"|(?:dấu|độ) mật)\b",
    re.IGNORECASE,
)
_TRANSLATORS = frozenset({"2.000992", "2.001008"})
"""Certifying the signature of a translator: numbered with the other signatures, under a symbol of its own."""
_SYMBOLS = MappingProxyType(
    {COPY_BOOK: "SCT/BS", SIGNATURE_BOOK: "SCT/CK,ĐC", CONTRACT_BOOK: "SCT/HĐ,GD"}
)
_TRANSLATORS_SYMBOL = "SCT/CKND"


def symbol_of(book: str, procedure: str) -> str:
    """The symbol that stands behind a number: of copies, signatures, translators' signatures, agreements.

    The books of Nghị định 23/2015/NĐ-CP Điều 13; empty for a book without one.
    """
    key = book.partition("/")[0]
    if key == SIGNATURE_BOOK and procedure in _TRANSLATORS:
        return _TRANSLATORS_SYMBOL
    return _SYMBOLS.get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One original: its name in the book, its pages, and how many copies are certified. Copies share one number."""

    title: str = ""
    pages: int = 1
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Certifying:
    """One visitor's wish to have something certified. ``volume`` None goes on in the book's present volume.

    ``start`` is the first number of a book that goes on from paper; for a book without any number here only.
    ``paid`` writes the fee down as collected with the official ``receipt_no`` (may be empty) and ``method``.
    ``after_lock`` says why it is entered into a book that is locked already.
    """

    procedure: str
    documents: tuple[Document, ...]
    applicant: str = ""
    signer: str = ""
    volume: int | None = None
    start: int | None = None
    note: str = ""
    paid: bool = False
    receipt_no: str = ""
    method: str = "cash"
    after_lock: str = ""

    @property
    def pages(self) -> int:
        """Pages of all originals."""
        return sum(item.pages for item in self.documents)

    @property
    def copies(self) -> int:
        """Copies of all originals."""
        return sum(item.copies for item in self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningAs:
    """As what a certification is signed, kept with it for ever: capacity, position, the document it rests on.

    ``unsure``: the office has not said yet who its chairman is, so that nobody's right could be looked up.
    """

    capacity: str = ""
    position: str = ""
    document: str = ""
    unsure: bool = False


NOBODY = SigningAs()
"""As what is signed where that was not written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """One numbered line of a book; ``visit`` is the first line of the same visit. A number voided is never used again.

    ``fee`` in đồng; ``signer`` and ``officer`` are logins; ``book`` is "chung-thuc-ban-sao/2026". ``after_lock`` says
    why it was entered though its book was locked, ``approved_by`` and ``void_approved_by`` which leader allowed it;
    ``voided_seq`` is the entry of the journal that made it void.
    """

    id: int
    visit: int
    at: datetime
    procedure: str
    sector: str
    applicant: str
    document: Document
    fee: int
    book: str
    volume: int
    number: int
    signer: str
    officer: str
    note: str = ""
    voided_at: datetime | None = None
    void_reason: str = ""
    signing: SigningAs = NOBODY
    after_lock: str = ""
    approved_by: str = ""
    voided_seq: int = 0
    void_approved_by: str = ""

    def before(self, seq: int) -> Certification:
        """The line as entry ``seq`` of the journal left it: what made it void later is not in it."""
        if self.voided_seq <= seq:
            return self
        return replace(self, voided_at=None, void_reason="", voided_seq=0, void_approved_by="")

    @property
    def book_key(self) -> str:
        """The book without its year."""
        return self.book.partition("/")[0]

    @property
    def year(self) -> str:
        """The year the book is of."""
        return self.book.partition("/")[2]

    @property
    def symbol(self) -> str:
        """The text behind the number on the paper, as in ``15/2026-SCT/BS``; empty for a book without one."""
        return symbol_of(self.book, self.procedure)

    def voided_by(self, day: date) -> bool:
        """True if the number was void at the end of ``day``."""
        return self.voided_at is not None and self.voided_at.date() <= day


def express(procedures: Iterable[Procedure], day: date) -> list[Procedure]:
    """The procedures that can be done at once, the one asked for most first, then by code."""
    latest: dict[str, Procedure] = {}
    for item in procedures:
        same_day = item.limit is not None and item.limit.unit is LimitUnit.SAME_DAY
        if item.sector == SECTOR and same_day and item.valid_on(day):
            known = latest.get(item.code)
            if known is None or (known.valid_from or date.min) <= (item.valid_from or date.min):
                latest[item.code] = item
    return sorted(latest.values(), key=lambda item: (item.code != COPY, item.code))


def book_of(procedure: Procedure) -> str:
    """The book a procedure's numbers run in."""
    copies = procedure.fee.rule is FeeRule.CERTIFIED_COPY
    return _BOOK_OF.get(procedure.code, COPY_BOOK if copies else OTHER_BOOK)


def needs_name(procedure: Procedure) -> bool:
    """True if the applicant has to be named: a signature or an agreement is somebody's, a copy need not be."""
    return book_of(procedure) not in (COPY_BOOK, REGISTER_BOOK)


def document_fee(procedure: Procedure, document: Document, day: date = LATEST) -> int:
    """The fee in đồng of one document with all its copies. Errors: RuleError when the catalogue knows none."""
    fee = procedure.fee.compute(pages=document.pages, copies=document.copies, day=day)
    if fee is None:
        raise RuleError(
            _("Danh mục chưa có mức phí của thủ tục {code}. Mở Danh mục thủ tục để ghi.").format(
                code=procedure.code
            ),
            field="procedure",
            rule="fee_unknown",
        )
    return fee


def no_original(procedure: Procedure, documents: Iterable[Document]) -> str:
    """The doubt about a paper that by its own name no copy may be certified from; empty without one.

    Nghị định 23/2015/NĐ-CP Điều 18 (from originals), Điều 22 (erased, worn out, marked secret).
    """
    titles = (item.title for item in documents if _NO_ORIGINAL.search(item.title))
    title = next(titles, "") if book_of(procedure) == COPY_BOOK else ""
    if not title:
        return ""
    return _(
        "“{title}”: chỉ chứng thực bản sao từ bản chính còn rõ, không tẩy xóa, không đóng dấu mật. Xem lại giấy tờ."
    ).format(title=title[:60])


def checked(wish: Certifying, procedure: Procedure) -> Certifying:
    """The same with every text cleaned. Errors: RuleError naming the field: pages, copies, documents, applicant…"""
    documents = tuple(
        Document(title=clean(item.title), pages=item.pages, copies=item.copies)
        for item in wish.documents
    )
    check_documents(documents)
    texts = _texts(wish, documents)
    if needs_name(procedure) and not texts["applicant"]:
        raise RuleError(
            _("Thủ tục này cần họ tên người yêu cầu. Ghi họ tên rồi lưu lại."),
            field="applicant",
            rule="applicant",
        )
    if wish.volume is not None and not 1 <= wish.volume <= VOLUME_CEILING:
        raise RuleError(
            _("Quyển số phải từ 1 đến {most}. Gõ lại quyển số.").format(most=VOLUME_CEILING),
            field="volume",
        )
    if wish.start is not None and not 1 <= wish.start <= NUMBER_CEILING:
        raise RuleError(
            _("Số đầu tiên phải từ 1 đến {most}. Gõ lại số đầu tiên.").format(most=NUMBER_CEILING),
            field="start",
        )
    if sum(document_fee(procedure, item) for item in documents) > FEE_CEILING:
        raise RuleError(_("Tổng phí lớn bất thường. Xem lại số trang và số bản."), field="copies")
    return Certifying(
        procedure=procedure.code,
        documents=documents,
        signer=wish.signer,
        volume=wish.volume,
        start=wish.start,
        paid=wish.paid,
        method=wish.method,
        **texts,
    )


def _texts(wish: Certifying, documents: tuple[Document, ...]) -> dict[str, str]:
    """The texts of a wish, cleaned. Errors: RuleError naming the one that is too long."""
    texts = {
        name: clean(getattr(wish, name))
        for name in ("applicant", "note", "receipt_no", "after_lock")
    }
    for name, text in (*texts.items(), *(("title", item.title) for item in documents)):
        most = CONTENT_LENGTH if name in ("note", "title", "after_lock") else NAME_LENGTH
        if len(text) > most:
            raise RuleError(
                _("Nội dung dài quá {most} ký tự. Rút gọn lại.").format(most=most), field=name
            )
    return texts


def check_documents(documents: tuple[Document, ...]) -> None:
    """Errors: RuleError (field "documents", "pages" or "copies") for numbers that cannot be."""
    if not 1 <= len(documents) <= DOCUMENTS_CEILING:
        raise RuleError(
            _("Số giấy tờ phải từ 1 đến {most}. Nếu nhiều hơn, lưu làm nhiều lần.").format(
                most=DOCUMENTS_CEILING
            ),
            field="documents",
            rule="documents",
        )
    for item in documents:
        if not 1 <= item.pages <= PAGES_CEILING:
            raise RuleError(
                _("Số trang phải từ 1 đến {most}. Gõ lại số trang.").format(most=PAGES_CEILING),
                field="pages",
                rule="pages",
            )
        if not 1 <= item.copies <= COPIES_CEILING:
            raise RuleError(
                _("Số bản phải từ 1 đến {most}. Gõ lại số bản.").format(most=COPIES_CEILING),
                field="copies",
                rule="copies",
            )


def book_name(book: str) -> str:
    """A book as it is called, with or without its year in ``book``: "Sổ chứng thực chữ ký"."""
    key = book.partition("/")[0]
    return _(BOOKS[key]) if key in BOOKS else key
