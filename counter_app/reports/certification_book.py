"""Sổ chứng thực: the books of certifications for a period, line by line (Nghị định 23/2015/NĐ-CP Điều 13)."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.certification.books import BOOKS, COPY_BOOK, Certification, book_name
from counter_app.domain.paper.receipt_sheets import Align, Column, Table, cells, heads
from counter_app.i18n import _, mark, plural
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.moments import short_date
from counter_app.wording.periods import period_text


def book_tables(asked: Asked) -> tuple[Table, ...]:
    """One table for each book and year with something in it; without anything the empty book of copies.

    A number made void after the period's last day stands as it did then.
    """
    found = asked.store.certification.between(asked.first, asked.last)
    books: dict[str, list[Certification]] = {}
    for item in found:
        books.setdefault(item.book, []).append(item)
    order = list(BOOKS)
    keys = sorted(
        books, key=lambda book: (_place(order, book.partition("/")[0]), book.partition("/")[2])
    )
    if not keys:
        keys = [f"{COPY_BOOK}/{asked.last:%Y}"]
    return tuple(_table(asked, book, books.get(book, [])) for book in keys)


def _place(order: Sequence[str], key: str) -> int:
    return order.index(key) if key in order else len(order)


def _table(asked: Asked, book: str, lines: Sequence[Certification]) -> Table:
    valid = [item for item in lines if not item.voided_by(asked.last)]
    name, year = book_name(book), book.partition("/")[2]
    columns = _columns(asked)
    return Table(
        name=f"book-{book.replace('/', '-')}",
        tab=name,
        title=name.upper(),
        subtitle=_("{office} · Sổ năm {year} · {period}").format(
            office=asked.rules.settings.name,
            year=year,
            period=period_text(asked.period, asked.rules.settings.report_start_day),
        ),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(
            None, None, None, None, _("Cộng"), None, sum(item.document.pages for item in valid),
            sum(item.document.copies for item in valid), None, sum(item.fee for item in valid),
            None,
        ),
        notes=(
            plural("Có {count} việc chứng thực; {void} số đã hủy, không cộng và không dùng lại.", len(valid)).format(
                count=len(valid), void=len(lines) - len(valid)
            ),
        ),
    )  # fmt: skip


def _columns(asked: Asked) -> tuple[Column[Certification], ...]:
    middle, right, last = Align.CENTRE, Align.RIGHT, asked.last
    return (
        Column(_("Số chứng thực"), lambda item: item.number, 0.8, middle),
        Column(_("Quyển"), lambda item: item.volume, 0.6, middle),
        Column(_("Ký hiệu"), lambda item: item.symbol, 1.0, middle),
        Column(_("Ngày, tháng, năm"), lambda item: item.at.date(), 1.1, middle),
        Column(_("Họ tên người yêu cầu"), lambda item: item.applicant, 2.2),
        Column(_("Tên giấy tờ, văn bản"), lambda item: item.document.title, 3.0),
        Column(_("Số trang"), lambda item: item.document.pages, 0.7, right),
        Column(_("Số bản"), lambda item: item.document.copies, 0.7, right),
        Column(
            _("Họ tên, chức danh người ký chứng thực"),
            lambda item: _signer(asked, item.signer),
            1.9,
        ),
        Column(
            _("Phí (đồng)"), lambda item: None if item.voided_by(last) else item.fee, 1.0, right
        ),
        Column(
            _("Ghi chú"), lambda item: _remark(item) if item.voided_by(last) else item.note, 1.8
        ),
    )


def _signer(asked: Asked, login: str) -> str:
    """Who signed, and as what (Nghị định 23/2015/NĐ-CP Điều 13; Nghị định 280/2025/NĐ-CP): the book needs the title."""
    if not login:
        return ""
    name, title = asked.rules.officer(login), asked.rules.titles.get(login, "")
    told = not title or name.endswith(f"({title})")  # namesakes are told apart by it already
    return name if told else f"{name}, {title}"


def _remark(item: Certification) -> str:
    assert item.voided_at is not None  # noqa: S101 - asked for void lines only
    return _("Đã hủy ngày {day}: {reason}").format(
        day=short_date(item.voided_at.date()), reason=item.void_reason or "…"
    )


REPORT = Report(
    name="certifications",
    label=mark("Sổ chứng thực"),
    group=Group.MONEY,
    compute=book_tables,
    hint=mark("Từng số chứng thực trong kỳ theo sổ, kể cả số đã hủy, với số trang, số bản và phí."),
)
