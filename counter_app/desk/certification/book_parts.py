"""The lines of a book on its pages: the part a month puts on paper, its prints, its changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app import __version__
from counter_app.desk.certification.book_pages import Part, part_said
from counter_app.desk.desk import Desk
from counter_app.domain.certification.book_volumes import (
    PAGE_CEILING,
    BookPrint,
    missing,
    month_ends,
    runs_text,
)
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.certification.books import Certification


class BookParts(Desk):
    """Looks up and checks what is printed together; it writes nothing."""

    @staticmethod
    def printed_to(prints: Sequence[BookPrint]) -> int:
        """The last number that is on paper; 0 before the first."""
        return max((item.last_number for item in prints), default=0)

    def over(self, book: str, month: int) -> bool:
        """True if nothing more comes into a month: it has passed, or its book is locked."""
        year = int(book.partition("/")[2])
        return self.today() > month_ends(year, month) or self.store.volumes.lock(book) is not None

    def part(
        self,
        book: str,
        month: int,
        first_page: int | None,
        gap_reason: str,
        *,
        closing: bool = False,
    ) -> Part | None:
        """The part a month puts on paper now; None when all of it is printed already. Errors: as ``print_month``."""
        prints = self.store.volumes.prints(book)
        upto = self.printed_to(prints)
        ends = month_ends(int(book.partition("/")[2]), month)
        lines = self.store.volumes.unprinted(book, ends, after=upto)
        mine = sum(item.month == month for item in prints)
        if mine and not lines:
            return None
        if not closing:
            self._require_turn(book, month, prints, lines)
        gaps = self._gaps(prints, lines)
        if gaps and not gap_reason:
            raise RuleError(
                _("Số {numbers} không có trong sổ. Ghi lý do trống số rồi in lại.").format(
                    numbers=runs_text(gaps)
                ),
                field="gap_reason",
                rule="gap",
            )
        page = self._first_page(book, prints, first_page)
        last = prints[-1].upto if prints else 0
        return Part(
            book=book, month=month, number=mine + 1, first_page=page, lines=tuple(lines),
            corrected=self._corrected(book, prints, last), upto=self.store.journal.head().seq,
            said=part_said(self.store, lines, gaps, gap_reason, first=not upto),
        )  # fmt: skip

    def printed_part(self, printed: BookPrint) -> Part:
        """The part a printed month put on paper, as it stood then."""
        book, volumes = printed.book, self.store.volumes
        prints = [item for item in volumes.prints(book) if item.id < printed.id]
        last = prints[-1].upto if prints else 0
        lines = (
            volumes.lines(book, printed.first_number, printed.last_number, upto=printed.upto)
            if printed.last_number
            else []
        )
        return Part(
            book=book, month=printed.month,
            number=1 + sum(item.month == printed.month for item in prints),
            first_page=printed.first_page, lines=tuple(lines), upto=printed.upto, said=printed.said,
            corrected=self._corrected(book, prints, last, printed.upto),
        )  # fmt: skip

    def _corrected(
        self, book: str, prints: Sequence[BookPrint], after: int, upto: int | None = None
    ) -> tuple[tuple[Certification, int], ...]:
        """Lines printed earlier that were made void since the last print, each with the month it was printed in."""
        return tuple(
            (line, item.month)
            for item in prints
            if item.last_number
            for line in self.store.volumes.voided_after(book, item, upto)
            if line.voided_seq > after
        )

    @staticmethod
    def _gaps(
        prints: Sequence[BookPrint], lines: Sequence[Certification]
    ) -> tuple[tuple[int, int], ...]:
        """Numbers in no entry, between what was printed last and what is printed now."""
        if not lines:
            return ()
        after = max((item.last_number for item in prints), default=0) or lines[0].number - 1
        return missing((item.number for item in lines), after)

    def _require_turn(
        self, book: str, month: int, prints: Sequence[BookPrint], lines: Sequence[Certification]
    ) -> None:
        """A month is printed when it is over, after the months before it and before those that follow."""
        if not self.over(book, month):
            raise RuleError(
                _("Tháng {month} chưa hết. Chờ hết tháng rồi in.").format(month=month),
                field="month",
                rule="running",
            )
        earlier = min((item.at.month for item in lines), default=month)
        if earlier < month:
            raise RuleError(
                _("Tháng {earlier} chưa in. Chọn tháng {earlier} để in trước.").format(
                    earlier=earlier
                ),
                field="month",
                rule="earlier",
            )
        later = max((item.month for item in prints), default=0)
        if later > month:
            raise RuleError(
                _(
                    "Đã in đến tháng {later}, không chèn thêm trang. Chọn tháng sau tháng {later}."
                ).format(later=later),
                field="month",
                rule="later",
            )

    def _first_page(self, book: str, prints: Sequence[BookPrint], wish: int | None) -> int:
        lock = self.store.volumes.lock(book)
        known = [item.last_page for item in prints] + ([lock.last_page] if lock else [])
        if known and wish is not None and wish != max(known) + 1:
            raise RuleError(
                _(
                    "Sổ đã in đến trang {page}. Để trống ô Trang đầu, trang sau đánh số nối tiếp."
                ).format(page=max(known)),
                field="first_page",
            )
        if wish is not None and not 1 <= wish <= PAGE_CEILING:
            raise RuleError(_("Trang đầu phải từ 1. Gõ lại số trang."), field="first_page")
        return max(known) + 1 if known else wish or 1

    def changes(self, printed: BookPrint) -> tuple[str, ...]:
        """The changes of numbers since their pages were printed, one sentence each."""
        volumes, book = self.store.volumes, printed.book
        void = [
            _("Số {number}: hủy ngày {day} sau khi in, lý do: {reason}").format(
                number=item.number, day=f"{item.voided_at:%d/%m/%Y}", reason=item.void_reason or "…"
            )
            for item in volumes.voided_after(book, printed)
        ]
        erased = [
            _("Số {number}: đã xóa thông tin cá nhân theo yêu cầu sau khi in").format(number=number)
            for number in volumes.erased_after(book, printed)
        ]
        return (*void, *erased)

    def differs(self, printed: BookPrint, pages: int) -> str:
        """Why a printed month is not the same paper again."""
        bound = printed.last_page - printed.first_page + 1
        if self.store.volumes.erased_since(printed.book, printed.upto):
            return _(
                "Khác bản đã đóng sổ: đã xóa thông tin cá nhân theo yêu cầu. Giữ bản đã đóng, không thay trang."
            )
        if printed.program != __version__:
            return _(
                "Khác bản đã đóng sổ do phiên bản {old} in ({bound} trang, nay {pages}). Giữ bản đã đóng."
            ).format(old=printed.program, bound=bound, pages=pages)
        return _(
            "CẢNH BÁO: khác bản đã đóng sổ ({bound} trang, nay {pages} trang). Giữ bản đã đóng và báo người phụ trách."
        ).format(bound=bound, pages=pages)
