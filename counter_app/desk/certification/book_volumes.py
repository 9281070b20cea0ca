"""The books of certifications on paper: printed by month, and locked at the end of the year (NĐ 23/2015 Điều 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app import __version__
from counter_app.desk.certification.authorities import Authorities
from counter_app.desk.certification.book_pages import (
    Part,
    drawn,
    lock_pdf,
    lock_said,
)
from counter_app.desk.certification.book_parts import BookParts
from counter_app.desk.certification.left_open import BooksLeftOpen
from counter_app.desk.certification.locked import consent
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.certification.book_volumes import (
    DECEMBER,
    BookLock,
    BookMonth,
    BookPrint,
    MonthState,
    lockable_from,
)
from counter_app.domain.certification.books import BOOKS, NUMBER_CEILING, book_name
from counter_app.domain.certification.events import (
    CERTIFICATION_BOOK_LOCKED,
    CERTIFICATION_BOOK_PRINTED,
    BookLocked,
    BookPrinted,
)
from counter_app.domain.clock import local_text
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct

_NEWS = (Noun.CERTIFICATION,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedMonth:
    """A month of a book as paper. ``changes`` say what was made void or erased since; ``warning`` is empty unless the
    paper is not the one that was bound."""

    print: BookPrint
    pdf: bytes
    changes: tuple[str, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedBook:
    """A locked book: its last page as paper, and the month that was printed with it, if one was."""

    lock: BookLock
    pdf: bytes
    month: PrintedMonth | None = None


class BookVolumes(Desk):
    """Everything done with the books as bound volumes."""

    @property
    def _parts(self) -> BookParts:
        return self.group(BookParts)

    def months(self, book: str, year: int) -> list[BookMonth]:
        """The standing of each month of a book, up to this one; ``book`` without its year."""
        whole = f"{book}/{year}"
        entries, prints = self.store.volumes.months(whole), self.store.volumes.prints(whole)
        upto = BookParts.printed_to(prints)
        today = self.today()
        last = today.month if year == today.year else DECEMBER if year < today.year else 0
        return [
            self._month(whole, month, entries.get(month), prints, upto)
            for month in range(1, last + 1)
        ]

    def years(self, book: str) -> list[int]:
        """The years a book has entries of, and this one, latest first."""
        known = {
            int(item.partition("/")[2])
            for item in self.store.volumes.books()
            if item.startswith(f"{book}/")
        }
        return sorted(known | {self.today().year}, reverse=True)

    def lock_of(self, book: str, year: int) -> BookLock | None:
        """The way a book of a year was locked; None while it is open."""
        return self.store.volumes.lock(f"{book}/{year}")

    def print_month(
        self, book: str, year: int, month: int, *, first_page: int | None = None, gap_reason: str = "",
        op_id: str = "",
    ) -> Done[PrintedMonth]:  # fmt: skip
        """A month of a book on paper: from then on its pages and numbers are fixed; printed before, it is the same.

        ``first_page`` goes on from a paper book, of the first month only. Errors: RuleError: "month" (rules "running",
        "earlier", "later"), "gap_reason" (rule "gap") where numbers are in no entry, "first_page".
        """
        act = self.act(Duty.REPORT, op_id, CERTIFICATION_BOOK_PRINTED)
        whole = self._whole(book, year, month)
        seen, at = self.store.journal.head().seq, self.now()
        wish = self._parts.part(whole, month, first_page, clean(gap_reason))
        if wish is None:
            return Done(self._again(whole, month), frozenset())
        made = drawn(self.store, wish, at)
        with act:
            if act.known is None and self.store.journal.head().seq != seen:
                wish = self._parts.part(whole, month, first_page, clean(gap_reason))
                made = drawn(self.store, wish, at) if wish else made
            if act.known is None and wish is not None:
                act.record(CERTIFICATION_BOOK_PRINTED, f"book:{whole}", _payload(wish, made, at))
        if wish is None:  # somebody else printed it meanwhile
            return Done(self._again(whole, month), frozenset())
        printed = self.store.volumes.print(act.first.seq)
        if printed is None:
            raise RuleError(_("Không đọc lại được lần in sổ. Mở lại trang rồi in lại."))
        return act.done(self.reprint(printed.id), *_NEWS)

    def reprint(self, seq: int) -> PrintedMonth:
        """A printed month again, as it was, with what changed after it. Errors: RuleError when there is none."""
        printed = self.store.volumes.print(seq)
        if printed is None:
            raise RuleError(_("Tháng này chưa in. Chọn tháng này để in trước."), field="month")
        part = self._parts.printed_part(printed)
        pdf, pages = drawn(self.store, part, printed.at)
        changes = self._parts.changes(printed)
        same = hashlib.sha256(pdf).hexdigest() == printed.sha256
        warning = "" if same else self._parts.differs(printed, pages)
        return PrintedMonth(print=printed, pdf=pdf, changes=changes, warning=warning)

    def lock(
        self,
        book: str,
        year: int,
        *,
        gap_reason: str = "",
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[LockedBook]:
        """Lock a book at the end of its year: what is not printed yet is, its last page says how many matters it has.

        By a leader, or with a leader's consent. Errors: RuleError: "year" (rules "early", "locked", "nothing"), and as
        ``print_month``.
        """
        act = self.act(Duty.CLOSE_DAY, op_id, CERTIFICATION_BOOK_LOCKED)
        whole = self._whole(book, year, DECEMBER)
        leader = consent(self.store, act.officer, approval)
        with act:
            if act.known is None:
                self._lock(act, whole, leader, clean(gap_reason))
        return act.done(self.locked(book, year), *_NEWS)

    def locked(self, book: str, year: int) -> LockedBook:
        """A locked book's last page. Errors: RuleError (field "year") while it is open."""
        whole = f"{book}/{year}"
        lock = self.store.volumes.lock(whole)
        if lock is None:
            raise RuleError(_("Sổ chưa khóa. Chọn Khóa sổ năm trước."), field="year", rule="open")
        prints = [item for item in self.store.volumes.prints(whole) if item.month == DECEMBER]
        with_it = [item for item in prints if item.at == lock.at]
        month = self.reprint(with_it[0].id) if with_it else None
        return LockedBook(lock=lock, pdf=lock_pdf(self.store, lock), month=month)

    def unlocked(self) -> tuple[str, ...]:
        """Books of years that are over, with their year, that nobody locked."""
        return self.group(BooksLeftOpen).unlocked()

    def _whole(self, book: str, year: int, month: int) -> str:
        if book not in BOOKS:
            raise RuleError(
                _("Không có sổ {book}. Chọn lại sổ.").format(book=book), field="book", rule="book"
            )
        if not 1 <= month <= DECEMBER:
            raise RuleError(_("Tháng phải từ 1 đến 12. Gõ lại tháng."), field="month")
        if not 2_000 <= year <= self.today().year:
            raise RuleError(_("Chưa đến năm này. Chọn lại năm."), field="year", rule="year")
        return f"{book}/{year}"

    def _month(
        self, book: str, month: int, told: tuple[int, int, int] | None,
        prints: Sequence[BookPrint], upto: int,
    ) -> BookMonth:  # fmt: skip
        mine = tuple(item for item in prints if item.month == month)
        over = self._parts.over(book, month)
        entries, first, last = told or (0, 0, 0)
        if entries and last > upto:
            state = MonthState.UNPRINTED if over else MonthState.RUNNING
        elif mine or (entries and last <= upto):
            state = MonthState.PRINTED
        else:
            state = MonthState.EMPTY if over else MonthState.RUNNING
        return BookMonth(
            book=book, month=month, state=state, entries=entries, first_number=first,
            last_number=last, prints=mine, changed=sum(len(self._parts.changes(item)) for item in mine),
        )  # fmt: skip

    def _again(self, book: str, month: int) -> PrintedMonth:
        prints = [item for item in self.store.volumes.prints(book) if item.month == month]
        return self.reprint(prints[-1].id)

    def _lock(self, act: OfficeAct, book: str, leader: str, gap_reason: str) -> None:
        self._require_lockable(book, act.now.date())
        payload = self._december(book, gap_reason, act.now)
        prints = self.store.volumes.prints(book)
        last = payload["last_page"] if payload else prints[-1].last_page
        lines = self.store.certification.numbered(book, 1, NUMBER_CEILING)
        gaps = payload["said"]["missing"] if payload else []
        signing, _why = self.group(Authorities).seen(leader, book.partition("/")[0])
        locked: BookLocked = {
            "at": local_text(act.now), "book": book, "first_number": lines[0].number,
            "last_number": lines[-1].number, "entries": sum(item.voided_at is None for item in lines),
            "voided": sum(item.voided_at is not None for item in lines), "last_page": last + 1,
            "upto": self.store.journal.head().seq, "approved_by": leader,
            "said": lock_said(
                self.store, book, lines, leader, signing, act.officer, gaps, act.now.date()
            ),
        }  # fmt: skip
        act.record(CERTIFICATION_BOOK_LOCKED, f"book:{book}", locked)
        if payload:
            act.record(CERTIFICATION_BOOK_PRINTED, f"book:{book}", payload)

    def _december(self, book: str, gap_reason: str, at: datetime) -> BookPrinted | None:
        """Print the rest of the year, which may be of its last month only; None when everything is on paper."""
        part = self._parts.part(book, DECEMBER, None, gap_reason, closing=True)
        if part is None or not part.lines:
            return None
        earlier = part.lines[0].at.month
        if earlier < DECEMBER:
            raise RuleError(
                _("Tháng {earlier} chưa in. Chọn tháng {earlier} để in trước.").format(
                    earlier=earlier
                ),
                field="month",
                rule="earlier",
            )
        return _payload(part, drawn(self.store, part, at), at)

    def _require_lockable(self, book: str, today: date) -> None:
        year = int(book.partition("/")[2])
        if self.store.volumes.lock(book) is not None:
            raise RuleError(
                _("Sổ đã khóa trước đó. Mở Trang khóa sổ để in lại."), field="year", rule="locked"
            )
        if today < lockable_from(year):
            raise RuleError(
                _("Sổ năm {year} khóa từ ngày {day}. Chờ đến ngày đó.").format(
                    year=year, day=f"{lockable_from(year):%d/%m/%Y}"
                ),
                field="year",
                rule="early",
            )
        if book not in self.store.volumes.books():
            raise RuleError(
                _("{book} năm {year} chưa có số nào, không phải khóa.").format(
                    book=book_name(book), year=year
                ),
                field="year",
                rule="nothing",
            )


def _payload(part: Part, made: tuple[bytes, int], at: datetime) -> BookPrinted:
    pdf, pages = made
    numbers = [item.number for item in part.lines]
    return {
        "at": local_text(at), "book": part.book, "month": part.month, "first_page": part.first_page,
        "last_page": part.first_page + pages - 1, "first_number": min(numbers, default=0),
        "last_number": max(numbers, default=0), "upto": part.upto,
        "sha256": hashlib.sha256(pdf).hexdigest(), "program": __version__, "said": dict(part.said),
    }  # fmt: skip
