"""Papers of the evening: the day's report, and the sheet that closes the day with the office's signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app import paths
from counter_app.desk.desk import Desk
from counter_app.desk.paper.heading import heading
from counter_app.domain.clock import from_local_text
from counter_app.domain.closing.statement import key_mark
from counter_app.domain.paper.receipt_sheets import ClosingSheet
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese, plural
from counter_app.wording.office.clock import clock_word_text
from counter_app.wording.paper.moments import short_date
from counter_app.wording.paper.numbers import told_together

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Table
    from counter_app.store.read.closings import ClosedDay


VERIFY_PROGRAM = "kiem_tra.py"
"""The program of one file with which anybody checks what the office hands out; it needs nothing of ours."""


def verify_program() -> bytes:
    """The program that verifies, as it is handed out."""
    return (paths.resources_dir() / "verify" / VERIFY_PROGRAM).read_bytes()


class EveningPapers(Desk):
    """The papers of the evening."""

    def tables(self, day: date) -> tuple[Table, ...]:
        """The day's reports in Vietnamese whatever the screen speaks: they go to the superior."""
        from counter_app.reports.closing.day import day_tables

        with in_vietnamese():
            return day_tables(self.store, day)

    def tables_to_carry(self, day: date) -> tuple[Table, ...]:
        """The same as far as it names no citizen: a stick is lost, and whoever finds it reads what lies there."""
        from counter_app.reports.closing.day import NAMING

        return tuple(table for table in self.tables(day) if table.name not in NAMING)

    def pdf(self, tables: Sequence[Table], day: date) -> bytes:
        """Some tables of a day as PDF."""
        from counter_app.printing.sheets.report_table import tables as draw

        known = heading(self.store.asof.rules(day).settings)
        return draw(tables, known, computed_at=self._sealed_at(day), period_text="", until=day)

    def xlsx(self, tables: Sequence[Table], day: date) -> bytes:
        """Some tables of a day as a workbook."""
        from counter_app.printing.sheets.workbook import workbook

        known = heading(self.store.asof.rules(day).settings)
        return workbook(tables, known, created=self._sealed_at(day), until=day)

    def _sealed_at(self, day: date) -> datetime:
        """The moment a past day's figures were first handed out, else now; the report of the day stays the same."""
        issued = self.store.report_issues.of("day", day, day)
        return issued[0].at if issued else self.now()

    def signing_mark(self, closed: ClosedDay | None) -> str:
        """The mark of the key that a closing is signed by; empty where it is not."""
        signed = None if closed is None else self.store.closings.signed(closed)
        return key_mark(signed.key) if signed else ""

    @in_vietnamese()
    def signature_file(self, closed: ClosedDay) -> list[tuple[str, bytes]]:
        """The statement of a closing as a file to lie on the stick; none where nothing was signed."""
        signed = self.store.closings.signed(closed)
        if signed is None:
            return []
        lines = (
            _("Chữ ký chốt sổ ngày {day} của đơn vị {office}.").format(
                day=short_date(closed.day), office=signed.statement.office
            ),
            _("Khóa của đơn vị: {mark}").format(mark=key_mark(signed.key)),
            _("Mã kiểm tra: {code}").format(code=closed.head_code),
            signed.paper_text(),
        )
        text = "".join(f"{line}\n" for line in lines)
        return [(f"chu-ky-chot-{closed.day:%Y-%m-%d}.txt", text.encode())]

    def closing_pdf(self, day: date) -> bytes:
        """The closing sheet to be signed. Errors: RuleError when the day is not closed."""
        from counter_app.printing.sheets.closing_sheet import closing_sheet
        from counter_app.reports.figures.figures import totals_text

        closed = self.store.closings.day(day)
        if closed is None:
            raise RuleError(
                _(
                    "Ngày {day} chưa chốt sổ. Mở trang Chốt sổ, USB (F10), chốt sổ ngày đó trước."
                ).format(day=short_date(day))
            )
        signed = self.store.closings.signed(closed)
        earlier = [item for item in self.store.closings.days() if item.seq < closed.seq]
        sheet = ClosingSheet(
            heading=heading(self.store.asof.rules_at(closed.seq).settings),
            day=day,
            closed_at=closed.closed_at,
            officer_name=self.name_on_paper(closed.officer),
            totals=totals_text(closed.totals),
            first_seq=(earlier[0].seq + 1) if earlier else 1,
            last_seq=closed.to_seq,
            head=closed.head_code,
            numbers=self._numbers_text(closed.totals.get("numbers", ())),
            notes=_closing_notes(closed.totals, self.store.officers.names()),
            signed=signed.paper_text() if signed else "",
            key_mark=self.signing_mark(closed),
        )
        return closing_sheet(sheet)

    def _numbers_text(self, numbers: Sequence[Sequence[Any]]) -> str:
        names = {sector.key: sector.name for sector in self.store.catalogue.sectors()}
        return told_together(((name, last) for name, _year, last in numbers), names)


@in_vietnamese()
def _closing_notes(totals: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    forwarding = _forwarding_note(totals.get("forwarding", ()))
    return (*forwarding, *_unanswered_note(totals), *_clock_notes(totals, names))


def _clock_notes(totals: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    """The notes that somebody said the clock is right, and how much of the day it dated."""
    flagged = int(totals.get("clock_flagged", 0))
    told = [
        clock_word_text(from_local_text(at), names.get(who, who), names.get(second, second))
        for at, who, second in totals.get("clock_words", ())
    ]
    if flagged:
        text = plural("Có {count} lượt ghi trong ngày theo giờ máy bị ngờ.", flagged)
        told.append(text.format(count=flagged))
    return tuple(told)


def _unanswered_note(totals: Mapping[str, Any]) -> tuple[str, ...]:
    codes, count = totals.get("unanswered", ()), int(totals.get("answers_waiting", 0))
    if not codes:
        return ()
    text = plural(
        "Còn {count} lần công dân hỏi về hồ sơ chưa trả lời, trong đó quá hạn trả lời {late}: {codes}.",
        count,
    )
    late = int(totals.get("answers_overdue", 0))
    return (text.format(count=count, late=late, codes=", ".join(codes)),)


def _forwarding_note(codes: Sequence[str]) -> tuple[str, ...]:
    if not codes:
        return ()
    text = plural(
        "Còn {count} hồ sơ phải chuyển nơi giải quyết trong ngày mà chưa chuyển"
        " (Nghị định 309/2026/NĐ-CP Điều 9): {codes}.",
        len(codes),
    )
    return (text.format(count=len(codes), codes=", ".join(codes)),)
