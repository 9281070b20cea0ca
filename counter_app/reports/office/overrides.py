"""Exceptions: a second supplement or re-appointment that a leader allowed, and dossiers entered by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from counter_app.domain.certification.books import SECTOR, Certification, book_name
from counter_app.domain.dossier.allowed_times import reappointments_allowed, supplements_allowed
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark, plural
from counter_app.reports.figures.rates import rate_note
from counter_app.reports.list_columns import list_table, selection
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ActLine, ReportLines
from counter_app.wording.office.clock import doubt_text
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.store.read.closings import ClockWords, DoubtedEntry

MISTAKE = "mistake"
MOST_DOUBTED = 500
"""Entries by a doubted clock that are listed one by one."""
_WHAT = {
    "supplement": mark("Yêu cầu bổ sung"),
    "reappointed": mark("Hẹn lại ngày trả"),
    MISTAKE: mark("Hủy do nhập nhầm"),
}


class LateLine(NamedTuple):
    """A line of a locked book, entered on ``day`` or made void on it."""

    day: date
    item: Certification
    void: bool

    @property
    def leader(self) -> str:
        """The leader who allowed it (login)."""
        return self.item.void_approved_by if self.void else self.item.approved_by


def override_tables(asked: Asked) -> tuple[Table, ...]:
    """Acts of the period beyond the once that the rule allows, and dossiers that never were."""
    acts = ("supplement", "reappointed", MISTAKE)
    told = ReportLines(asked.store.database).acts(selection(asked), *acts)
    found = [line for line in told if line.act != MISTAKE]
    again = sum(line.time > 1 for line in found)
    lines = [line for line in told if line.act == MISTAKE or line.time > 1]
    late = _late_lines(asked)
    return (
        list_table(
            asked,
            "overrides",
            _("DANH SÁCH NGOẠI LỆ VÀ HỒ SƠ HỦY DO NHẬP NHẦM"),
            _columns(asked),
            lines,
            tab=_("Ngoại lệ"),
            notes=(
                rate_note(
                    _("Tỷ lệ ngoại lệ"),
                    _("ngoại lệ / (yêu cầu bổ sung + hẹn lại trong kỳ)"),
                    again,
                    len(found),
                ),
                _allowed(asked.last),
                plural(
                    "Hủy do nhập nhầm: {count} hồ sơ; số không dùng lại, không tính tiếp nhận, giải quyết, rút.",
                    len(lines) - again,
                ).format(count=len(lines) - again),
            ),
        ),
        *([_late_table(asked, late)] if late else []),
        *_clock_tables(asked),
    )


def _clock_tables(asked: Asked) -> list[Table]:
    """The people who said that a doubted clock was right; nothing where nobody had to."""
    if asked.officer or asked.sector:
        return []
    words = asked.store.closings.clock_words(asked.first, asked.last)
    flagged = asked.store.closings.clock_flagged(asked.first, asked.last)
    if not words and not flagged:
        return []
    columns: tuple[Column[ClockWords], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Giờ máy"), lambda word: word.at, 1.6, Align.CENTRE),
        Column(_("Lý do ngờ"), lambda word: doubt_text(word.doubt), 2.2),
        Column(_("Giờ đã biết"), lambda word: word.known, 1.6, Align.CENTRE),
        Column(_("Người xác nhận"), lambda word: asked.rules.officer(word.officer), 1.7),
        Column(_("Người thứ hai"), lambda word: _second(asked, word), 1.7),
    )
    count = plural("Có {count} lượt ghi trong kỳ theo giờ máy bị ngờ.", flagged)
    doubted = asked.store.closings.clock_entries(asked.first, asked.last, most=MOST_DOUBTED)
    more = plural("Còn {count} lượt ghi nữa, xem theo kỳ ngắn hơn.", flagged - len(doubted))
    return [
        Table(
            name="clock",
            tab=_("Giờ máy"),
            title=_("XÁC NHẬN GIỜ MÁY"),
            subtitle="",
            columns=heads(columns),
            rows=cells(columns, words),
            notes=(count.format(count=flagged),),
        ),
        Table(
            name="clock-entries",
            tab=_("Ghi theo giờ ngờ"),
            title=_("LƯỢT GHI THEO GIỜ MÁY BỊ NGỜ"),
            subtitle="",
            columns=heads(_doubted_columns(asked)),
            rows=cells(_doubted_columns(asked), doubted),
            notes=(more.format(count=flagged - len(doubted)),) if flagged > len(doubted) else (),
        ),
    ]


def _doubted_columns(asked: Asked) -> tuple[Column[DoubtedEntry], ...]:
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Lượt ghi số"), lambda entry: entry.seq, 1.0),
        Column(_("Giờ máy"), lambda entry: entry.at, 1.6, Align.CENTRE),
        Column(_("Mã hồ sơ"), lambda entry: entry.code or None, 2.2),
        Column(_("Người ghi"), lambda entry: asked.rules.officer(entry.officer), 2.2),
    )


def _second(asked: Asked, word: ClockWords) -> str:
    return asked.rules.officer(word.second) if word.second else _("không có")


def _allowed(day: date) -> str:
    """The times the law lets an officer do it without a leader, as of ``day``."""
    supplements, days = supplements_allowed(day), reappointments_allowed(day)
    if (supplements, days) == (1, 1):
        return _("Mỗi hồ sơ được yêu cầu bổ sung một lần và hẹn lại ngày trả một lần.")
    text = _("Mỗi hồ sơ được yêu cầu bổ sung {supplements} lần và hẹn lại ngày trả {days} lần.")
    return text.format(supplements=supplements, days=days)


def _late_lines(asked: Asked) -> list[LateLine]:
    """Entries in locked books of certifications (Nghị định 23/2015/NĐ-CP Điều 13)."""
    if asked.officer or asked.sector not in ("", SECTOR):
        return []
    found = asked.store.volumes.after_lock(asked.first, asked.last)
    return [LateLine(*line) for line in found]


def _late_table(asked: Asked, lines: Sequence[LateLine]) -> Table:
    columns: tuple[Column[LateLine], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Ngày"), lambda line: line.day, 1.2, Align.CENTRE),
        Column(_("Sổ"), lambda line: f"{book_name(line.item.book)} {line.item.year}", 2.6),
        Column(_("Số chứng thực"), lambda line: line.item.number, 0.9, Align.CENTRE),
        Column(_("Nội dung"), lambda line: _("Hủy số") if line.void else _("Ghi sổ"), 1.0),
        Column(
            _("Lý do"),
            lambda line: line.item.void_reason if line.void else line.item.after_lock,
            3.4,
        ),
        Column(_("Người duyệt"), lambda line: asked.rules.officer(line.leader), 1.7),
    )
    return Table(
        name="after-lock",
        tab=_("Sau khóa sổ"),
        title=_("GHI, HỦY TRONG SỔ CHỨNG THỰC ĐÃ KHÓA"),
        subtitle="",
        columns=heads(columns),
        rows=cells(columns, lines),
    )


def _columns(asked: Asked) -> tuple[Column[ActLine], ...]:
    return (
        Column(_("Ngày"), lambda line: line.at.date(), 1.2, Align.CENTRE),
        Column(
            _("Nội dung"),
            lambda line: _(_WHAT[line.act]),
            1.8,
        ),
        Column(_("Lần"), lambda line: line.time, 0.5, Align.CENTRE),
        Column(_("Lý do"), _reason, 3.4),
        Column(_("Người duyệt"), lambda line: _consent(asked, line), 1.7),
    )


def _reason(line: ActLine) -> str:
    """Why; of a mistake also which dossier was meant."""
    reason, right = line.reason.replace("\n", " "), line.detail.get("right")
    if not right:
        return reason
    return " – ".join((reason, _("hồ sơ đúng: {code}").format(code=right)))


def _consent(asked: Asked, line: ActLine) -> str:
    """The leader who allowed it; a mistake that no paper told anybody of needs nobody."""
    login = line.detail.get("approved_by") or ("" if line.act == MISTAKE else line.officer)
    return asked.rules.officer(login) if login else ""


REPORT = Report(
    name="overrides",
    label=mark("Ngoại lệ, nhập nhầm"),
    group=Group.LISTS,
    compute=override_tables,
    hint=mark("Yêu cầu bổ sung lần hai, hẹn lại lần hai, hồ sơ hủy do nhập nhầm trong kỳ."),
    by_sector=True,
    by_officer=True,
)
