"""Sentences about the books of certifications and about who signs, shared by screen, paper and terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counter_app.domain.certification.authority import Authorisation, signature_lines, signing_note
from counter_app.domain.certification.book_volumes import BookLock, BookMonth, BookPrint, MonthState
from counter_app.domain.certification.books import (
    COPY_BOOK,
    Certification,
    SigningAs,
    book_name,
)
from counter_app.i18n import _, in_vietnamese, mark, plural
from counter_app.wording.paper.moments import long_date, short_date
from counter_app.wording.promise.periods import month_name

STATES = {
    MonthState.RUNNING: mark("Chưa hết tháng"),
    MonthState.EMPTY: mark("Không có việc chứng thực"),
    MonthState.UNPRINTED: mark("Chưa in"),
    MonthState.PRINTED: mark("Đã in"),
}
"""The standing of a month, in words; shown through ``_``."""
COPY_TESTIMONY = mark("Chứng thực bản sao đúng với bản chính.")
"""The first line of a copy's testimony (Nghị định 23/2015/NĐ-CP, phụ lục lời chứng); other kinds word theirs apart."""


def signing_text(signing: SigningAs, name: str) -> str:
    """``TUQ. CHỦ TỊCH – CÔNG CHỨC TƯ PHÁP – Lê Ánh (theo văn bản số 12/QĐ-UBND ngày 03/11/2025)``."""
    said = " – ".join((*signature_lines(signing.capacity, signing.position), name))
    if not signing.document:
        return said
    return _("{said} (theo văn bản {document})").format(said=said, document=signing.document)


@in_vietnamese()
def testimony_text(item: Certification, name: str, place: str) -> str:
    """The lines copied below a certified paper: its number and volume, the day, and who signs by which document."""
    number = f"{item.number}/{item.year}"
    volume = f"{item.volume}/{item.year}"
    symbol = f" - {item.symbol}" if item.symbol else ""
    day = long_date(item.at.date())
    document = item.signing.document
    lines = [
        _(COPY_TESTIMONY) if item.book_key == COPY_BOOK else "",
        _("Số chứng thực: {number}, quyển số: {volume}{symbol}").format(
            number=number, volume=volume, symbol=symbol
        ),
        f"{place}, {day}" if place else day[0].upper() + day[1:],
        *signature_lines(item.signing.capacity, item.signing.position),
        _("(Theo văn bản {document})").format(document=document) if document else "",
        name,
    ]
    return "\n".join(line for line in lines if line)


def authorisation_text(item: Authorisation, names: Mapping[str, str]) -> str:
    """An authorisation on one line, its number first."""
    until = short_date(item.until) if item.until else "…"
    parts = (
        f"{item.id}",
        names.get(item.officer, item.officer),
        " ".join(signature_lines(item.capacity.value, item.position)),
        item.document,
        _("từ {since} đến {until}").format(since=short_date(item.since), until=until),
        ", ".join(map(book_name, item.books)),
    )
    return "  ".join(part for part in parts if part)


def capacity_text(capacity: str) -> str:
    """``TUQ. Chủ tịch``; the chairman by name of the office."""
    return signing_note(capacity) or _("Chủ tịch")


def month_text(item: BookMonth) -> str:
    """A month of a book on one line."""
    parts = [month_name(item.month), _(STATES[item.state])]
    if item.entries:
        parts.append(numbers_text(item))
    if item.prints:
        parts.append(pages_text(item.prints))
    if item.changed:
        parts.append(_("số đổi sau khi in: {count}").format(count=item.changed))
    return "  ".join(parts)


def numbers_text(item: BookMonth) -> str:
    """``số 11–40 (30)``."""
    return _("số {first}–{last} ({count})").format(
        first=item.first_number, last=item.last_number, count=item.entries
    )


def pages_text(prints: Sequence[BookPrint]) -> str:
    """``trang 03–05``."""
    runs = ", ".join(f"{item.first_page:02d}–{item.last_page:02d}" for item in prints)
    return _("trang {pages}").format(pages=runs)


def printed_text(item: BookPrint, changes: Sequence[str], warning: str) -> str:
    """The print, the changes since, and the reason why it may be another paper."""
    said = _("{book} tháng {month}: {pages}.").format(
        book=book_name(item.book), month=f"{item.month:02d}", pages=pages_text((item,))
    )
    return "\n".join((said, *(f"- {line}" for line in changes), *([warning] if warning else [])))


def lock_text(item: BookLock) -> str:
    """The moment a book was locked, and its content."""
    return plural(
        "Đã khóa sổ ngày {day}: {count} việc chứng thực, số {first}–{last}, {void} số hủy, đến trang {page}.",
        item.entries,
    ).format(
        day=short_date(item.at), count=item.entries, first=item.first_number,
        last=item.last_number, void=item.voided, page=f"{item.last_page:02d}",
    )  # fmt: skip


def unlocked_text(book: str) -> str:
    """The sentence that a year is over and its book still open."""
    return _("{book} năm {year} chưa khóa. Mở Chứng thực (F5), Sổ và khóa sổ.").format(
        book=book_name(book), year=book.partition("/")[2]
    )
