"""The content of a month of a book or of the page that locks it, and its drawing. Equal facts give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.desk.paper.heading import authority_heading
from counter_app.domain.certification.authority import signature_lines
from counter_app.domain.certification.book_volumes import BookLock, runs_text
from counter_app.domain.certification.books import Certification, SigningAs, book_name
from counter_app.domain.paper.certification_sheet import BookSheet, LockSheet
from counter_app.domain.paper.heading import Heading
from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.values import dataclass
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.form_words import BOOK_FORM, sentence
from counter_app.wording.tables.columns import cells, heads

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Officer
    from counter_app.store.store import Store

NOTHING = mark("Trong tháng không có việc chứng thực nào.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines of a book that go on paper together; ``number`` above 1 is a further part of the same month.

    ``corrected`` are lines printed before that are void since, each with its month. ``said`` is what is kept with the
    print: the office's heading, who the signers are, missing numbers and why they are.
    """

    book: str
    month: int
    number: int
    first_page: int
    lines: tuple[Certification, ...]
    corrected: tuple[tuple[Certification, int], ...]
    upto: int
    said: Mapping[str, Any]


def part_said(
    store: Store,
    lines: Sequence[Certification],
    gaps: Sequence[tuple[int, int]],
    gap_reason: str,
    *,
    first: bool,
) -> dict[str, Any]:
    """The facts kept with a print, to draw the same pages again when names and settings have changed."""
    names = store.officers.names()
    titles = {item.login: item.title for item in store.officers.all() if item.title}
    logins = sorted({item.signer for item in lines if item.signer})
    return {
        "heading": asdict(authority_heading(store.settings.office())),
        "signers": {login: [names.get(login, login), titles.get(login, "")] for login in logins},
        "missing": [list(run) for run in gaps],
        "gap_reason": gap_reason if gaps else "",
        "from_paper": first and bool(lines) and lines[0].number > 1,
    }


@in_vietnamese()
def drawn(store: Store, part: Part, at: datetime) -> tuple[bytes, int]:
    """A part as PDF, and how many pages it has."""
    from counter_app.printing.papers.certification_book import certification_book

    year = int(part.book.partition("/")[2])
    numbers = [item.number for item in part.lines]
    return certification_book(
        BookSheet(
            heading=_heading(part.said),
            name=book_name(part.book),
            year=year,
            month=part.month,
            day=at.date(),
            first_page=part.first_page,
            numbers=_("từ số {first} đến số {last}").format(first=min(numbers), last=max(numbers))
            if numbers
            else "",
            volumes=_volumes(part.lines),
            table=_table(part, at.date()),
            notes=tuple(_notes(part)),
            part=part.number,
        )
    )


@in_vietnamese()
def lock_said(
    store: Store,
    book: str,
    lines: Sequence[Certification],
    leader: str,
    signing: SigningAs,
    officer: Officer,
    gaps: Sequence[Sequence[int]],
    day: date,
) -> dict[str, Any]:
    """The facts kept with a lock of a day, to draw its page again as it was."""
    names = store.officers.names()
    above = signature_lines(signing.capacity, signing.position) or (
        sentence(BOOK_FORM, "signer", day),
    )
    earlier = [run for item in store.volumes.prints(book) for run in item.said.get("missing", [])]
    return {
        "heading": asdict(authority_heading(store.settings.office())),
        "void": [[item.number, item.number] for item in lines if item.voided_at is not None],
        "missing": [*earlier, *map(list, gaps)],
        "pages": sum(item.document.pages for item in lines if item.voided_at is None),
        "copies": sum(item.document.copies for item in lines if item.voided_at is None),
        "signature": list(above),
        "signer": names.get(leader, "") if signing.capacity else "",
        "officer": names.get(officer.login, "") if officer.login in _staff(store) else "",
    }


@in_vietnamese()
def lock_pdf(store: Store, lock: BookLock) -> bytes:
    """The page that locks a book, as PDF."""
    from counter_app.printing.papers.certification_book import lock_page

    said = lock.said
    return lock_page(
        LockSheet(
            heading=_heading(said),
            name=book_name(lock.book),
            year=int(lock.book.partition("/")[2]),
            day=lock.at.date(),
            page=lock.last_page,
            entries=lock.entries,
            lines=tuple(_lock_lines(lock)),
            signature=tuple(said.get("signature", ())),
            signer_name=said.get("signer", ""),
            officer_name=said.get("officer", ""),
        )
    )


@in_vietnamese()
def _lock_lines(lock: BookLock) -> list[str]:
    said = lock.said
    lines = [
        _("Số chứng thực đầu năm: {first}; số cuối năm: {last}.").format(
            first=lock.first_number, last=lock.last_number
        ),
        _("Số bản đã chứng thực: {copies}; số trang bản chính: {pages}.").format(
            copies=grouped(said.get("copies", 0)), pages=grouped(said.get("pages", 0))
        ),
    ]
    if lock.first_number > 1:
        lines.append(
            _(
                "Số 1–{last} ghi ở sổ giấy trước khi dùng phần mềm, chưa có trong tổng số trên."
            ).format(last=lock.first_number - 1)
        )
    void, gaps = said.get("void", []), said.get("missing", [])
    lines.append(
        _("Số đã hủy ({count}): {numbers}.").format(
            count=lock.voided, numbers=runs_text(_joined(void))
        )
        if void
        else _("Không có số nào bị hủy.")
    )
    if gaps:
        lines.append(
            _("Số trống, lý do ghi ở tháng in: {numbers}.").format(numbers=runs_text(gaps))
        )
    lines.append(
        sentence(BOOK_FORM, "lock_pages", lock.at.date()).format(page=f"{lock.last_page:02d}")
    )
    return lines


def _joined(runs: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Numbers one after another as one run."""
    found: list[tuple[int, int]] = []
    for first, last in map(tuple, runs):
        if found and found[-1][1] + 1 == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _staff(store: Store) -> set[str]:
    return {item.login for item in store.officers.all()}


def _heading(said: Mapping[str, Any]) -> Heading:
    kept = dict(said["heading"])
    return Heading(**{**kept, "capacity": tuple(kept.get("capacity", ()))})


def _volumes(lines: Sequence[Certification]) -> str:
    volumes = sorted({item.volume for item in lines})
    if not volumes:
        return ""
    return _("quyển số {volumes}").format(volumes=runs_text(_joined([(v, v) for v in volumes])))


def _table(part: Part, day: date) -> Table:
    from counter_app.reports.certification.certification_book import (
        book_columns,
        book_total,
        signer_text,
    )

    signers = part.said.get("signers", {})

    def signer(item: Certification) -> str:
        name, title = signers.get(item.signer, (item.signer, ""))
        return signer_text(name, title, item) if item.signer else ""

    columns = book_columns(signer, lambda item: item.voided_at is not None, day)
    valid = [item for item in part.lines if item.voided_at is None]
    return Table(
        name="book",
        title="",
        subtitle="",
        columns=heads(columns),
        rows=cells(columns, part.lines),
        total=book_total(valid) if part.lines else None,
    )


def _notes(part: Part) -> list[str]:
    from counter_app.reports.certification.certification_book import book_count

    void = sum(item.voided_at is not None for item in part.lines)
    notes = [book_count(len(part.lines) - void, void)] if part.lines else [_(NOTHING)]
    gaps = part.said.get("missing", [])
    if gaps:
        notes.append(
            _("Số trống: {numbers}. Lý do: {reason}").format(
                numbers=runs_text(gaps), reason=part.said.get("gap_reason") or "…"
            )
        )
    if part.said.get("from_paper"):
        notes.append(
            _("Sổ trên phần mềm bắt đầu từ số {number}, nối tiếp sổ giấy.").format(
                number=part.lines[0].number
            )
        )
    unsigned = [(item.number, item.number) for item in part.lines if not item.signer]
    if unsigned:
        notes.append(
            _("Chưa ghi người ký: số {numbers}.").format(numbers=runs_text(_joined(unsigned)))
        )
    for item, month in part.corrected:
        notes.append(
            _("Số {number} (đã in ở tháng {month}) hủy ngày {day}, lý do: {reason}").format(
                number=item.number,
                month=f"{month:02d}",
                day=f"{item.voided_at:%d/%m/%Y}",
                reason=item.void_reason or "…",
            )
        )
    return notes
