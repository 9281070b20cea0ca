"""Sổ chứng thực: the books of certifications for a period, line by line (Nghị định 23/2015/NĐ-CP Điều 13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from counter_app.domain.certification.authority import signing_note
from counter_app.domain.certification.books import BOOKS, COPY_BOOK, Certification, book_name
from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.i18n import _, mark, plural
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.paper.form_words import BOOK_FORM, sentence
from counter_app.wording.paper.moments import short_date
from counter_app.wording.promise.periods import period_text
from counter_app.wording.tables.columns import Column, cells, heads


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
    columns = book_columns(
        lambda item: _signer(asked, item), lambda item: item.voided_by(asked.last), asked.last
    )
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
        total=book_total(valid),
        notes=(book_count(len(valid), len(lines) - len(valid)),),
    )


def book_total(valid: Sequence[Certification]) -> tuple[Cell, ...]:
    """The last line of a book: pages, copies and fees of what is not void."""
    return (
        None, None, None, None, _("Cộng"), None, sum(item.document.pages for item in valid),
        sum(item.document.copies for item in valid), None, sum(item.fee for item in valid), None,
    )  # fmt: skip


def book_count(count: int, void: int) -> str:
    """The number of matters in a book or a part of it, and of void numbers."""
    return plural(
        "Có {count} việc chứng thực; {void} số đã hủy, không cộng và không dùng lại.", count
    ).format(count=count, void=void)


def book_columns(
    signer: Callable[[Certification], str], void: Callable[[Certification], bool], day: date
) -> tuple[Column[Certification], ...]:
    """The columns of a book as the law has them on a day (``resources/papers/words.json``).

    ``signer`` says who signed a line and as what, ``void`` whether it counts as void.
    """
    middle, right = Align.CENTRE, Align.RIGHT

    def head(name: str) -> str:
        words = sentence(BOOK_FORM, f"col_{name}", day)
        return _(words)

    return (
        Column(head("number"), lambda item: item.number, 0.8, middle),
        Column(head("volume"), lambda item: item.volume, 0.6, middle),
        Column(head("symbol"), lambda item: item.symbol, 1.0, middle),
        Column(head("day"), lambda item: item.at.date(), 1.1, middle),
        Column(head("applicant"), lambda item: item.applicant, 2.2),
        Column(head("title"), lambda item: item.document.title, 3.0),
        Column(head("pages"), lambda item: item.document.pages, 0.7, right),
        Column(head("copies"), lambda item: item.document.copies, 0.7, right),
        Column(head("signer"), signer, 1.9),
        Column(head("fee"), lambda item: None if void(item) else item.fee, 1.0, right),
        Column(head("note"), lambda item: _remark(item, void=void(item)), 1.8),
    )


def _signer(asked: Asked, item: Certification) -> str:
    """The signer and the capacity (Nghị định 23/2015/NĐ-CP Điều 13; Nghị định 280/2025/NĐ-CP): the book needs both."""
    if not item.signer:
        return ""
    rules = asked.rules
    return signer_text(rules.officer(item.signer), rules.titles.get(item.signer, ""), item)


def signer_text(name: str, title: str, item: Certification) -> str:
    """``Lê Ánh, Phó Chủ tịch (KT. Chủ tịch)``: as it was signed, else with the ``title`` that staff have."""
    title = item.signing.position or title
    told = not title or name.endswith(f"({title})")  # namesakes are told apart by it already
    said = name if told else f"{name}, {title}"
    note = signing_note(item.signing.capacity)
    return f"{said} ({note})" if note else said


def _remark(item: Certification, *, void: bool) -> str:
    said = [item.note] if item.note and not void else []
    if void and item.voided_at is not None:
        day, reason = short_date(item.voided_at.date()), item.void_reason or "…"
        said.append(_("Đã hủy ngày {day}: {reason}").format(day=day, reason=reason))
    if item.after_lock:
        said.append(_("Ghi sau khóa sổ: {reason}").format(reason=item.after_lock))
    return "; ".join(said)


REPORT = Report(
    name="certifications",
    label=mark("Sổ chứng thực"),
    group=Group.MONEY,
    compute=book_tables,
    hint=mark("Từng số chứng thực trong kỳ theo sổ, kể cả số đã hủy, với số trang, số bản và phí."),
)
